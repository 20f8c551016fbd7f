import type { House } from '../../../../kernel/house.ts';
import { qrSvg } from '../../../../kernel/typeset.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { formatWhen, When } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { Steps } from '../../../../ui/steps.tsx';
import { Table } from '../../../../ui/table.tsx';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { fileSize } from './file-words.ts';
import { receiptOf } from './receipt-of.ts';
import { receiptPdf } from './receipt-pdf.ts';

/** The receipt: what was handed in, when, and what happens next. */
export function receiptRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/berkas/:dossier/tanda-terima',
      access: person,
      handle: (visit) => page(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/berkas/:dossier/tanda-terima.pdf',
      access: person,
      handle: (visit) => pdf(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/berkas/:dossier/kode.svg',
      access: person,
      handle: (visit) => code(house, visit),
    },
  ];
}

async function page(house: House, visit: Visit): Promise<Response> {
  const receipt = await receiptOf(house, visit);
  if (!receipt) return visit.notFound();
  const { t, page: ctx, office, lang } = visit;
  const here = `/${office.slug}/berkas/${visit.param('dossier')}`;
  const tz = office.timeZone;
  return visit.html(
    <Page ctx={ctx} title={t('dossiers.receipt.title')} nav={officeNav(ctx, 'dashboard')} hidden>
      <Alert kind="success" title={t('dossiers.receipt.received')}>
        {t('dossiers.receipt.keep')}
      </Alert>
      <PageHead
        title={t('dossiers.receipt.title')}
        actions={
          <ButtonRow>
            <LinkButton href={`${here}/tanda-terima.pdf`} download>
              {t('dossiers.receipt.pdf')}
            </LinkButton>
            <LinkButton href={here} kind="secondary">
              {t('dossiers.receipt.follow')}
            </LinkButton>
          </ButtonRow>
        }
      />
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
          ...(receipt.applications.length > 1
            ? []
            : [{ term: t('dossiers.receipt.service'), value: receipt.services.join(', ') }]),
          {
            term: t('dossiers.receipt.at'),
            value: <When at={receipt.submittedAt} tz={tz} lang={lang} />,
          },
          ...receipt.applications.map(({ service, promisedAt }) => ({
            term:
              receipt.applications.length > 1
                ? t('dossiers.receipt.by_when_for', { service })
                : t('dossiers.receipt.by_when'),
            value: <When at={promisedAt} tz={tz} lang={lang} style="date" />,
          })),
          { term: t('dossiers.receipt.hash'), value: <span class="sl-code">{receipt.hash}</span> },
        ]}
      />
      <p>
        <img
          class="sl-qr"
          src={`${here}/kode.svg`}
          width="180"
          height="180"
          alt={t('dossiers.receipt.qr')}
        />
      </p>
      <p class="sl-quiet">{t('dossiers.receipt.code_help')}</p>
      <Section title={t('dossiers.receipt.next')}>
        <Steps
          items={[
            {
              title: t('dossiers.receipt.next_check'),
              text: t('dossiers.receipt.next_check_text'),
            },
            { title: t('dossiers.receipt.next_fix'), text: t('dossiers.receipt.next_fix_text') },
            receipt.needsMeeting
              ? {
                  title: t('dossiers.receipt.next_meeting'),
                  text: t('dossiers.receipt.next_meeting_text'),
                }
              : {
                  title: t('dossiers.receipt.next_work'),
                  text: t('dossiers.receipt.next_work_text'),
                },
            {
              title: t('dossiers.receipt.next_done'),
              text: t('dossiers.receipt.next_done_text', {
                date: formatWhen(receipt.promisedAt, tz, lang, 'date'),
              }),
            },
          ]}
        />
      </Section>
      <Section title={t('dossiers.receipt.files')}>
        <Table
          ctx={ctx}
          caption={t('dossiers.receipt.files')}
          captionHidden
          rows={receipt.files}
          empty={t('dossiers.receipt.no_files')}
          columns={[
            {
              key: 'name',
              head: t('dossiers.receipt.file'),
              cell: (file) => file.name,
              rowHead: true,
            },
            {
              key: 'size',
              head: t('dossiers.receipt.size'),
              cell: (file) => fileSize(ctx, file.size),
              numeric: true,
            },
            {
              key: 'sum',
              head: t('dossiers.receipt.checksum'),
              cell: (file) => (
                <span class="sl-code">
                  {file.sha256?.toString('hex') ?? t('dossiers.files.checking')}
                </span>
              ),
            },
          ]}
        />
      </Section>
    </Page>,
  );
}

async function pdf(house: House, visit: Visit): Promise<Response> {
  const receipt = await receiptOf(house, visit);
  if (!receipt) return visit.notFound();
  const bytes = await receiptPdf(house, visit, receipt);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="tanda-terima-${receipt.number}.pdf"`,
    },
  });
}

/** The receipt's code as a picture: it holds the tracking address with the secret, so it is the applicant's alone. */
async function code(house: House, visit: Visit): Promise<Response> {
  const receipt = await receiptOf(house, visit);
  if (!receipt) return visit.notFound();
  return new Response(await qrSvg(receipt.trackUrl), {
    headers: { 'content-type': 'image/svg+xml' },
  });
}
