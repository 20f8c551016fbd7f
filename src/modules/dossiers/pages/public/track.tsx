import { parseDossierNumber } from '../../../../kernel/dossier-number.ts';
import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, type Reason, reason, say } from '../../../../kernel/i18n.ts';
import { createLimiter, networkOf } from '../../../../kernel/limits.ts';
import { seal, unseal } from '../../../../kernel/vault.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import { cookiesFor, readSecret, writeSecret } from '../../../../web/cookies.ts';
import { anyone, bearer, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { contact } from '../../../accounts/index.ts';
import { serviceVersion } from '../../../offices/index.ts';
import { applicationViews, dossierOf } from '../../reading/dossier.sql.ts';
import { progressOf, statusWords } from '../../reading/progress.ts';
import { trackDossier } from '../../tracking/tracking.ts';

const COOKIE = 'lacak';
const PLACE = 'tracking cookie';
/** How a receipt's link can fail, in the clean address that it leads to. */
const FAILED = ['wrong', 'wait'] as const;
type Failed = (typeof FAILED)[number];
/** For how long a redeemed receipt opens the page, in seconds. */
const OPEN_FOR = 3600;

/** Following a dossier with its receipt alone: no account, no personal data. */
export function trackRoutes(house: House): Route[] {
  const perAddress = createLimiter(house, 'track_address', { points: 30, duration: 900 });
  const perNumber = createLimiter(house, 'track_number', { points: 10, duration: 900 });
  const key = house.vault.purposeKey('tracking cookie');
  const cookies = cookiesFor(house.config.publicUrl.startsWith('https:'));

  /**
   * Counts a try, and finds the dossier when number and secret fit. Only wrong tries count, for a village shares an address;
   * a number is counted for each network alone, so that nobody can keep the receipt's holder from it.
   */
  async function find(
    visit: Visit,
    number: string,
    secret: string,
  ): Promise<{ id: string } | { why: Reason }> {
    const network = networkOf(visit.address);
    const parsed = parseDossierNumber(number);
    // What is no number at all cannot be guessed at: only its address counts.
    const pair = parsed.ok ? `${parsed.number} ${network}` : undefined;
    const wait = (await perAddress.take(network)) ?? (pair && (await perNumber.take(pair)));
    if (wait) return { why: reason('dossiers.track.too_many', { minutes: Math.ceil(wait / 60) }) };
    const id = await trackDossier(house.db, visit.office.id, { number, secret });
    if (!id) return { why: reason('dossiers.track.not_found') };
    await perAddress.giveBack(network);
    if (pair) await perNumber.giveBack(pair);
    return { id };
  }

  /** The secret is redeemed into a sealed cookie, and the address is clean again. */
  function open(visit: Visit, id: string): Response {
    const until = Math.floor(visit.now.getTime() / 1000) + OPEN_FOR;
    const pass = seal(key, Buffer.from(`${visit.office.id} ${id} ${until}`), PLACE);
    writeSecret(visit.c, cookies, COOKIE, pass.toString('base64url'), OPEN_FOR);
    return visit.redirect(`/${visit.office.slug}/lacak`);
  }

  /** The dossier that this browser's cookie opens, if it does. */
  function opened(visit: Visit): string | undefined {
    const cookie = readSecret(visit.c, cookies, COOKIE);
    if (!cookie) return undefined;
    try {
      const [office, id, until] = unseal(key, Buffer.from(cookie, 'base64url'), PLACE)
        .toString()
        .split(' ');
      return office === visit.office.id && Number(until) * 1000 > visit.now.getTime()
        ? id
        : undefined;
    } catch {
      return undefined;
    }
  }

  return [
    {
      method: 'GET',
      path: '/:office/lacak',
      access: anyone,
      async handle(visit) {
        const id = opened(visit);
        const failed = FAILED.find((word) => word === visit.query('gagal'));
        if (id && !failed) return progress(house, visit, id);
        const why = failed && reason(`dossiers.track.link_${failed}`);
        return form(visit, { nomor: visit.query('nomor').slice(0, 40), kode: '' }, why);
      },
    },
    {
      method: 'POST',
      path: '/:office/lacak',
      access: anyone,
      async handle(visit) {
        const input = await visit.form();
        const typed = { nomor: one(input, 'nomor'), kode: one(input, 'kode') };
        const found = await find(visit, typed.nomor, typed.kode);
        if ('id' in found) return open(visit, found.id);
        return form(
          visit,
          typed,
          found.why,
          found.why.key === 'dossiers.track.too_many' ? 429 : 422,
        );
      },
    },
    {
      method: 'POST',
      path: '/:office/lacak/tutup',
      access: anyone,
      handle(visit) {
        writeSecret(visit.c, cookies, COOKIE, '', 0);
        return visit.redirect(`/${visit.office.slug}/lacak`);
      },
    },
    {
      method: 'GET',
      path: '/:office/lacak/:number/:secret',
      access: bearer,
      async handle(visit) {
        const number = visit.param('number');
        const found = await find(visit, number, visit.param('secret'));
        if ('id' in found) return open(visit, found.id);
        // Right or wrong, the code leaves the address: it may be somebody's who mistyped one sign of it.
        const failed: Failed = found.why.key === 'dossiers.track.too_many' ? 'wait' : 'wrong';
        const told = new URLSearchParams({ gagal: failed, nomor: number.slice(0, 40) });
        return visit.redirect(`/${visit.office.slug}/lacak?${told}`);
      },
    },
  ];
}

function form(
  visit: Visit,
  typed: { nomor: string; kode: string },
  why?: Reason,
  status = 200,
): Response | Promise<Response> {
  const { t, page: ctx, office } = visit;
  const error = why && say(t, why);
  return visit.html(
    <Page ctx={ctx} title={t('dossiers.track.title')} nav={officeNav(ctx, 'track')} hidden>
      <PageHead title={t('dossiers.track.title')} lead={t('dossiers.track.lead')} />
      <ErrorSummary ctx={ctx} errors={error ? [{ field: 'nomor', message: error }] : []} />
      <Form action={`/${office.slug}/lacak`}>
        <TextField
          ctx={ctx}
          name="nomor"
          label={t('dossiers.receipt.number')}
          value={typed.nomor}
          error={error}
          autocomplete="off"
          size={22}
        />
        <TextField
          ctx={ctx}
          name="kode"
          label={t('dossiers.receipt.code')}
          value={typed.kode}
          autocomplete="off"
          size={18}
        />
        <Button type="submit">{t('dossiers.track.go')}</Button>
      </Form>
    </Page>,
    status,
  );
}

/** Only what names nobody: number, services, where it stands, by when. */
async function progress(house: House, visit: Visit, id: string): Promise<Response> {
  const { t, page: ctx, office, lang } = visit;
  const dossier = await dossierOf(house.db, office.id, id);
  if (!dossier) return visit.notFound();
  // Filed at the counter, and in nobody's account yet.
  const isOurs = (await contact(house.db, dossier.applicant_id))?.hasLogin === false;
  const views = await applicationViews(house.db, office.id, [id]);
  const parts = [];
  for (const view of views) {
    const service = await serviceVersion(
      house.db,
      office.id,
      view.service_id,
      view.service_version,
    );
    if (!service) continue;
    parts.push(
      <section class="ds-card sl-flow">
        <h2 class="ds-heading" data-size="xs">
          {localise(service.definition.name, lang).text}
        </h2>
        <p>
          <Tag tone="info">{say(t, statusWords(view))}</Tag>
        </p>
        <p>
          {t('dossiers.track.received')}{' '}
          <When at={dossier.submitted_at} tz={office.timeZone} lang={lang} style="date" />
        </p>
        {view.due_at ? (
          <p>
            {t('dossiers.dashboard.due')}{' '}
            <When at={view.due_at} tz={office.timeZone} lang={lang} style="date" />
          </p>
        ) : null}
        {view.outcome === null &&
        view.waiting_on === 'applicant' &&
        view.step_kind === 'delivery' ? (
          <p>{t('dossiers.track.result')}</p>
        ) : null}
        <Timeline
          ctx={ctx}
          tz={office.timeZone}
          label={t('dossiers.timeline.label')}
          steps={progressOf(service.definition, view).map(({ step, state }) => ({
            title: localise(step.name, lang).text,
            state,
          }))}
        />
      </section>,
    );
  }
  return visit.html(
    <Page ctx={ctx} title={dossier.number} nav={officeNav(ctx, 'track')} hidden>
      <PageHead
        title={t('dossiers.track.title')}
        meta={<span class="sl-code">{dossier.number}</span>}
      />
      {parts}
      <Alert kind="info">{t('dossiers.track.private')}</Alert>
      {isOurs ? (
        <p>
          <a href={`/${office.slug}/klaim?nomor=${dossier.number}`}>{t('dossiers.claim.link')}</a>
        </p>
      ) : null}
      <Form action={`/${office.slug}/lacak/tutup`}>
        <Button type="submit" kind="secondary">
          {t('dossiers.track.close')}
        </Button>
      </Form>
    </Page>,
  );
}
