import type { Tx } from '../../../kernel/db.ts';
import { type House, within } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { type Once, type OnceKey, once } from '../../../kernel/once.ts';
import { contact } from '../../accounts/index.ts';
import { servicesOf } from '../../offices/index.ts';
import type { PlainAnswers } from '../answers.ts';
import { questionsOf } from '../drafting/asked-once.ts';
import { beginDraft } from '../drafting/commands.ts';
import { type Acting, type Done, done, refuse } from '../hold.ts';
import { noteLook } from '../reading/access.sql.ts';
import { applicantOfNumber, insertFiling } from './filing.sql.ts';
import { comparable, FILERS, type Manner } from './rules.ts';
import { takeDown, type WalkIn, whoIsIt } from './walk-in.ts';

/** What an officer takes down before the form itself: who it is, how they came, and what they want. */
export interface Beginning extends Omit<WalkIn, 'identity'> {
  readonly manner: Manner;
  readonly serviceCode: string;
  /** The number of an earlier dossier of theirs in this office, in its one form; undefined when none was named. */
  readonly earlier: string | undefined;
}

/** An officer at work for somebody: what they do is done on that person's behalf, and reached us as the manner says. */
export function onBehalf(
  who: Acting,
  personId: string,
  channel: Manner['channel'],
): Acting & { ownerId: string } {
  const actor = { ...who.actor, onBehalfOf: personId, mandate: 'staff', channel } as const;
  return { ...who, actor, ownerId: personId };
}

/**
 * Begins a draft for somebody at the counter, on the phone or from the drop box. It belongs to that person; the officers of the
 * counter fill it in. Returns the draft's id; the same form sent twice begins one.
 */
export async function beginFiling(
  house: House,
  who: Acting,
  said: Beginning,
  key: OnceKey,
): Promise<Once<Reason>> {
  return once(house.db, key, async (tx) => {
    const begun = await begin(tx, within(house, tx), who, said);
    return begun.ok ? { ok: true, result: begun.value } : { ok: false, refusal: begun.reason };
  });
}

async function begin(tx: Tx, house: House, who: Acting, said: Beginning): Promise<Done<string>> {
  const byId = who.actor.personId;
  if (!byId || !who.roles.some((role) => FILERS.some((filer) => filer === role)))
    return refuse(reason('dossiers.guard.role'));
  const { manner } = said;
  const walkIn: WalkIn = { ...said, identity: manner.identity };
  const acting = { ...who, actor: { ...who.actor, channel: manner.channel } };
  const person = said.earlier
    ? await byNumber(tx, house, acting, walkIn, said.earlier)
    : await whoIsIt(tx, house, acting, walkIn);
  if (!person.ok) return person;
  const filer = onBehalf(who, person.value, manner.channel);
  const draft = await beginDraft(house, filer, {
    serviceCodes: [said.serviceCode],
    fullName: said.fullName,
    note: '',
    answers: await filledIn(house, who, said),
  });
  if (!draft.ok) return draft;
  await insertFiling(tx, {
    officeId: who.office.id,
    draftId: draft.value,
    byId,
    at: house.now(),
    ...manner,
  });
  return draft;
}

/**
 * The applicant of an earlier dossier, who stands at the counter with their card: a number alone is on every paper, so the name must
 * be theirs as well, and one sentence answers whatever does not fit.
 */
async function byNumber(
  tx: Tx,
  house: House,
  who: Acting,
  said: WalkIn,
  number: string,
): Promise<Done<string>> {
  if (said.identity !== 'card_seen') return refuse(reason('dossiers.filing.earlier_needs_card'));
  const earlier = await applicantOfNumber(tx, who.office.id, number);
  if (!earlier || comparable(earlier.full_name) !== comparable(said.fullName))
    return refuse(reason('dossiers.filing.earlier_unknown'));
  const personId = earlier.applicant_id;
  const byId = who.actor.personId ?? '';
  if (personId === byId) return refuse(reason('dossiers.filing.yourself'));
  await noteLook(tx, {
    officeId: who.office.id,
    actorId: byId,
    kind: 'dossier',
    id: earlier.dossier_id,
  });
  // Whoever has an account tells us there what we should know of them.
  const { hasLogin } = (await contact(tx, personId)) ?? {};
  if (hasLogin) return done(personId);
  return (await takeDown(tx, house, who, personId, said)) ?? done(personId);
}

/** What was said already and the form asks again. */
async function filledIn(house: House, who: Acting, said: Beginning): Promise<PlainAnswers> {
  const services = await servicesOf(house.db, who.office.id);
  const service = services.find(({ code }) => code === said.serviceCode);
  const answers: Record<string, string> = {};
  if (!service) return answers;
  for (const { name, field } of questionsOf([service])) {
    if (field.kind === 'nik' && field.key === 'nik' && said.nik) answers[name] = said.nik;
    if (field.kind === 'phone' && said.phone) answers[name] ??= said.phone;
    if (field.kind === 'email' && said.email) answers[name] ??= said.email;
  }
  return answers;
}
