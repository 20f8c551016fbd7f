import { transaction } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import { canonical } from '../../../kernel/ledger.ts';
import type { ServiceDefinition } from '../definition.ts';
import { openOfficeDiary } from '../diary.ts';
import { plain } from '../importing/plain.ts';
import { officeById } from '../offices.ts';
import { changesBetween, codeOf } from './changes.ts';
import { draftOf } from './draft.ts';
import { type Administering, type AtHand, type Outcome, refuse } from './drafting.ts';
import { deleteDraft, insertEdition, lockDraft, lockService, setRetired } from './drafts.sql.ts';
import { checkDraft } from './flaws.ts';

/** The longest note about an edition, in characters. */
export const LONGEST_NOTE = 500;

/** What whoever publishes has read: the state of the draft, and the edition it takes the place of. */
export interface Seen {
  readonly edition: number;
  /** Null: there was none. */
  readonly version: number | null;
}

/**
 * Makes a draft the service's next edition, effective at once: who applies from now on applies under it, applications that run
 * keep theirs. A draft with a mistake is refused with the sentences of the importer. The caller drops what is remembered of
 * offices when the transaction has been committed.
 */
export async function publishDraft(
  house: AtHand,
  who: Administering,
  code: string,
  seen: Seen,
  note: string,
): Promise<Outcome> {
  const at = house.now();
  const keys = await house.vault.office(who.officeId);
  const office = await officeById(house.db, who.officeId);
  return transaction(house.db, async (tx): Promise<Outcome> => {
    const tell = await openOfficeDiary(tx, who.officeId, who.actor, at);
    const draft = await lockDraft(tx, who.officeId, code);
    if (!draft) return refuse(reason('offices.catalogue.draft_gone'));
    const current = await lockService(tx, who.officeId, code);
    if (draft.edition !== seen.edition)
      return refuse(
        reason('offices.catalogue.changed_before_publishing', { name: draft.changedBy }),
        {
          stale: true,
        },
      );
    if ((current?.version ?? null) !== seen.version)
      return refuse(reason('offices.catalogue.published_meanwhile'), { stale: true });
    if (note === '') return refuse(reason('offices.catalogue.note_required'));
    const checked = checkDraft(draft.definition, office?.profile.freeByLaw);
    if (!checked.ok)
      return refuse(reason('offices.catalogue.not_ready', { count: checked.flaws.length }), {
        flaws: checked.flaws,
      });
    const definition = plain(checked.definition);
    if (current && canonical(current.definition) === canonical(definition))
      return refuse(reason('offices.catalogue.nothing_changed'));

    const serviceId = current?.id ?? newId();
    const version = (current?.version ?? 0) + 1;
    const edition = { serviceId, code, version, definition, at, by: who.actor.personId, note };
    await insertEdition(tx, who.officeId, edition);
    await deleteDraft(tx, who.officeId, code);
    const changes = current
      ? changesBetween(draftOf(current.definition as ServiceDefinition), draft.definition)
      : [];
    await tell(
      {
        kind: 'service.published',
        data: { service: serviceId, code, version, changes: changes.map(codeOf) },
        text: note,
      },
      keys.data,
    );
    await ring(tx, `office:${who.officeId}`);
    return { ok: true };
  });
}

/** Stops a service: nobody can apply for it from now on. What was handed in goes on under its own edition. */
export function retireService(house: AtHand, who: Administering, code: string): Promise<Outcome> {
  return offer(house, who, code, false);
}

/** Takes applications for a stopped service again. */
export function reopenService(house: AtHand, who: Administering, code: string): Promise<Outcome> {
  return offer(house, who, code, true);
}

async function offer(
  house: AtHand,
  who: Administering,
  code: string,
  offered: boolean,
): Promise<Outcome> {
  const at = house.now();
  return transaction(house.db, async (tx): Promise<Outcome> => {
    const tell = await openOfficeDiary(tx, who.officeId, who.actor, at);
    const service = await lockService(tx, who.officeId, code);
    if (!service) return refuse(reason('offices.catalogue.no_edition'));
    const stopped = offered ? null : { at, by: who.actor.personId };
    if (await setRetired(tx, who.officeId, service.id, stopped)) {
      const kind = offered ? 'service.reopened' : 'service.retired';
      await tell({ kind, data: { service: service.id, code } });
      await ring(tx, `office:${who.officeId}`);
    }
    return { ok: true };
  });
}
