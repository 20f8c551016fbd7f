import { showNumber } from '../../src/modules/queue/register.sql.ts';
import type { Meeting } from './desk.ts';
import type { Walk } from './life.ts';

const MINUTE = 60_000;

/** Nobody came: the house notes it after midnight, and the application waits for another seat. */
export function miss(life: Walk, meeting: Meeting): void {
  const { applicationId, tell } = life;
  tell({
    at: meeting.end + 10 * 60 * MINUTE,
    kind: 'meeting.missed',
    byHouse: true,
    data: {
      ...{ appointment: meeting.id, counter: meeting.counter, sequence: 1 },
      ...{
        starts: new Date(meeting.start).toISOString(),
        ends: new Date(meeting.end).toISOString(),
      },
      applications: [applicationId],
    },
  });
}

/** Somebody came, showed the originals, and got a number; returns it. Some originals stay with the office. */
export function receive(life: Walk, meeting: Meeting): string {
  const { random, sheets, place, dossierId, applicationId, officer, offer, tell } = life;
  const [arrived, served] = [
    meeting.start - random.below(40) * MINUTE,
    meeting.start + 12 * MINUTE,
  ];
  const visit = random.id(arrived);
  sheets.row(
    'visit',
    ...[place.id, visit, dossierId, meeting.id, new Date(arrived), meeting.counter, officer],
    ...['served', new Date(served), officer],
  );
  tell({
    ...{ at: arrived, kind: 'visitor.checked_in', officer },
    data: { appointment: meeting.id, counter: meeting.counter, late: false },
  });
  for (const requirement of offer.originals) {
    const at = served - 2 * MINUTE;
    const isKept = random.chance(0.1);
    sheets.row(
      'original',
      ...[place.id, applicationId, requirement, isKept ? 'office' : 'applicant', new Date(at)],
      ...['matches', new Date(at), officer],
    );
    const data = { application: applicationId, requirement };
    tell({ at, kind: 'original.compared', officer, data: { ...data, found: 'matches' } });
    if (isKept) tell({ at, kind: 'original.received', officer, data });
  }
  const year = new Date(served).getUTCFullYear();
  const serial = (place.receipts.get(year) ?? 0) + 1;
  place.receipts.set(year, serial);
  sheets.row(
    'register_entry',
    ...[place.id, 'sttb', year, serial, dossierId, visit, new Date(served), officer, 't'],
  );
  const number = showNumber(place.code, { kind: 'sttb', year, serial });
  tell({
    ...{ at: served, kind: 'counter.accepted', officer },
    data: { number, signed: true, appointment: meeting.id },
  });
  return number;
}
