import { formatWhen } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, localise, translator } from '../../../kernel/i18n.ts';
import { qrSvg } from '../../../kernel/typeset.ts';
import type { Office, ServiceDefinition } from '../../offices/index.ts';
import { requirementsFor } from '../../offices/index.ts';
import { plainView } from '../answers.ts';
import type { EvidenceRow } from '../facts.sql.ts';
import type { ApplicationView } from '../reading/dossier.sql.ts';

/** Sizes that a counter's printer takes. */
export const PAPERS = ['a5', 'a6'] as const;
export type Paper = (typeof PAPERS)[number];

/** What is printed for somebody who filed at the counter. */
export interface Slip {
  readonly number: string;
  /** As it is read aloud: groups of four. */
  readonly secret: string;
  /** With the secret in it: only for the code on the paper. */
  readonly trackUrl: string;
  readonly name: string;
  readonly submittedAt: Date;
  readonly promisedAt: Date;
  readonly needsMeeting: boolean;
  /** Who took it in. */
  readonly officer: string;
  readonly services: readonly {
    readonly definition: ServiceDefinition;
    readonly application: ApplicationView;
    readonly evidence: readonly EvidenceRow[];
  }[];
}

/** One narrow column: number and code large enough to be read on the phone, then what was handed in and what happens next. */
const TEMPLATE = `
#let small = data.paper == "a6"
#let tiny = if small { 6.5pt } else { 8pt }
#set page(paper: data.paper, margin: if small { 8mm } else { 12mm }, footer-descent: 20%,
  footer: align(center, text(tiny, fill: rgb("#444"), data.footer)))
#set text(size: if small { 8pt } else { 10pt })
#set par(leading: 0.55em)
#grid(columns: (1fr, if small { 24mm } else { 32mm }), gutter: 4mm,
  [
    #text(tiny, fill: rgb("#444"), data.office) \\
    #text(if small { 12pt } else { 16pt }, weight: "bold", data.title)
    #v(1.5mm)
    #text(tiny, fill: rgb("#444"), data.numberTerm) \\
    #text(if small { 11pt } else { 14pt }, weight: "bold", data.number)
    #v(0.5mm)
    #text(tiny, fill: rgb("#444"), data.codeTerm) \\
    #text(if small { 11pt } else { 14pt }, weight: "bold", data.code)
  ],
  image(picture("qr"), width: 100%, alt: data.qr),
)
#v(1mm)
#for item in data.items [#text(fill: rgb("#444"), item.term + ": ") #text(weight: "semibold", item.value) \\ ]
#for service in data.services [
  #v(1.5mm)
  #block(breakable: false)[
    #text(weight: "bold", service.name)
    #for line in service.lines [
      \\ #box(width: 1em, if line.there { "✓" } else { "□" }) #line.name #if line.note != "" [#text(tiny, " (" + line.note + ")")]
    ]
  ]
]
#v(2mm)
#block(breakable: false)[
  #text(weight: "bold", data.nextTitle)
  #for (index, step) in data.next.enumerate() [
    \\ #(index + 1). #step
  ]
]
`;

/** The receipt on paper, for whoever files at the counter; in the language of the one who takes it home. */
export async function slipPdf(
  house: House,
  office: Office,
  lang: Lang,
  paper: Paper,
  slip: Slip,
): Promise<Buffer> {
  const t = translator(lang);
  const at = (moment: Date, style?: 'date') => formatWhen(moment, office.timeZone, lang, style);
  const here = `${house.config.publicUrl.replace(/^https?:\/\//, '')}/${office.slug}`;
  return house.typeset.pdf(
    TEMPLATE,
    {
      title: t('dossiers.receipt.title'),
      lang,
      at: slip.submittedAt.toISOString(),
      paper,
      office: localise(office.name, lang).text,
      numberTerm: t('dossiers.receipt.number'),
      number: slip.number,
      codeTerm: t('dossiers.receipt.code'),
      code: slip.secret,
      qr: t('dossiers.receipt.qr'),
      items: [
        { term: t('dossiers.receipt.name'), value: slip.name },
        { term: t('dossiers.receipt.at'), value: at(slip.submittedAt) },
        { term: t('dossiers.slip.officer'), value: slip.officer },
        { term: t('dossiers.receipt.by_when'), value: at(slip.promisedAt, 'date') },
      ],
      services: slip.services.map((service) => ({
        name: localise(service.definition.name, lang).text,
        lines: linesOf(service, lang),
      })),
      nextTitle: t('dossiers.receipt.next'),
      next: [
        t('dossiers.slip.next_check'),
        t(slip.needsMeeting ? 'dossiers.slip.next_meeting' : 'dossiers.slip.next_work'),
        t('dossiers.slip.next_track', { url: `${here}/lacak` }),
        t('dossiers.slip.next_claim', { url: `${here}/klaim` }),
      ],
      footer: t('dossiers.slip.footer'),
    },
    { qr: await qrSvg(slip.trackUrl) },
  );
}

/** What each requirement came to: handed in, or why not, and what is to be brought along. */
function linesOf({ definition, application, evidence }: Slip['services'][number], lang: Lang) {
  const t = translator(lang);
  const given = new Set(evidence.flatMap((file) => file.requirements));
  return requirementsFor(definition, plainView(application.answers))
    .filter(({ key, required }) => required || given.has(key))
    .map(({ key, name, original }) => ({
      name: localise(name, lang).text,
      there: given.has(key),
      note: [
        given.has(key) ? undefined : t('dossiers.slip.not_given'),
        original ? t('dossiers.form.bring_original') : undefined,
      ]
        .filter((words) => words !== undefined)
        .join('; '),
    }));
}
