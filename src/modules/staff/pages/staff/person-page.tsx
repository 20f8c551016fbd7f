import type { Translate } from '../../../../kernel/i18n.ts';
import { STAFF_ROLES, type StaffRole } from '../../../../kernel/roles.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { SelectField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { NavItem } from '../../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Colleague, Person } from '../../staff.sql.ts';
import type { HeldDossier, Wish } from '../../work.ts';

interface Props {
  readonly ctx: PageContext;
  readonly nav: readonly NavItem[];
  readonly person: Person;
  /** To whom the work may go. */
  readonly others: readonly Colleague[];
  readonly held: readonly HeldDossier[];
  readonly typed: Wish;
  readonly problem: string | undefined;
}

const AT = '/petugas/orang';
const named = (t: Translate, roles: readonly StaffRole[]) =>
  roles.map((role) => ({ value: role, label: t(`staff.role.${role}`) }));

/** One colleague: their roles, what they work on, and what becomes of it when they go. */
export function PersonPage(props: Props) {
  const { ctx, nav, person, problem } = props;
  const { t } = ctx;
  const works = person.roles.length > 0;
  const roles = named(t, person.roles)
    .map(({ label }) => label)
    .join(', ');
  return (
    <StaffPage ctx={ctx} title={person.name} nav={nav}>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('staff.people.title'), href: officePath(ctx, AT) },
          { label: person.name },
        ]}
      />
      <PageHead
        title={person.name}
        meta={person.email}
        lead={works ? roles : t('staff.person.no_longer')}
      />
      {problem === undefined ? null : (
        <Alert kind="danger" live="alert">
          {problem}
        </Alert>
      )}
      {works ? <Roles ctx={ctx} person={person} /> : null}
      <Work {...props} />
      {works ? <Suspend {...props} /> : null}
    </StaffPage>
  );
}

function Roles({ ctx, person }: Pick<Props, 'ctx' | 'person'>) {
  const { t } = ctx;
  const who = <input type="hidden" name="orang" value={person.personId} />;
  const free = STAFF_ROLES.filter((role) => !person.roles.includes(role));
  return (
    <Section title={t('staff.people.roles')} id="peran">
      <p class="ds-paragraph">{t('staff.person.roles_lead')}</p>
      <Form action={officePath(ctx, `${AT}/peran`)}>
        {who}
        <SelectField
          ctx={ctx}
          name="peran"
          id="peran-tambah"
          label={t('staff.person.give')}
          options={named(t, free)}
        />
        <SubmitButton kind="secondary">{t('staff.person.give_button')}</SubmitButton>
      </Form>
      <Form action={officePath(ctx, `${AT}/akhiri`)}>
        {who}
        <SelectField
          ctx={ctx}
          name="peran"
          id="peran-akhiri"
          label={t('staff.people.end_role')}
          value={person.roles[0]}
          empty={false}
          options={named(t, person.roles)}
        />
        <SubmitButton kind="secondary">{t('staff.people.end')}</SubmitButton>
      </Form>
      {person.hasFactor ? (
        <form method="post" action={officePath(ctx, `${AT}/kode`)}>
          {who}
          <SubmitButton kind="secondary">{t('staff.people.reset_code')}</SubmitButton>
        </form>
      ) : null}
    </Section>
  );
}

function Work(props: Props) {
  const { ctx, person, held } = props;
  const { t } = ctx;
  return (
    <Section title={t('staff.work.title', { count: held.length })} id="pekerjaan">
      <Table
        ctx={ctx}
        caption={t('staff.work.title', { count: held.length })}
        captionHidden
        rows={held}
        empty={<p class="sl-quiet">{t('staff.work.none')}</p>}
        columns={[
          {
            key: 'number',
            head: t('dossiers.desk.column.number'),
            rowHead: true,
            cell: ({ number, dossierId }) => (
              <a class="ds-link sl-number" href={officePath(ctx, `/petugas/berkas/${dossierId}`)}>
                {number}
              </a>
            ),
          },
          { key: 'how', head: t('staff.work.how'), cell: ({ how }) => t(`staff.work.${how}`) },
        ]}
      />
      {held.length === 0 ? null : (
        <Form action={officePath(ctx, `${AT}/serahkan`)}>
          <p class="ds-paragraph">{t('staff.work.lead')}</p>
          <input type="hidden" name="orang" value={person.personId} />
          <Onward {...props} prefix="serah" />
          <SubmitButton kind="secondary">{t('staff.work.submit')}</SubmitButton>
        </Form>
      )}
    </Section>
  );
}

function Suspend(props: Props) {
  const { ctx, person, held } = props;
  const { t } = ctx;
  return (
    <Section title={t('staff.people.suspend')} id="tangguhkan">
      <Form action={officePath(ctx, `${AT}/tangguhkan`)}>
        <p class="ds-paragraph">{t('staff.people.suspend_lead')}</p>
        <p class="ds-paragraph">{t('staff.person.suspend_work', { count: held.length })}</p>
        <input type="hidden" name="orang" value={person.personId} />
        <Onward {...props} prefix="tangguh" />
        <SubmitButton kind="danger">{t('staff.people.suspend')}</SubmitButton>
      </Form>
    </Section>
  );
}

/** To whom the work goes, and what they are told. */
function Onward({ ctx, others, typed, prefix }: Props & { readonly prefix: string }) {
  const { t } = ctx;
  return (
    <>
      <SelectField
        ctx={ctx}
        name="kepada"
        id={`${prefix}-kepada`}
        label={t('staff.work.to')}
        value={typed.to}
        empty={t('staff.work.to_line')}
        optional
        options={others.map(({ personId, name, roles }) => ({
          value: personId,
          label: `${name} (${named(t, roles)
            .map(({ label }) => label)
            .join(', ')})`,
        }))}
      />
      <TextArea
        ctx={ctx}
        name="catatan"
        id={`${prefix}-catatan`}
        label={t('staff.work.note')}
        description={t('staff.work.note_help')}
        value={typed.note}
        rows={2}
        maxLength={2000}
        optional
      />
    </>
  );
}
