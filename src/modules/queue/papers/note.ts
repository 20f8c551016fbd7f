import { formatWhen } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, localise, type Reason, say, translator } from '../../../kernel/i18n.ts';
import type { Office } from '../../offices/index.ts';

/** As wide as the roll of a counter's printer (80 mm) and as long as its words; on a sheet it keeps that size. */
const TEMPLATE = `
#set page(width: 80mm, height: auto, margin: (x: 6mm, y: 6mm))
#set text(size: 10.5pt)
#set par(leading: 0.6em)
#text(8.5pt, data.office) \\
#text(14pt, weight: "bold", data.title)
#if data.number != "" [
  #v(1mm)
  #text(12pt, weight: "semibold", data.number)
]
#v(2mm)
#data.why
#v(2mm)
#text(9.5pt, weight: "bold", data.nextTitle) \\
#text(12pt, data.next)
#v(3mm)
#text(8.5pt, data.foot)
`;

/** The note for somebody who is not served today: why, and what to do. */
export function notePdf(
  house: House,
  office: Office,
  lang: Lang,
  note: {
    /** The dossier's; empty for somebody who has none. */
    readonly number: string;
    readonly why: Reason;
    readonly next: Reason;
    readonly at: Date;
  },
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
