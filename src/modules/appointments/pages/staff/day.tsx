import {
  addDays,
  type IsoDate,
  instantAt,
  isIsoDate,
  localDate,
  openingOf,
  parseLocalTime,
} from '../../../../kernel/clocks/index.ts';
import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, type Reason, reason, say } from '../../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../../kernel/ids.ts';
import type { StaffRole } from '../../../../kernel/roles.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { CheckboxGroup, DateField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import { calendarOf, countersOf, type Office } from '../../../offices/index.ts';
import { dayEntries } from '../../appointments.sql.ts';
import { type Blocked, blockSeats, unblockSeats } from '../../blocking.ts';
import { BLOCKERS, REASON_LENGTH, SEAT_GIVERS } from '../../rules.ts';
import type { ClaimRow } from '../../seats.sql.ts';
import { acting, EXPIRED, officeOf, settle, uuidIn } from '../who.ts';
import { CounterDay } from './counter-day.tsx';

const PATH = '/:office/petugas/jadwal';
const READERS: readonly StaffRole[] = [...new Set<StaffRole>([...SEAT_GIVERS, ...BLOCKERS])];

/** The day at the counters, and taking time out of it. */
export function dayRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      access: staff(...READERS),
      handle: async (visit) =>
        dayPage(house, visit, await officeOf(house, visit), visit.query('tanggal')),
    },
    {
      method: 'POST',
      path: `${PATH}/tutup`,
      access: staff(...BLOCKERS),
      handle: (visit) => block(house, visit),
    },
    {
      method: 'POST',
      path: `${PATH}/buka`,
      access: staff(...BLOCKERS),
      handle: (visit) => unblock(house, visit),
    },
  ];
}

/** A form that came back with the seats that stand in the way. */
interface Returned {
  readonly input: FormInput;
  readonly why: Reason;
  readonly inside: readonly ClaimRow[];
}

async function block(house: House, visit: Visit): Promise<Response> {
  const who = await acting(house, visit, 'office');
  const input = await visit.form();
  const key = onceOf(visit, input);
  const day = dayIn(one(input, 'tanggal'), visit, who.office);
  const [from, to] = [parseLocalTime(one(input, 'dari')), parseLocalTime(one(input, 'sampai'))];
  const at = (minutes: number) => instantAt(day, minutes, who.office.timeZone);
  let outcome: Blocked = { ok: false, reason: key ? reason('appointments.block.time') : EXPIRED };
  if (key && from !== null && to !== null)
    outcome = await blockSeats(
      house,
      who,
      {
        counterIds: many(input, 'loket').filter(isUuid),
        from: at(from),
        to: at(to),
        reason: one(input, 'alasan'),
      },
      key,
    );
  const inside = !outcome.ok && 'inside' in outcome ? outcome.inside : [];
  return settle(
    house,
    visit,
    outcome,
    {
      path: `/${visit.office.slug}/petugas/jadwal?tanggal=${day}`,
      said: 'appointments.done.blocked',
    },
    (why, status) => dayPage(house, visit, who.office, day, { input, why, inside }, status),
  );
}

async function unblock(house: House, visit: Visit): Promise<Response> {
  const who = await acting(house, visit, 'office');
  const input = await visit.form();
  const key = onceOf(visit, input);
  const day = dayIn(one(input, 'tanggal'), visit, who.office);
  const outcome = key
    ? await unblockSeats(house, who, uuidIn(input, 'tutup'), key)
    : ({ ok: false, reason: EXPIRED } as const);
  return settle(
    house,
    visit,
    outcome,
    {
      path: `/${visit.office.slug}/petugas/jadwal?tanggal=${day}`,
      said: 'appointments.done.unblocked',
    },
    (why, status) => dayPage(house, visit, who.office, day, { input: {}, why, inside: [] }, status),
  );
}

/** The day asked for, or the office's today. */
const dayIn = (text: string, visit: Visit, office: Office): IsoDate =>
  isIsoDate(text) ? text : localDate(visit.now, office.timeZone);

