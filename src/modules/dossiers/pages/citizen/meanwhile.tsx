import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ApplicationView } from '../../reading/dossier.sql.ts';
import { needsApplicant, progressOf } from '../../reading/progress.ts';
import type { Endings } from '../endings.ts';
import type { CitizenDossier } from './citizen-dossier.ts';

type Application = CitizenDossier['applications'][number];

/** True when what came out last of a step is that it does not go on. */
export const sentBack = (results: Application['results'], step: string): boolean =>
  results.findLast((row) => row.step === step)?.result === 'negative';

/** A later step that sent it back, such as the counter: why, above everything that was done before. */
export function SentBack(props: {
  readonly visit: Visit;
  readonly application: Application;
  readonly endings: Endings;
}) {
  const { t, lang } = props.visit;
  const { view, definition, results } = props.application;
  if (view.outcome !== null) return null;
  const back = progressOf(definition, view).find(
    ({ step, state }) => state === 'future' && sentBack(results, step.key),
  );
  const why = back && props.endings.noteOn(view.id, back.step.key);
  if (!back || !why) return null;
  return (
    <Alert
      kind="warning"
      title={t('dossiers.page.sent_back', { step: localise(back.step.name, lang).text })}
    >
      <p data-typed="">{why}</p>
      {needsApplicant(view) ? null : <p>{t('dossiers.page.sent_back_next')}</p>}
    </Alert>
  );
}

/** While the office works there is nothing to do but to wait; a fee is paid to nobody but the office. */
export function Meanwhile({
  visit,
  view,
}: {
  readonly visit: Visit;
  readonly view: ApplicationView;
}) {
  if (view.outcome !== null || needsApplicant(view) || view.step_kind === 'meeting') return null;
  const key = view.step_kind === 'payment' ? 'dossiers.page.pay' : 'dossiers.page.nothing_to_do';
  return <p class="sl-quiet">{visit.t(key)}</p>;
}
