import { isTaken, type Query, type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, type Reason, reason } from '../../../kernel/i18n.ts';
import { maskNik } from '../../../kernel/identity/index.ts';
import { contact, noteAddress, recordPerson } from '../../accounts/index.ts';
import { type Acting, type Done, done, refuse } from '../hold.ts';
import { type IdentityCheck, whyNotFor, whyNotFound } from './rules.ts';
import { keepWalkIn, lockedByNik, moveWalkIn, walkInOf } from './walk-in.sql.ts';

/** Somebody at the counter or on the phone, as an officer took them down. */
export interface WalkIn {
  readonly fullName: string;
  /** 16 digits. */
  readonly nik: string | undefined;
  /** `+62…` */
  readonly phone: string | undefined;
  readonly email: string | undefined;
  readonly identity: IdentityCheck;
  readonly lang: Lang;
}

const nikPlace = (personId: string) => `walk_in:nik:${personId}`;
const phonePlace = (personId: string) => `walk_in:phone:${personId}`;

/**
 * Who is being filed for: the one whom this office knows by that NIK, or somebody new. Nobody is found by a name, an e-mail or a
 * telephone number, for those are shared and change hands. Returns the person's id.
 */
export async function whoIsIt(
  tx: Tx,
  house: House,
  who: Acting,
  said: WalkIn,
): Promise<Done<string>> {
  const officer = await officerOf(tx, who);
  const yourself = whyNotFor({ fullName: said.fullName, email: said.email, officer });
  if (yourself) return refuse(yourself);
  const blind = said.nik && (await house.vault.blindIndex(who.office.id, said.nik));
  const known = blind ? await lockedByNik(tx, who.office.id, blind) : undefined;
  if (known?.person_id === officer.id) return refuse(reason('dossiers.filing.yourself'));
  const another = known && whyNotFound({ fullName: known.full_name }, said);
  if (another) return refuse(another);
  const at = house.now();
  const { fullName, lang } = said;
  const personId =
    known?.person_id ?? (await recordPerson(tx, { fullName, lang, at, by: who.actor }));
  return (await takeDown(tx, house, who, personId, said)) ?? done(personId);
}

/** Keeps what an officer learned of somebody; a refusal when the NIK is another's. */
export async function takeDown(
  tx: Tx,
  house: House,
  who: Acting,
  personId: string,
  said: Omit<WalkIn, 'fullName' | 'lang'>,
): Promise<{ ok: false; reason: Reason } | undefined> {
  const officeId = who.office.id;
  const { nik, phone, email } = said;
  const at = house.now();
  const byId = who.actor.personId;
  if (!byId) throw new Error('the house takes nobody down');
  try {
    await transaction(tx, async (inner) =>
      keepWalkIn(inner, {
        officeId,
        personId,
        nik: nik
          ? {
              sealed: await house.vault.sealText(officeId, nik, nikPlace(personId)),
              mask: maskNik(nik),
              blind: await house.vault.blindIndex(officeId, nik),
            }
          : undefined,
        sealedPhone: phone
          ? await house.vault.sealText(officeId, phone, phonePlace(personId))
          : undefined,
        cardSeen: said.identity === 'card_seen',
        at,
        byId,
      }),
    );
  } catch (error) {
    if (!isTaken(error, 'walk_in_nik')) throw error;
    return refuse(reason('dossiers.filing.nik_of_another'));
  }
  const { hasLogin, email: before } = (await contact(tx, personId)) ?? {};
  if (email && !hasLogin && email !== before)
    await noteAddress(tx, { personId, email, at, by: who.actor });
  return undefined;
}

/** What the office knows of somebody it wrote down, opened. Undefined: it never did. */
export async function knownOf(
  query: Query,
  house: House,
  officeId: string,
  personId: string,
): Promise<
  { nikMask: string | undefined; phone: string | undefined; cardSeen: boolean } | undefined
> {
  const row = await walkInOf(query, officeId, personId);
  if (!row) return undefined;
  const { sealed_phone: sealed } = row;
  return {
    nikMask: row.nik_mask ?? undefined,
    phone: sealed ? await house.vault.openText(officeId, sealed, phonePlace(personId)) : undefined,
    cardSeen: row.card_seen,
  };
}

/** Whoever was written down turns out to be another person of ours: what the office knows goes along. */
export async function followTo(
  tx: Tx,
  house: House,
  officeId: string,
  from: string,
  to: string,
): Promise<void> {
  const row = await walkInOf(tx, officeId, from);
  if (!row) return;
  const again = async (sealed: Buffer | null, place: (id: string) => string) =>
    sealed &&
    house.vault.sealText(
      officeId,
      await house.vault.openText(officeId, sealed, place(from)),
      place(to),
    );
  await moveWalkIn(tx, officeId, {
    from,
    to,
    sealedNik: await again(row.sealed_nik, nikPlace),
    sealedPhone: await again(row.sealed_phone, phonePlace),
  });
}

async function officerOf(tx: Tx, who: Acting) {
  const id = who.actor.personId;
  const found = id ? await contact(tx, id) : undefined;
  if (!found) throw new Error('nobody files');
  return found;
}
