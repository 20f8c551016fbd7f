import { formatWhen } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, localise, type Reason, say, translator } from '../../../kernel/i18n.ts';
import type { Office } from '../../offices/index.ts';

/** A slip that fits a wallet. */
const TEMPLATE = `
#set page(paper: "a6", margin: 10mm)
#set text(size: 10pt)
#set par(leading: 0.6em)
#text(8pt, fill: rgb("#444"), data.office) \\
#text(14pt, weight: "bold", data.title)
#v(2mm)
#text(11pt, weight: "semibold", data.number)
#v(2mm)
#data.why
#v(2mm)
#text(9pt, weight: "bold", data.nextTitle) \\
#text(12pt, data.next)
#v(1fr)
#text(8pt, fill: rgb("#444"), data.foot)
`;

/** The note for somebody who is not served today: why, and what to do. */
export function notePdf(
  house: House,
  office: Office,
  lang: Lang,
  note: { readonly number: string; readonly why: Reason; readonly next: Reason; readonly at: Date },
): Promise<Buffer> {
  const t = translator(lang);
  return house.typeset.pdf(TEMPLATE, {
    title: t('queue.note.title'),
    lang,
    at: note.at.toISOString(),
    office: localise(office.name, lang).text,
    number: note.number,
    why: say(t, note.why),
    nextTitle: t('queue.next'),
    next: say(t, note.next),
    foot: formatWhen(note.at, office.timeZone, lang),
  });
}
