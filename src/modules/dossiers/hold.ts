import type { Actor } from '../../kernel/actor.ts';
import { isTaken, type Tx, transaction } from '../../kernel/db.ts';
import { ring } from '../../kernel/doorbell.ts';
import type { House } from '../../kernel/house.ts';
import { type Reason, reason } from '../../kernel/i18n.ts';
import { append, type NewEvent } from '../../kernel/ledger.ts';
import { keepReceipt, type OnceKey, replayed } from '../../kernel/once.ts';
import type { Role } from '../../kernel/roles.ts';
import { unseal } from '../../kernel/vault.ts';
import { type Office, type ServiceDefinition, serviceVersion } from '../offices/index.ts';
import { type Extras, gatherFacts } from './facts.ts';
import {
  type ApplicationRow,
  applicationsOf,
  type HeldDossier,
  lockDossier,
  storeHead,
} from './hold.sql.ts';
import { moveTo, targetStep } from './moving.ts';
import { type ApplicationState, ask, type RuleName, ruleNamed, stateOf } from './rules.ts';

/** Who acts on a dossier: the actor, in which office, as what. An applicant reaches only their own dossiers. */
export interface Acting {
  readonly actor: Actor;
  readonly office: Office;
  readonly roles: readonly (Role | 'house')[];
  /** The form that asks: its receipt commits with the effect, so that sending it twice does it once. */
  readonly once?: OnceKey;
}

/** The form was sent before and did its work then: lead on as if it had just done it. */
export const ALREADY_DONE = reason('form.already_done');
/** The form's key came back with another content: nothing was done. */
export const SENT_CHANGED = reason('form.sent_twice_changed');

export type Done<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Reason };

export const refuse = (why: Reason): { ok: false; reason: Reason } => ({ ok: false, reason: why });
export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** There is no such dossier in the actor's reach; pages answer 404. */
export const NO_DOSSIER = reason('dossiers.unknown');

/** One command's hold on a dossier: what it read under the lock, and the events it will leave behind. */
export interface Hold {
  readonly tx: Tx;
  readonly house: House;
  readonly who: Acting;
  readonly at: Date;
  readonly dossier: HeldDossier;
  readonly applications: readonly ApplicationRow[];
  application(id: string): ApplicationRow | undefined;
  definition(application: ApplicationRow): Promise<ServiceDefinition>;
  /** Applies one row of the rulebook to one application: asks, turns the clock, stores the state, notes the event. */
  apply(application: ApplicationRow, name: RuleName, note?: Note): Promise<Done<ApplicationState>>;
  /** Notes an event that changes no state; returns its place in the dossier's ledger. */
  note(event: NewEvent): number;
  /** The place in the ledger of the event that was noted last. */
  lastSeq(): number;
}

export interface Note {
  readonly data?: NewEvent['data'];
  readonly text?: string;
  readonly extras?: Extras;
  /** The step that a rule which moves to a named one leads to. */
  readonly toStep?: string;
}

/**
 * Runs a command on one dossier in one transaction: locks and reads inside the actor's office, lets `work` decide, then
 * writes state and events together and rings. A refusal leaves nothing behind.
 */
