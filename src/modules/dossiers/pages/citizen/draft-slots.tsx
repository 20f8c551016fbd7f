import { localise, say, type Translate } from '../../../../kernel/i18n.ts';
import { Card } from '../../../../ui/card.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Requirement } from '../../../offices/index.ts';
import type { Slot } from '../../drafting/asked-once.ts';
import { needed } from '../../drafting/shape.ts';
import type { DraftPageProps } from './draft-props.ts';
import { UploadField } from './upload-field.tsx';

/** Places for documents, one card each; what several services need says which. */
export function SlotCards(props: DraftPageProps & { readonly slots: readonly Slot[] }) {
  return (
    <>
      {props.slots.map((slot) => (
        <div data-key={`syarat.${slot.name}`} data-as={needed(slot)}>
          <SlotCard {...props} slot={slot} />
        </div>
      ))}
    </>
  );
}

function SlotCard(props: DraftPageProps & { readonly slot: Slot }) {
  const { visit, office, draft, slot, files, errors, services } = props;
  const { t, page: ctx, lang } = visit;
  const { name, requirement } = slot;
  const fault = errors[`syarat.${name}`];
  const error = fault && say(t, fault);
  const has = files.some((file) => file.state !== 'refused' && file.requirements.includes(name));
  const why = draft.missing[name] ?? '';
  const words = localise(requirement.name, lang).text;
  return (
    <Card
      title={words}
      level={3}
      id={`syarat.${name}`}
      meta={
        <>
          <RequirementTags t={t} requirement={requirement} />{' '}
          {has ? <Tag tone="success">{t('dossiers.form.has_file')}</Tag> : null}
        </>
      }
    >
      {slot.services.length > 1 ? (
        <p class="sl-quiet">
          {t('dossiers.form.serves', {
            services: services
              .filter(({ code }) => slot.services.includes(code))
              .map(({ definition }) => localise(definition.name, lang).text)
              .join(', '),
          })}
        </p>
      ) : null}
      {requirement.help ? <p class="sl-quiet">{localise(requirement.help, lang).text}</p> : null}
      {error ? <p class="ds-validation-message">{error}</p> : null}
      <UploadField
        ctx={ctx}
        slug={office.slug}
        name={`berkas.${name}`}
        label={t('dossiers.form.choose_for', { name: words })}
        labelHidden
        target={props.target([name])}
        multiple
      />
      {requirement.required && !has ? (
        <Details summary={t('dossiers.form.no_document')} open={why !== '' || error !== undefined}>
          <TextArea
            ctx={ctx}
            name={`alasan.${name}`}
            label={t('dossiers.form.why_missing')}
            optional
            value={why}
            rows={2}
            maxLength={1000}
          />
        </Details>
      ) : null}
    </Card>
  );
}

/** What distinguishes a requirement, in a word each. */
export function RequirementTags(props: {
  readonly t: Translate;
  readonly requirement: Requirement;
}) {
  const { t, requirement } = props;
  const { required, original, local } = requirement;
  return (
    <>
      <Tag tone={required ? 'primary' : 'neutral'}>
        {t(required ? 'dossiers.form.required' : 'dossiers.form.not_required')}
      </Tag>{' '}
      {original ? <Tag tone="info">{t('dossiers.form.bring_original')}</Tag> : null}{' '}
      {local ? <Tag>{t('dossiers.form.local')}</Tag> : null}
    </>
  );
}
