import { formatWhen } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, localise, translator } from '../../../kernel/i18n.ts';
import type { Office } from '../../offices/index.ts';
import type { OriginalRow } from '../originals.sql.ts';
import { type Entry, showNumber } from '../register.sql.ts';

const TEMPLATE = `
#set page(paper: "a4", margin: (x: 20mm, y: 18mm))
#set text(size: 10.5pt)
#set par(leading: 0.65em)
#text(9pt, fill: rgb("#444"), data.office) \\
#text(18pt, weight: "bold", data.title)
#v(3mm)
#for item in data.items [
  #text(8.5pt, fill: rgb("#444"), item.term) \\
  #text(12pt, weight: "semibold", item.value)
  #v(1mm)
]
#v(2mm)
#for part in data.parts [
  #text(12pt, weight: "bold", part.title) \\
  #if part.lines.len() == 0 [#part.none] else [#list(..part.lines)]
  #v(3mm)
]
#v(1fr)
#grid(columns: (1fr, 1fr), gutter: 10mm, ..data.signatures.map(name => [
  #text(9pt, name) #v(18mm) #line(length: 90%, stroke: 0.5pt)
]))
#v(4mm)
#text(8.5pt, fill: rgb("#444"), data.foot)
`;

/**
 * The receipt of the counter: the number that was given, and where each original lies now. It stands for the moment it is
 * printed; the diary holds every earlier one.
 */
export function counterReceiptPdf(
  house: House,
  office: Office,
  lang: Lang,
  receipt: {
    readonly number: string;
    readonly name: string;
    readonly services: readonly string[];
    readonly entry: Entry | undefined;
    readonly originals: readonly OriginalRow[];
    readonly at: Date;
  },
): Promise<Buffer> {
  const t = translator(lang);
  const tz = office.timeZone;
  const { entry } = receipt;
  const named = (row: OriginalRow) => {
    const name = localise(row.name, lang).text;
    const since = row.placeSince
      ? `, ${t('queue.receipt.since', { when: formatWhen(row.placeSince, tz, lang) })}`
      : '';
    return `${name}${since}`;
  };
  const shown = receipt.originals.filter(({ found }) => found && found !== 'missing');
  return house.typeset.pdf(TEMPLATE, {
    title: t(entry?.kind === 'sttb' ? 'queue.receipt.sttb' : 'queue.receipt.originals'),
    lang,
    at: receipt.at.toISOString(),
    office: localise(office.name, lang).text,
    items: [
      ...(entry
        ? [
            { term: t('queue.receipt.number'), value: showNumber(office.code, entry) },
            { term: t('queue.receipt.issued'), value: formatWhen(entry.issuedAt, tz, lang) },
            { term: t('queue.blanko.officer'), value: entry.officer },
          ]
        : []),
      { term: t('queue.receipt.dossier'), value: receipt.number },
      { term: t('queue.blanko.name'), value: receipt.name },
      { term: t('queue.blanko.service'), value: receipt.services.join(', ') },
    ],
    parts: [
      {
        title: t('queue.receipt.held'),
        none: t('queue.receipt.none_held'),
        lines: shown.filter(({ place }) => place === 'office').map(named),
      },
      {
        title: t('queue.receipt.with_applicant'),
        none: t('queue.receipt.none_returned'),
        lines: shown.filter(({ place }) => place === 'applicant').map(named),
      },
    ],
    // Both sign for what lies here, and for what went back.
    signatures: [t('queue.blanko.officer'), t('queue.receipt.receiver')],
    foot: t('queue.receipt.foot', { when: formatWhen(receipt.at, tz, lang) }),
  });
}
