import type { House } from '../../../../kernel/house.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { qrSvg } from '../../../../kernel/typeset.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { contact } from '../../../accounts/index.ts';
import { serviceVersion } from '../../../offices/index.ts';
import { evidenceOf } from '../../facts.sql.ts';
import { PAPERS, type Slip, slipPdf } from '../../filing/slip.ts';
import { knownOf } from '../../filing/walk-in.ts';
import { noteLook } from '../../reading/access.sql.ts';
import {
  applicationViews,
  type DossierRow,
  dossierOf,
  eventsOf,
} from '../../reading/dossier.sql.ts';
import { type Receipt, receiptFor } from '../citizen/receipt-of.ts';
import { officeOf } from '../who.ts';
import { mayFile } from './filing.tsx';
import { staffNav } from './nav.ts';

/** The receipt that an officer prints and hands over. Its code shows no personal data; that it was looked at is noted. */
export function filingReceiptRoutes(house: House): Route[] {
  const base = '/:office/petugas/berkas/:dossier';
  const on = (work: (visit: Visit, dossier: DossierRow) => Promise<Response>) => ({
    access: mayFile,
    async handle(visit: Visit) {
      const dossier = await seen(house, visit);
      return dossier ? work(visit, dossier) : visit.notFound();
    },
  });
  return [
    {
      method: 'GET',
      path: `${base}/tanda-terima`,
      ...on((visit, dossier) => page(house, visit, dossier)),
    },
    {
      method: 'GET',
      path: `${base}/tanda-terima.pdf`,
      ...on((visit, dossier) => pdf(house, visit, dossier)),
    },
    {
      method: 'GET',
      path: `${base}/kode.svg`,
      ...on(async (visit, dossier) => {
        const { trackUrl } = await receiptFor(house, visit, dossier);
        const headers = { 'content-type': 'image/svg+xml' };
        return new Response(await qrSvg(trackUrl), { headers });
      }),
    },
  ];
}

/** The dossier in the address; the officer's own is printed by a colleague. */
async function seen(house: House, visit: Visit): Promise<DossierRow | undefined> {
  const id = visit.param('dossier');
  const dossier = isUuid(id) ? await dossierOf(house.db, visit.office.id, id) : undefined;
  if (!dossier || dossier.applicant_id === visit.person.id) return undefined;
  await noteLook(house.db, {
    officeId: visit.office.id,
    actorId: visit.person.id,
    kind: 'dossier',
    id,
  });
  return dossier;
}

async function page(house: House, visit: Visit, dossier: DossierRow): Promise<Response> {
  const { t, page: ctx, office } = visit;
  const receipt = await receiptFor(house, visit, dossier);
  const applicant = await contact(house.db, dossier.applicant_id);
  const known = await knownOf(house.db, house, office.id, dossier.applicant_id);
  const here = `/${office.slug}/petugas/berkas/${dossier.id}`;
  return visit.html(
    <StaffPage ctx={ctx} title={receipt.number} nav={staffNav(visit, 'ajukan')}>
      <Alert kind="success" title={t('dossiers.filing.received')}>
        <p class="ds-paragraph">
          {applicant?.email
            ? t('dossiers.filing.mailed', { email: applicant.email })
            : known?.phone
              ? t('dossiers.filing.call', { phone: known.phone })
              : t('dossiers.filing.paper_only')}
        </p>
      </Alert>
      <PageHead
        title={t('dossiers.receipt.title')}
        meta={receipt.services.join(' + ')}
        actions={
          <ButtonRow>
            <LinkButton href={`${here}/tanda-terima.pdf`} id="cetak">
              {t('dossiers.filing.print')}
            </LinkButton>
            <LinkButton href={`${here}/tanda-terima.pdf?kertas=a6`} kind="secondary">
              {t('dossiers.filing.print_small')}
            </LinkButton>
            <LinkButton href={`/${office.slug}/petugas/ajukan`} kind="secondary">
              {t('dossiers.filing.another')}
            </LinkButton>
            <LinkButton href={here} kind="tertiary">
              {t('dossiers.filing.see_dossier')}
            </LinkButton>
          </ButtonRow>
        }
      />
      <Facts visit={visit} receipt={receipt} nikMask={known?.nikMask} />
      <p>
        <img
          class="sl-qr"
          src={`${here}/kode.svg`}
          width="180"
          height="180"
          alt={t('dossiers.receipt.qr')}
        />
      </p>
      <p class="sl-quiet">{t('dossiers.filing.say_code')}</p>
    </StaffPage>,
  );
}

function Facts(props: { visit: Visit; receipt: Receipt; nikMask: string | undefined }) {
  const { visit, receipt, nikMask } = props;
  const { t, office, lang } = visit;
  const tz = office.timeZone;
  return (
    <DescriptionList
      items={[
        {
          term: t('dossiers.receipt.number'),
          value: <strong class="sl-code">{receipt.number}</strong>,
        },
        {
          term: t('dossiers.receipt.code'),
          value: <strong class="sl-code">{receipt.secret}</strong>,
        },
        { term: t('dossiers.receipt.name'), value: receipt.name },
        { term: t('dossiers.filing.nik'), value: nikMask },
        {
          term: t('dossiers.receipt.at'),
          value: <When at={receipt.submittedAt} tz={tz} lang={lang} />,
        },
        {
          term: t('dossiers.receipt.by_when'),
          value: <When at={receipt.promisedAt} tz={tz} lang={lang} style="date" />,
        },
      ]}
    />
  );
}

async function pdf(house: House, visit: Visit, dossier: DossierRow): Promise<Response> {
  const applicant = await contact(house.db, dossier.applicant_id);
  const bytes = await slipPdf(
    house,
    await officeOf(house, visit),
    applicant?.lang ?? visit.lang,
    PAPERS.find((paper) => paper === visit.query('kertas')) ?? 'a5',
    await slipOf(house, visit, dossier),
  );
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      // Shown, not saved: from there it is one key to the printer.
      'content-disposition': `inline; filename="tanda-terima-${dossier.number}.pdf"`,
    },
  });
}

async function slipOf(house: House, visit: Visit, dossier: DossierRow): Promise<Slip> {
  const { id: officeId } = visit.office;
  const receipt = await receiptFor(house, visit, dossier);
  const [first] = await eventsOf(house.db, dossier.id);
  const services = [];
  for (const application of await applicationViews(house.db, officeId, [dossier.id])) {
    const { service_id: serviceId, service_version: version } = application;
    const service = await serviceVersion(house.db, officeId, serviceId, version);
    if (!service) continue;
    const evidence = await evidenceOf(house.db, officeId, application.id);
    services.push({ definition: service.definition, application, evidence });
  }
  return {
    ...receipt,
    officer: first?.mandate === 'staff' ? (first.actor_name ?? '') : visit.person.name,
    services,
  };
}
