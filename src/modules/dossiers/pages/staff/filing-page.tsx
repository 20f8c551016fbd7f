import { type FieldErrors, type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, say, type Translate } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { RadioGroup, SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { type OfficeService, servicesOf } from '../../../offices/index.ts';
import { type FilingRow, unsentFilings } from '../../filing/filing.sql.ts';
import { MANNERS, type MannerWord } from '../../filing/rules.ts';
import { officeOf } from '../who.ts';
import { staffNav } from './nav.ts';

/** The page where filing for somebody begins, and below it what was begun and not sent yet. */
export async function filingPage(
  house: House,
  visit: Visit,
  typed: FormInput,
  errors: FieldErrors = {},
  status = 200,
): Promise<Response> {
  const { t, page: ctx, office } = visit;
  const services = (await servicesOf(house.db, office.id)).filter(
    (service) => !service.definition.elsewhere,
  );
  const unsent = await unsentFilings(house.db, office.id, visit.person.id);
  const said = Object.entries(errors).map(([field, why]) => ({
    field: field || 'nama',
    message: say(t, why),
  }));
  return visit.html(
    <StaffPage ctx={ctx} title={t('dossiers.filing.title')} nav={staffNav(visit, 'ajukan')}>
      <PageHead title={t('dossiers.filing.title')} lead={t('dossiers.filing.lead')} />
      <ErrorSummary ctx={ctx} errors={said} />
      <BeginForm
        visit={visit}
        typed={typed}
        errors={errors}
        services={services}
        label={localise((await officeOf(house, visit)).profile.serviceLabel, visit.lang).text}
      />
      {unsent.length > 0 ? <Unsent visit={visit} unsent={unsent} /> : null}
    </StaffPage>,
    status,
  );
}

function BeginForm(props: {
  readonly visit: Visit;
  readonly typed: FormInput;
  readonly errors: FieldErrors;
  readonly services: readonly OfficeService[];
  readonly label: string;
}) {
  const { visit, typed, errors, services, label } = props;
  const { t, page: ctx, lang, office } = visit;
  const field = (name: string) => ({
    ctx,
    name,
    value: one(typed, name),
    error: errors[name] && say(t, errors[name] ?? { key: 'form.invalid' }),
    autocomplete: 'off',
  });
  const earlier = one(typed, 'berkas_lama');
  return (
    <Form action={`/${office.slug}/petugas/ajukan`}>
      <input type="hidden" name="kunci" value={one(typed, 'kunci') || newId()} />
      <TextField
        {...field('nama')}
        label={t('dossiers.filing.name')}
        description={t('dossiers.filing.name_help')}
        maxLength={120}
        autofocus={said(errors) === 0 || errors['nama'] !== undefined}
      />
      <TextField
        {...field('nik')}
        label={t('dossiers.filing.nik')}
        description={t('dossiers.filing.nik_help')}
        optional
        inputMode="numeric"
        maxLength={24}
        size={20}
        autofocus={errors['nama'] === undefined && errors['nik'] !== undefined}
      />
      <TextField
        {...field('telepon')}
        label={t('dossiers.filing.phone')}
        optional
        type="tel"
        maxLength={30}
        size={20}
      />
      <TextField
        {...field('email')}
        label={t('dossiers.filing.email')}
        description={t('dossiers.filing.email_help')}
        optional
        type="email"
        maxLength={254}
      />
      <RadioGroup {...field('cara')} label={t('dossiers.filing.manner')} choices={mannerWords(t)} />
      <SelectField
        {...field('layanan')}
        label={label}
        options={services.map(({ code, definition }) => ({
          value: code,
          label: localise(definition.name, lang).text,
          group: definition.group && localise(definition.group, lang).text,
        }))}
      />
      <Details summary={t('dossiers.filing.earlier')} open={earlier !== ''}>
        <TextField
          {...field('berkas_lama')}
          label={t('dossiers.filing.earlier_number')}
          description={t('dossiers.filing.earlier_help')}
          optional
          maxLength={40}
          size={22}
        />
      </Details>
      <SubmitButton>{t('dossiers.filing.next')}</SubmitButton>
    </Form>
  );
}

const said = (errors: FieldErrors) => Object.keys(errors).length;

const mannerWords = (t: Translate) =>
  (Object.keys(MANNERS) as MannerWord[]).map((word) => ({
    value: word,
    label: t(`dossiers.filing.manner.${word}`),
  }));

/** What waits to be sent; whoever began it, a colleague may go on. */
function Unsent({ visit, unsent }: { visit: Visit; unsent: readonly FilingRow[] }) {
  const { t, page: ctx, office, lang } = visit;
  return (
    <Section title={t('dossiers.filing.unsent')}>
      <Table
        ctx={ctx}
        caption={t('dossiers.filing.unsent')}
        captionHidden
        rows={unsent}
        columns={[
          {
            key: 'name',
            head: t('dossiers.desk.column.applicant'),
            rowHead: true,
            cell: (row) => (
              <a href={`/${office.slug}/petugas/ajukan/${row.draft_id}`}>{row.full_name}</a>
            ),
          },
          {
            key: 'by',
            head: t('dossiers.filing.begun_by'),
            cell: (row) => row.begun_by_name,
          },
          {
            key: 'at',
            head: t('dossiers.filing.begun_at'),
            cell: (row) => (
              <When at={row.begun_at} tz={office.timeZone} lang={lang} style="short" />
            ),
          },
        ]}
      />
    </Section>
  );
}
