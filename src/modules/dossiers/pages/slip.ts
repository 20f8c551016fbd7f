import type { House } from '../../../kernel/house.ts';
import { localise } from '../../../kernel/i18n.ts';
import { isUuid } from '../../../kernel/ids.ts';
import { formatWhen } from '../../../ui/dates.tsx';
import type { Visit } from '../../../web/visit.ts';
import { applicationViews, type DossierRow } from '../reading/dossier.sql.ts';
import { endingsOf } from './endings.ts';
import { officeOf } from './who.ts';

const TEMPLATE = `
#set page(paper: "a5", flipped: true, margin: (x: 16mm, y: 14mm), footer: align(center, text(8pt, fill: rgb("#555"), data.foot)))
#set text(size: 10pt)
#text(9pt, fill: rgb("#444"), data.office) \\
#text(16pt, weight: "bold", data.title)
#v(3mm)
#grid(columns: (1fr, 1fr), gutter: 4mm, ..data.items.map(item => [
  #text(8.5pt, fill: rgb("#444"), item.term) \\
  #text(11pt, weight: "semibold", item.value)
]))
#v(1fr)
#grid(columns: (1fr, 1fr), gutter: 10mm, ..data.signatures.map(name => [
  #text(8.5pt, name) #v(14mm) #line(length: 100%, stroke: 0.5pt)
]))
`;

/** The slip of a hand-over at the counter, to be signed by both; undefined when nothing was handed over. */
export async function slipOf(
  house: House,
  visit: Visit,
  dossier: DossierRow,
): Promise<Response | undefined> {
  const asked = visit.query('permohonan');
  const office = await officeOf(house, visit);
  const { t, lang } = visit;
  const endings = await endingsOf(house, office.id, dossier);
  const handed = endings.results.find(
    ({ application_id: id, closed_by: by }) =>
      by === 'counter' && (asked === '' || (isUuid(asked) && id === asked)),
  );
  const views = await applicationViews(house.db, office.id, [dossier.id]);
  const view = views.find(({ id }) => id === handed?.application_id);
  if (!handed?.closed_at || !handed.identity || !view) return undefined;
  const [receiver = '', digits = ''] = endings.text(handed.closed_seq).split('\n');
  const bytes = await house.typeset.pdf(TEMPLATE, {
    title: t('dossiers.slip.title'),
    lang,
    at: handed.closed_at.toISOString(),
    office: localise(office.name, lang).text,
    items: [
      { term: t('dossiers.receipt.number'), value: dossier.number },
      { term: t('dossiers.receipt.name'), value: dossier.full_name },
      { term: t('dossiers.receipt.service'), value: localise(view.service_name, lang).text },
      {
        term: t('dossiers.slip.when'),
        value: formatWhen(handed.closed_at, office.timeZone, lang),
      },
      { term: t('dossiers.result.receiver'), value: receiver },
      {
        term: t('dossiers.result.identity'),
        value: `${t(`dossiers.result.identity_${handed.identity}`)} … ${digits}`,
      },
    ],
    signatures: [t('dossiers.slip.officer'), t('dossiers.slip.receiver')],
    foot: t('dossiers.slip.foot'),
  });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="serah-terima-${dossier.number}.pdf"`,
    },
  });
}
