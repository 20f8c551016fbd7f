import type { House } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { Office } from '../../../offices/index.ts';
import { atTheDoor, visitIn } from '../../door.ts';
import type { FloorDossier } from '../../floor.sql.ts';
import { originalsOf } from '../../originals.sql.ts';
import { type Entry, entriesOf, showNumber } from '../../register.sql.ts';
import { COUNTER_ROLES } from '../../rules.ts';
import { officeOf } from '../who.ts';
import type { Returned } from './counter-form.ts';
import { Custody } from './custody-part.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import { CounterKeys } from './keys-part.tsx';

/** One dossier at the counter: originals beside their scans, the form to print and sign, and how it ends. */
export async function counterPage(
  house: House,
  visit: Visit,
  dossier: FloorDossier,
  returned?: Returned,
  status = 200,
): Promise<Response> {
  const { t, page: ctx, lang, person } = visit;
  const office = await officeOf(house, visit);
  const [door, originals, entries] = await Promise.all([
    atTheDoor(house.db, office, dossier, { officerId: person.id }, visit.now),
    originalsOf(house.db, office.id, dossier.id),
    entriesOf(house.db, office.id, dossier.id),
  ]);
  const here = `/${office.slug}/petugas/loket/${dossier.id}`;
  const isOwn = dossier.applicantId === person.id;
  const works = !isOwn && person.roles.some((role) => COUNTER_ROLES.includes(role));
  const serving = door.admission.kind === 'ready' ? visitIn(door) : undefined;
  const open = serving !== undefined;
  const [newest] = entries;
  const ended = open ? undefined : newest;
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={dossier.fullName}
      nav={staffNav(visit, 'loket')}
      scripts={open && works ? ['counter-keys.js'] : []}
    >
      <PageHead
        title={dossier.fullName}
        meta={<span class="sl-code">{dossier.number}</span>}
        lead={door.services.map((each) => localise(each.serviceName, lang).text).join(', ')}
        actions={
          <>
            {/* Beside the page, for what is ticked on it must not be lost. */}
            <a
              class="ds-button"
              data-variant="secondary"
              id="blanko"
              href={`${here}/blanko.pdf`}
              target="_blank"
              rel="noopener"
            >
              {t('queue.counter.print_blanko')}
            </a>
            {!ended && (newest || originals.some(({ found }) => found)) ? (
              <LinkButton href={`${here}/tanda-terima.pdf`} kind="secondary">
                {t('queue.counter.print_receipt')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      {isOwn ? (
        <Alert kind="warning" title={t('queue.verdict.do_not_serve')}>
          {t('dossiers.guard.own')}
        </Alert>
      ) : null}
      {returned ? (
        <Alert kind="danger" live="alert" title={t('queue.not_done')}>
          {say(t, returned.why)}
        </Alert>
      ) : null}
      {ended ? (
        <>
          <Ended visit={visit} office={office} entry={ended} />
          <ButtonRow>
            <LinkButton href={`${here}/tanda-terima.pdf`}>
              {t('queue.counter.print_receipt')}
            </LinkButton>
            <LinkButton href={`/${office.slug}/petugas/loket`} kind="secondary">
              {t('queue.ended.next_person')}
            </LinkButton>
          </ButtonRow>
        </>
      ) : null}
      {open && works ? (
        <>
          <CounterKeys visit={visit} />
          <HandOverForm
            visit={visit}
            dossierId={dossier.id}
            originals={originals.filter(
              (row) => row.atMeeting && row.appointmentId === serving?.appointmentId,
            )}
            returned={returned}
          />
        </>
      ) : null}
      {open || newest || isOwn ? null : <Alert kind="info">{t('queue.visit.none')}</Alert>}
      {open ? null : (
        <Custody
          visit={visit}
          office={office}
          dossierId={dossier.id}
          originals={originals}
          works={works}
          returned={returned}
        />
      )}
    </StaffPage>,
    status,
  );
}

function Ended(props: { readonly visit: Visit; readonly office: Office; readonly entry: Entry }) {
  const { visit, office, entry } = props;
  const { t, lang } = visit;
  const accepted = entry.kind === 'sttb';
  return (
    <Alert
      kind={accepted ? 'success' : 'warning'}
      live="status"
      title={t(accepted ? 'queue.ended.accepted' : 'queue.ended.returned', {
        number: showNumber(office.code, entry),
      })}
    >
      {t('queue.ended.by', {
        officer: entry.officer,
        when: formatWhen(entry.issuedAt, office.timeZone, lang),
      })}
    </Alert>
  );
}
