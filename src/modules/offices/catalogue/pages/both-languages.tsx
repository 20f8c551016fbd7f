import type { Child } from 'hono/jsx';
import { TextArea, TextField } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { DraftText } from '../draft.ts';

/** A text in both languages, side by side on a desk: the Indonesian must be there, the English may. */
export function BothLanguages(props: {
  readonly ctx: PageContext;
  /** The place in the definition; the fields are `<name>.id` and `<name>.en`. */
  readonly name: string;
  readonly label: string;
  readonly value: DraftText | undefined;
  readonly description?: Child;
  readonly rows?: number | undefined;
  /** The whole may stay empty. */
  readonly optional?: boolean | undefined;
  readonly error: (place: string) => string | undefined;
}) {
  const { ctx, name, label, value, description, rows, optional, error } = props;
  const shared = (lang: 'id' | 'en') => ({
    ctx,
    name: `${name}.${lang}`,
    label: ctx.t(`offices.catalogue.in_${lang}`, { label }),
    value: value?.[lang] ?? '',
    maxLength: 4000,
    error: error(`${name}.${lang}`),
    optional: lang === 'en' || optional === true,
    description: lang === 'id' ? description : undefined,
  });
  return (
    <div class="sl-pair">
      {(['id', 'en'] as const).map((lang) =>
        rows === undefined ? (
          <TextField {...shared(lang)} />
        ) : (
          <TextArea {...shared(lang)} rows={rows} />
        ),
      )}
    </div>
  );
}