export async function withDossier<T>(
  house: House,
  who: Acting,
  dossierId: string,
  work: (hold: Hold) => Promise<Done<T>>,
): Promise<Done<T>> {
  const before = who.once && (await replayed(house.db, who.once));
  if (before) return refuse(before.kind === 'replayed' ? ALREADY_DONE : SENT_CHANGED);
  try {
    return await transaction(house.db, async (tx) => {
      const outcome = await inDossier(tx, house, who, dossierId, work);
      if (!outcome.ok) throw new Refusal(outcome.reason);
      if (who.once) await keepReceipt(tx, who.once, dossierId);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refusal) {
      // While this one waited for the lock, its twin may have done the work: then that is the answer.
      const since = who.once && (await replayed(house.db, who.once));
      return refuse(
        since ? (since.kind === 'replayed' ? ALREADY_DONE : SENT_CHANGED) : error.reason,
      );
    }
    if (who.once && isTaken(error, 'command_receipt_pkey'))
      return withDossier(house, who, dossierId, work);
    throw error;
  }
}

/** As {@link withDossier}, inside a transaction the caller already has; the caller rolls back on a refusal. */
export async function inDossier<T>(
  tx: Tx,
  house: House,
  who: Acting,
  dossierId: string,
  work: (hold: Hold) => Promise<Done<T>>,
): Promise<Done<T>> {
  const officeId = who.office.id;
  const dossier = await lockDossier(tx, officeId, dossierId, ownOnly(who));
  if (!dossier) return refuse(NO_DOSSIER);
  const applications = await applicationsOf(tx, officeId, dossierId);
  const events: NewEvent[] = [];
  const hold = makeHold(tx, house, who, dossier, applications, events);
  const outcome = await work(hold);
  if (!outcome.ok || events.length === 0) return outcome;
  const key = events.some((event) => event.text)
    ? unseal(
        (await house.vault.office(officeId)).data,
        dossier.wrapped_key,
        dossierKeyPlace(dossier.id),
      )
    : undefined;
  const head = await append(
    tx,
    { kind: 'dossier', id: dossier.id, officeId },
    { seq: dossier.head_seq, hash: dossier.head_hash },
    who.actor,
    hold.at,
    events,
    key,
  );
  await storeHead(tx, officeId, dossier.id, head);
  await ring(tx, `dossier:${dossier.id}`, `office:${officeId}`, `person:${dossier.applicant_id}`);
  return outcome;
}

/** The place for which a dossier's own key is wrapped. */
export const dossierKeyPlace = (dossierId: string) => `dossier:${dossierId}`;

class Refusal extends Error {
  readonly reason: Reason;
  constructor(why: Reason) {
    super('refused');
    this.reason = why;
  }
}

/**
 * Applicants find only their own dossiers, whoever helps somebody only that person's; staff and the house find those of
 * the office.
 */
function ownOnly({ actor }: Acting): string | undefined {
  if (actor.mandate !== 'self' && actor.mandate !== 'assistant') return undefined;
  const applicant = actor.mandate === 'self' ? actor.personId : actor.onBehalfOf;
  if (!applicant) throw new Error(`an actor by mandate ${actor.mandate} acts for nobody`);
  return applicant;
}

function makeHold(
  tx: Tx,
  house: House,
  who: Acting,
  dossier: HeldDossier,
  applications: ApplicationRow[],
  events: NewEvent[],
): Hold {
  const at = house.now();
  const definition = (application: ApplicationRow) =>
    serviceVersion(tx, who.office.id, application.service_id, application.service_version).then(
      (found) => {
        if (!found)
          throw new Error(
            `service ${application.service_id} has no version ${application.service_version}`,
          );
        return found.definition;
      },
    );
  const hold: Hold = {
    tx,
    house,
    who,
    at,
    dossier,
    applications,
    application: (id) => applications.find((application) => application.id === id),
    definition,
    note: (event) => dossier.head_seq + events.push(event),
    lastSeq: () => dossier.head_seq + events.length,
    async apply({ id }, name, note = {}) {
      // As it stands now: the same command may have moved it before.
      const at = applications.findIndex((one) => one.id === id);
      const application = applications[at];
      if (!application) throw new Error(`dossier ${dossier.id} has no application ${id}`);
      const service = await definition(application);
      const named = service.route.find((step) => step.key === note.toStep);
      const facts = await gatherFacts(hold, application, service, {
        named: named?.kind ?? null,
        ...note.extras,
      });
      const before = stateOf(application);
      const ruling = ask(name, who.roles, before, facts);
      if (!ruling.ok) return refuse(ruling.reason);
      const row = ruleNamed(name);
      const step = targetStep(service, application, row, named);
      const moves = ruling.to !== before || step.key !== application.step;
      const clock = { tx, at: hold.at, office: who.office, time: service.time };
      const moved = moves ? await moveTo(clock, application, ruling.to, step, row) : undefined;
      if (moved) applications[at] = { ...application, ...moved.state };
      events.push({
        kind: row.event,
        data: {
          ...note.data,
          application: id,
          rule: name,
          from: before,
          to: ruling.to,
          step: application.step,
          to_step: step.key,
          ...(moved?.late === undefined ? {} : { late: moved.late }),
        },
        ...(note.text ? { text: note.text } : {}),
      });
      return done(ruling.to);
    },
  };
  return hold;
}
