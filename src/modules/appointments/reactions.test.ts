import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { transaction } from '../../kernel/db.ts';
import type { NewEvent } from '../../kernel/ledger.ts';
import { reactTask } from '../../kernel/reactions.ts';
import { correspondenceTasks } from '../correspondence/index.ts';
import { done, inDossier } from '../dossiers/index.ts';
import { offeredSeats } from './appointments.sql.ts';
import { cancelSeat, moveSeat } from './changing.ts';
import { fixSeat, offerSeats, pickSeat } from './giving.ts';
import { lapseOffers } from './lapse.ts';
import {
  asApplicant,
  asOfficer,
  furnish,
  MONDAY,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  type VerifiedDossier,
  verifiedDossiers,
  wib,
} from './meeting.fixture.ts';
import { appointmentReactions } from './reactions.ts';

const FRIDAY = '2026-11-20';
const at = (time: string) => ({ startsAt: wib(FRIDAY, time) });

let database: FreshDatabase;
let house: TestHouse;
let place: Place;

before(async () => {
  database = await freshDatabase();
  house = openTestHouse(newPlot(database.url));
  place = await furnish(house, 'kantor-uji');
});

after(async () => {
  await house.close();
  await database.close();
});

/** Does every job that waits, in order, until none is left; twice over, for a job may come again. */
async function work(): Promise<void> {
  const tasks = { ...correspondenceTasks(house), react: reactTask(house, appointmentReactions) };
  for (;;) {
    const jobs = await house.db<{ id: string; task: string; payload: unknown }[]>`
      select j.id::text, t.identifier as task, j.payload
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id limit 1`;
    const [job] = jobs;
    if (!job) return;
    const task = tasks[job.task as keyof typeof tasks];
    await task?.(job.payload);
    await task?.(job.payload);
    await house.db`select graphile_worker.complete_jobs(array[${job.id}::bigint])`;
  }
}

async function dossier(applications = 1): Promise<VerifiedDossier> {
  house.at(MONDAY);
  await house.db`delete from seat_claim`;
  await house.db`update seat_offer set closed_at = now() where closed_at is null`;
  await work();
  house.mails.length = 0;
  const [made] = await verifiedDossiers(house, place, 1, applications);
  assert.ok(made);
  return made;
}

async function booked(applications = 1) {
  const made = await dossier(applications);
  const outcome = await fixSeat(house, asOfficer(place), made.id, { seat: at('09.00') });
  assert.ok(outcome.ok);
  return { made, id: outcome.value };
}

/** What a lower desk would do: the application leaves the meeting, and the diary says why. */
async function leave(
  made: VerifiedDossier,
  applicationId: string,
  event: NewEvent,
  change: { step?: string; kind?: string; outcome?: string },
) {
  await transaction(house.db, async (tx) => {
    await tx`update application set step = ${change.step ?? 'tatap_muka'}, step_kind = ${change.kind ?? 'meeting'},
      waiting_on = ${change.outcome ? 'nobody' : 'office'}, outcome = ${change.outcome ?? null} where id = ${applicationId}`;
    await inDossier(tx, house, asOfficer(place), made.id, async (hold) => {
      hold.note(event);
      return done(undefined);
    });
  });
}

const subjects = () => house.mails.map(({ subject }) => subject);

