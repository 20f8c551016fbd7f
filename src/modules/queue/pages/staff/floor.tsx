import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type Reason, reason, say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Html } from '../../../../ui/html.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { movesOnTheSpot, seatsLeftToday } from '../../../appointments/index.ts';
import { staffNav } from '../../../dossiers/index.ts';
import { officeBySlug } from '../../../offices/index.ts';
import { atTheDoor, dayOf } from '../../door.ts';
import { type FloorDossier, findOnFloor, officeByCode, visitorsOf } from '../../floor.sql.ts';
import { MOVED_ON_THE_SPOT } from '../../moving.ts';
import { COUNTER_ROLES, FLOOR_ROLES } from '../../rules.ts';
import { readScan, type Scanned } from '../../scan.ts';
import { noteLooked, officeOf } from '../who.ts';
import { FoundList, VerdictCard, WrongOffice } from './verdict.tsx';
import { Visitors } from './visitors.tsx';

const PATH = '/:office/petugas/loket';
/** What the line beside the camera's button may have to say. */
const CAMERA_STATES = ['arahkan', 'lama', 'ditolak', 'dipakai', 'tanpa'] as const;

/** The floor: one field for whoever comes, what the gate says, and who is here today. */
export function floorRoutes(house: House): Route[] {
  const access = staff(...FLOOR_ROLES);
  return [
    {
      method: 'GET',
      path: PATH,
      access,
      async handle(visit) {
        const words = visit.query('cari').trim();
        const scanned = readScan(words);
        if (scanned.kind === 'nothing') return floorPage(house, visit, { words });
        // A name, a code's secret and an identity number never stand in an address.
        if (['code', 'identity', 'name', 'foreign'].includes(scanned.kind))
          return visit.redirect(`/${visit.office.slug}/petugas/loket`);
        return answer(house, visit, words, scanned);
      },
    },
    {
      method: 'POST',
      path: PATH,
      access,
      async handle(visit) {
        const words = one(await visit.form(), 'cari').trim();
        const scanned = readScan(words);
        if (scanned.kind === 'code') return answer(house, visit, '', scanned);
        if (scanned.kind === 'name') return answer(house, visit, words, scanned);
        if (scanned.kind === 'identity' || scanned.kind === 'foreign')
          return floorPage(
            house,
            visit,
            { words: '', why: reason(`queue.find.${scanned.kind}`) },
            422,
          );
        return visit.redirect(
          `/${visit.office.slug}/petugas/loket?${new URLSearchParams({ cari: words }).toString()}`,
        );
      },
    },
  ];
}

/** What stands on the page beside the field and the day's visitors. */
interface Shown {
  readonly words: string;
  readonly why?: Reason | undefined;
  readonly result?: Html | undefined;
}

async function answer(
  house: House,
  visit: Visit,
  words: string,
  scanned: Scanned,
): Promise<Response> {
  const { office } = visit;
  switch (scanned.kind) {
    case 'nothing':
    case 'foreign':
    case 'identity':
      return floorPage(house, visit, { words });
    case 'mistyped':
      return floorPage(house, visit, { words, why: reason('queue.find.mistyped') }, 422);
    case 'name': {
      const found = await findOnFloor(house.db, office.id, { name: scanned.name });
      const [only] = found;
      if (only && found.length === 1) return verdict(house, visit, words, only);
      // Whoever looks for somebody has looked at whom they found.
      for (const { id } of found) await noteLooked(house, visit, id);
      const result = <FoundList visit={visit} found={found} />;
      return floorPage(house, visit, { words, result });
    }
    case 'number':
    case 'code': {
      const elsewhere =
        scanned.kind === 'code' && scanned.slug !== office.slug
          ? await officeBySlug(house.db, scanned.slug)
          : undefined;
      const [found] = elsewhere
        ? []
        : await findOnFloor(house.db, office.id, { number: scanned.number });
      if (found)
        return verdict(
          house,
          visit,
          words,
          found,
          scanned.kind === 'code' ? scanned.secret : undefined,
        );
      // Only the number's own letters are read: whether another office has such a dossier is not this one's to know.
      const code = scanned.number.split('-')[0] ?? '';
      const named = elsewhere ?? (await officeByCode(house.db, code));
      const result =
        named && named.id !== office.id ? (
          <WrongOffice visit={visit} number={scanned.number} name={named.name} />
        ) : (
          <FoundList visit={visit} found={[]} />
        );
      return floorPage(house, visit, { words, result });
    }
  }
}

