import { localise, say } from '../../../../kernel/i18n.ts';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { SelectField, TextArea } from '../../../../ui/fields.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Requirement } from '../../../offices/index.ts';
import { writeTarget } from '../../document-hooks.ts';
import { DraftFiles } from './draft-files.tsx';
import type { DraftPageProps } from './draft-props.ts';
import { UploadField } from './upload-field.tsx';

/** The documents: many at once, or one requirement after the other, or again from an earlier dossier. */
export function DocumentSection(
  props: DraftPageProps & { readonly requirements: readonly Requirement[]; readonly base: string },
) {
  const { visit, office, draft, files, requirements, errors, earlier, base } = props;
  const { t, page: ctx } = visit;
  return (
    <Section title={t('dossiers.form.documents')} id="lampiran">
      <div class="sl-flow">
        <p>{t('dossiers.form.documents_help')}</p>
        <UploadField
          ctx={ctx}
          slug={office.slug}
          name="berkas."
          label={t('dossiers.form.many_files')}
          target={writeTarget({ kind: 'draft', draftId: draft.id, requirements: [] })}
          multiple
          listed
        />
        <sl-live src={`${base}/dokumen`} topic="saya">
          <DraftFiles
            ctx={ctx}
            tz={office.timeZone}
            files={files}
            requirements={requirements}
            missing={draft.missing}
            errors={errors}
          />
        </sl-live>
        {requirements.map((requirement) => (
          <RequirementCard
            {...props}
            requirement={requirement}
            error={
              errors[`syarat.${requirement.key}`] &&
              say(t, errors[`syarat.${requirement.key}`] ?? { key: 'form.required' })
            }
          />
        ))}
        {earlier.length > 0 ? <EarlierDocuments {...props} /> : null}
        <ButtonRow>
          <Button type="submit" kind="secondary" name="tindakan" value="simpan">
            {t('dossiers.form.upload_and_save')}
          </Button>
        </ButtonRow>
      </div>
    </Section>
  );
}

function RequirementCard(
  props: DraftPageProps & { readonly requirement: Requirement; readonly error: string | undefined },
) {
  const { visit, office, draft, requirement, files, error } = props;
  const { t, page: ctx, lang } = visit;
  const has = files.some(
    (file) => file.state !== 'refused' && file.requirements.includes(requirement.key),
  );
  const why = draft.missing[requirement.key] ?? '';
  return (
    <Card
      title={localise(requirement.name, lang).text}
      level={3}
      id={`syarat.${requirement.key}`}
      meta={
        <>
          <Tag tone={requirement.required ? 'primary' : 'neutral'}>
            {t(requirement.required ? 'dossiers.form.required' : 'dossiers.form.not_required')}
          </Tag>{' '}
          {has ? <Tag tone="success">{t('dossiers.form.has_file')}</Tag> : null}{' '}
          {requirement.original ? <Tag tone="info">{t('dossiers.form.bring_original')}</Tag> : null}{' '}
          {requirement.local ? <Tag>{t('dossiers.form.local')}</Tag> : null}
        </>
      }
    >
      {requirement.help ? <p class="sl-quiet">{localise(requirement.help, lang).text}</p> : null}
      {error ? <p class="ds-validation-message">{error}</p> : null}
      <UploadField
        ctx={ctx}
        slug={office.slug}
        name={`berkas.${requirement.key}`}
        label={t('dossiers.form.choose_for', { name: localise(requirement.name, lang).text })}
        labelHidden
        target={writeTarget({ kind: 'draft', draftId: draft.id, requirements: [requirement.key] })}
        multiple
      />
      {requirement.required && !has ? (
        <Details summary={t('dossiers.form.no_document')} open={why !== '' || error !== undefined}>
          <TextArea
            ctx={ctx}
            name={`alasan.${requirement.key}`}
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

function EarlierDocuments(
  props: DraftPageProps & { readonly requirements: readonly Requirement[] },
) {
  const { visit, office, earlier, requirements } = props;
  const { t, page: ctx, lang } = visit;
  return (
    <Details summary={t('dossiers.form.earlier')}>
      <ul class="sl-flow">
        {earlier.map((document) => (
          <li>
            <p>
              <strong>{document.name}</strong>{' '}
              <span class="sl-quiet">
                {t('dossiers.form.earlier_from', {
                  date: formatWhen(document.uploaded_at, office.timeZone, lang, 'day'),
                })}
              </span>
            </p>
            <SelectField
              ctx={ctx}
              name={`pakai_untuk.${document.document_id}`}
              label={t('dossiers.form.use_for')}
              optional="unmarked"
              options={requirements.map((requirement) => ({
                value: requirement.key,
                label: localise(requirement.name, lang).text,
              }))}
            />
            <Button
              type="submit"
              kind="secondary"
              size="sm"
              name="tindakan"
              value={`pakai:${document.document_id}`}
              label={t('dossiers.form.use_named', { name: document.name })}
            >
              {t('dossiers.form.use')}
            </Button>
          </li>
        ))}
      </ul>
    </Details>
  );
}
