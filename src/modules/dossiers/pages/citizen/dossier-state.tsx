import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ApplicationView } from '../../reading/dossier.sql.ts';
import { needsApplicant } from '../../reading/progress.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { Meanwhile, SentBack } from './meanwhile.tsx';
import { AtAGlance, placeOf, Standing, Walked } from './standing.tsx';
import { Extensions, Lapsed, Recounted } from './time-parts.tsx';

type Application = CitizenDossier['applications'][number];

/** Where everything stands, each application by itself, and the one thing to do next; fetched anew whenever the doorbell rings. */
export function State({
  visit,
  dossier,
  applications,
  endings,
}: CitizenDossier & { readonly visit: Visit }) {
  const { t, lang } = visit;
  const several = applications.length > 1;
  return (
    <div class="sl-flow">
      {several ? (
        <NextAction visit={visit} dossierId={dossier.id} applications={applications} />
      ) : null}
      {several ? <AtAGlance visit={visit} applications={applications} /> : null}
      {applications.map((application, index) => (
        <Section
          title={
            several ? localise(application.definition.name, lang).text : t('dossiers.page.state')
          }
          id={several ? placeOf(index) : undefined}
        >
          <Standing visit={visit} application={application} />
          <Extensions visit={visit} endings={endings} view={application.view} />
          <Recounted visit={visit} endings={endings} view={application.view} />
          {application.view.outcome === 'lapsed' ? (
            <Lapsed visit={visit} code={application.definition.code} />
          ) : null}
          <SentBack visit={visit} application={application} endings={endings} />
          {several ? null : (
            <>
              <Act visit={visit} dossierId={dossier.id} view={application.view} />
              <Meanwhile visit={visit} view={application.view} />
            </>
          )}
          <Walked
            visit={visit}
            dossierId={dossier.id}
            application={application}
            endings={endings}
          />
        </Section>
      ))}
    </div>
  );
}

/** In a dossier of several services, the one thing that the applicant does next, and for which of them. */
function NextAction(props: {
  readonly visit: Visit;
  readonly dossierId: string;
  readonly applications: readonly Application[];
}) {
  const { visit, dossierId, applications } = props;
  const { t, lang } = visit;
  const waiting = applications.filter(({ view }) => actOf(view) !== undefined);
  const first = waiting.find(({ view }) => actOf(view) === 'correct') ?? waiting[0];
  if (!first)
    return applications.some(({ view }) => view.outcome === null && !needsApplicant(view)) ? (
      <Alert kind="info">{t('dossiers.page.nothing_to_do')}</Alert>
    ) : null;
  const alike = waiting.filter(({ view }) => actOf(view) === actOf(first.view));
  return (
    <Alert kind="warning" title={t('dossiers.page.your_turn')}>
      <p>{alike.map(({ definition }) => localise(definition.name, lang).text).join(', ')}</p>
      <Act visit={visit} dossierId={dossierId} view={first.view} />
    </Alert>
  );
}

type Deed = 'correct' | 'pick_seat' | 'fetch';

/** What the applicant has to do for it now, where this page leads there. */
function actOf(view: ApplicationView): Deed | undefined {
  if (!needsApplicant(view)) return undefined;
  if (view.step_kind === 'meeting') return 'pick_seat';
  if (view.step_kind === 'delivery') return 'fetch';
  return view.step_kind === 'verification' ? 'correct' : undefined;
}

function Act(props: {
  readonly visit: Visit;
  readonly dossierId: string;
  readonly view: ApplicationView;
}) {
  const { t, office } = props.visit;
  const here = `/${office.slug}/berkas/${props.dossierId}`;
  const deed = actOf(props.view);
  if (!deed) return null;
  return (
    <ButtonRow>
      {deed === 'pick_seat' ? (
        <LinkButton href={`${here}/jadwal`}>{t('dossiers.dashboard.pick_seat')}</LinkButton>
      ) : deed === 'fetch' ? (
        <LinkButton href={`${here}?buka=hasil#hasil`} kind="secondary">
          {t('dossiers.result.see')}
        </LinkButton>
      ) : (
        // The query makes it a new page: when the letter came while this one was open, the form is not on it yet.
        <LinkButton href={`${here}?buka=perbaikan#perbaikan`} kind="secondary">
          {t('dossiers.dashboard.correct')}
        </LinkButton>
      )}
    </ButtonRow>
  );
}
