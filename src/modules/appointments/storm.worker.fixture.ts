// One of the server processes of the storm: it runs the real commands it is told, all at once, and says what came of each.
import type { Done } from '../dossiers/index.ts';
import { officeBySlug } from '../offices/index.ts';
import { blockSeats } from './blocking.ts';
import { cancelSeat, moveSeat } from './changing.ts';
import { fixSeat, offerSeats, pickSeat } from './giving.ts';
import {
  asApplicant,
  asOfficer,
  openTestHouse,
  type Place,
  type Plot,
  type TestHouse,
} from './meeting.fixture.ts';

/** What a process is to do; times are ISO texts. */
export type Act =
  | { readonly kind: 'fix'; readonly dossierId: string; readonly at: string }
  | { readonly kind: 'offer'; readonly dossierId: string; readonly at: readonly string[] }
  | {
      readonly kind: 'pick';
      readonly dossierId: string;
      readonly applicantId: string;
      readonly offerId: string;
      readonly claimId: string;
    }
  | {
      readonly kind: 'move';
      readonly dossierId: string;
      readonly applicantId?: string | undefined;
      readonly appointmentId: string;
      readonly at: string;
    }
  | {
      readonly kind: 'cancel';
      readonly dossierId: string;
      readonly applicantId: string;
      readonly appointmentId: string;
    }
  | {
      readonly kind: 'block';
      readonly counterId: string;
      readonly from: string;
      readonly to: string;
    };

/** What was acknowledged: the id of the thing made or changed, the reason why not, or an error that should not be. */
export type Answer =
  | { readonly ok: string }
  | { readonly refused: string }
  | { readonly error: string };

export type Order =
  | {
      readonly open: Plot;
      readonly slug: string;
      readonly officer: string;
      readonly connections: number;
    }
  | { readonly acts: readonly Act[] };

let house: TestHouse | undefined;
let place: Place | undefined;

process.on('message', (order: Order) => {
  void obey(order).then((answers) => process.send?.(answers));
});

process.on('disconnect', () => process.exit());

async function obey(order: Order): Promise<readonly Answer[]> {
  if ('acts' in order) return Promise.all(order.acts.map(answer));
  house = openTestHouse(order.open, order.connections);
  const office = await officeBySlug(house.db, order.slug);
  if (!office) throw new Error('no office');
  place = { office, counters: [], serviceId: '', officer: order.officer };
  return [];
}

async function answer(act: Act): Promise<Answer> {
  try {
    const outcome = await run(act);
    return outcome.ok ? { ok: outcome.value } : { refused: outcome.reason.key };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function run(act: Act): Promise<Done<string>> {
  if (!house || !place) throw new Error('not open yet');
  const officer = asOfficer(place);
  switch (act.kind) {
    case 'fix':
      return fixSeat(house, officer, act.dossierId, { seat: { startsAt: new Date(act.at) } });
    case 'offer':
      return offerSeats(house, officer, act.dossierId, {
        seats: act.at.map((at) => ({ startsAt: new Date(at) })),
      });
    case 'pick':
      return pickSeat(house, asApplicant(place, act.applicantId), act.dossierId, act);
    case 'move': {
      const who = act.applicantId ? asApplicant(place, act.applicantId) : officer;
      return moveSeat(house, who, act.dossierId, {
        appointmentId: act.appointmentId,
        seat: { startsAt: new Date(act.at) },
        reason: 'Loket penuh',
      });
    }
    case 'cancel':
      return cancelSeat(house, asApplicant(place, act.applicantId), act.dossierId, act);
    case 'block':
      return blockSeats(house, officer, {
        counterIds: [act.counterId],
        from: new Date(act.from),
        to: new Date(act.to),
        reason: 'Rapat bulanan',
      });
  }
}
