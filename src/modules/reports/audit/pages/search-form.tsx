import type { FieldErrors } from '../../../../kernel/forms.ts';
import { say } from '../../../../kernel/i18n.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { DateField, SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { type Asked, auditHref } from './asking.ts';

/** What is looked for; everything but the days may stay open. */
export function SearchForm(props: {
  readonly visit: Visit;
  readonly path: string;
  readonly asked: Asked;
  readonly errors?: FieldErrors | undefined;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly kinds: readonly {
    readonly value: string;
    readonly label: string;
    readonly group?: string;
  }[];
  /** What else than a dossier's number may be looked for. */
  readonly object?: string;
}) {
  const { visit, path, asked, errors = {}, people, kinds, object } = props;
  const { t, page: ctx } = visit;
  const error = (name: string) => errors[name] && say(t, errors[name]);
  return (
    <>
      <ErrorSummary
        ctx={ctx}
        errors={Object.entries(errors).map(([field, why]) => ({ field, message: say(t, why) }))}
      />
      <Form method="get" action={auditHref(visit, path, {})} inline>
        <DateField
          ctx={ctx}
          name="dari"
          label={t('reports.period.from')}
          value={asked.dari}
          optional="unmarked"
          error={error('dari')}
        />
        <DateField
          ctx={ctx}
          name="sampai"
          label={t('reports.period.to')}
          value={asked.sampai}
          optional="unmarked"
          error={error('sampai')}
        />
        <SelectField
          ctx={ctx}
          name="orang"
          label={t('reports.audit.who')}
          optional="unmarked"
          value={asked.orang}
          empty={t('reports.audit.everybody')}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          ctx={ctx}
          name="jenis"
          label={t('reports.audit.what')}
          optional="unmarked"
          value={asked.jenis}
          empty={t('reports.audit.everything')}
          options={kinds}
        />
        <TextField
          ctx={ctx}
          name="berkas"
          label={object ?? t('reports.audit.number')}
          optional="unmarked"
          value={asked.berkas}
          error={error('berkas')}
          maxLength={48}
          autocomplete="off"
        />
        <SubmitButton>{t('reports.audit.search')}</SubmitButton>
      </Form>
    </>
  );
}
