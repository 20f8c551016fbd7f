import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { formatWhen } from '../../../../ui/dates.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';
import type { Period } from '../../period.ts';
import { readReport } from '../../report.ts';
import { paperOf } from './paper.ts';
import { sheetsOf } from './sheets.ts';
import { inPeriod, mayCount } from './visitor.tsx';
import { periodWords } from './words.ts';
import { workbookOf } from './workbook.ts';

/** The same figures to take along: a workbook to reckon on with, and sheets of paper to hand on. They name nobody. */
export function downloadRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/angka.xlsx',
      access: mayCount,
      handle: (visit) =>
        inPeriod(house, visit, async (office, period) => {
          const { about, sheets, report } = await gather(house, visit, office, period);
          const bytes = await workbookOf(
            [about.office, about.period, about.counted],
            sheets,
            report.at,
          );
          return file(bytes, XLSX, `${nameOf(office, period)}.xlsx`);
        }),
    },
    {
      method: 'GET',
      path: '/:office/petugas/angka.pdf',
      access: mayCount,
      handle: (visit) =>
        inPeriod(house, visit, async (office, period) => {
          const { about, sheets, report } = await gather(house, visit, office, period);
          const bytes = await paperOf(house, visit, { ...about, at: report.at }, sheets);
          return file(new Uint8Array(bytes), 'application/pdf', `${nameOf(office, period)}.pdf`);
        }),
    },
  ];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function gather(house: House, visit: Visit, office: Office, period: Period) {
  const { t, lang } = visit;
  const report = await readReport(house, office, period);
  return {
    report,
    sheets: sheetsOf(visit, report),
    about: {
      office: localise(office.name, lang).text,
      period: periodWords(visit, period),
      counted: t('reports.counted_at', {
        at: formatWhen(report.at, office.timeZone, lang, 'short'),
      }),
    },
  };
}

const nameOf = ({ slug }: Office, { from, to }: Period) =>
  `angka-${slug}-${from}${from === to ? '' : `-${to}`}`;

function file(bytes: Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(bytes, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