async function verdict(
  house: House,
  visit: Visit,
  words: string,
  dossier: FloorDossier,
  secret?: string,
): Promise<Response> {
  return verdictPage(house, visit, dossier, { words, secret });
}

/** The gate's answer about one dossier; also after a form about it was refused. */
export async function verdictPage(
  house: House,
  visit: Visit,
  dossier: FloorDossier,
  shown: {
    readonly words: string;
    readonly secret?: string | undefined;
    readonly why?: Reason | undefined;
  },
  status = 200,
): Promise<Response> {
  await noteLooked(house, visit, dossier.id);
  const office = await officeOf(house, visit);
  const door = await atTheDoor(
    house.db,
    office,
    dossier,
    { officerId: visit.person.id, secret: shown.secret },
    visit.now,
  );
  const isMoved =
    MOVED_ON_THE_SPOT.includes(door.admission.kind) &&
    movesOnTheSpot(office.profile.seats) &&
    visit.person.roles.some((role) => COUNTER_ROLES.includes(role));
  const seatsToday = isMoved ? await seatsLeftToday(house.db, office, visit.now) : undefined;
  return floorPage(
    house,
    visit,
    {
      words: shown.words,
      result: (
        <VerdictCard
          visit={visit}
          office={office}
          door={door}
          seatsToday={seatsToday}
          why={shown.why}
        />
      ),
    },
    status,
  );
}

async function floorPage(
  house: House,
  visit: Visit,
  { words, why, result }: Shown,
  status = 200,
): Promise<Response> {
  const { t, page: ctx, now } = visit;
  const office = await officeOf(house, visit);
  const today = dayOf(now, office.timeZone);
  const visitors = await visitorsOf(house.db, office.id, today.from, today.to);
  const done = visit.query('catatan') === 'terkirim';
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={t('queue.floor.title')}
      nav={staffNav(visit, 'loket')}
      scripts={['scan.js']}
    >
      <PageHead
        title={t('queue.floor.title')}
        lead={t('queue.floor.lead')}
        actions={
          <ButtonRow>
            <LinkButton href={`/${office.slug}/petugas/asli`} kind="tertiary">
              {t('queue.held.link')}
            </LinkButton>
            <LinkButton href={`/${office.slug}/petugas/ingatkan`} kind="tertiary">
              {t('queue.unreminded.title')}
            </LinkButton>
          </ButtonRow>
        }
      />
      {done ? (
        <Alert kind="success" live="status">
          {t('queue.note.sent')}
        </Alert>
      ) : null}
      <Form action={`/${office.slug}/petugas/loket`}>
        <TextField
          ctx={ctx}
          name="cari"
          type="search"
          label={t('queue.find.label')}
          description={t('queue.find.help')}
          value={words}
          autocomplete="off"
          maxLength={500}
          error={why && say(t, why)}
        />
        <SubmitButton kind={result ? 'secondary' : 'primary'}>
          {t('queue.find.submit')}
        </SubmitButton>
        <sl-scan hidden field="cari">
          <Button type="button" kind="secondary">
            {t('queue.find.camera')}
          </Button>
          <div role="status">
            {CAMERA_STATES.map((state) => (
              <p class="sl-quiet" data-kata={state} hidden>
                {t(`queue.find.camera_${state}`)}
              </p>
            ))}
          </div>
          <video class="sl-scan" hidden muted playsinline></video>
        </sl-scan>
      </Form>
      {result ?? null}
      <Visitors visit={visit} office={office} visitors={visitors} />
    </StaffPage>,
    status,
  );
}
