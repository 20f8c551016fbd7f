import { localise } from '../../../../kernel/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { fileState } from './file-words.ts';

type Application = CitizenDossier['applications'][number];

/** What is open again in an application: the requirements found faulty in this round. */
export const faultyOf = ({ verdicts, view }: Application) =>
  verdicts.filter(({ round, verdict }) => round === view.round && verdict !== 'accepted');

/** The letter of this round. */
export const letterOf = (found: CitizenDossier, { view }: Application) =>
  found.letters.find((row) => row.application_id === view.id && row.round === view.round);

/** For each reopened requirement what will be handed in: new files, each removable until then, or the reason given instead. */
export function FreshFiles(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly application: Application;
}) {
  const { visit, found, application } = props;
  const { t, page: ctx, lang } = visit;
  const sentAt = letterOf(found, application)?.sent_at;
  return (
    <ul class="sl-rows">
      {faultyOf(application).map(({ requirement: key }) => {
        const requirement = application.definition.requirements.find((each) => each.key === key);
        const fresh = application.evidence.filter(
          (file) =>
            file.requirements.includes(key) && sentAt !== undefined && file.uploaded_at > sentAt,
        );
        const why = application.view.missing[key];
        return (
          <li>
            <p>
              <strong>{requirement ? localise(requirement.name, lang).text : key}</strong>
            </p>
            {fresh.map((file) => {
              const state = fileState(ctx, file);
              return (
                <>
                  <p>
                    {file.name} <Tag tone={state.tone}>{state.words}</Tag>{' '}
                    <Button
                      type="submit"
                      kind="tertiary"
                      size="sm"
                      name="tindakan"
                      value={`hapus:${key}:${file.document_id}`}
                      label={t('dossiers.files.remove_named', { name: file.name })}
                    >
                      {t('dossiers.files.remove')}
                    </Button>
                  </p>
                  {state.why ? <p class="ds-validation-message">{state.why}</p> : null}
                </>
              );
            })}
            {why ? <p>{t('dossiers.correction.reason_given', { reason: why })}</p> : null}
            {fresh.length === 0 && !why ? (
              <p class="sl-quiet">{t('dossiers.correction.nothing_yet')}</p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
