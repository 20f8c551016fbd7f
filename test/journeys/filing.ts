import { type Newcomer, newcomer, register } from './applicant.ts';
import { type Answers, ApplicationForm } from './application-form.ts';
import type { Chosen } from './files.ts';
import { type Receipt, readReceipt } from './receipt.ts';
import type { Visitor } from './visitor.ts';

/** What somebody brings to an office. */
export interface Errand {
  readonly office: string;
  readonly service: string;
  readonly answers: Answers;
  readonly files: Readonly<Record<string, readonly Chosen[]>>;
}

/** A new person registers and hands in a whole application; the receipt is on the screen afterwards. */
export async function file(
  visitor: Visitor,
  given: string,
  errand: Errand,
): Promise<Receipt & { readonly who: Newcomer }> {
  const who = newcomer(given);
  await register(visitor, errand.office, who);
  const form = await ApplicationForm.begin(visitor, errand.office, errand.service);
  await form.answer(errand.answers);
  // Some answers decide which documents are asked for.
  await form.save();
  await form.hand(errand.files);
  await form.send();
  return { ...(await readReceipt(visitor)), who };
}
