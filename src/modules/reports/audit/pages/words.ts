import type { JsonValue } from '../../../../kernel/db.ts';
import { isMessageKey, type Translate } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { eventWords } from '../../../dossiers/index.ts';

/** What happened, in words; a kind that has none is shown by its name. */
export function kindWords(t: Translate, kind: string): string {
  const key = `reports.event.${kind.replaceAll('.', '_')}`;
  return isMessageKey(key) ? t(key) : eventWords(t, kind);
}

/** What was looked at, in words. */
export function lookWords(t: Translate, kind: string): string {
  const key = `reports.look.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

/** The longest account of an event's codes, in characters. */
const MOST = 240;

/** The codes of an event in one line; persons by name, other ids left out: they say nothing to a reader. */
export function codesOf(
  data: Readonly<Record<string, JsonValue>>,
  names: ReadonlyMap<string, string>,
): string {
  const said = Object.entries(data).flatMap(([name, value]) => {
    const text = told(value, names);
    return text === '' ? [] : [`${name}: ${text}`];
  });
  const line = said.join(' · ');
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}

function told(value: JsonValue, names: ReadonlyMap<string, string>): string {
  if (value === null) return '';
  if (typeof value === 'string') return isUuid(value) ? (names.get(value) ?? '') : value;
  if (Array.isArray(value))
    return value
      .map((one: JsonValue) => told(one, names))
      .filter(Boolean)
      .join(', ');
  return typeof value === 'object' ? '' : String(value);
}

/** The ids in an event's codes that may be persons. */
export function idsIn(rows: readonly { readonly data: Readonly<Record<string, JsonValue>> }[]) {
  return [
    ...new Set(
      rows.flatMap(({ data }) =>
        ['person', 'to', 'from'].flatMap((name) => {
          const value = data[name];
          return typeof value === 'string' && isUuid(value) ? [value] : [];
        }),
      ),
    ),
  ];
}
