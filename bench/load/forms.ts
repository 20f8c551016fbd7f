/** A form as it stands on a page, with what is already filled in. */
export interface FoundForm {
  readonly action: string;
  /** Sent in parts, as forms with files are. */
  readonly inParts: boolean;
  readonly fields: readonly (readonly [string, string])[];
  /** The names of its fields for files. */
  readonly files: readonly string[];
  /** What can be chosen in it, by field, whether it is chosen already or not. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

/** The forms of a page that are sent by POST. */
export function formsOf(page: string): FoundForm[] {
  return [...page.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, head = '', body = '']) =>
      attribute(head, 'method')?.toLowerCase() === 'post'
        ? [
            {
              action: attribute(head, 'action') ?? '',
              inParts: attribute(head, 'enctype') === 'multipart/form-data',
              ...contentOf(body),
            },
          ]
        : [],
  );
}

export const formTo = (page: string, ending: string): FoundForm | undefined =>
  formsOf(page).find(({ action }) => action.split('?')[0]?.endsWith(ending));

const FIELD =
  /<input(?<alone>[^>]*)>|<(?<tag>select|textarea)(?<head>[^>]*)>(?<inner>[\s\S]*?)<\/\k<tag>>/g;

function contentOf(body: string): Pick<FoundForm, 'fields' | 'files' | 'choices'> {
  const files: string[] = [];
  const fields: [string, string][] = [];
  const choices = new Map<string, string[]>();
  const offer = (name: string, value: string) =>
    choices.set(name, [...(choices.get(name) ?? []), value]);
  for (const { groups = {} } of body.matchAll(FIELD)) {
    const { tag = 'input', inner = '' } = groups;
    const head = groups['head'] ?? groups['alone'] ?? '';
    const name = attribute(head, 'name');
    const type = attribute(head, 'type');
    if (name === undefined || type === 'submit') continue;
    if (type === 'file') {
      files.push(name);
      continue;
    }
    const isChoice = type === 'radio' || type === 'checkbox';
    if (isChoice) offer(name, attribute(head, 'value') ?? 'on');
    if (isChoice && !/\schecked/.test(head)) continue;
    if (tag === 'input') fields.push([name, attribute(head, 'value') ?? '']);
    else if (tag === 'textarea') fields.push([name, decoded(inner)]);
    else {
      for (const [, option = ''] of inner.matchAll(/<option([^>]*)>/g))
        offer(name, attribute(option, 'value') ?? '');
      const chosen = /<option([^>]*\sselected[^>]*)>/.exec(inner)?.[1];
      fields.push([name, (chosen && attribute(chosen, 'value')) ?? '']);
    }
  }
  return { fields, files, choices };
}

function attribute(head: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];
  return found === undefined ? undefined : decoded(found);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
/** Text as it stands in markup, read. */
export const decoded = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
