import { formatWhen } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, localise, translator } from '../../../kernel/i18n.ts';
import type { Office } from '../../offices/index.ts';

/** The manual registration form: the office's own text, what the applicant had filled in, room for two signatures. */
const TEMPLATE = `
#set page(paper: "a4", margin: (x: 22mm, y: 20mm))
#set text(size: 11pt)
#set par(leading: 0.7em)
#align(center)[#text(10pt, data.office) \\ #text(16pt, weight: "bold", data.title) \\ #text(11pt, data.number)]
#v(4mm)
#for line in data.lines [
  #if line == "" [#v(1mm)] else [#line \\ ]
]
#v(3mm)
#table(columns: (55mm, 1fr), stroke: 0.5pt + rgb("#888"), inset: 6pt,
  ..data.rows.map(row => (text(weight: "semibold", row.term), row.value)).flatten())
#v(1fr)
#grid(columns: (1fr, 1fr), gutter: 10mm,
  [#data.officer #v(22mm) #line(length: 80%, stroke: 0.5pt) #data.officerName],
  [#data.applicant #v(22mm) #line(length: 80%, stroke: 0.5pt) #data.applicantName],
)
`;

export interface Blanko {
  readonly number: string;
  readonly name: string;
  readonly services: readonly string[];
  readonly officer: string;
  /** What the applicant filled in, identity numbers masked. */
  readonly answers: readonly { readonly term: string; readonly value: string }[];
  readonly at: Date;
}

/**
 * Fills an office's text: `{nomor}`, `{nama}`, `{layanan}`, `{tanggal}` and `{kantor}`. A name in braces that stands for
 * nothing stays as it is, so that whoever edits the text sees what is wrong.
 */
export function fillBlanko(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** The form as PDF, ready to be signed. */
export function blankoPdf(
  house: House,
  office: Office,
  lang: Lang,
  blanko: Blanko,
): Promise<Buffer> {
  const t = translator(lang);
  const values = {
    nomor: blanko.number,
    nama: blanko.name,
    layanan: blanko.services.join(', '),
    tanggal: formatWhen(blanko.at, office.timeZone, lang, 'date'),
    kantor: localise(office.name, lang).text,
  };
  const { blanko: own } = office.profile;
  const text = own
    ? fillBlanko(localise(own, lang).text, values)
    : t('queue.blanko.default', values);
  return house.typeset.pdf(TEMPLATE, {
    title: t('queue.blanko.title'),
    lang,
    at: blanko.at.toISOString(),
    office: values.kantor,
    number: blanko.number,
    lines: text.split('\n'),
    rows: [
      { term: t('queue.blanko.name'), value: blanko.name },
      { term: t('queue.blanko.service'), value: values.layanan },
      ...blanko.answers,
    ],
    officer: t('queue.blanko.officer'),
    officerName: blanko.officer,
    applicant: `${t('queue.blanko.applicant')}, ${values.tanggal}`,
    applicantName: blanko.name,
  });
}