describe('the applicant is told', () => {
  test('when a meeting is set: once, with what to bring and a calendar file, in the office’s time', async () => {
    await booked(2);
    await work();
    assert.equal(house.mails.length, 1, 'one letter for both applications');
    const [mail] = house.mails;
    assert.match(mail?.subject ?? '', /Jumat, 20 November 2026 pukul 09\.00 WIB/);
    assert.match(mail?.text ?? '', /KTP pemohon\n- Sertipikat/);
    assert.match(mail?.text ?? '', /Tanpa jadwal, loket tidak melayani/);
    assert.match(mail?.text ?? '', /sampai Kamis, 19 November 2026 pukul 09\.00 WIB/);
    assert.match(
      mail?.text ?? '',
      /https:\/\/loket\.example\/kantor-uji\/berkas\/[0-9a-f-]+\/jadwal/,
    );
    const [file] = mail?.attachments ?? [];
    assert.equal(file?.name, 'jadwal.ics');
    assert.match(
      file?.content ?? '',
      /METHOD:REQUEST[\s\S]*SEQUENCE:0[\s\S]*DTSTART;TZID=Asia\/Jakarta:20261120T090000/,
    );
  });

  test('when it is moved by the office, with the office’s reason and a newer calendar file', async () => {
    const { made, id } = await booked();
    await moveSeat(house, asOfficer(place), made.id, {
      appointmentId: id,
      seat: at('10.00'),
      reason: 'Listrik padam',
    });
    await work();
    const mail = house.mails.at(-1);
    assert.match(mail?.subject ?? '', /dipindah: Jumat, 20 November 2026 pukul 10\.00 WIB/);
    assert.match(mail?.text ?? '', /Alasan kantor: Listrik padam/);
    assert.match(mail?.attachments[0]?.content ?? '', /SEQUENCE:1/);
  });

  test('when it is cancelled, so that the calendar drops it', async () => {
    const { made, id } = await booked();
    await cancelSeat(house, asApplicant(place, made.applicantId), made.id, { appointmentId: id });
    await work();
    const mail = house.mails.at(-1);
    assert.match(mail?.subject ?? '', /dibatalkan/);
    assert.match(
      mail?.attachments[0]?.content ?? '',
      /METHOD:CANCEL[\s\S]*SEQUENCE:1[\s\S]*STATUS:CANCELLED/,
    );
  });

  test('when seats are offered, picked, or the offer lapsed; in English to whoever reads English', async () => {
    const made = await dossier();
    await house.db`update person set lang = 'en' where id = ${made.applicantId}`;
    const offer = async () => {
      const outcome = await offerSeats(house, asOfficer(place), made.id, {
        seats: [at('09.00'), at('13.00')],
      });
      assert.ok(outcome.ok);
      return outcome.value;
    };
    await offer();
    house.at(new Date(MONDAY.getTime() + 25 * 3_600_000));
    assert.equal(await lapseOffers(house), 1);
    const offerId = await offer();
    const [seat] = await offeredSeats(house.db, place.office.id, made.id, house.now());
    const picked = await pickSeat(house, asApplicant(place, made.applicantId), made.id, {
      offerId,
      claimId: seat?.claimId ?? '',
    });
    assert.ok(picked.ok);
    await work();
    assert.deepEqual(
      subjects().map((subject) => subject.replace(/ [A-Z]+-\d+-\d+/, '')),
      [
        'Choose your appointment for dossier',
        'The time to choose an appointment for dossier is over',
        'Choose your appointment for dossier',
        'Appointment for dossier: Friday, 20 November 2026 at 09:00 WIB',
      ],
    );
    assert.match(house.mails[0]?.text ?? '', /until Tuesday,? 17 November 2026 at 09:00 WIB/);
  });
});

describe('a meeting ends with what it was for', () => {
  const state = async (id: string) =>
    (await house.db<{ state: string }[]>`select state from appointment where id = ${id}`)[0]?.state;
  const seats = async () => (await house.db`select 1 from seat_claim`).length;

  test('done when the counter has recorded its result', async () => {
    const { made, id } = await booked();
    const [application = ''] = made.applicationIds;
    await leave(
      made,
      application,
      { kind: 'step.done', data: { application } },
      { step: 'pengolahan', kind: 'processing' },
    );
    await work();
    assert.equal(await state(id), 'done');
    assert.equal(await seats(), 0);
    assert.equal(house.mails.filter(({ subject }) => subject.includes('dibatalkan')).length, 0);
  });

  test('cancelled, seat free and calendar told, when the application was withdrawn', async () => {
    const { made, id } = await booked();
    const [application = ''] = made.applicationIds;
    await leave(
      made,
      application,
      { kind: 'application.withdrawn', data: { application } },
      { outcome: 'withdrawn' },
    );
    await work();
    assert.equal(await state(id), 'cancelled');
    assert.equal(await seats(), 0);
    assert.match(house.mails.at(-1)?.text ?? '', /karena permohonan dicabut/);
  });

  test('but not while a sibling still needs it', async () => {
    const { made, id } = await booked(2);
    const [application = ''] = made.applicationIds;
    await leave(
      made,
      application,
      { kind: 'application.withdrawn', data: { application } },
      { outcome: 'withdrawn' },
    );
    await work();
    assert.equal(await state(id), 'booked');
    assert.equal(await seats(), 1);
  });

  test('an offer whose application was withdrawn holds no seat', async () => {
    const made = await dossier();
    const [application = ''] = made.applicationIds;
    await offerSeats(house, asOfficer(place), made.id, { seats: [at('09.00'), at('13.00')] });
    await leave(
      made,
      application,
      { kind: 'application.withdrawn', data: { application } },
      { outcome: 'withdrawn' },
    );
    await work();
    assert.equal(await seats(), 0);
    house.at(new Date(MONDAY.getTime() + 48 * 3_600_000));
    assert.equal(await lapseOffers(house), 0);
  });

  test('sent back to verification it needs a new meeting afterwards', async () => {
    const { made, id } = await booked();
    const [application = ''] = made.applicationIds;
    await leave(
      made,
      application,
      { kind: 'step.negative', data: { application } },
      { step: 'verifikasi', kind: 'verification' },
    );
    await work();
    assert.equal(await state(id), 'done');
    await house.db`update application set step = 'tatap_muka', step_kind = 'meeting' where id = ${application}`;
    const again = await fixSeat(house, asOfficer(place), made.id, { seat: at('10.00') });
    assert.ok(again.ok);
  });
});