async function dayPage(
  house: House,
  visit: Visit,
  office: Office,
  asked: string,
  returned?: Returned,
  status = 200,
): Promise<Response> {
  const { t, page: ctx, lang, now } = visit;
  const day = dayIn(asked, visit, office);
  const [from, to] = [
    instantAt(day, 0, office.timeZone),
    instantAt(addDays(day, 1), 0, office.timeZone),
  ];
  const [entries, counters, calendar] = await Promise.all([
    dayEntries(house.db, office.id, from, to, now),
    countersOf(house.db, office.id),
    calendarOf(house.db, office),
  ]);
  const here = `/${office.slug}/petugas/jadwal`;
  const mayBlock = visit.person.roles.some((role) => BLOCKERS.includes(role));
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={t('appointments.day.title')}
      nav={staffNav(visit, 'jadwal')}
      scripts={['print.js']}
    >
      <PageHead
        title={t('appointments.day.title')}
        lead={formatWhen(from, office.timeZone, lang, 'date')}
        meta={t('appointments.day.booked', {
          count: entries.filter(({ kind }) => kind === 'booked').length,
        })}
        actions={
          <sl-print hidden>
            <Button type="button" kind="secondary">
              {t('appointments.day.print')}
            </Button>
          </sl-print>
        }
      />
      <Form action={here} method="get" inline>
        <DateField
          ctx={ctx}
          name="tanggal"
          label={t('appointments.day.date')}
          value={day}
          optional="unmarked"
        />
        <Button type="submit" kind="secondary">
          {t('appointments.day.show')}
        </Button>
      </Form>
      <nav class="sl-pagination" aria-label={t('appointments.choose.days')}>
        <a class="ds-link" href={`${here}?tanggal=${addDays(day, -1)}`}>
          {t('appointments.day.before')}
        </a>
        <a class="ds-link" href={`${here}?tanggal=${addDays(day, 1)}`}>
          {t('appointments.day.after')}
        </a>
      </nav>
      {openingOf(day, calendar).length === 0 ? (
        <Alert kind="info">{t('appointments.day.closed')}</Alert>
      ) : null}
      {returned ? (
        <Alert kind="danger" live="alert" title={t('appointments.page.not_done')}>
          <p>{say(t, returned.why)}</p>
          {returned.inside.some(({ kind }) => kind !== 'blocked') ? (
            <ul class="ds-list" aria-label={t('appointments.block.inside')}>
              {returned.inside.map((claim) => (
                <li>{formatWhen(claim.startsAt, office.timeZone, lang)}</li>
              ))}
            </ul>
          ) : null}
        </Alert>
      ) : null}
      {counters.map((counter) => (
        <CounterDay
          visit={visit}
          office={office}
          day={day}
          counter={counter}
          entries={entries.filter(({ counterId }) => counterId === counter.id)}
          mayBlock={mayBlock}
        />
      ))}
      {mayBlock && counters.length > 0 ? (
        <Section title={t('appointments.block.title')} id="tutup">
          <p>{t('appointments.block.text')}</p>
          <Form action={`${here}/tutup`}>
            <input type="hidden" name="kunci" value={newId()} />
            <input type="hidden" name="tanggal" value={day} />
            <CheckboxGroup
              ctx={ctx}
              name="loket"
              label={t('appointments.block.counters')}
              values={many(returned?.input ?? {}, 'loket')}
              choices={counters.map((counter) => ({
                value: counter.id,
                label: localise(counter.name, lang).text,
              }))}
            />
            <TextField
              ctx={ctx}
              name="dari"
              label={t('appointments.block.from')}
              size={6}
              value={one(returned?.input ?? {}, 'dari')}
              description={t('appointments.block.time')}
            />
            <TextField
              ctx={ctx}
              name="sampai"
              label={t('appointments.block.to')}
              size={6}
              value={one(returned?.input ?? {}, 'sampai')}
            />
            <TextField
              ctx={ctx}
              name="alasan"
              label={t('appointments.block.reason')}
              maxLength={REASON_LENGTH.most}
              value={one(returned?.input ?? {}, 'alasan')}
            />
            <SubmitButton kind="secondary">{t('appointments.block.do')}</SubmitButton>
          </Form>
        </Section>
      ) : null}
    </StaffPage>,
    status,
  );
}
