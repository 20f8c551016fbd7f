import type { House } from '../../../../kernel/house.ts';
import { localise, type Reason, say } from '../../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { fragment, type Html } from '../../../../ui/html.ts';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { download } from '../../../documents/index.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { provesStep } from '../../steps/proof.sql.ts';
import type { Panel } from '../panel.ts';
import { askedAgain } from './asked-again.ts';
import { gatherDossier } from './citizen-dossier.ts';
import { CorrectionForm } from './correction-form.tsx';
import { State } from './dossier-state.tsx';
import { FreshFiles } from './fresh-files.tsx';
import { MessageThread, type Unsent } from './messages.tsx';
import { ObjectionPart, objectionsAbout } from './objection-part.tsx';
import { OwnFiles } from './own-files.tsx';
import { outcomeOf, ResultPart } from './result-part.tsx';
import { titleOf } from './title.ts';
import { WithdrawForm } from './withdraw-form.tsx';

/** One dossier as its applicant sees it. */
export function citizenDossierRoutes(house: House, panels: readonly Panel[]): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/berkas/:dossier',
      access: person,
      handle: (visit) => showDossier(house, visit, panels),
    },
    {
      method: 'GET',
      path: '/:office/berkas/:dossier/keadaan',
      access: person,
      handle: async (visit) => {
        const found = await gatherDossier(house, visit);
        return found
          ? visit.c.html(await fragment(<State {...found} visit={visit} />))
          : visit.notFound();
      },
    },
    {
      method: 'GET',
      path: '/:office/berkas/:dossier/perbaikan/berkas',
      access: person,
      handle: (visit) => freshFiles(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/berkas/:dossier/bukti/:version',
      access: person,
      handle: (visit) => proof(house, visit),
    },
  ];
}

/** The list of what will be handed in as a correction, fetched anew whenever a file arrives or was checked. */
async function freshFiles(house: House, visit: Visit): Promise<Response> {
  const found = await gatherDossier(house, visit);
  if (!found) return visit.notFound();
  const asked = askedAgain(found).find(({ applications }) =>
    applications.some(({ view }) => view.id === visit.query('permohonan')),
  );
  // Sent from another device meanwhile: nothing waits to be sent any more.
  if (!asked) return visit.c.html('');
  return visit.c.html(await fragment(<FreshFiles visit={visit} asked={asked} />));
}

/** The paper that proves a recorded step, for the applicant to save. */
async function proof(house: House, visit: Visit): Promise<Response> {
  const { office, person: me } = visit;
  const [id, version] = [visit.param('dossier'), visit.param('version')];
  if (!isUuid(id) || !isUuid(version)) return visit.notFound();
  const mine = await dossierOf(house.db, office.id, id, me.id);
  if (!mine || !(await provesStep(house.db, office.id, id, version))) return visit.notFound();
  return (await download(house, office.id, version)) ?? visit.notFound();
}

/** What a form came to that did not go through: `problem` is the sentence of a command that refused, said above everything. */
export interface After {
  readonly problem?: Reason;
  readonly refused?: readonly { name: string; sentence: string }[];
  /** A message that was not sent. */
  readonly unsent?: Unsent;
  /** An objection that is not filed yet, as it was typed. */
  readonly objecting?: { readonly applicationId: string; readonly text: string };
  readonly status?: number;
}

/** The page. */
export async function showDossier(
  house: House,
  visit: Visit,
  panels: readonly Panel[],
  after: After = {},
): Promise<Response> {
  const found = await gatherDossier(house, visit);
  if (!found) return visit.notFound();
  const { t, page: ctx, office } = visit;
  const { dossier, applications, messages } = found;
  const drawn: Html[] = [];
  for (const panel of panels) {
    const part = await panel(visit, dossier.id, 'applicant');
    if (part) drawn.push(part);
  }
  const here = `/${office.slug}/berkas/${dossier.id}`;
  const firstResult = applications.find((each) => outcomeOf(found, each));
  const firstObjection = applications.find((each) => objectionsAbout(visit, found, each));
  return visit.html(
    <Page
      ctx={ctx}
      title={dossier.number}
      nav={officeNav(ctx, 'dashboard')}
      scripts={['live.js', 'read.js', 'upload.js']}
      hidden
    >
      <PageHead
        title={titleOf(
          visit,
          applications.map(({ definition }) => definition),
        )}
        meta={<span class="sl-code">{dossier.number}</span>}
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
      <sl-live src={`${here}/keadaan`} topic={`berkas:${dossier.id}`}>
        <State {...found} visit={visit} />
      </sl-live>
      {askedAgain(found).map((asked, index) => (
        <CorrectionForm visit={visit} found={found} asked={asked} nth={index} kunci={newId()} />
      ))}
      {drawn}
      {applications.map((application) => (
        <>
          <ResultPart
            visit={visit}
            found={found}
            application={application}
            id={application === firstResult ? 'hasil' : undefined}
          />
          <ObjectionPart
            visit={visit}
            found={found}
            application={application}
            id={application === firstObjection ? 'keberatan' : undefined}
            typed={
              after.objecting?.applicationId === application.view.id
                ? after.objecting.text
                : undefined
            }
          />
        </>
      ))}
      {applications.map((application) => (
        <OwnFiles visit={visit} application={application} named={applications.length > 1} />
      ))}
      <MessageThread
        house={house}
        visit={visit}
        dossierId={dossier.id}
        messages={messages}
        unsent={after.unsent}
      />
      <Section title={t('dossiers.page.more')}>
        <ButtonRow>
          <LinkButton href={`${here}/tanda-terima`} kind="secondary">
            {t('dossiers.page.receipt')}
          </LinkButton>
        </ButtonRow>
        {applications
          .filter(({ view }) => view.outcome === null)
          .map(({ view, definition }) => (
            <WithdrawForm
              visit={visit}
              dossierId={dossier.id}
              applicationId={view.id}
              service={
                applications.length > 1 ? localise(definition.name, visit.lang).text : undefined
              }
              kunci={newId()}
            />
          ))}
      </Section>
    </Page>,
    after.status ?? 200,
  );
}
