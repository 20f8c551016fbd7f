import { localise, say } from '../../../../kernel/i18n.ts';
import { When } from '../../../../ui/dates.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ApplicationView } from '../../reading/dossier.sql.ts';
import { needsApplicant, progressOf, statusWords } from '../../reading/progress.ts';
import type { Endings } from '../endings.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { sentBack } from './meanwhile.tsx';

type Application = CitizenDossier['applications'][number];

/** Where on the page an application stands. */
export const placeOf = (index: number) => `permohonan-${index + 1}`;

/** Where each of several applications stands, in one line, with the way to it. */
export function AtAGlance({
  visit,
  applications,
}: {
  readonly visit: Visit;
  readonly applications: readonly Application[];
}) {
  return (
    <ul class="sl-rows">
      {applications.map(({ view, definition }, index) => (
        <li>
          <p>
            <a href={`#${placeOf(index)}`}>{localise(definition.name, visit.lang).text}</a>{' '}
            <StandingTag visit={visit} view={view} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function StandingTag({ visit, view }: { readonly visit: Visit; readonly view: ApplicationView }) {
  const tone =
    view.outcome === 'completed'
      ? 'success'
      : needsApplicant(view)
        ? 'warning'
        : view.outcome
          ? 'neutral'
          : 'info';
  return <Tag tone={tone}>{say(visit.t, statusWords(view))}</Tag>;
}

/** Where one application stands, and until when. */
export function Standing({
  visit,
  application: { view },
}: {
  readonly visit: Visit;
  readonly application: Application;
}) {
  const { t, office, lang } = visit;
  return (
    <>
      <p>
        <StandingTag visit={visit} view={view} />
      </p>
      <p>
        {view.due_at ? (
          <>
            {t('dossiers.dashboard.due')}{' '}
            <When at={view.due_at} tz={office.timeZone} lang={lang} style="date" />
          </>
        ) : view.outcome === null ? (
          t(
            view.step_kind === 'delivery'
              ? 'dossiers.page.clock_stopped_ready'
              : 'dossiers.page.clock_stopped',
          )
        ) : null}
      </p>
    </>
  );
}

interface Part {
  readonly visit: Visit;
  readonly dossierId: string;
  readonly application: Application;
}

interface Closings {
  readonly endings: Endings;
}

/** The route; of what ended before its end, only what was walked. */
function walkedOf(definition: Application['definition'], view: ApplicationView) {
  const steps = progressOf(definition, view);
  return view.outcome === null ? steps : steps.filter(({ state }) => state === 'done');
}

/** The route it walks, with what came out of each step. */
export function Walked({ visit, dossierId, application, endings }: Part & Closings) {
  const { t, page: ctx, office, lang } = visit;
  const { view, definition, results, leftAt } = application;
  const steps = walkedOf(definition, view);
  if (steps.length === 0) return null;
  return (
    <Timeline
      ctx={ctx}
      tz={office.timeZone}
      label={`${t('dossiers.timeline.label')}: ${localise(definition.name, lang).text}`}
      steps={steps.map(({ step, state }) => {
        // Why it was sent back is said above.
        const told = state === 'future' && sentBack(results, step.key);
        const result = told ? undefined : results.findLast((row) => row.step === step.key);
        return {
          title: localise(step.name, lang).text,
          state,
          at: state === 'done' ? leftAt.get(step.key) : undefined,
          note: result ? (
            <>
              {endings.noteOn(view.id, step.key) ? (
                <p data-typed="">{endings.noteOn(view.id, step.key)}</p>
              ) : null}
              {t('dossiers.page.proof', { reference: result.reference })}{' '}
              {result.proof_version ? (
                <a
                  href={`/${office.slug}/berkas/${dossierId}/bukti/${result.proof_version}`}
                  aria-label={t('dossiers.page.see_proof_of', {
                    step: localise(step.name, lang).text,
                  })}
                >
                  {t('dossiers.page.see_proof')}
                </a>
              ) : null}
            </>
          ) : undefined,
        };
      })}
    />
  );
}
