/** A tag, or what stands between two. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tag';
      /** Without its prefix. */
      readonly name: string;
      readonly opens: boolean;
      readonly closes: boolean;
      readonly inside: string;
    };

/** Tags and the text between them, in one pass: no nesting is believed, nothing is looked at twice. */
export function* tokens(xml: string): Generator<Token> {
  for (let at = 0; at < xml.length; ) {
    const next = xml.indexOf('<', at);
    if (next < 0 || next > at) {
      const end = next < 0 ? xml.length : next;
      yield { kind: 'text', text: xml.slice(at, end) };
      at = end;
      continue;
    }
    const special = skipSpecial(xml, at);
    if (special) {
      if (special.text !== '') yield { kind: 'text', text: special.text.replaceAll('&', '&amp;') };
      at = special.end;
      continue;
    }
    const end = endOfTag(xml, at);
    const inside = xml.slice(at + 1, end);
    const closes = inside.startsWith('/') || inside.endsWith('/');
    const name = /^\/?(?:[\w.-]+:)?([\w.-]+)/.exec(inside)?.[1];
    if (name !== undefined)
      yield { kind: 'tag', name, opens: !inside.startsWith('/'), closes, inside };
    at = end + 1;
  }
}

/** Comments, instructions and CDATA; the last is text. */
function skipSpecial(xml: string, at: number): { end: number; text: string } | undefined {
  for (const [begin, stop] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!xml.startsWith(begin, at)) continue;
    const found = xml.indexOf(stop, at + begin.length);
    const end = found < 0 ? xml.length : found;
    const text = begin === '<![CDATA[' ? xml.slice(at + begin.length, end) : '';
    return { end: Math.min(xml.length, end + stop.length), text };
  }
  return undefined;
}

/** Where the tag ends; a ">" in a quoted attribute ends nothing. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < xml.length; at += 1) {
    const sign = xml[at] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return xml.length;
}
