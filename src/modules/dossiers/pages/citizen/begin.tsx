import { type FieldErrors, many, one } from '../../../../kernel/forms.ts';
import { type House, within } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { once } from '../../../../kernel/once.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { eventsOf, servicesOf } from '../../../offices/index.ts';
import { openAnswers, type PlainAnswers } from '../../answers.ts';
import { answeredBefore, questionsOf } from '../../drafting/asked-once.ts';
import { beginDraft } from '../../drafting/commands.ts';
import { isTooMany, tooManyToday } from '../../limits.ts';
import { latestAnswers } from '../../reading/citizen.sql.ts';
import { MOST_APPLICATIONS } from '../../rules.ts';
import { applicant, officeOf } from '../who.ts';
import { ServiceChoice, WhatHappened } from './begin-choice.tsx';
import { NoServices } from './no-services.tsx';

/** Where an application begins: who applies, for which services. */
export function beginRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/permohonan/baru',
      access: person,
      handle: async (visit) => {
        const [last] = await latestAnswers(house.db, visit.office.id, visit.person.id);
        return page(house, visit, {
          layanan: undefined,
          peristiwa: visit.query('peristiwa'),
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
  /** Codes of services; undefined as long as nothing was sent. */
  readonly layanan: readonly string[] | undefined;
  /** The life event that led here. */
  readonly peristiwa: string;
  readonly nama: string;
  readonly keterangan: string;
  readonly kunci: string;
}

/** More than anybody can choose is no form of ours. */
const MOST_CHOSEN = MOST_APPLICATIONS * 5;

async function begin(house: House, visit: Visit): Promise<Response> {
  const input = await visit.form();
  const named = [...many(input, 'layanan'), ...many(input, 'layanan_juga')];
  const codes = [...new Set(named)].filter((code) => code !== '');
  const typed: Typed = {
    layanan: codes.slice(0, MOST_CHOSEN),
    peristiwa: one(input, 'peristiwa'),
    nama: one(input, 'nama'),
    keterangan: one(input, 'keterangan'),
    kunci: one(input, 'kunci'),
  };
  const key = onceOf(visit, input);
  if (!key)
    return page(house, visit, { ...typed, kunci: newId() }, { '': { key: 'form.expired' } }, 422);
  const who = await applicant(house, visit);
  const answers =
    many(input, 'pakai_lagi').length > 0 ? await givenBefore(house, visit, codes) : {};
  const outcome = await once(house.db, key, async (tx) => {
    const tooMany = await tooManyToday(within(house, tx), 'drafts', visit.person.id);
    if (tooMany) return { ok: false, refusal: tooMany };
    const begun = await beginDraft(within(house, tx), who, {
      serviceCodes: codes,
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
    case 'refused': {
      const status = isTooMany(outcome.refusal) ? 429 : 422;
      return page(house, visit, { ...typed, kunci: newId() }, { layanan: outcome.refusal }, status);
    }
  }
}

/** Details given before need not be typed again where the same is asked; the applicant sees and may change them on the next page. */
async function givenBefore(
  house: House,
  visit: Visit,
  codes: readonly string[],
): Promise<PlainAnswers> {
  const { office, person: me } = visit;
  const offered = await servicesOf(house.db, office.id);
  const earlier = [];
  for (const { fields, answers } of await latestAnswers(house.db, office.id, me.id))
    earlier.push({
      fields: fields ?? [],
      answers: await openAnswers(house, office.id, me.id, answers),
    });
  const services = codes.flatMap((code) => offered.find((one) => one.code === code) ?? []);
  return answeredBefore(questionsOf(services), earlier);
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
  const offered = await servicesOf(house.db, office.id);
  const services = offered.filter((service) => !service.definition.elsewhere);
  if (services.length === 0)
    return visit.html(
      <Page ctx={ctx} title={t('dossiers.begin.title')} nav={officeNav(ctx, 'services')} hidden>
        <PageHead title={t('dossiers.begin.title')} />
        <NoServices visit={visit} />
      </Page>,
      status,
    );
  const events = eventsOf(office, services);
  const event = events.find(({ key }) => key === typed.peristiwa);
  const chosen = typed.layanan ??
    event?.services.map(({ code }) => code) ?? [visit.query('layanan')];
  const last = await latestAnswers(house.db, visit.office.id, visit.person.id);
  const said = Object.entries(errors).map(([field, why]) => ({
    field: field || 'layanan',
    message: say(t, why),
  }));
  const error = (name: string) => (errors[name] ? say(t, errors[name]) : undefined);
  const title = event ? localise(event.name, lang).text : t('dossiers.begin.title');
  return visit.html(
    <Page ctx={ctx} title={title} nav={officeNav(ctx, 'services')} hidden>
      <PageHead
        title={title}
        lead={t(event ? 'dossiers.begin.event_lead' : 'dossiers.begin.lead')}
      />
      <ErrorSummary ctx={ctx} errors={said} />
      <Form action={`/${office.slug}/permohonan`}>
        <input type="hidden" name="kunci" value={typed.kunci} />
        {event ? <input type="hidden" name="peristiwa" value={event.key} /> : null}
        <ServiceChoice
          visit={visit}
          label={localise(office.profile.serviceLabel, lang).text}
          services={services}
          chosen={chosen}
          event={event}
          error={error('layanan')}
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
        {last.length > 0 ? (
          <label class="ds-label">
            <input type="checkbox" class="ds-input" name="pakai_lagi" value="ya" checked />{' '}
            {t('dossiers.begin.reuse')}
          </label>
        ) : null}
        <SubmitButton>{t('dossiers.begin.next')}</SubmitButton>
      </Form>
      {event ? (
        <p>
          <a href={`/${office.slug}/permohonan/baru`}>{t('dossiers.begin.not_this')}</a>
        </p>
      ) : (
        <WhatHappened visit={visit} events={events} />
      )}
    </Page>,
    status,
  );
}
