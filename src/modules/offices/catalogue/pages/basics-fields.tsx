import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup, TextArea, TextField } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { ServiceDraft } from '../draft.ts';
import { BothLanguages } from './both-languages.tsx';
import type { ErrorAt } from './errors-at.ts';

/** What the service is, what comes out of it, how people call it, and on what it rests. */
export function BasicsFields(props: {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  readonly error: ErrorAt;
}) {
  const { ctx, draft, error } = props;
  const { t } = ctx;
  const { elsewhere } = draft;
  return (
    <>
      <BothLanguages
        ctx={ctx}
        name="name"
        label={t('offices.change.name')}
        value={draft.name}
        error={error}
      />
      <BothLanguages
        ctx={ctx}
        name="summary"
        label={t('offices.change.summary')}
        description={t('offices.catalogue.basics.summary_help')}
        value={draft.summary}
        rows={3}
        error={error}
      />
      <BothLanguages
        ctx={ctx}
        name="group"
        label={t('offices.change.group')}
        description={t('offices.catalogue.basics.group_help')}
        value={draft.group}
        optional
        error={error}
      />
      <BothLanguages
        ctx={ctx}
        name="product"
        label={t('offices.change.product')}
        description={t('offices.catalogue.basics.product_help')}
        value={draft.product}
        error={error}
      />
      <TextArea
        ctx={ctx}
        name="alsoKnownAs"
        label={t('offices.change.alsoKnownAs')}
        description={t('offices.catalogue.basics.names_help')}
        value={draft.alsoKnownAs.join('\n')}
        rows={3}
        optional
        error={error('alsoKnownAs')}
      />
      <TextArea
        ctx={ctx}
        name="legalBasis"
        label={t('offices.change.legalBasis')}
        description={t('offices.catalogue.basics.legal_help')}
        value={draft.legalBasis.join('\n')}
        rows={3}
        optional
        error={error('legalBasis')}
      />
      <TextField
        ctx={ctx}
        name="source"
        label={t('offices.change.source')}
        description={t('offices.catalogue.basics.source_help')}
        value={draft.source}
        maxLength={300}
        error={error('source')}
      />
      <CheckboxGroup
        ctx={ctx}
        name="historical"
        label={t('offices.change.historical')}
        optional="unmarked"
        values={draft.historical ? ['ya'] : []}
        choices={[{ value: 'ya', label: t('offices.catalogue.basics.historical_yes') }]}
      />
      <Details summary={t('offices.change.elsewhere')} open={elsewhere !== undefined}>
        <p>{t('offices.catalogue.basics.elsewhere_help')}</p>
        <TextField
          ctx={ctx}
          name="elsewhere.url"
          type="url"
          label={t('offices.catalogue.basics.url')}
          value={elsewhere?.url ?? ''}
          optional
          error={error('elsewhere.url')}
        />
        <BothLanguages
          ctx={ctx}
          name="elsewhere.explanation"
          label={t('offices.catalogue.basics.explanation')}
          value={elsewhere?.explanation}
          rows={2}
          optional
          error={error}
        />
      </Details>
    </>
  );
}
