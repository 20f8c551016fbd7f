import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import {
  type OfficeService,
  serviceByCode,
  servicesOf,
  serviceVersion,
} from '../../offices/index.ts';
import { type Acting, type Done, done, refuse } from '../hold.ts';
import { MOST_APPLICATIONS } from '../rules.ts';
import { carryOver, carryTies, questionsOf, slotsOf } from './asked-once.ts';
import { placesTaken } from './draft-files.sql.ts';
import { draftOf, lockDraft, putServices, renameContent } from './drafts.sql.ts';

const UNKNOWN = reason('dossiers.draft.unknown');

/**
 * The draft asks for these services from now on, in this order. What was typed and handed in goes along where the services
 * mean the same by it.
 */
export async function chooseServices(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  codes: readonly string[],
): Promise<Done<void>> {
  const chosen = await fileable(house, who, codes);
  if (!chosen.ok) return chosen;
  const after = chosen.value;
  return transaction(house.db, async (tx): Promise<Done<void>> => {
    const officeId = who.office.id;
    if (!(await lockDraft(tx, officeId, who.ownerId, draftId))) return refuse(UNKNOWN);
    const draft = await draftOf(tx, officeId, who.ownerId, draftId);
    if (!draft) return refuse(UNKNOWN);
    const offered = await servicesOf(house.db, officeId);
    const before = draft.services.flatMap(({ id }) => offered.find((one) => one.id === id) ?? []);
    const [asked, needed] = [questionsOf(before), slotsOf(before)];
    const [asks, needs] = [questionsOf(after), slotsOf(after)];
    const files = await placesTaken(tx, officeId, draftId);
    await putServices(tx, officeId, draftId, idsOf(after));
    await renameContent(tx, officeId, draftId, {
      answers: carryOver(draft.answers, asked, asks),
      missing: carryOver(draft.missing, needed, needs),
      ties: files.map((file) => ({
        documentId: file.document_id,
        requirements: carryTies(file.requirements, needed, needs),
      })),
    });
    return done(undefined);
  });
}

/** The services whose form was shown: those that are offered, and those of the draft itself. */
export async function shown(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  codes: readonly string[],
): Promise<Done<readonly OfficeService[]>> {
  const offered = await fileable(house, who, codes);
  if (offered.ok) return offered;
  const draft = await draftOf(house.db, who.office.id, who.ownerId, draftId);
  const services: OfficeService[] = [];
  for (const code of new Set(codes)) {
    const own = draft?.services.find((service) => service.code === code);
    const service = own
      ? await serviceVersion(house.db, who.office.id, own.id, own.version)
      : await serviceByCode(house.db, who.office.id, code);
    if (!service) return offered;
    services.push(service);
  }
  return services.length > 0 ? done(services) : offered;
}

/** The services of these codes, each once; at least one, and all of them taken here. */
export async function fileable(
  house: House,
  who: Acting,
  codes: readonly string[],
): Promise<Done<readonly OfficeService[]>> {
  const services: OfficeService[] = [];
  for (const code of new Set(codes)) {
    const service = await serviceByCode(house.db, who.office.id, code);
    if (!service) return refuse(reason('dossiers.draft.service_unknown'));
    if (service.definition.elsewhere) return refuse(reason('dossiers.draft.service_elsewhere'));
    services.push(service);
  }
  if (services.length === 0) return refuse(reason('dossiers.draft.service_unknown'));
  if (services.length > MOST_APPLICATIONS)
    return refuse(reason('dossiers.draft.too_many_services', { most: MOST_APPLICATIONS }));
  return done(services);
}

export const idsOf = (services: readonly OfficeService[]) => services.map(({ id }) => id);
