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
/** Codes that say nothing to a reader which other words of the event do not say better. */
const UNSAID = ['rule', 'slug', 'parts', 'changes', 'reference', 'in_order'];

/** The codes of an event in one line and in words; persons by name, other ids left out: they say nothing to a reader. */
export function codesOf(
  data: Readonly<Record<string, JsonValue>>,
  names: ReadonlyMap<string, string>,
  t: Translate,
): string {
  const said = Object.entries(data).flatMap(([name, value]) => {
    const text = UNSAID.includes(name) ? '' : told(name, value, names, t);
    return text === '' ? [] : [`${labelOf(name, t)}: ${text}`];
  });
  const line = said.join(' · ');
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}

function labelOf(name: string, t: Translate): string {
  const key = `reports.code.${name}`;
  return isMessageKey(key) ? t(key) : name;
}

function told(
  name: string,
  value: JsonValue,
  names: ReadonlyMap<string, string>,
  t: Translate,
): string {
  if (value === null) return '';
  if (typeof value === 'string')
    return isUuid(value) ? (names.get(value) ?? '') : wordOf(name, value, t);
  if (Array.isArray(value))
    return value
      .map((one: JsonValue) => told(name, one, names, t))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'boolean') return t(value ? 'portal.service.yes' : 'portal.service.no');
  return typeof value === 'object' ? '' : String(value);
}

/** A code that has words of its own: a role, a verdict, where an application stands. */
function wordOf(name: string, value: string, t: Translate): string {
  const [step, waiting] = value.split('/');
  const desk = `dossiers.desk.step.${step}`;
  if (waiting !== undefined && isMessageKey(desk))
    return waiting === 'applicant'
      ? t('dossiers.desk.waits_for_applicant', { step: t(desk) })
      : t(desk);
  const key = name === 'role' ? `staff.role.${value}` : `reports.code.${name}.${value}`;
  return isMessageKey(key) ? t(key) : value;
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
