import type { House } from '../../../kernel/house.ts';
import { type Cookies, writeSecret } from '../../../web/cookies.ts';
import type { Visit } from '../../../web/visit.ts';
import { personById } from '../accounts.sql.ts';
import type { HalfOpen, SignedIn } from '../commands/outcome.ts';
import { wantsFactor } from '../rules.ts';
import { hasFactor } from '../second/second.sql.ts';
import { isStaffAnywhere, isStaffAt } from '../sessions.sql.ts';
import { afterSignIn, carry, here } from './door.ts';

/** The cookie of a half-open door. */
export const PENDING_COOKIE = 'masuk_kode';
const TEN_MINUTES = 600;

/**
 * Takes the browser on after the password, or after the code: to the code that is still owed, to setting up a second factor
 * where the house wants one, else to where it was going.
 */
export async function admit(
  house: House,
  visit: Visit,
  cookies: Cookies,
  entered: SignedIn | HalfOpen,
  back: string,
): Promise<Response> {
  if ('pending' in entered) {
    writeSecret(visit.c, cookies, PENDING_COOKIE, entered.pending, TEN_MINUTES);
    const query = back === '' ? '' : `?lanjut=${encodeURIComponent(back)}`;
    return visit.redirect(here(visit, `/masuk/kode${query}`));
  }
  const { personId } = entered;
  const person = await personById(house.db, personId);
  carry(visit, cookies, entered, person?.lang);
  const owesFactor =
    wantsFactor(house.config) &&
    (await isStaffAnywhere(house.db, personId)) &&
    !(await hasFactor(house.db, personId));
  if (owesFactor) return visit.redirect(here(visit, '/akun/pengaman'));
  const isStaff = await isStaffAt(house.db, personId, visit.office.id);
  return visit.redirect(afterSignIn(visit, back, isStaff));
}
