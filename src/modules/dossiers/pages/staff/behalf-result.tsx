import { localise } from '../../../../kernel/i18n.ts';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { CitizenDossier } from '../citizen/citizen-dossier.ts';

/** The results of somebody who has no account to save them in: the file to print for them, and the hand-over that is kept. */
export function BehalfResults(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly path: string;
}) {
  const { visit, found, path } = props;
  const { t, lang } = visit;
  const { results } = found.endings;
  if (results.length === 0) return null;
  return (
    <Section title={t('dossiers.result.title')}>
      <ul class="sl-rows">
        {found.applications.map(({ view, definition }) => {
          const result = results.find((one) => one.application_id === view.id);
          if (!result) return null;
          return (
            <li>
              <p>
                <strong>{localise(definition.name, lang).text}</strong>:{' '}
                {t(`dossiers.result.is_${result.closed_by ?? (result.paper ? 'paper' : 'file')}`)}
              </p>
              <ButtonRow>
                {result.version_id ? (
                  <LinkButton href={`${path}/unduh/${result.version_id}`} kind="secondary" download>
                    {t('dossiers.behalf.result_print')}
                  </LinkButton>
                ) : null}
                {result.closed_by ? null : (
                  <LinkButton href={`${path}?permohonan=${view.id}#penyerahan`} kind="secondary">
                    {t('dossiers.result.hand_over')}
                  </LinkButton>
                )}
              </ButtonRow>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
