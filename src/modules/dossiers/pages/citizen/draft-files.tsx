import type { FieldErrors } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Tag } from '../../../../ui/tag.tsx';
import type { Slot } from '../../drafting/asked-once.ts';
import type { DraftFile } from '../../drafting/draft-files.sql.ts';
import { MOST_FILES } from '../../rules.ts';
import { fileSize, fileState } from './file-words.ts';

/** The files of the draft: what each is used for, what is still missing. Refreshed while files arrive. */
export function DraftFiles(props: {
  readonly ctx: PageContext;
  readonly tz: string;
  readonly files: readonly DraftFile[];
  readonly slots: readonly Slot[];
  /** How many services the draft asks for. */
  readonly applications: number;
  readonly missing: Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
}) {
  const { ctx, files, slots, missing, errors } = props;
  const { t } = ctx;
  const usable = files.filter((file) => file.state !== 'refused');
  const tied = new Set(usable.flatMap((file) => file.requirements));
  const absent = slots.filter(
    ({ name, requirement }) => requirement.required && !tied.has(name) && !missing[name],
  );
  return (
    <div class="sl-flow">
      <p class="sl-meta">
        {t('dossiers.files.count', {
          count: files.length,
          most: MOST_FILES * props.applications,
        })}
      </p>
      {absent.length > 0 ? (
        <Alert kind="info">
          {t('dossiers.files.absent')}
          <ul>
            {absent.map(({ name, requirement }) => (
              <li>
                <a href={`#syarat.${name}`}>{localise(requirement.name, ctx.lang).text}</a>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <ul class="sl-rows">
        {files.map((file) => (
          <li id={`dokumen.${file.document_id}`}>
            <FileLine
              {...props}
              file={file}
              error={
                errors[`dokumen.${file.document_id}`] &&
                say(t, errors[`dokumen.${file.document_id}`] ?? { key: 'form.invalid' })
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function FileLine(props: {
  readonly ctx: PageContext;
  readonly tz: string;
  readonly file: DraftFile;
  readonly slots: readonly Slot[];
  readonly error: string | undefined;
}) {
  const { ctx, file, slots, tz, error } = props;
  const { t } = ctx;
  const id = file.document_id;
  const state = fileState(ctx, file);
  const names = namesOf(ctx, file, slots);
  return (
    <>
      <p>
        <strong>{file.name}</strong> <Tag tone={state.tone}>{state.words}</Tag>
      </p>
      <p class="sl-quiet">
        {fileSize(ctx, file.size)} ·{' '}
        <When at={file.uploaded_at} tz={tz} lang={ctx.lang} style="short" />{' '}
        <Button
          type="submit"
          kind="tertiary"
          size="sm"
          name="tindakan"
          value={`hapus:${id}`}
          label={t('dossiers.files.remove_named', { name: file.name })}
        >
          {t('dossiers.files.remove')}
        </Button>
      </p>
      {state.why ? <p class="ds-validation-message">{state.why}</p> : null}
      {error ? <p class="ds-validation-message">{error}</p> : null}
      <input type="hidden" name={`ikat_ada.${id}`} value="1" />
      <Details
        summary={names === '' ? t('dossiers.files.tie') : t('dossiers.files.tied', { names })}
        open={names === ''}
      >
        <fieldset class="ds-fieldset">
          <legend class="ds-sr-only">{t('dossiers.files.tie_legend', { name: file.name })}</legend>
          {slots.map(({ name, requirement }) => (
            <p>
              <label>
                <input
                  type="checkbox"
                  class="ds-input"
                  name={`ikat.${id}`}
                  value={name}
                  checked={file.requirements.includes(name)}
                />{' '}
                {localise(requirement.name, ctx.lang).text}
              </label>
            </p>
          ))}
        </fieldset>
      </Details>
    </>
  );
}

function namesOf(ctx: PageContext, file: DraftFile, slots: readonly Slot[]): string {
  return slots
    .filter(({ name }) => file.requirements.includes(name))
    .map(({ requirement }) => localise(requirement.name, ctx.lang).text)
    .join('; ');
}
