import { type FieldErrors } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { SelectField, TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import {
  type Office,
  type OfficeService,
  type Requirement,
  requirementsFor,
} from '../../../offices/index.ts';
import type { PlainAnswers } from '../../answers.ts';
import { writeTarget } from '../../document-hooks.ts';
import type { DraftFile, DraftRow } from '../../drafting/drafts.sql.ts';
import { AnswerFields } from './answer-fields.tsx';
import { DraftFiles } from './draft-files.tsx';
import { UploadField } from './upload-field.tsx';

export interface DraftPageProps {
  readonly visit: Visit;
  readonly office: Office;
  readonly draft: DraftRow;
  readonly service: OfficeService;
  readonly services: readonly OfficeService[];
  readonly answers: PlainAnswers;
  readonly files: readonly DraftFile[];
  readonly earlier: readonly { document_id: string; name: string; uploaded_at: Date }[];
  readonly errors: FieldErrors;
  readonly refused: readonly { name: string; sentence: string }[];
  readonly kunci: string;
}

/** The application form: who, what, documents, send. Everything on it works without a script. */
export function DraftPage(props: DraftPageProps) {
  const { visit, office, draft, service, errors, refused } = props;
  const { t, page: ctx, lang } = visit;
  const requirements = requirementsFor(service.definition, props.answers);
  const said = Object.entries(errors).map(([field, why]) => ({
    field: field || 'nama',
    message: say(t, why),
  }));
  const base = `/${office.slug}/permohonan/${draft.id}`;
  return (
    <Page
      ctx={ctx}
      title={localise(service.definition.name, lang).text}
      nav={officeNav(ctx, 'dashboard')}
      scripts={['upload.js', 'live.js', 'autosave.js']}
      hidden
    >
      <PageHead
        title={localise(service.definition.name, lang).text}
        lead={t('dossiers.form.lead')}
        meta={t('dossiers.form.saved', {
          at: formatWhen(draft.saved_at, office.timeZone, lang, 'short'),
        })}
      />
      <ErrorSummary ctx={ctx} errors={said} />
      {refused.length > 0 ? (
        <Alert kind="danger" title={t('dossiers.form.some_refused')} live="alert">
          <ul>
            {refused.map((file) => (
              <li>
                <strong>{file.name}</strong>: {file.sentence}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <sl-autosave
        data-url={`${base}/simpan`}
        data-saved={t('dossiers.form.autosaved')}
        data-offline={t('dossiers.form.not_saved')}
      >
        <Form action={base} multipart id="permohonan">
          <input type="hidden" name="kunci" value={props.kunci} />
          <PersonSection {...props} />
          {service.definition.fields.length > 0 ? (
            <Section title={t('dossiers.form.details')}>
              <div class="sl-flow">
                <AnswerFields
                  ctx={ctx}
                  definition={service.definition}
                  answers={props.answers}
                  errors={errors}
                />
              </div>
            </Section>
          ) : null}
          <DocumentSection {...props} requirements={requirements} base={base} />
          <Section title={t('dossiers.form.send_title')}>
            <p>{t('dossiers.form.send_text')}</p>
            <ButtonRow>
              <Button type="submit" name="tindakan" value="kirim" size="lg">
                {t('dossiers.form.send')}
              </Button>
              <Button type="submit" kind="secondary" name="tindakan" value="simpan">
                {t('dossiers.form.save')}
              </Button>
              <Button type="submit" kind="tertiary" name="tindakan" value="buang">
                {t('dossiers.form.discard')}
              </Button>
            </ButtonRow>
          </Section>
        </Form>
      </sl-autosave>
    </Page>
  );
}

function PersonSection({ visit, office, draft, service, services, errors }: DraftPageProps) {
  const { t, page: ctx, lang } = visit;
  return (
    <Section title={t('dossiers.form.who')}>
      <div class="sl-flow">
        {/* The first submit button is what Enter presses: it must save, never remove a file or send. */}
        <button
          type="submit"
          name="tindakan"
          value="simpan"
          class="ds-sr-only"
          tabindex={-1}
          aria-hidden="true"
        >
          {t('dossiers.form.save')}
        </button>
        <TextField
          ctx={ctx}
          name="nama"
          label={t('dossiers.form.full_name')}
          description={t('dossiers.form.full_name_help')}
          value={draft.full_name}
          autocomplete="name"
          maxLength={200}
          error={errors['nama'] && say(t, errors['nama'])}
        />
        <TextArea
          ctx={ctx}
          name="keterangan"
          label={t('dossiers.form.note')}
          optional
          value={draft.note}
          rows={3}
          maxLength={4000}
        />
        <SelectField
          ctx={ctx}
          name="layanan"
          label={localise(office.profile.serviceLabel, lang).text}
          value={service.code}
          empty={false}
          error={errors['layanan'] && say(t, errors['layanan'])}
          options={services.map((other) => ({
            value: other.code,
            label: localise(other.definition.name, lang).text,
            group: other.definition.group && localise(other.definition.group, lang).text,
          }))}
        />
        <ButtonRow>
          <Button type="submit" kind="secondary" size="sm" name="tindakan" value="simpan">
            {t('dossiers.form.change_service')}
          </Button>
        </ButtonRow>
      </div>
    </Section>
  );
}

function DocumentSection(
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
  const has = files.some((file) => file.requirements.includes(requirement.key));
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
