import { openArchive } from './archive.ts';
import { Notes } from './docx-notes.ts';
import { addWords } from './docx-words.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './verdict.ts';
import { type DocumentText, Page, type TextPart } from './words.ts';
import { elements, xmlText } from './xml.ts';
import { budgetOf } from './zip.ts';

const MAIN = /wordprocessingml\.document\.main\+xml$/i;
/** What besides the body somebody wrote, by the end of its type: a letterhead stands in the header. */
const BESIDES: readonly (readonly [TextPart, RegExp])[] = [
  ['footnotes', /wordprocessingml\.footnotes\+xml$/i],
  ['endnotes', /wordprocessingml\.endnotes\+xml$/i],
  ['footer', /wordprocessingml\.footer\+xml$/i],
  ['comments', /wordprocessingml\.comments\+xml$/i],
];
const HEADER = /wordprocessingml\.header\+xml$/i;

/**
 * The words of a Word document: its headers, then headings, paragraphs, lists and tables in their order, then notes, footers and
 * comments. Throws {@link Refusal}.
 */
export async function wordsOfDocx(bytes: Buffer, limits: Limits): Promise<DocumentText> {
  const parts = await openArchive(bytes, limits, budgetOf(limits));
  const read = async (name: string): Promise<string | undefined> => {
    const part = parts.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!part) return undefined;
    if (part.size > limits.maxParsed) throw new Refusal('zip_bomb');
    return xmlText(await part.read(limits.maxParsed));
  };
  const named = [...elements((await read('[Content_Types].xml')) ?? '', 'Override')].map(
    ({ ContentType = '', PartName = '' }) => ({ type: ContentType, name: PartName.slice(1) }),
  );
  const readAll = async (type: RegExp): Promise<string[]> => {
    const texts = new Set<string>();
    for (const part of named.filter((each) => type.test(each.type)).slice(0, MOST_PARTS))
      texts.add((await read(part.name)) ?? '');
    return [...texts];
  };
  const main = named.find(({ type }) => MAIN.test(type))?.name ?? 'word/document.xml';
  const body = await read(main);
  if (body === undefined) throw new Refusal('docx_broken');

  const page = new Page();
  const notes = new Notes();
  const hasHeader = addPart(page, 'header', await readAll(HEADER), notes);
  if (hasHeader) page.add({ kind: 'part', part: 'body' });
  addWords(page, body, notes);
  for (const [part, type] of BESIDES) addPart(page, part, await readAll(type), notes);
  return page.done();
}

/** Headers and footers may differ on first, even and odd pages of each section; more than these are not read. */
const MOST_PARTS = 12;

/** Adds what stands in parts of one kind, each text once, under its name; false when there is nothing. */
function addPart(page: Page, part: TextPart, texts: readonly string[], notes: Notes): boolean {
  const said = new Set<string>();
  let any = false;
  for (const text of texts) {
    const alone = new Page();
    addWords(alone, text, notes);
    page.pictures += alone.pictures;
    for (const block of alone.done().blocks) {
      const words = JSON.stringify(block);
      if (said.has(words)) continue;
      said.add(words);
      if (!any) page.add({ kind: 'part', part });
      any = true;
      page.add(block);
    }
  }
  return any;
}
