import type { House } from '../../kernel/house.ts';
import { maskNik } from '../../kernel/identity/index.ts';
import type { Field, AnswerValue as PlainAnswer } from '../offices/index.ts';

/**
 * Answers to a service's form as they rest in the database. Identity numbers (NIK, KK) are sealed under the office's key and
 * carry their mask; everything else is plain. Conditions of a route never look at identity numbers.
 */
export type Answers = Readonly<Record<string, AnswerValue>>;
export type AnswerValue = PlainAnswer | SealedAnswer;
export type PlainAnswers = Readonly<Record<string, PlainAnswer>>;
export interface SealedAnswer {
  readonly sealed: string;
  readonly mask: string;
}

export function isSealed(value: unknown): value is SealedAnswer {
  return typeof value === 'object' && value !== null && 'sealed' in value && 'mask' in value;
}

/** The answers with identity numbers masked: enough for conditions, routes and screens. */
export function plainView(answers: Answers): PlainAnswers {
  return Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, isSealed(value) ? value.mask : value]),
  );
}

const isIdentity = (field: Field) => field.kind === 'nik' || field.kind === 'family_card';

/** The place an identity answer is sealed for: the person who gave it, so that a draft may become a dossier unopened. */
const placeOf = (ownerId: string, field: string) => `answer:${ownerId}:${field}`;

/** Seals the identity numbers among fresh answers to these fields; what none of them asks is left out, for it might be one too. */
export async function sealAnswers(
  house: House,
  officeId: string,
  ownerId: string,
  fields: readonly Field[],
  answers: PlainAnswers,
): Promise<Answers> {
  const sealed: Record<string, AnswerValue> = {};
  for (const field of fields) {
    const plain = answers[field.key];
    if (plain === undefined) continue;
    sealed[field.key] = plain;
    if (!isIdentity(field) || typeof plain !== 'string' || plain === '') continue;
    const bytes = await house.vault.sealText(officeId, plain, placeOf(ownerId, field.key));
    sealed[field.key] = { sealed: bytes.toString('base64'), mask: maskNik(plain) };
  }
  return sealed;
}

/** Opens the identity numbers again: for the applicant's own form, and for an officer who may see them (logged by the caller). */
export async function openAnswers(
  house: House,
  officeId: string,
  ownerId: string,
  answers: Answers,
): Promise<Record<string, PlainAnswer>> {
  const open: Record<string, PlainAnswer> = {};
  for (const [key, value] of Object.entries(answers))
    open[key] = isSealed(value)
      ? await house.vault.openText(
          officeId,
          Buffer.from(value.sealed, 'base64'),
          placeOf(ownerId, key),
        )
      : value;
  return open;
}

/** The same answers when another person is the applicant: their identity numbers sealed for that one. */
export async function answersInHandsOf(
  house: House,
  officeId: string,
  from: string,
  to: string,
  answers: Answers,
): Promise<Answers> {
  const moved: Record<string, AnswerValue> = { ...answers };
  for (const [field, value] of Object.entries(answers)) {
    if (!isSealed(value)) continue;
    const sealed = Buffer.from(value.sealed, 'base64');
    const plain = await house.vault.openText(officeId, sealed, placeOf(from, field));
    const again = await house.vault.sealText(officeId, plain, placeOf(to, field));
    moved[field] = { sealed: again.toString('base64'), mask: value.mask };
  }
  return moved;
}

/** The blind index rows of an application's identity numbers: exact search without storing the number. */
export async function blindIndexOf(
  house: House,
  officeId: string,
  ownerId: string,
  answers: Answers,
): Promise<{ field: string; blind: Buffer }[]> {
  const identities = Object.fromEntries(
    Object.entries(answers).filter(([, value]) => isSealed(value)),
  );
  const open = await openAnswers(house, officeId, ownerId, identities);
  const rows: { field: string; blind: Buffer }[] = [];
  for (const [field, value] of Object.entries(open))
    rows.push({ field, blind: await house.vault.blindIndex(officeId, String(value)) });
  return rows;
}
