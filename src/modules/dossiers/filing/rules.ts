import type { Actor } from '../../../kernel/actor.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import type { StaffRole } from '../../../kernel/roles.ts';
import type { Office } from '../../offices/index.ts';

/** Who files for a citizen: whoever sits at the counter, and the verifiers who stand in there. The rulebook's `submit` says the same. */
export const FILERS: readonly StaffRole[] = ['counter_officer', 'verifier'];

/** Whether whoever hands papers in for somebody must leave the checking to a colleague; an office with one officer may say no. */
export const needsOtherEyes = (office: Pick<Office, 'profile'>): boolean =>
  office.profile.fourEyes !== false;

/** By which way somebody reached the officer who files for them. */
export type FilingChannel = Extract<Actor['channel'], 'counter' | 'phone' | 'drop_box'>;

/** How the officer knows who it is. */
export type IdentityCheck = 'card_seen' | 'not_checked';

/** What an officer chooses at the start: way and check in one, for only who stands at the counter can show a card. */
export interface Manner {
  readonly channel: FilingChannel;
  readonly identity: IdentityCheck;
}

/** The choices by their words in the form; the most frequent first. */
export const MANNERS = {
  loket_ktp: { channel: 'counter', identity: 'card_seen' },
  loket: { channel: 'counter', identity: 'not_checked' },
  telepon: { channel: 'phone', identity: 'not_checked' },
  kotak: { channel: 'drop_box', identity: 'not_checked' },
} as const satisfies Readonly<Record<string, Manner>>;
export type MannerWord = keyof typeof MANNERS;

export const isManner = (word: string): word is MannerWord => Object.hasOwn(MANNERS, word);

/** A name as it is compared: capitals, dots and spaces say nothing. */
export const comparable = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}]+/gu, ' ')
    .trim();

/** Somebody as the officer named them, and the officer. */
export interface ForWhom {
  readonly fullName: string;
  readonly email: string | undefined;
  readonly officer: { readonly name: string; readonly email: string | undefined };
}

/**
 * Nobody handles their own dossier, and nobody files for themselves as if they were a stranger: they apply like everybody, or a
 * colleague files for them. Namesakes are filed by a colleague too, for nobody can tell them apart afterwards.
 */
export function whyNotFor({ fullName, email, officer }: ForWhom): Reason | undefined {
  const isOfficer =
    comparable(fullName) === comparable(officer.name) ||
    (email !== undefined && email.toLowerCase() === officer.email?.toLowerCase());
  return isOfficer ? reason('dossiers.filing.yourself') : undefined;
}

/**
 * Whether somebody found by NIK is the one who is being filed for. With the card before the officer's eyes its number decides,
 * however the name was written last time; a number heard on the phone needs the name that belongs to it.
 */
export function whyNotFound(
  known: { readonly fullName: string },
  said: { readonly fullName: string; readonly identity: IdentityCheck },
): Reason | undefined {
  if (said.identity === 'card_seen' || comparable(known.fullName) === comparable(said.fullName))
    return undefined;
  return reason('dossiers.filing.nik_of_another');
}
