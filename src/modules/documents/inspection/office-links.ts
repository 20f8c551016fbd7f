import { Refusal } from './verdict.ts';
import { elements, unescapeXml } from './xml.ts';

/** Kinds of relationship that bring in something which runs or hides, wherever it lies. */
const CARRYING: ReadonlySet<string> = new Set([
  'oleobject',
  'control',
  'activexcontrolbinary',
  'afchunk',
  'subdocument',
]);
const MACRO: ReadonlySet<string> = new Set([
  'vbaproject',
  'wordvbadata',
  'xlmacrosheet',
  'xlintlmacrosheet',
]);

/** Outside the document only a link that a person must press is allowed, and only to a page or a mailbox. */
export function checkRelationships(text: string): void {
  for (const { Type = '', Target = '', TargetMode = '' } of elements(text, 'Relationship')) {
    const kind = (Type.split('/').at(-1) ?? '').toLowerCase();
    if (MACRO.has(kind)) throw new Refusal('docx_macro');
    if (kind === 'attachedtemplate') {
      if (!onAuthorsDisk(Target)) throw new Refusal('docx_remote');
      continue;
    }
    if (CARRYING.has(kind)) throw new Refusal('docx_embedded');
    const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(Target)?.[1]?.toLowerCase();
    const outside = TargetMode.trim().toLowerCase() === 'external';
    if (!outside && (scheme !== undefined || /^\s*[\\/]{2}/.test(Target)))
      throw new Refusal('docx_remote');
    if (outside && !(kind === 'hyperlink' && pressable(scheme, Target)))
      throw new Refusal('docx_remote');
  }
}

/**
 * Word notes where the author's own template lay (`file:///C:/Users/...`); on another machine nothing is there and
 * nothing is fetched. A template on the web or on a share is how documents are armed.
 */
function onAuthorsDisk(target: string): boolean {
  return (
    /^(?:file:\/\/\/)?[a-z]:[\\/](?![\\/])/i.test(target) ||
    /^Macintosh(?:%20| )HD:Users:[^\\/]*$/i.test(target)
  );
}

function pressable(scheme: string | undefined, target: string): boolean {
  if (scheme === undefined) return !/^\s*[\\/]{2}/.test(target);
  return ['http', 'https', 'mailto', 'tel'].includes(scheme);
}

/** Fields that start a program or fetch a file when the document opens (DDE, INCLUDEPICTURE, INCLUDETEXT). */
export function checkFields(text: string): void {
  const typed = [...text.matchAll(/<(?:[\w.-]+:)?instrText(?:\s[^>]*)?>([^<]*)</g)].map(
    ([, inside = '']) => inside,
  );
  const simple = [...elements(text, 'fldSimple')].map(({ instr = '' }) => instr);
  // Word joins what is typed in pieces; so do we, with and without the seams.
  for (const seam of ['', ' ']) {
    const code = unescapeXml([...typed, ...simple].join(seam));
    if (/\bDDE(?:AUTO)?\b/i.test(code)) throw new Refusal('docx_remote');
    if (/\bINCLUDE(?:PICTURE|TEXT)\b[\s"]*(?:[a-z]+:|[\\/]{2})/i.test(code))
      throw new Refusal('docx_remote');
  }
}
