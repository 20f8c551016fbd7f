import { type FieldErrors, many, one } from '../../../../kernel/forms.ts';
import { type House, within } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { once } from '../../../../kernel/once.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { SelectField, TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { type OfficeService, servicesOf } from '../../../offices/index.ts';
import { openAnswers } from '../../answers.ts';
import { beginDraft } from '../../drafting/commands.ts';
import { latestAnswers } from '../../reading/citizen.sql.ts';
import { applicant, officeOf } from '../who.ts';
import { NoServices } from './no-services.tsx';

/** Where an application begins: who applies, for which service. */
export function beginRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/permohonan/baru',
      access: person,
      handle: async (visit) => {
        const last = await latestAnswers(house.db, visit.office.id, visit.person.id);
        return page(house, visit, {
          layanan: [visit.query('layanan')].filter((code) => code !== ''),
          nama: last?.full_name ?? visit.person.name,
          keterangan: '',
          kunci: newId(),
        });
      },
    },
    {
      method: 'POST',
      path: '/:office/permohonan',
      access: person,
      handle: (visit) => begin(house, visit),
    },
  ];
}

interface Typed {
  readonly layanan: readonly string[];
  readonly nama: string;
  readonly keterangan: string;
  readonly kunci: string;
}

async function begin(house: House, visit: Visit): Promise<Response> {
  const input = await visit.form();
  const typed: Typed = {
    layanan: many(input, 'layanan').filter((code) => code !== ''),
    nama: one(input, 'nama'),
    keterangan: one(input, 'keterangan'),
    kunci: one(input, 'kunci'),
  };
  const key = onceOf(visit, input);
  if (!key)
    return page(house, visit, { ...typed, kunci: newId() }, { '': { key: 'form.expired' } }, 422);
  const who = await applicant(house, visit);
  // Details given before need not be typed again; the applicant sees and may change them on the next page.
  const last =
    many(input, 'pakai_lagi').length > 0
      ? await latestAnswers(house.db, visit.office.id, visit.person.id)
      : undefined;
  const answers = last
    ? await openAnswers(house, visit.office.id, visit.person.id, last.answers)
    : {};
  const outcome = await once(house.db, key, async (tx) => {
    const begun = await beginDraft(within(house, tx), who, {
      serviceCodes: typed.layanan,
      fullName: typed.nama,
      note: typed.keterangan,
      answers,
    });
    return begun.ok ? { ok: true, result: begun.value } : { ok: false, refusal: begun.reason };
  });
  switch (outcome.kind) {
    case 'done':
    case 'replayed':
      return visit.redirect(`/${visit.office.slug}/permohonan/${outcome.result}`);
    case 'conflict':
      return page(
        house,
        visit,
        { ...typed, kunci: newId() },
        { '': { key: 'form.sent_twice_changed' } },
        409,
      );
    case 'refused':
      return page(house, visit, { ...typed, kunci: newId() }, { layanan: outcome.refusal }, 422);
  }
}

async function page(
  house: House,
  visit: Visit,
  typed: Typed,
  errors: FieldErrors = {},
  status = 200,
): Promise<Response> {
  const { t, page: ctx, lang } = visit;
  const office = await officeOf(house, visit);
  const services = (await servicesOf(house.db, office.id)).filter(
    (service) => !service.definition.elsewhere,
  );
  if (services.length === 0)
    return visit.html(
      <Page ctx={ctx} title={t('dossiers.begin.title')} nav={officeNav(ctx, 'services')} hidden>
        <PageHead title={t('dossiers.begin.title')} />
        <NoServices visit={visit} />
      </Page>,
      status,
    );
  const last = await latestAnswers(house.db, visit.office.id, visit.person.id);
  const said = Object.entries(errors).map(([field, why]) => ({
    field: field || 'layanan',
    message: say(t, why),
  }));
  const label = localise(office.profile.serviceLabel, lang).text;
  const error = (name: string) => (errors[name] ? say(t, errors[name]) : undefined);
  return visit.html(
    <Page ctx={ctx} title={t('dossiers.begin.title')} nav={officeNav(ctx, 'services')} hidden>
      <PageHead title={t('dossiers.begin.title')} lead={t('dossiers.begin.lead')} />
      <ErrorSummary ctx={ctx} errors={said} />
      <Form action={`/${office.slug}/permohonan`}>
        <input type="hidden" name="kunci" value={typed.kunci} />
        <SelectField
          ctx={ctx}
          name="layanan"
          label={label}
          value={typed.layanan[0]}
          error={error('layanan')}
          options={services.map((service) => option(service, lang))}
        />
        <TextField
          ctx={ctx}
          name="nama"
          label={t('dossiers.form.full_name')}
          description={t('dossiers.form.full_name_help')}
          value={typed.nama}
          autocomplete="name"
          maxLength={200}
          error={error('nama')}
        />
        <TextArea
          ctx={ctx}
          name="keterangan"
          label={t('dossiers.form.note')}
          optional
          value={typed.keterangan}
          rows={3}
          maxLength={4000}
        />
        {last ? (
          <label class="ds-label">
            <input type="checkbox" class="ds-input" name="pakai_lagi" value="ya" checked />{' '}
            {t('dossiers.begin.reuse')}
          </label>
        ) : null}
        <SubmitButton>{t('dossiers.begin.next')}</SubmitButton>
      </Form>
    </Page>,
    status,
  );
}

function option(service: OfficeService, lang: Visit['lang']) {
  const { name, group } = service.definition;
  return {
    value: service.code,
    label: localise(name, lang).text,
    group: group && localise(group, lang).text,
  };
}
