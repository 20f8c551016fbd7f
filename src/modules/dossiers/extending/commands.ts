import type { Query } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { deadlinesOf, type Office, type ServiceDefinition } from '../../offices/index.ts';
import type { Extras } from '../facts.ts';
import { keepHandler } from '../handling/handling.sql.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import { type Acting, type Done, done, NO_DOSSIER, refuse, withDossier } from '../hold.ts';
import { dueNow } from '../moving.ts';
import { countExtensions, insertExtension } from './extending.sql.ts';

/** The shortest reason that the applicant is given, in characters. */
export const LEAST_REASON = 10;

/** How many units of the service's own time one extension may add; at least one. */
export function mostOf(office: Office, { time }: Pick<ServiceDefinition, 'time'>): number {
  const { extensionPercent } = deadlinesOf(office.profile);
  return Math.max(1, Math.floor((time.amount * extensionPercent) / 100));
}

/** What the rule about more time looks at. */
export async function extensionFacts(
  query: Query,
  office: Office,
  application: Pick<ApplicationRow, 'id' | 'due_at' | 'clock_from'>,
  at: Date,
): Promise<Extras> {
  const { extensions } = deadlinesOf(office.profile);
  return {
    overdue: application.due_at === null || application.due_at < at,
    extensionsLeft: extensions - (await countExtensions(query, office.id, application)),
  };
}

/**
 * Gives an application more time, with a reason that its applicant reads. What was promised stays what it was; only the due
 * time moves, and the office's rule says how often and how far.
 */
export async function extendTime(
  house: House,
  who: Acting,
  dossierId: string,
  wish: { readonly applicationId: string; readonly amount: number; readonly why: string },
): Promise<Done<void>> {
  const officer = who.actor.personId;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(wish.applicationId);
    if (!application || !officer) return refuse(NO_DOSSIER);
    const { tx, at } = hold;
    const service = await hold.definition(application);
    const most = mostOf(who.office, service);
    const why = wish.why.trim().slice(0, 1000);
    if (!Number.isInteger(wish.amount) || wish.amount < 1 || wish.amount > most)
      return refuse(reason('dossiers.extend.amount_needed', { most }));
    if ([...why].length < LEAST_REASON)
      return refuse(reason('dossiers.extend.reason_needed', { least: LEAST_REASON }));
    const longer = { ...application, extended: application.extended + wish.amount };
    const after = await dueNow({ tx, office: who.office, time: service.time }, longer);
    const before = application.due_at;
    const applied = await hold.apply(application, 'extend_time', {
      data: {
        amount: wish.amount,
        unit: service.time.unit,
        due_before: before?.toISOString() ?? null,
        due: after?.toISOString() ?? null,
      },
      text: why,
      extras: await extensionFacts(tx, who.office, application, at),
    });
    if (!applied.ok) return applied;
    if (!before || !after) throw new Error(`application ${application.id} has no due time`);
    await insertExtension(tx, {
      officeId: who.office.id,
      dossierId,
      application_id: application.id,
      event_seq: hold.lastSeq(),
      amount: wish.amount,
      due_before: before,
      due_after: after,
      byId: officer,
      at,
    });
    await keepHandler(tx, who.office.id, dossierId, officer, at);
    return done(undefined);
  });
}
