import type { Actor } from '../../../kernel/actor.ts';
import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { canonical } from '../../../kernel/ledger.ts';
import { serviceSchema } from '../definition.ts';
import { checkService, type Flaw } from '../definition-checks.ts';
import { openOfficeDiary } from '../diary.ts';
import { readJson } from '../importing/json.ts';
import type { Mistake } from '../importing/mistakes.ts';
import { plain } from '../importing/plain.ts';
import { selectEdition, selectService } from './catalogue.sql.ts';
import { blankDraft, type DraftText, draftOf, type ServiceDraft } from './draft.ts';
import {
  deleteDraft,
  dropStep,
  insertDraft,
  keepStep,
  lockDraft,
  updateDraft,
} from './drafts.sql.ts';
import type { Edited } from './rules.ts';

/** What the commands need of the house. */
export type AtHand = Pick<House, 'db' | 'vault' | 'now'>;

/** Whoever administers an office, and which. */
export interface Administering {
  readonly actor: Actor & { readonly personId: string };
  readonly officeId: string;
}

export interface Refusal {
  readonly reason: Reason;
  /** Somebody else was quicker: what was typed is worth sending again. */
  readonly stale?: boolean;
  /** What is wrong, by place. */
  readonly flaws?: readonly Flaw[];
}
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

const DONE: Outcome = { ok: true };
export const refuse = (why: Reason, more: Omit<Refusal, 'reason'> = {}): Outcome => ({
  ok: false,
  refusal: { reason: why, ...more },
});

const CODE = serviceSchema.shape.code;

/** A service that does not exist yet: from nothing, or with all that another one has. */
export interface NewService {
  readonly code: string;
  readonly name: DraftText;
  /** What the first step of a service from nothing is called. */
  readonly firstStep: DraftText;
  /** The code of the service whose newest edition it is a copy of; absent: from nothing. */
  readonly copyOf?: string | undefined;
}

/** Begins a service that does not exist yet, as a draft. */
export async function draftNewService(
  house: AtHand,
  who: Administering,
  { code, name, firstStep, copyOf }: NewService,
): Promise<Outcome> {
  const wrongCode = (why: Reason) => refuse(why, { flaws: [{ field: 'code', reason: why }] });
  if (!CODE.safeParse(code).success) return wrongCode(reason('offices.mistake.upper_code'));
  if (await selectService(house.db, who.officeId, code))
    return wrongCode(reason('offices.catalogue.code_taken', { code }));
  if (copyOf === undefined) return keep(house, who, blankDraft(code, name, firstStep), null, 'new');
  const service = await selectService(house.db, who.officeId, copyOf);
  const model = service && (await selectEdition(house.db, who.officeId, copyOf, service.version));
  if (!model) {
    const why = reason('offices.catalogue.no_edition');
    return refuse(why, { flaws: [{ field: 'copyOf', reason: why }] });
  }
  return keep(house, who, { ...draftOf(model), code, name }, null, 'copy');
}

/**
 * Begins to change a service: from the edition that is offered now, or from an older one. Everybody works on the same draft;
 * where one is open it goes on, unless another edition was asked for.
 */
export async function draftFromEdition(
  house: AtHand,
  who: Administering,
  code: string,
  older?: number,
): Promise<Outcome> {
  const service = await selectService(house.db, who.officeId, code);
  const definition =
    service && (await selectEdition(house.db, who.officeId, code, older ?? service.version));
  if (!service || !definition) return refuse(reason('offices.catalogue.no_edition'));
  const kept = await keep(house, who, draftOf(definition), service.version, 'edition');
  return kept.ok || older !== undefined ? kept : DONE;
}

/** What a service's file said, as a draft. Its shape must be right; what else is wrong is mended in the browser. */
export async function draftFromFile(
  house: AtHand,
  who: Administering,
  text: string,
): Promise<
  { readonly ok: true; readonly code: string } | { readonly ok: false; readonly refusal: Refusal }
