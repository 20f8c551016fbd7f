import { type FormInput, one } from '../../../kernel/forms.ts';
import type { House } from '../../../kernel/house.ts';
import type { Reason } from '../../../kernel/i18n.ts';
import { isUuid } from '../../../kernel/ids.ts';
import { asStaff, onceOf, type Visit } from '../../../web/visit.ts';
import { type Acting, type Done, NO_DOSSIER, noteLook } from '../../dossiers/index.ts';
import { type Office, officeBySlug } from '../../offices/index.ts';
import { type FloorDossier, floorDossier } from '../floor.sql.ts';

/** The office of the address, with everything the rules read. */
export async function officeOf(house: House, visit: Visit): Promise<Office> {
  const office = await officeBySlug(house.db, visit.office.slug);
  if (!office) throw new Error(`office ${visit.office.slug} vanished`);
  return office;
}

/** The visitor at work on the floor; a form's key makes its command happen once. */
export async function atWork(house: House, visit: Visit, input?: FormInput): Promise<Acting> {
  const once = input && onceOf(visit, input);
  return {
    // Whoever works at the counter works at the office, whatever they said.
    actor: { ...asStaff(visit), channel: 'counter', workplace: 'office' },
    office: await officeOf(house, visit),
    roles: visit.person.roles,
    ...(once ? { once } : {}),
  };
}

/** The dossier in the address; the look is noted. */
export async function lookedAt(house: House, visit: Visit): Promise<FloorDossier | undefined> {
  const id = visit.param('dossier');
  const dossier = isUuid(id) ? await floorDossier(house.db, visit.office.id, id) : undefined;
  if (dossier) await noteLooked(house, visit, dossier.id);
  return dossier;
}

/** Keeps who looked at the dossier. */
export const noteLooked = (house: House, visit: Visit, dossierId: string): Promise<void> =>
  noteLook(house.db, {
    officeId: visit.office.id,
    actorId: visit.person.id,
    kind: 'dossier',
    id: dossierId,
  });

/** A form without its key was not made by us, or is too old. */
export const isExpired = (who: Acting, input: FormInput) => !who.once || one(input, 'kunci') === '';

/** Answers a form by what its command came to: onward, 404, 403, or the page again with the sentence (409, 422). */
export function settle<T>(
  visit: Visit,
  outcome: Done<T>,
  onward: (value?: T) => string,
  again: (why: Reason, status: 409 | 422) => Response | Promise<Response>,
): Response | Promise<Response> {
  if (outcome.ok) return visit.redirect(onward(outcome.value));
  switch (outcome.reason.key) {
    case 'form.already_done':
      return visit.redirect(onward());
    case NO_DOSSIER.key:
      return visit.notFound();
    case 'dossiers.guard.own':
    case 'dossiers.guard.role':
      return visit.forbidden(outcome.reason);
    case 'form.sent_twice_changed':
      return again(outcome.reason, 409);
    default:
      return again(outcome.reason, 422);
  }
}

/** A PDF to be printed. */
export const pdf = (bytes: Buffer, name: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}.pdf"`,
      'cache-control': 'private, no-store',
    },
  });
