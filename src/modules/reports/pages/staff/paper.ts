import type { House } from '../../../../kernel/house.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Sheet } from './sheets.ts';
import { number } from './words.ts';

/** Tables one below the other on sheets laid across; a head is repeated where its table goes on. */
const TEMPLATE = `
#set page(paper: "a4", flipped: true, margin: (x: 16mm, y: 15mm),
  footer: text(8pt, fill: rgb("#555"))[#data.footer #h(1fr) #context counter(page).display("1 / 1", both: true)])
#set text(size: 9pt)
#text(9pt, fill: rgb("#444"), data.office) \\
#text(17pt, weight: "bold", data.title) \\
#text(10.5pt, data.period)
#for sheet in data.sheets [
  #v(3mm)
  #block(sticky: true, below: 2mm, text(11.5pt, weight: "bold", sheet.title))
  #if sheet.note != "" { block(sticky: true, below: 2mm, text(8pt, fill: rgb("#444"), sheet.note)) }
  #if sheet.rows.len() == 0 [ #data.none ] else [
    #table(
      columns: (1fr,) + (auto,) * (sheet.head.len() - 1),
      align: (x, y) => if x == 0 { left } else { right },
      stroke: (x, y) => (bottom: 0.4pt + rgb("#bbb")),
      inset: (x: 2mm, y: 1.3mm),
      table.header(..sheet.head.map(head => text(8pt, weight: "semibold", head))),
      ..sheet.rows.flatten().map(cell => [#cell]),
    )
  ]
]
`;

/** The tables as PDF. */
export function paperOf(
  house: House,
  visit: Visit,
  words: {
    readonly office: string;
    readonly period: string;
    readonly counted: string;
    readonly at: Date;
  },
  sheets: readonly Sheet[],
): Promise<Buffer> {
  return house.typeset.pdf(TEMPLATE, {
    title: visit.t('reports.figures.title'),
    lang: visit.lang,
    at: words.at.toISOString(),
    office: words.office,
    period: words.period,
    footer: words.counted,
    none: visit.t('reports.no_data'),
    sheets: sheets.map(({ title, note, head, rows }) => ({
      title,
      note: note ?? '',
      head,
      rows: rows.map((row) =>
        row.map((cell) => (typeof cell === 'number' ? number(visit, cell) : cell)),
      ),
    })),
  });
}
