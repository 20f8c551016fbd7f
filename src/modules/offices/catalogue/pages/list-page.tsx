import { type FormInput, one } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { FileField, SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { NavItem } from '../../../../ui/layout.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { CatalogueRow } from '../catalogue.sql.ts';
import type { Refusal } from '../drafting.ts';
import { BothLanguages } from './both-languages.tsx';
import { errorsAt } from './errors-at.ts';
import { AT, CataloguePage, servicePath } from './frame.tsx';
import { both } from './typed.ts';

interface Running {
  readonly serviceId: string;
  readonly version: number;
  readonly running: number;
}

interface Props {
  readonly ctx: PageContext;
  readonly nav: readonly NavItem[];
  readonly timeZone: string;
  readonly services: readonly CatalogueRow[];
  readonly running: readonly Running[];
  readonly typed: {
    readonly form?: 'baru' | 'unggah';
    readonly input?: FormInput;
    readonly refusal?: Refusal;
  };
}

export function ListPage(props: Props) {
  const { ctx, nav, services, typed } = props;
  const { t } = ctx;
  const { refusal } = typed;
  return (
    <CataloguePage
      ctx={ctx}
      nav={nav}
      title={t('offices.catalogue.title')}
      lead={t('offices.catalogue.list_lead')}
      actions={
        <LinkButton kind="secondary" href={officePath(ctx, `${AT}/unduh`)} download>
          {t('offices.catalogue.download_office')}
        </LinkButton>
      }
    >
      {refusal ? (
        <Alert kind="danger" live="alert">
          <p>{say(t, refusal.reason)}</p>
          {refusal.flaws && typed.form === 'unggah' ? (
            <ul>
              {refusal.flaws.map(({ field, reason }) => (
                <li>
                  {field === '' ? null : (
                    <>
                      <code>{field}</code>:{' '}
                    </>
                  )}
                  {say(t, reason)}
                </li>
              ))}
            </ul>
          ) : null}
        </Alert>
      ) : null}
      <Services {...props} />
      <Section title={t('offices.catalogue.more')} id="tambah">
        <Details
          summary={t('offices.catalogue.new')}
          open={typed.form === 'baru' || services.length === 0}
        >
          <NewForm ctx={ctx} typed={typed} services={services} />
        </Details>
        <Details summary={t('offices.catalogue.upload')} open={typed.form === 'unggah'}>
          <p>{t('offices.catalogue.upload_lead')}</p>
          <Form action={officePath(ctx, `${AT}/unggah`)} multipart>
            <FileField
              ctx={ctx}
              name="berkas"
              label={t('offices.catalogue.upload_file')}
              accept=".json"
            />
            <SubmitButton>{t('offices.catalogue.upload_do')}</SubmitButton>
          </Form>
        </Details>
      </Section>
    </CataloguePage>
  );
}

function Services({ ctx, services, running, timeZone }: Props) {
  const { t, lang } = ctx;
  if (services.length === 0) return <Empty title={t('offices.catalogue.none_yet')} />;
  return (
    <Table
      ctx={ctx}
      caption={t('offices.catalogue.title')}
      captionHidden
      rows={services}
      columns={[
        {
          key: 'name',
          head: t('offices.catalogue.service'),
          rowHead: true,
          cell: ({ code, name }) => (
            <>
              <a href={servicePath(ctx, code)}>
                {name.id === '' ? code : <Localised text={name} lang={lang} />}
              </a>
              <br />
              <span class="sl-meta sl-code">{code}</span>
            </>
          ),
        },
        {
          key: 'state',
          head: t('offices.catalogue.state'),
          cell: ({ version, retired, publishedAt }) => (
            <div>
              {version === null ? (
                <Tag>{t('offices.catalogue.never_published')}</Tag>
              ) : (
                <>
                  <Tag tone={retired ? 'warning' : 'success'}>
                    {t(retired ? 'offices.catalogue.stopped' : 'offices.catalogue.offered')}
                  </Tag>{' '}
                  {t('offices.catalogue.version', { version })}
                </>
              )}
              {publishedAt ? (
                <div class="sl-meta">
                  <When at={publishedAt} tz={timeZone} lang={lang} style="day" />
                </div>
              ) : null}
            </div>
          ),
        },
        {
          key: 'draft',
          head: t('offices.catalogue.draft'),
          cell: ({ draftChangedAt, draftChangedBy }) =>
            draftChangedAt ? (
              <div>
                <Tag tone="info">{t('offices.catalogue.draft_mark')}</Tag> {draftChangedBy}
                <div class="sl-meta">
                  <When at={draftChangedAt} tz={timeZone} lang={lang} style="short" />
                </div>
              </div>
            ) : (
              <span class="sl-quiet">–</span>
            ),
        },
        {
          key: 'running',
          head: t('offices.catalogue.running'),
          cell: (row) => <RunningWords ctx={ctx} row={row} running={running} />,
        },
      ]}
    />
  );
}

/** "12 (versi 3), 4 (versi 2)": applications that run, by the edition they keep. */
function RunningWords(props: {
  readonly ctx: PageContext;
  readonly row: CatalogueRow;
  readonly running: readonly Running[];
}) {
  const { ctx, row } = props;
  const own = props.running
    .filter(({ serviceId }) => serviceId === row.serviceId)
    .toSorted((a, b) => b.version - a.version);
  if (own.length === 0) return <span class="sl-quiet">–</span>;
  return (
    <>
      {own
        .map(({ version, running }) =>
          ctx.t('offices.catalogue.running_under', { count: running, version }),
        )
        .join('; ')}
    </>
  );
}

function NewForm({ ctx, typed, services }: Pick<Props, 'ctx' | 'typed' | 'services'>) {
  const { t, lang } = ctx;
  const input = typed.form === 'baru' ? (typed.input ?? {}) : {};
  const error = errorsAt(typed.form === 'baru' ? (typed.refusal?.flaws ?? []) : [], t);
  return (
    <Form action={officePath(ctx, AT)}>
      <input type="hidden" name="kunci" value={newId()} />
      <BothLanguages
        ctx={ctx}
        name="name"
        label={t('offices.change.name')}
        value={both(input, 'name')}
        error={error}
      />
      <TextField
        ctx={ctx}
        name="kode"
        label={t('offices.catalogue.code')}
        description={t('offices.catalogue.code_help')}
        value={one(input, 'kode')}
        maxLength={24}
        size={12}
        autocomplete="off"
        error={error('code')}
      />
      <SelectField
        ctx={ctx}
        name="salinan"
        label={t('offices.catalogue.copy_of')}
        description={t('offices.catalogue.copy_help')}
        value={one(input, 'salinan')}
        empty={t('offices.catalogue.from_nothing')}
        optional="unmarked"
        error={error('copyOf')}
        options={services
          .filter(({ version }) => version !== null)
          .map(({ code, name }) => ({ value: code, label: localise(name, lang).text || code }))}
      />
      <SubmitButton>{t('offices.catalogue.new_do')}</SubmitButton>
    </Form>
  );
}
