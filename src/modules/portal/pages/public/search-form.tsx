import { SubmitButton } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';

/** One line to search with; the word travels as `cari`. */
export function SearchForm(props: {
  readonly ctx: PageContext;
  readonly action: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly value?: string | undefined;
}) {
  const { ctx, action, label, help, value } = props;
  return (
    <search>
      <Form action={action} method="get" inline>
        <TextField
          ctx={ctx}
          name="cari"
          label={label}
          description={help}
          type="search"
          value={value}
          maxLength={100}
        />
        <SubmitButton kind="secondary">{ctx.t('portal.search')}</SubmitButton>
      </Form>
    </search>
  );
}

/** What was searched for, cut to a sensible length. */
export const searchTerm = (text: string) => text.trim().slice(0, 100);
