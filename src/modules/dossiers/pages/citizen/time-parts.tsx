import { Alert } from '../../../../ui/alert.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ApplicationView } from '../../reading/dossier.sql.ts';
import type { Endings } from '../endings.ts';

/** Each time that the office took more time: why, and until when now. What counts anew, or has ended, leaves it behind. */
export function Extensions({
  visit,
  endings,
  view,
}: {
  readonly visit: Visit;
  readonly endings: Endings;
  readonly view: Pick<ApplicationView, 'id' | 'clock_from' | 'outcome'>;
}) {
  const { t, office, lang } = visit;
  if (view.outcome !== null) return null;
  const date = (at: Date) => formatWhen(at, office.timeZone, lang, 'date');
  return (
    <>
      {endings.extensions
        .filter(
          ({ application_id: id, at }) =>
            id === view.id && (view.clock_from === null || at >= view.clock_from),
        )
        .map((extension) => (
          <Alert kind="info" title={t('dossiers.extend.told', { date: date(extension.due_after) })}>
            <p class="ds-paragraph" data-typed="">
              {endings.text(extension.event_seq)}
            </p>
            <p class="ds-paragraph">
              {t('dossiers.extend.before', { date: date(extension.due_before) })}
            </p>
          </Alert>
        ))}
    </>
  );
}

/** The office's working days changed, and with them the due time. */
export function Recounted({
  visit,
  endings,
  view,
}: {
  readonly visit: Visit;
  readonly endings: Endings;
  readonly view: Pick<ApplicationView, 'id' | 'due_at' | 'outcome'>;
}) {
  const { t, office, lang } = visit;
  const before = view.outcome === null ? endings.recountedFrom(view) : undefined;
  if (!before || !view.due_at) return null;
  const date = (at: Date) => formatWhen(at, office.timeZone, lang, 'date');
  return (
    <Alert kind="info" title={t('dossiers.recount.told', { date: date(view.due_at) })}>
      {t('dossiers.recount.why', { date: date(before) })}
    </Alert>
  );
}

/** Nobody answered the letter: what that means, and how to begin anew with what is already there. */
export function Lapsed({ visit, code }: { readonly visit: Visit; readonly code: string }) {
  const { t, office } = visit;
  return (
    <Alert kind="warning" title={t('dossiers.lapse.title')}>
      <p class="ds-paragraph">{t('dossiers.lapse.text')}</p>
      <p class="ds-paragraph">
        <a href={`/${office.slug}/permohonan/baru?layanan=${code}`}>{t('dossiers.lapse.again')}</a>
      </p>
    </Alert>
  );
}
