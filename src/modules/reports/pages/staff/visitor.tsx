import { localDate } from '../../../../kernel/clocks/index.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import type { StaffRole } from '../../../../kernel/roles.ts';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { type Access, overseer } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import { type Office, officeBySlug } from '../../../offices/index.ts';
import { type Period, type ReadPeriod, readPeriod } from '../../period.ts';
import { PeriodPart } from './period-part.tsx';

/** Whoever answers for an office counts it; those above see the same figures. */
export const mayCount: Access = overseer(['head_of_office', 'administrator', 'auditor']);

/** Who may read a dossier of this office without saying why sees names in a list; everybody else numbers and states. */
const READERS: readonly StaffRole[] = ['head_of_office', 'administrator'];
export const seesNames = (visit: Visit): boolean =>
  visit.person.roles.some((role) => READERS.includes(role));

/** The office of the address, with everything the figures are counted by. */
export async function officeOf(house: House, visit: Visit): Promise<Office> {
  const office = await officeBySlug(house.db, visit.office.slug);
  if (!office) throw new Error(`office ${visit.office.slug} vanished`);
  return office;
}

export const todayOf = (visit: Visit, office: Office) => localDate(visit.now, office.timeZone);

/** Hands the period of the address to `serve`; days that cannot be are sent back with a sentence beside them. */
export async function inPeriod(
  house: House,
  visit: Visit,
  serve: (office: Office, period: Period) => Response | Promise<Response>,
): Promise<Response> {
  const office = await officeOf(house, visit);
  const read = readPeriod(visit.query('dari'), visit.query('sampai'), todayOf(visit, office));
  return read.ok ? serve(office, read.period) : sendBack(visit, office, read);
}

function sendBack(
  visit: Visit,
  office: Office,
  { errors }: ReadPeriod & { ok: false },
): Response | Promise<Response> {
  const { t, page: ctx } = visit;
  const said = Object.entries(errors).map(([field, why]) => ({ field, message: say(t, why) }));
  return visit.html(
    <StaffPage ctx={ctx} title={t('reports.figures.title')} nav={staffNav(visit, 'angka')}>
      <PageHead title={t('reports.figures.title')} />
      <ErrorSummary ctx={ctx} errors={said} />
      <PeriodPart
        visit={visit}
        today={todayOf(visit, office)}
        typed={{ from: visit.query('dari'), to: visit.query('sampai') }}
        errors={errors}
      />
    </StaffPage>,
    422,
  );
}
