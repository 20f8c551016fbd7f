import { localise, say } from '../../../../kernel/i18n.ts';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import type { Html } from '../../../../ui/html.ts';
import { Count, Tag } from '../../../../ui/tag.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ServiceDefinition } from '../../../offices/index.ts';
import type { ApplicationView } from '../../reading/dossier.sql.ts';
import { needsApplicant, progressOf, statusWords } from '../../reading/progress.ts';

/** A dossier as the dashboard shows it. */
export interface Entry {
  readonly dossier: { readonly id: string; readonly number: string; readonly submitted_at: Date };
  readonly applications: readonly {
    readonly view: ApplicationView;
    readonly definition: ServiceDefinition;
  }[];
  readonly unread: number;
  /** Where and when the applicant is expected, where a desk has said so. */
  readonly coming: Html | undefined;
}

/** What it asks for, where each of that stands, and the one thing to do next. */
export function DossierCard({ visit, entry }: { readonly visit: Visit; readonly entry: Entry }) {
  const { t, office, lang } = visit;
  const { dossier, applications, unread, coming } = entry;
  const href = `/${office.slug}/berkas/${dossier.id}`;
  // What is asked for in a letter comes first: its clock stands still.
  const acts =
    applications.find(({ view }) => needsApplicant(view) && view.step_kind === 'verification') ??
    applications.find(({ view }) => needsApplicant(view));
  return (
    <article class="ds-card sl-flow">
      <h2 class="ds-heading" data-size="xs">
        <a href={href}>
          {applications.map(({ definition }) => localise(definition.name, lang).text).join(' + ')}
        </a>
      </h2>
      <p class="sl-meta">
        <span class="sl-code">{dossier.number}</span> ·{' '}
        <When at={dossier.submitted_at} tz={office.timeZone} lang={lang} style="short" />{' '}
        <Count value={unread} label={t('dossiers.dashboard.unread', { count: unread })} />
      </p>
      {coming}
      {applications.length > 1 ? (
        <ul class="sl-rows">
          {applications.map(({ view, definition }) => (
            <li>
              <p>
                {localise(definition.name, lang).text} <Standing visit={visit} view={view} />
              </p>
              {view.due_at ? (
                <p class="sl-quiet">
                  {t('dossiers.dashboard.due')}{' '}
                  <When at={view.due_at} tz={office.timeZone} lang={lang} style="date" />
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        applications.map((application) => <Only visit={visit} {...application} />)
      )}
      <ButtonRow>
        {acts?.view.step_kind === 'meeting' ? (
          <LinkButton href={`${href}/jadwal`}>{t('dossiers.dashboard.pick_seat')}</LinkButton>
        ) : acts?.view.step_kind === 'delivery' ? (
          <LinkButton href={`${href}#hasil`}>{t('dossiers.result.see')}</LinkButton>
        ) : acts ? (
          <LinkButton href={`${href}#perbaikan`}>{t('dossiers.dashboard.correct')}</LinkButton>
        ) : (
          <LinkButton href={href} kind="secondary">
            {t('dossiers.dashboard.open')}
          </LinkButton>
        )}
      </ButtonRow>
    </article>
  );
}

/** Where an application stands, in a word. */
function Standing({ visit, view }: { readonly visit: Visit; readonly view: ApplicationView }) {
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

/** The only application of a dossier, with the whole of its way. */
function Only({
  visit,
  view,
  definition,
}: Entry['applications'][number] & { readonly visit: Visit }) {
  const { t, page: ctx, office, lang } = visit;
  return (
    <>
      <p>
        <Standing visit={visit} view={view} />
      </p>
      {view.due_at ? (
        <p>
          {t('dossiers.dashboard.due')}{' '}
          <When at={view.due_at} tz={office.timeZone} lang={lang} style="date" />
        </p>
      ) : null}
      <Timeline
        ctx={ctx}
        tz={office.timeZone}
        label={t('dossiers.timeline.label')}
        steps={progressOf(definition, view).map(({ step, state }) => ({
          title: localise(step.name, lang).text,
          state,
        }))}
      />
    </>
  );
}
