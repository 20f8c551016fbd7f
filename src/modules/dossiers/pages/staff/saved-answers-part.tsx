import { type FormInput, one } from '../../../../kernel/forms.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { filledIn, type Places } from '../../saved-answers/rules.ts';
import type { Desk } from './desk.ts';

/**
 * Answers kept for the next time, each a button of the form around it. With its script a press puts the words where the cursor
 * is; without one the form comes back with them.
 */
export function SavedAnswers(props: {
  readonly desk: Desk;
  /** The id of the text field. */
  readonly field: string;
}) {
  const { desk, field } = props;
  const { t, office } = desk.visit;
  const places = placesOf(desk);
  return (
    <sl-saved data-untuk={field}>
      <details class="ds-details" data-tombol-buka="t">
        <summary>{t('dossiers.saved.use')}</summary>
        <div>
          {desk.saved.length === 0 ? <p class="sl-quiet">{t('dossiers.saved.none')}</p> : null}
          {desk.saved.length > 0 ? (
            <div data-cari="" hidden>
              <div class="ds-field">
                <label class="ds-label" for={`cari-${field}`}>
                  {t('dossiers.saved.search')}
                </label>
                <input class="ds-input" id={`cari-${field}`} type="search" autocomplete="off" />
              </div>
            </div>
          ) : null}
          <ul class="sl-rows">
            {desk.saved.map(({ id, title, body, shared }) => (
              <li>
                <Button
                  type="submit"
                  kind="tertiary"
                  size="sm"
                  name="tindakan"
                  value={`sisip:${id}`}
                >
                  {title}
                </Button>
                {shared ? <span class="sl-meta"> {t('dossiers.saved.of_office')}</span> : null}
                <template>{filledIn(body, places)}</template>
              </li>
            ))}
          </ul>
          <p>
            <a href={`/${office.slug}/petugas/jawaban`}>{t('dossiers.saved.manage')}</a>
          </p>
        </div>
      </details>
    </sl-saved>
  );
}

/** The form's input with the chosen answer put below what was typed; undefined when none was chosen. */
export function withSaved(desk: Desk, input: FormInput, field: string): FormInput | undefined {
  const [action, id] = one(input, 'tindakan').split(':');
  if (action !== 'sisip') return undefined;
  const answer = desk.saved.find((each) => each.id === id);
  const typed = one(input, field).trimEnd();
  const words = answer ? filledIn(answer.body, placesOf(desk)) : '';
  return { ...input, [field]: [typed, words].filter((part) => part !== '').join('\n\n') };
}

const placesOf = ({ visit, dossier, definition }: Desk): Places => ({
  nama: dossier.full_name,
  nomor: dossier.number,
  layanan: localise(definition.name, visit.lang).text,
  petugas: visit.person.name,
});
