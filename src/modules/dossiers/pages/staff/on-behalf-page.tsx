import type { House } from '../../../../kernel/house.ts';
import { localise, type Reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { FileField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Html } from '../../../../ui/html.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { writeBrought } from '../../filing/brought-target.ts';
import { FILERS } from '../../filing/rules.ts';
import { signedPaperOf } from '../../filing/signed.sql.ts';
import { knownOf } from '../../filing/walk-in.ts';
import { WAY, WRITTEN } from '../../filing/way.ts';
import type { DossierRow } from '../../reading/dossier.sql.ts';
import { askedAgain } from '../citizen/asked-again.ts';
import { type CitizenDossier, gatherFor } from '../citizen/citizen-dossier.ts';
import { CorrectionForm } from '../citizen/correction-form.tsx';
import { ACCEPT } from '../citizen/upload-field.tsx';
import { BehalfObjection, type TypedObjection } from './behalf-objection.tsx';
import { BehalfResults } from './behalf-result.tsx';
import { ClaimPart } from './claim-part.tsx';
import { staffNav } from './nav.ts';
import { WayField } from './way-field.tsx';

type Application = CitizenDossier['applications'][number];

/** What a form on the page came to, when it came back. */
export interface BehalfAfter {
  readonly problem?: Reason;
  readonly refused?: readonly { name: string; sentence: string }[];
  readonly objecting?: TypedObjection;
  readonly status?: number;
}

/** Everything the applicant could do themself, done for them at the counter. */
export async function behalfPage(
  house: House,
  visit: Visit,
  dossier: DossierRow,
  after: BehalfAfter = {},
): Promise<Response> {
  const { t, page: ctx, office } = visit;
  const found = await gatherFor(house, visit, dossier);
  const known = await knownOf(house.db, house, office.id, dossier.applicant_id);
  const path = `/${office.slug}/petugas/berkas/${dossier.id}`;
  const files = visit.person.roles.some((role) => FILERS.includes(role));
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={`${t('dossiers.behalf.title')}: ${dossier.number}`}
      nav={staffNav(visit, undefined)}
      scripts={['live.js', 'upload.js']}
    >
      <PageHead
        meta={<span class="sl-code">{dossier.number}</span>}
        title={t('dossiers.behalf.title')}
        lead={t('dossiers.behalf.lead', { name: dossier.full_name })}
        actions={
          <ButtonRow>
            <LinkButton href={path} kind="secondary">
              {t('dossiers.filing.see_dossier')}
            </LinkButton>
            {files ? (
              <LinkButton href={`${path}/tanda-terima`} kind="tertiary">
                {t('dossiers.behalf.reprint')}
              </LinkButton>
            ) : null}
          </ButtonRow>
        }
      />
      {after.problem ? (
        <Alert kind="danger" live="alert">
          {say(t, after.problem)}
        </Alert>
      ) : null}
      {(after.refused ?? []).map((file) => (
        <Alert kind="danger">
          <strong>{file.name}</strong>: {file.sentence}
        </Alert>
      ))}
      {known?.phone ? <p>{t('dossiers.behalf.phone', { phone: known.phone })}</p> : null}
      <ClaimPart house={house} visit={visit} dossier={dossier} path={`${path}/atas-nama`} />
      {files ? await acts(house, visit, found, path, after.objecting) : null}
    </StaffPage>,
    after.status,
  );
}

async function acts(
  house: House,
  visit: Visit,
  found: CitizenDossier,
  path: string,
  objecting: TypedObjection | undefined,
): Promise<Html> {
  const { t } = visit;
  const open = found.applications.filter(({ view }) => view.outcome === null);
  const corrected = askedAgain(found);
  const meets = open.some(({ view }) => view.step_kind === 'meeting');
  const withdrawals = await Promise.all(
    open.map((application) => withdrawForm(house, visit, found, application, path)),
  );
  return (
    <>
      {corrected.length === 0 && !meets && open.length > 0 ? (
        <p>{t('dossiers.behalf.nothing')}</p>
      ) : null}
      {corrected.map((asked) => (
        <CorrectionForm
          visit={visit}
          found={found}
          asked={asked}
          kunci={newId()}
          byOfficer={{
            here: `${path}/atas-nama`,
            target: (what) =>
              writeBrought({ kind: 'correction', dossierId: found.dossier.id, ...what }),
            way: (
              <WayField
                ctx={visit.page}
                id={`lewat-${asked.applications[0]?.view.id ?? ''}`}
                value={visit.query(WAY)}
              />
            ),
          }}
        />
      ))}
      {meets ? (
        <Section title={t('dossiers.behalf.seats')}>
          <p>{t('dossiers.behalf.seats_text')}</p>
          <LinkButton href={`${path}/jadwal?atas_nama=loket`} kind="secondary">
            {t('dossiers.behalf.seats_link')}
          </LinkButton>
        </Section>
      ) : null}
      <BehalfResults visit={visit} found={found} path={path} />
      {found.applications
        .filter(({ view }) => view.outcome !== null)
        .map((application) => (
          <BehalfObjection
            visit={visit}
            found={found}
            application={application}
            path={path}
            typed={objecting}
          />
        ))}
      {withdrawals}
    </>
  );
}

/** Folded away: few want it, and nobody should by accident. */
async function withdrawForm(
  house: House,
  visit: Visit,
  found: CitizenDossier,
  { view, definition }: Application,
  path: string,
): Promise<Html> {
  const { t, page: ctx, office, lang } = visit;
  const paper = await signedPaperOf(house.db, office.id, view.id);
  const name = localise(definition.name, lang).text;
  const several = found.applications.length > 1;
  return (
    <Details
      summary={`${t('dossiers.behalf.withdraw')}${several ? `: ${name}` : ''}`}
      open={paper ? true : undefined}
    >
      <p>{t('dossiers.behalf.withdraw_text')}</p>
      <Form action={`${path}/atas-nama/cabut?permohonan=${view.id}`} multipart>
        <input type="hidden" name="kunci" value={newId()} />
        {paper?.name && paper.state !== 'refused' ? (
          <p>{t('dossiers.behalf.paper_there', { name: paper.name })}</p>
        ) : null}
        <FileField
          ctx={ctx}
          name="surat"
          id={`surat-${view.id}`}
          label={t('dossiers.behalf.paper')}
          accept={ACCEPT}
          optional={paper ? 'unmarked' : undefined}
        />
        <TextArea
          ctx={ctx}
          name="alasan"
          id={`alasan-${view.id}`}
          label={t('dossiers.withdraw.why')}
          optional
          rows={2}
          maxLength={1000}
        />
        <WayField ctx={ctx} id={`lewat-cabut-${view.id}`} ways={WRITTEN} />
        <Button type="submit" kind="danger">
          {t('dossiers.behalf.withdraw_do')}
        </Button>
      </Form>
    </Details>
  );
}
