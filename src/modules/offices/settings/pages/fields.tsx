import type { Child } from 'hono/jsx';
import { Alert } from '../../../../ui/alert.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import type { FieldProps } from '../../../../ui/field-frame.tsx';
import { TextArea, TextField } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Columns } from '../../../../ui/page-head.tsx';
import { idOf, type Typed } from './typed.ts';

interface Placed {
  readonly ctx: PageContext;
  readonly typed: Typed;
  /** Where it stands in the office's folder. */
  readonly place: string;
  readonly label: string;
  readonly description?: Child;
  readonly optional?: FieldProps['optional'];
}

/** What ties a field to its place. */
export function placed({ ctx, typed, place, ...rest }: Placed): FieldProps & { value: string } {
  return {
    ...rest,
    ctx,
    name: place,
    id: idOf(place),
    value: typed.value(place),
    error: typed.error(place),
  };
}

/** A text in Indonesian and, beside it, in English. */
export function BothLanguages(
  props: Placed & { readonly rows?: number | undefined; readonly maxLength?: number | undefined },
) {
  const { ctx, typed, place, label, description, optional, rows } = props;
  const most = props.maxLength ?? 4000;
  const field = (lang: 'id' | 'en') => {
    const one = {
      ...placed({
        ctx,
        typed,
        place: `${place}.${lang}`,
        label: ctx.t(lang === 'id' ? 'offices.settings.in_id' : 'offices.settings.in_en', {
          label,
        }),
        ...(lang === 'id' && { description }),
        optional: lang === 'en' || optional,
      }),
      maxLength: most,
    };
    // A mistake about the text as a whole stands beside its Indonesian.
    const error = one.error ?? (lang === 'id' ? typed.error(place) : undefined);
    return rows ? (
      <TextArea {...one} error={error} rows={rows} />
    ) : (
      <TextField {...one} error={error} />
    );
  };
  return <Columns even main={field('id')} aside={field('en')} />;
}

/** What stands above a form that came back. */
export function Problems({ ctx, typed }: { readonly ctx: PageContext; readonly typed: Typed }) {
  return (
    <>
      {typed.problem === undefined ? null : (
        <Alert kind="danger" live="alert">
          {typed.problem}
        </Alert>
      )}
      <ErrorSummary ctx={ctx} errors={typed.summary} />
    </>
  );
}
