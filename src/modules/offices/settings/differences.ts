import type { JsonValue } from '../../../kernel/db.ts';

/** One thing that a change of the office changed: where, what stood there, and what stands there now. Empty: nothing. */
export interface Difference {
  /** Its place in the office's folder, the entries of a list by their keys: `hours.week.fri`, `events.anak_lahir.services`. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

/** What was different, as the ledger keeps it; `more` were too many to keep. */
export interface Account {
  readonly changes: readonly Difference[];
  readonly more: number;
}

/** The most differences that one event keeps, and the longest text of one of them, in characters. */
const MOST = 60;
const LONGEST = 400;

/** In what two states of an office's content differ, told for people to read; '' when in nothing. */
export function accountOf(before: JsonValue | undefined, after: JsonValue | undefined): string {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  const places = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  const changes = places
    .map((place) => ({ place, before: old.get(place) ?? '', after: fresh.get(place) ?? '' }))
    .filter((change) => change.before !== change.after);
  if (changes.length === 0) return '';
  return JSON.stringify({
    changes: changes
      .slice(0, MOST)
      .map(({ place, ...values }) => [place, short(values.before), short(values.after)]),
    more: Math.max(changes.length - MOST, 0),
  });
}

/** What an event kept; undefined when its text is no such account. */
export function readAccount(text: string): Account | undefined {
  if (!text.startsWith('{"changes":')) return undefined;
  const { changes, more } = JSON.parse(text) as {
    changes: readonly (readonly [string, string, string])[];
    more: number;
  };
  return {
    changes: changes.map(([place, before, after]) => ({ place, before, after })),
    more,
  };
}

const short = (text: string) => {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : text;
};

type Leaves = Map<string, string>;

function leavesOf(value: JsonValue | undefined): Leaves {
  const leaves: Leaves = new Map();
  if (value !== undefined) gather(value, '', leaves);
  return leaves;
}

function gather(value: JsonValue, place: string, leaves: Leaves): void {
  if (value === null) return;
  if (Array.isArray(value)) return gatherList(value, place, leaves);
  if (typeof value !== 'object') return void leaves.set(place, String(value));
  for (const [name, part] of Object.entries(value))
    if (part !== undefined) gather(part as JsonValue, within(place, name), leaves);
}

function gatherList(list: readonly JsonValue[], place: string, leaves: Leaves): void {
  if (list.length === 0) return;
  const stretches = list.map(stretchOf);
  if (stretches.every((text) => text !== undefined))
    return void leaves.set(place, stretches.join(', '));
  const keys = list.map(keyOf);
  // Which entries there are, and in which order.
  if (keys.every((key) => key !== undefined)) leaves.set(place, keys.join(', '));
  list.forEach((entry, index) => {
    gather(entry, within(place, keys[index] ?? String(index + 1)), leaves);
  });
}

const within = (place: string, name: string) => (place === '' ? name : `${place}.${name}`);

/** What is said in a word or two: a plain value, or a stretch of time or days. */
function stretchOf(value: JsonValue): string | undefined {
  if (value === null || typeof value !== 'object') return String(value);
  const { from, to } = value as { from?: JsonValue; to?: JsonValue };
  return typeof from === 'string' && typeof to === 'string' ? `${from}–${to}` : undefined;
}

function keyOf(value: JsonValue): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const { key, code } = value as { key?: JsonValue; code?: JsonValue };
  return [key, code].find((one) => typeof one === 'string');
}
