import { localise } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ResultRow } from '../../results/results.sql.ts';
import type { Endings } from '../endings.ts';
import type { CitizenDossier } from './citizen-dossier.ts';

/** What came out of an application, and what the office wrote with it; undefined when there is nothing to show. */
export function outcomeOf(
  { endings }: Pick<CitizenDossier, 'endings'>,
  { view }: CitizenDossier['applications'][number],
): { readonly result: ResultRow | undefined; readonly words: string } | undefined {
  const result = endings.results.find((each) => each.application_id === view.id);
  // Without a result of its own, what the officer wrote at the last step is all there is.
  const words =
    (result ? endings.text(result.event_seq) : '') || endings.noteOn(view.id, view.step);
  return result || (view.outcome !== null && words !== '') ? { result, words } : undefined;
}

/** What came out: a file to be saved, a paper to be fetched at the counter, or the words of the office. */
export function ResultPart(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly application: CitizenDossier['applications'][number];
  /** Where links to the dossier's first result lead. */
  readonly id: string | undefined;
}) {
  const { visit, found, application, id } = props;
  const { definition } = application;
  const outcome = outcomeOf(found, application);
  if (!outcome) return null;
  const { result, words } = outcome;
  const { t, lang } = visit;
  const several = found.applications.length > 1;
  return (
    <Section
      title={
        several
          ? t('dossiers.result.title_of', { service: localise(definition.name, lang).text })
          : t('dossiers.result.title')
      }
      id={id}
    >
      {result ? <State visit={visit} result={result} endings={found.endings} /> : null}
      {words ? (
        <>
          <p>
            <strong>{t('dossiers.result.office_says')}</strong>
          </p>
          {words.split('\n').map((line) => (
            <p data-typed="">{line}</p>
          ))}
        </>
      ) : null}
      {result ? <Ways visit={visit} dossierId={found.dossier.id} result={result} /> : null}
    </Section>
  );
}

function State({
  visit,
  result,
  endings,
}: {
  readonly visit: Visit;
  readonly result: ResultRow;
  readonly endings: Endings;
}) {
  const { t, office, lang } = visit;
  if (!result.closed_by)
    return (
      <Alert kind="success" title={t('dossiers.result.ready_title')}>
        {t(result.paper ? 'dossiers.result.fetch' : 'dossiers.result.save')}
      </Alert>
    );
  const [receiver = ''] = endings.text(result.closed_seq).split('\n');
  return (
    <Alert kind="success" title={t(`dossiers.result.is_${result.closed_by}`)}>
      {result.closed_by === 'counter' ? (
        <>
          {t('dossiers.result.receiver')}: <span data-typed="">{receiver}</span> ·{' '}
        </>
      ) : null}
      {result.closed_at ? <When at={result.closed_at} tz={office.timeZone} lang={lang} /> : null}
    </Alert>
  );
}

/** The button that saves the file (the first time ends the application), or the link to it; and the slip of a hand-over. */
function Ways({
  visit,
  dossierId,
  result,
}: {
  readonly visit: Visit;
  readonly dossierId: string;
  readonly result: ResultRow;
}) {
  const { t, office } = visit;
  const here = `/${office.slug}/berkas/${dossierId}`;
  return (
    <>
      {result.version_id && !result.paper && !result.closed_by ? (
        <Form action={`${here}/hasil`}>
          <input type="hidden" name="kunci" value={newId()} />
          <input type="hidden" name="permohonan" value={result.application_id} />
          <Button type="submit">{t('dossiers.result.download')}</Button>
        </Form>
      ) : (
        <ButtonRow>
          {result.version_id ? (
            <LinkButton href={`${here}/hasil/${result.version_id}`} kind="secondary" download>
              {t(result.paper ? 'dossiers.result.copy' : 'dossiers.result.download_again')}
            </LinkButton>
          ) : null}
          {result.closed_by === 'counter' ? (
            <LinkButton
              href={`${here}/serah-terima.pdf?permohonan=${result.application_id}`}
              kind="secondary"
              download
            >
              {t('dossiers.slip.get')}
            </LinkButton>
          ) : null}
        </ButtonRow>
      )}
    </>
  );
}
