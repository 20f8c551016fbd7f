import {
  type Field,
  fieldsFor,
  type OfficeService,
  type Requirement,
  requirementsFor,
} from '../../offices/index.ts';
import type { PlainAnswers } from '../answers.ts';

/**
 * What several services of one draft ask alike is asked once. Alike is what has the same key and the same words: a key alone may
 * mean "NIK of the reporter" here and "NIK of the child" there.
 */

/** A service among those that are asked for together. */
export type Asking = Pick<OfficeService, 'code' | 'definition'>;

interface Shared {
  /** Its name in the form and at rest: the key, or `CODE.key` where an earlier service means something else by that key. */
  readonly name: string;
  /** What makes it this one, whatever its name. */
  readonly identity: string;
  /** The codes of all chosen services that have it, in the draft's order. */
  readonly services: readonly string[];
}

/** A question of the form. */
export interface Question extends Shared {
  /** Required when any of the services requires it. */
  readonly field: Field;
}

/** A place for documents. */
export interface Slot extends Shared {
  /** Required when any of the services requires it. */
  readonly requirement: Requirement;
}

/** What a slot or question may be called. */
export const SLOT_NAME = /^([A-Z][A-Z0-9-]{0,23}\.)?[a-z][a-z0-9_]{0,47}$/;

const fieldIdentity = ({ key, kind, label, options }: Field) =>
  JSON.stringify([key, kind, label.id, options?.map(({ value }) => value) ?? null]);
const requirementIdentity = ({ key, name }: Requirement) => JSON.stringify([key, name.id]);

/** Every question of the services, also those that the answers so far do not make necessary. */
export function questionsOf(services: readonly Asking[]): Question[] {
  return shared(services, ({ fields }) => fields, fieldIdentity).map(({ first, ...question }) => ({
    ...question,
    field: first,
  }));
}

/** Every place for documents of the services. */
export function slotsOf(services: readonly Asking[]): Slot[] {
  return shared(services, ({ requirements }) => requirements, requirementIdentity).map(
    ({ first, ...slot }) => ({ ...slot, requirement: first }),
  );
}

function shared<T extends { readonly key: string }>(
  services: readonly Asking[],
  things: (definition: Asking['definition']) => readonly T[],
  identityOf: (thing: T) => string,
): (Shared & { readonly first: T })[] {
  const groups: (Shared & { readonly first: T; readonly services: string[] })[] = [];
  for (const { code, definition } of services)
    for (const thing of things(definition)) {
      const identity = identityOf(thing);
      const known = groups.find((group) => group.identity === identity);
      if (known) known.services.push(code);
      else {
        const taken = groups.some(({ name }) => name === thing.key);
        const name = taken ? `${code}.${thing.key}` : thing.key;
        groups.push({ name, identity, services: [code], first: thing });
      }
    }
  return groups;
}

/** One service's answers by its own field keys, out of those by question. */
export function answersFor(
  service: Asking,
  questions: readonly Question[],
  answers: PlainAnswers,
): PlainAnswers {
  const own: Record<string, PlainAnswers[string]> = {};
  for (const { name, field } of ofService(service, questions)) {
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (answer !== undefined) own[field.key] = answer;
  }
  return own;
}

/** What was answered to the very same questions before, by question. */
export function answeredBefore(
  questions: readonly Question[],
  earlier: readonly { readonly fields: readonly Field[]; readonly answers: PlainAnswers }[],
): PlainAnswers {
  const known: Record<string, PlainAnswers[string]> = {};
  for (const { name, identity } of questions)
    for (const { fields, answers } of earlier) {
      const field = fields.find((one) => fieldIdentity(one) === identity);
      const answer = field && Object.hasOwn(answers, field.key) ? answers[field.key] : undefined;
      if (answer !== undefined) known[name] ??= answer;
    }
  return known;
}

/** The questions or slots that a service has. */
export const ofService = <T extends Shared>(service: Pick<Asking, 'code'>, all: readonly T[]) =>
  all.filter(({ services }) => services.includes(service.code));

/** The questions that the answers so far make necessary, each service's conditions by themselves. */
export function questionsAsked(services: readonly Asking[], answers: PlainAnswers): Question[] {
  const questions = questionsOf(services);
  const asked = new Map<string, boolean>();
  for (const service of services) {
    const mine = ofService(service, questions);
    for (const field of fieldsFor(service.definition, answersFor(service, questions, answers))) {
      const name = mine.find((question) => question.field.key === field.key)?.name ?? field.key;
      asked.set(name, asked.get(name) === true || field.required);
    }
  }
  return questions.flatMap((question) => {
    const required = asked.get(question.name);
    return required === undefined ? [] : [{ ...question, field: { ...question.field, required } }];
  });
}

/** The places for documents that the answers so far make necessary, each service's conditions by themselves. */
export function slotsNeeded(services: readonly Asking[], answers: PlainAnswers): Slot[] {
  const [questions, slots] = [questionsOf(services), slotsOf(services)];
  const needed = new Map<string, { required: boolean; original: boolean; services: string[] }>();
  for (const service of services) {
    const mine = ofService(service, slots);
    const own = answersFor(service, questions, answers);
    for (const { key, required, original } of requirementsFor(service.definition, own)) {
      const name = mine.find(({ requirement }) => requirement.key === key)?.name ?? key;
      const so = needed.get(name) ?? { required: false, original: false, services: [] };
      needed.set(name, {
        required: so.required || required,
        original: so.original || original,
        services: [...so.services, service.code],
      });
    }
  }
  return slots.flatMap((slot) => {
    const so = needed.get(slot.name);
    if (!so) return [];
    const { required, original, services: codes } = so;
    return [{ ...slot, services: codes, requirement: { ...slot.requirement, required, original } }];
  });
}

/**
 * What rests under names, when other services are chosen: what stays is found under its new name. What went keeps its place,
 * should it come back, unless another needs the name now.
 */
export function carryOver<T>(
  record: Readonly<Record<string, T>>,
  before: readonly Shared[],
  after: readonly Shared[],
): Record<string, T> {
  const kept: Record<string, T> = {};
  for (const [name, value] of Object.entries(record)) {
    const was = before.find((one) => one.name === name);
    const now = was && nameNow(was, after);
    const free = !was || !after.some((one) => one.name === name);
    if (now !== undefined) kept[now] = value;
    else if (free) kept[name] = value;
  }
  return kept;
}

/** The slots that a file is tied to, when other services are chosen. A tie to what went rests like its answers do. */
export function carryTies(
  ties: readonly string[],
  before: readonly Shared[],
  after: readonly Shared[],
): string[] {
  return Object.keys(
    carryOver(Object.fromEntries(ties.map((name) => [name, true])), before, after),
  );
}

const nameNow = (was: Shared, after: readonly Shared[]) =>
  after.find(({ identity }) => identity === was.identity)?.name;
