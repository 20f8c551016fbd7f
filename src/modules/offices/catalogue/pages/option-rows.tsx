import { Button } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { DraftOption } from '../draft.ts';
import type { ErrorAt } from './errors-at.ts';

/** Empty rows that wait for more. */
const SPARE = 2;

/** The choices of a field, one row each; a row that is emptied goes, and empty rows take more. */
export function OptionRows(props: {
  readonly ctx: PageContext;
  readonly options: readonly DraftOption[];
  readonly error: ErrorAt;
}) {
  const { ctx, options, error } = props;
  const { t } = ctx;
  const fault = error('options');
  const rows = [...options, ...Array<undefined>(Math.max(SPARE, 2 - options.length))];
  return (
    <fieldset class="ds-fieldset" id="options">
      <legend class="ds-label">{t('offices.catalogue.options')}</legend>
      <p data-field="description">{t('offices.catalogue.options_help')}</p>
      {fault === undefined ? null : <p class="ds-validation-message">{fault}</p>}
      {rows.map((option, row) => (
        <div class="sl-option">
          <input type="hidden" name={`options[${row}].value`} value={option?.value ?? ''} />
          {(['id', 'en'] as const).map((lang) => (
            <TextField
              ctx={ctx}
              name={`options[${row}].label.${lang}`}
              label={t(`offices.catalogue.option_${lang}`, { n: row + 1 })}
              value={option?.label[lang] ?? ''}
              maxLength={300}
              optional="unmarked"
              error={
                error(`options[${row}].label.${lang}`) ??
                (lang === 'id' ? error(`options[${row}].value`) : undefined)
              }
            />
          ))}
          {option && row > 0 ? (
            <Button
              type="submit"
              kind="tertiary"
              size="sm"
              name="tindakan"
              value={`pilihan_naik:${row}`}
              label={t('offices.catalogue.option_up', { n: row + 1 })}
            >
              {t('offices.catalogue.up')}
            </Button>
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}
