import { localise } from '../../../../kernel/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { type AskedAgain, answeredIn, excuseFor, freshFor } from './asked-again.ts';
import { fileState } from './file-words.ts';

/**
 * For each reopened requirement what will be handed in: new files, each removable until then, or the reason given instead. What
 * is answered in whole need not wait for the rest of the letter.
 */
export function FreshFiles(props: { readonly visit: Visit; readonly asked: AskedAgain }) {
  const { visit, asked } = props;
  const { t, page: ctx, lang } = visit;
  const { letter, items, applications } = asked;
  const answered = answeredIn(asked);
  return (
    <>
      <ul class="sl-rows">
        {items.map((item) => {
          const fresh = freshFor(item, letter);
          const why = excuseFor(item);
          return (
            <li>
              <p>
                <strong>{localise(item.requirement.name, lang).text}</strong>
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
                        value={`hapus:${item.name}:${file.document_id}`}
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
      {answered.length > 0 && answered.length < applications.length ? (
        <p>
          {answered.map(({ view, definition }) => (
            <Button
              type="submit"
              kind="secondary"
              size="sm"
              name="tindakan"
              value={`kirim:${view.id}`}
            >
              {t('dossiers.correction.send_first', {
                service: localise(definition.name, lang).text,
              })}
            </Button>
          ))}
        </p>
      ) : null}
    </>
  );
}