> {
  const mistakes: Mistake[] = [];
  const definition = readJson('', text, serviceSchema, mistakes);
  // Entries are changed by their keys: two of one name could not be told apart.
  const flaws = definition
    ? checkService(definition).filter(({ reason: why }) => why.key === 'offices.mistake.duplicate')
    : mistakes.map(({ field, reason: why }) => ({ field, reason: why }));
  if (!definition || flaws.length > 0)
    return { ok: false, refusal: { reason: reason('offices.catalogue.file_refused'), flaws } };
  const service = await selectService(house.db, who.officeId, definition.code);
  const kept = await keep(house, who, draftOf(definition), service?.version ?? null, 'file');
  return kept.ok ? { ok: true, code: definition.code } : kept;
}

async function keep(
  house: AtHand,
  who: Administering,
  draft: ServiceDraft,
  basedOn: number | null,
  source: 'new' | 'copy' | 'edition' | 'file',
): Promise<Outcome> {
  const at = house.now();
  return transaction(house.db, async (tx): Promise<Outcome> => {
    const note = await openOfficeDiary(tx, who.officeId, who.actor, at);
    const by = who.actor.personId;
    const isNew = await insertDraft(tx, who.officeId, {
      code: draft.code,
      basedOn,
      definition: draft,
      by,
      at,
    });
    if (!isNew) return refuse(reason('offices.catalogue.draft_open', { code: draft.code }));
    await note({ kind: 'service.drafted', data: { code: draft.code, source, basedOn } });
    return DONE;
  });
}

/**
 * Changes a draft. Drafts are exempt from the ledger; publishing tells what they came to.
 * @param edition the state that was seen when somebody typed this; null where only one entry is moved or taken out
 */
export async function changeDraft(
  house: AtHand,
  who: Administering,
  code: string,
  edition: number | null,
  edit: (draft: ServiceDraft) => Edited,
): Promise<Outcome> {
  return transaction(house.db, async (tx): Promise<Outcome> => {
    const draft = await lockDraft(tx, who.officeId, code);
    if (!draft) return refuse(reason('offices.catalogue.draft_gone'));
    if (edition !== null && draft.edition !== edition)
      return refuse(reason('offices.catalogue.changed_meanwhile', { name: draft.changedBy }), {
        stale: true,
      });
    const edited = edit(draft.definition);
    if (!edited.ok) return refuse(edited.reason);
    if (canonical(plain(edited.draft)) !== canonical(plain(draft.definition)))
      await keepStep(tx, who.officeId, code);
    await updateDraft(tx, who.officeId, code, edited.draft, who.actor.personId, house.now());
    return DONE;
  });
}

/**
 * Takes the last change of a draft back, whoever made it; pressed again, the one before it. Refused when the draft is not as it
 * was read, so that nobody undoes unseen what a colleague has just typed.
 */
export async function undoChange(
  house: AtHand,
  who: Administering,
  code: string,
  edition: number,
): Promise<Outcome> {
  return transaction(house.db, async (tx): Promise<Outcome> => {
    const draft = await lockDraft(tx, who.officeId, code);
    if (!draft) return refuse(reason('offices.catalogue.draft_gone'));
    if (draft.edition !== edition)
      return refuse(reason('offices.catalogue.changed_meanwhile', { name: draft.changedBy }), {
        stale: true,
      });
    if (!draft.before) return refuse(reason('offices.catalogue.nothing_to_undo'));
    await dropStep(tx, who.officeId, code);
    await updateDraft(tx, who.officeId, code, draft.before, who.actor.personId, house.now());
    return DONE;
  });
}

/** Throws a draft away; the published editions stay as they are. */
export async function discardDraft(
  house: AtHand,
  who: Administering,
  code: string,
): Promise<Outcome> {
  return transaction(house.db, async (tx): Promise<Outcome> => {
    const note = await openOfficeDiary(tx, who.officeId, who.actor, house.now());
    if (!(await deleteDraft(tx, who.officeId, code)))
      return refuse(reason('offices.catalogue.draft_gone'));
    await note({ kind: 'service.draft_discarded', data: { code } });
    return DONE;
  });
}
