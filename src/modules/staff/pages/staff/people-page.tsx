import type { Translate } from '../../../../kernel/i18n.ts';
import { STAFF_ROLES } from '../../../../kernel/roles.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { NavItem } from '../../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Invitation } from '../../invitations.sql.ts';
import type { Person } from '../../staff.sql.ts';

/** What a refused form had in it, and why it was refused. */
export interface Typed {
  readonly email?: string;
  readonly role?: string | undefined;
  readonly emailError?: string;
  readonly roleError?: string;
  /** About the page as a whole. */
  readonly problem?: string;
}

interface Props {
  readonly ctx: PageContext;
  readonly nav: readonly NavItem[];
  readonly timeZone: string;
  readonly now: Date;
  readonly people: readonly Person[];
  readonly invitations: readonly Invitation[];
  readonly typed: Typed;
}

const AT = '/petugas/orang';
const roles = (t: Translate, held: readonly (typeof STAFF_ROLES)[number][]) =>
  held.map((role) => ({ value: role, label: t(`staff.role.${role}`) }));

export function PeoplePage(props: Props) {
  const { ctx, nav, people, typed } = props;
  const { t } = ctx;
  const title = t('staff.people.title');
  return (
    <StaffPage ctx={ctx} title={title} nav={nav}>
      <PageHead title={title} lead={t('staff.people.lead')} />
      {typed.problem === undefined ? null : (
        <Alert kind="danger" live="alert">
          {typed.problem}
        </Alert>
      )}
      <Section title={t('staff.invite.title')} id="undang">
        <InviteForm ctx={ctx} typed={typed} />
        <Invitations {...props} />
      </Section>
      <Section title={t('staff.people.here')} id="orang">
        <Table
          ctx={ctx}
          caption={t('staff.people.here')}
          captionHidden
          rows={people}
          columns={[
            {
              key: 'name',
              head: t('staff.people.name'),
              rowHead: true,
              cell: (person) => (
                <>
                  {person.name}
                  <br />
                  <span class="sl-quiet">{person.email}</span>
                </>
              ),
            },
            {
              key: 'roles',
              head: t('staff.people.roles'),
              cell: (person) =>
                roles(t, person.roles)
                  .map(({ label }) => label)
                  .join(', '),
            },
            {
              key: 'factor',
              head: t('staff.people.factor'),
              cell: (person) =>
                t(person.hasFactor ? 'staff.people.factor_on' : 'staff.people.factor_off'),
            },
            {
              key: 'change',
              head: t('staff.people.change'),
              cell: (person) => (
                <LinkButton
                  href={officePath(ctx, `${AT}/${person.personId}`)}
                  kind="secondary"
                  size="sm"
                  label={`${t('staff.people.change')} ${person.name}`}
                >
                  {t('staff.people.change')}
                </LinkButton>
              ),
            },
          ]}
        />
      </Section>
    </StaffPage>
  );
}

function InviteForm({ ctx, typed }: { readonly ctx: PageContext; readonly typed: Typed }) {
  const { t } = ctx;
  return (
    <Form action={officePath(ctx, AT)}>
      <p class="ds-paragraph">{t('staff.invite.lead')}</p>
      <TextField
        ctx={ctx}
        name="email"
        type="email"
        label={t('staff.invite.email')}
        value={typed.email}
        error={typed.emailError}
        autocomplete="off"
      />
      <SelectField
        ctx={ctx}
        name="peran"
        label={t('staff.people.role')}
        value={typed.role}
        options={roles(t, STAFF_ROLES)}
        error={typed.roleError}
      />
      <SubmitButton>{t('staff.invite.submit')}</SubmitButton>
    </Form>
  );
}

function Invitations({ ctx, invitations, timeZone, now }: Props) {
  const { t, lang } = ctx;
  if (invitations.length === 0) return null;
  return (
    <>
      <Table
        ctx={ctx}
        caption={t('staff.invite.open')}
        rows={invitations}
        columns={[
          {
            key: 'email',
            head: t('staff.invite.email'),
            rowHead: true,
            cell: ({ email }) => email,
          },
          {
            key: 'role',
            head: t('staff.people.role'),
            cell: ({ role }) => t(`staff.role.${role}`),
          },
          {
            key: 'until',
            head: t('staff.invite.until'),
            cell: ({ expiresAt }) => (
              <>
                <When at={expiresAt} tz={timeZone} lang={lang} style="short" />{' '}
                {expiresAt <= now ? <Tag tone="warning">{t('staff.invite.expired')}</Tag> : null}
              </>
            ),
          },
          {
            key: 'change',
            head: t('staff.people.change'),
            cell: (invitation) => <InvitationButtons ctx={ctx} invitation={invitation} />,
          },
        ]}
      />
      <p class="sl-quiet">{t('staff.invite.wrong_address')}</p>
    </>
  );
}

/** A new link takes the place of the old one; what is withdrawn opens nothing any more. */
function InvitationButtons(props: { readonly ctx: PageContext; readonly invitation: Invitation }) {
  const { ctx, invitation } = props;
  const { t } = ctx;
  const { id, email, role } = invitation;
  return (
    <div class="sl-buttons">
      <form method="post" action={officePath(ctx, AT)}>
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="peran" value={role} />
        <SubmitButton kind="secondary" size="sm" label={`${t('staff.invite.again')} ${email}`}>
          {t('staff.invite.again')}
        </SubmitButton>
      </form>
      <form method="post" action={officePath(ctx, `${AT}/batal`)}>
        <input type="hidden" name="undangan" value={id} />
        <SubmitButton kind="tertiary" size="sm" label={`${t('staff.invite.withdraw')} ${email}`}>
          {t('staff.invite.withdraw')}
        </SubmitButton>
      </form>
    </div>
  );
}
