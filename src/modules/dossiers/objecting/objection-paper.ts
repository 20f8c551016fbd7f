import { formatWhen } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, type LocalisedText, localise, translator } from '../../../kernel/i18n.ts';
import type { Office } from '../../offices/index.ts';

/** A sheet with room to write by hand, or with what was written; both signatures below. */
const TEMPLATE = `
#set page(paper: "a4", margin: (x: 22mm, y: 18mm), footer: align(center, text(8pt, fill: rgb("#555"), data.foot)))
#set text(size: 11pt)
#set par(leading: 0.7em)
#text(9pt, fill: rgb("#444"), data.office) \\
#text(18pt, weight: "bold", data.title)
#v(3mm)
#table(columns: (50mm, 1fr), stroke: 0.5pt + rgb("#888"), inset: 6pt,
  ..data.rows.map(row => (text(weight: "semibold", row.term), row.value)).flatten())
#v(4mm)
#text(weight: "bold", data.groundsTerm)
#v(1mm)
#if data.grounds == "" [
  #for _ in range(12) [#v(7mm) #line(length: 100%, stroke: 0.4pt + rgb("#888"))]
] else [
  #for part in data.grounds.split("\\n") [#part \\ ]
]
#v(1fr)
#data.signingText
#v(3mm)
#grid(columns: (1fr, 1fr), gutter: 10mm, ..data.signatures.map(name => [
  #text(9pt, name) #v(18mm) #line(length: 90%, stroke: 0.5pt)
]))
`;

/** What an objection on paper speaks of. */
export interface ObjectionPaper {
  readonly number: string;
  readonly name: string;
  readonly service: LocalisedText;
  readonly endedAt: Date;
  /** The last day to object, as `2026-12-24`. */
  readonly objectBy: string | undefined;
  /** What was filed; undefined while there is only the form to be written on. */
  readonly filed:
    | { readonly at: Date; readonly grounds: string; readonly answerBy: string }
    | undefined;
  readonly printedAt: Date;
}

/**
 * The form with which somebody objects on paper (UU 30/2014 art. 77: in writing), or, once it is filed, the receipt with its words
 * and the day of the answer.
 */
export function objectionPdf(
  house: House,
  office: Office,
  lang: Lang,
  paper: ObjectionPaper,
): Promise<Buffer> {
  const t = translator(lang);
  const at = (moment: Date) => formatWhen(moment, office.timeZone, lang, 'date');
  const day = (date: string) => at(new Date(`${date}T12:00:00Z`));
  const { filed } = paper;
  const rows = [
    { term: t('dossiers.receipt.number'), value: paper.number },
    { term: t('dossiers.receipt.name'), value: paper.name },
    { term: t('dossiers.receipt.service'), value: localise(paper.service, lang).text },
    { term: t('dossiers.objection.paper.ended'), value: at(paper.endedAt) },
    ...(filed
      ? [
          { term: t('dossiers.objection.filed'), value: at(filed.at) },
          { term: t('dossiers.objection.by'), value: day(filed.answerBy) },
        ]
      : paper.objectBy
        ? [{ term: t('dossiers.objection.paper.until'), value: day(paper.objectBy) }]
        : []),
  ];
  return house.typeset.pdf(TEMPLATE, {
    title: t(filed ? 'dossiers.objection.paper.receipt' : 'dossiers.objection.paper.form'),
    lang,
    at: paper.printedAt.toISOString(),
    office: localise(office.name, lang).text,
    rows,
    groundsTerm: t('dossiers.objection.paper.grounds'),
    grounds: filed?.grounds ?? '',
    signingText: t('dossiers.objection.paper.signing'),
    signatures: [
      t('dossiers.slip.officer'),
      `${t('dossiers.objection.paper.applicant')}, ${paper.name}`,
    ],
    foot: t('dossiers.objection.paper.foot'),
  });
}
