import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { qrSvg } from '../../../../kernel/typeset.ts';
import { formatWhen } from '../../../../ui/dates.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { fileSize } from './file-words.ts';
import type { Receipt } from './receipt-of.ts';

/** One sheet, readable when photocopied: number and code large, the files with their checksums, what happens next. */
const TEMPLATE = `
#set page(paper: "a4", margin: (x: 20mm, y: 18mm), footer: align(center, text(8pt, fill: rgb("#555"), data.footer)))
#set text(size: 10pt)
#set par(leading: 0.6em)
#grid(columns: (1fr, 34mm), gutter: 8mm,
  [
    #text(9pt, fill: rgb("#444"), data.office) \\
    #text(18pt, weight: "bold", data.title)
    #v(4mm)
    #for item in data.items [
      #text(8.5pt, fill: rgb("#444"), item.term) \\
      #text(11pt, weight: if item.strong { "bold" } else { "regular" }, item.value)
      #v(1.5mm)
    ]
  ],
  [#image(picture("qr"), width: 34mm, alt: data.qr) #v(2mm) #text(8pt, data.qrHelp)],
)
#v(3mm)
#text(12pt, weight: "bold", data.filesTitle)
#v(1mm)
#for file in data.files [
  #block(breakable: false, width: 100%)[
    #text(weight: "semibold", file.name) #h(1fr) #file.size \\
    #text(7pt, fill: rgb("#444"), file.sum)
  ]
]
#v(3mm)
#text(12pt, weight: "bold", data.nextTitle)
#v(1mm)
#for (index, step) in data.steps.enumerate() [
  #text(weight: "semibold", [#(index + 1). #step.title]) \\
  #step.text
  #v(1mm)
]
#v(2mm)
#text(7.5pt, fill: rgb("#444"), data.hash)
`;

/** The receipt as PDF. */
export async function receiptPdf(house: House, visit: Visit, receipt: Receipt): Promise<Buffer> {
  const { t, office, lang } = visit;
  const tz = office.timeZone;
  const item = (term: string, value: string, strong = false) => ({ term, value, strong });
  return house.typeset.pdf(
    TEMPLATE,
    {
      title: t('dossiers.receipt.title'),
      lang,
      at: receipt.submittedAt.toISOString(),
      office: localise(office.name, lang).text,
      items: [
        item(t('dossiers.receipt.number'), receipt.number, true),
        item(t('dossiers.receipt.code'), receipt.secret, true),
        item(t('dossiers.receipt.name'), receipt.name),
        ...(receipt.applications.length > 1
          ? []
          : [item(t('dossiers.receipt.service'), receipt.services.join(', '))]),
        item(t('dossiers.receipt.at'), formatWhen(receipt.submittedAt, tz, lang)),
        ...receipt.applications.map(({ service, promisedAt }) =>
          item(
            receipt.applications.length > 1
              ? t('dossiers.receipt.by_when_for', { service })
              : t('dossiers.receipt.by_when'),
            formatWhen(promisedAt, tz, lang, 'date'),
          ),
        ),
      ],
      qr: t('dossiers.receipt.qr'),
      qrHelp: t('dossiers.receipt.qr_help'),
      filesTitle: t('dossiers.receipt.files'),
      files: receipt.files.map((file) => ({
        name: file.name,
        size: fileSize({ lang }, file.size),
        sum: file.sha256 ? `SHA-256 ${file.sha256.toString('hex')}` : t('dossiers.files.checking'),
      })),
      nextTitle: t('dossiers.receipt.next'),
      steps: [
        { title: t('dossiers.receipt.next_check'), text: t('dossiers.receipt.next_check_text') },
        { title: t('dossiers.receipt.next_fix'), text: t('dossiers.receipt.next_fix_text') },
        receipt.needsMeeting
          ? {
              title: t('dossiers.receipt.next_meeting'),
              text: t('dossiers.receipt.next_meeting_text'),
            }
          : { title: t('dossiers.receipt.next_work'), text: t('dossiers.receipt.next_work_text') },
      ],
      hash: `${t('dossiers.receipt.hash')}: ${receipt.hash}`,
      footer: t('dossiers.receipt.footer'),
    },
    { qr: await qrSvg(receipt.trackUrl) },
  );
}
