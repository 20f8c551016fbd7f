import { type FormInput, one } from '../../../kernel/forms.ts';
import type { House } from '../../../kernel/house.ts';
import { type MessageKey, type Reason, reason } from '../../../kernel/i18n.ts';
import { isUuid } from '../../../kernel/ids.ts';
import { cookiesFor, writeFlash } from '../../../web/cookies.ts';
import { asSelf, asStaff, type Visit } from '../../../web/visit.ts';
import type { Acting, Done } from '../../dossiers/index.ts';
import { NO_DOSSIER } from '../../dossiers/index.ts';
import { type Office, officeBySlug } from '../../offices/index.ts';
import { type DossierHead, dossierHead } from '../appointments.sql.ts';

/** The office of the address, with everything the rules read. */
export async function officeOf(house: House, visit: Visit): Promise<Office> {
  const office = await officeBySlug(house.db, visit.office.slug);
  if (!office) throw new Error(`office ${visit.office.slug} vanished`);
  return office;
}

/** The visitor acting for themself, or at work for the office of the address. */
export async function acting(
  house: House,
  visit: Visit,
  side: 'applicant' | 'office',
): Promise<Acting> {
  const office = await officeOf(house, visit);
  return side === 'applicant'
    ? { actor: asSelf(visit), office, roles: ['applicant'] }
    : { actor: asStaff(visit), office, roles: visit.person.roles };
}

/** The dossier in the address, when the visitor may see it from that side. */
export async function dossierInAddress(
  house: House,
  visit: Visit,
  side: 'applicant' | 'office',
): Promise<DossierHead | undefined> {
  const id = visit.param('dossier');
  if (!isUuid(id)) return undefined;
  return dossierHead(
    house.db,
    visit.office.id,
    id,
    side === 'applicant' ? visit.person.id : undefined,
  );
}

/** A key in a form's field; empty when what came is none. */
export function uuidIn(input: FormInput, name: string): string {
  const text = one(input, name);
  return isUuid(text) ? text : '';
}

/** A moment as a form's value carries it; undefined when it is none. */
export function momentIn(text: string): Date | undefined {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? new Date(text) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}

/** A form without its key was not made by us, or is too old. */
export const EXPIRED = reason('form.expired');
const SENT_CHANGED = reason('form.sent_twice_changed');

/**
 * Answers a form by what its command came to: onward, where the next page says `said` once; 404, 403, or the page again with
 * the sentence (409, 422).
 */
export function settle(
  house: House,
  visit: Visit,
  outcome: Done<unknown>,
  onward: { readonly path: string; readonly said: MessageKey },
  again: (why: Reason, status: 409 | 422) => Promise<Response>,
): Response | Promise<Response> {
  if (outcome.ok) {
    writeFlash(visit.c, cookiesFor(house.config.publicUrl.startsWith('https:')), onward.said);
    return visit.redirect(onward.path);
  }
  switch (outcome.reason.key) {
    case NO_DOSSIER.key:
      return visit.notFound();
    case 'dossiers.guard.own':
    case 'dossiers.guard.role':
      return visit.forbidden(outcome.reason);
    case SENT_CHANGED.key:
      return again(outcome.reason, 409);
    default:
      return again(outcome.reason, 422);
  }
}
