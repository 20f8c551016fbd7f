import { HOUSE } from '../../../kernel/actor.ts';
import type { House } from '../../../kernel/house.ts';
import { officeById, routeFor, type Step, type StepKind } from '../../offices/index.ts';
import { plainView } from '../answers.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import { type Done, done, type Hold, NO_DOSSIER, refuse, withDossier } from '../hold.ts';
import { beginAnew, objectionFacts } from './commands.ts';
import { endedAt, objectionsOf, storeAnswer, unansweredObjections } from './objecting.sql.ts';

/**
 * Carries out what an office's silence means: an objection that was not answered by its last day is deemed granted (UU 30/2014
 * art. 77, as generally cited), and the office decides anew. An answer of the same second wins or loses by the dossier's lock.
 * Returns how many were.
 */
export async function grantUnanswered(house: House): Promise<number> {
  let granted = 0;
  for (const late of await unansweredObjections(house.db, house.now()))
    try {
      const office = await officeById(house.db, late.office_id);
      if (!office) continue;
      const who = { actor: HOUSE, office, roles: ['house'] } as const;
      const outcome = await withDossier(house, who, late.dossier_id, (hold) => {
        const application = hold.application(late.application_id);
        return application ? deem(hold, application, late.id) : Promise.resolve(refuse(NO_DOSSIER));
      });
      if (outcome.ok) granted += 1;
    } catch (error) {
      // It is tried again at the next turn of the clock.
      house.log.error(
        { err: error, objection: late.id },
        'an objection could not be deemed granted',
      );
    }
  return granted;
}

async function deem(
  hold: Hold,
  application: ApplicationRow,
  objectionId: string,
): Promise<Done<void>> {
  const { tx, at, who } = hold;
  const officeId = who.office.id;
  const ended = await endedAt(tx, officeId, application.id);
  const open = (await objectionsOf(tx, officeId, hold.dossier.id)).find(
    (one) => one.id === objectionId && one.decided_at.getTime() === ended?.getTime(),
  );
  if (!open) return refuse(NO_DOSSIER);
  const service = await hold.definition(application);
  const step = decidedAnewAt(routeFor(service, plainView(application.answers)), application, open);
  const applied = await hold.apply(application, 'deem_granted', {
    data: { objection: open.id, answer_by: open.answer_by },
    extras: await objectionFacts(tx, who.office, application, at, null),
    ...(step ? { toStep: step.key } : {}),
  });
  if (!applied.ok) return applied;
  await storeAnswer(tx, officeId, open.id, {
    answer: 'deemed',
    at,
    byId: null,
    seq: hold.lastSeq(),
  });
  if (step?.kind === 'verification') await beginAnew(hold, application);
  return done(undefined);
}

/** At which kinds of steps a result is made, the one that answers for it first. */
const MAKERS: readonly StepKind[] = ['decision', 'processing', 'issuance'];

/**
 * Where the office decides anew: where it refused or let lapse, and for a result that was objected to, at the decision it came from,
 * or where nobody decides, where it was made.
 */
export function decidedAnewAt(
  route: readonly Step[],
  { step }: Pick<ApplicationRow, 'step'>,
  { against }: { readonly against: 'completed' | 'refused' | 'lapsed' },
): Step | undefined {
  const end = route.findIndex(({ key }) => key === step);
  const here = route[end];
  if (against !== 'completed') return here ?? route[0];
  const walked = route.slice(0, end + 1);
  for (const maker of MAKERS) {
    const made = walked.findLast(({ kind }) => kind === maker);
    if (made) return made;
  }
  return here ?? route[0];
}
