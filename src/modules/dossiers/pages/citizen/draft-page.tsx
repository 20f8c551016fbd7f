import { localise, say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { questionsAsked, slotsNeeded } from '../../drafting/asked-once.ts';
import { shapeOf } from '../../drafting/shape.ts';
import { AnswerFields } from './answer-fields.tsx';
import { DocumentSection } from './draft-documents.tsx';
import { errorsSaid } from './draft-errors.ts';
import { DraftNews, editionsShown } from './draft-news.tsx';
import type { DraftPageProps } from './draft-props.ts';
import { ServicesSection, SeveralSections } from './draft-services.tsx';
import { OneScan } from './one-scan.tsx';

/** What the scripts of the form are. */
export const DRAFT_SCRIPTS = ['upload.js', 'live.js', 'autosave.js'];

/** What a draft asks for, in words. */
export const draftTitle = ({ services, visit }: Pick<DraftPageProps, 'services' | 'visit'>) =>
  services.map(({ definition }) => localise(definition.name, visit.lang).text).join(' + ');

/** The application form as its applicant sees it. */
export function DraftPage(props: DraftPageProps) {
  const { visit, office, draft } = props;
  const { t, page: ctx, lang } = visit;
  const title = draftTitle(props);
  return (
    <Page ctx={ctx} title={title} nav={officeNav(ctx, 'dashboard')} scripts={DRAFT_SCRIPTS} hidden>
      <PageHead
        title={title}
        lead={t('dossiers.form.lead')}
        meta={t('dossiers.form.saved', {
          at: formatWhen(draft.saved_at, office.timeZone, lang, 'short'),
        })}
      />
      <DraftForm {...props} />
    </Page>
  );
}

/** The form itself: who, what, documents, send. Everything on it works without a script. */
export function DraftForm(props: DraftPageProps) {
  const { visit, services, answers, errors, refused, base } = props;
  const { t, page: ctx } = visit;
  const questions = questionsAsked(services, answers);
  const slots = slotsNeeded(services, answers);
  const several = services.length > 1;
  const focus =
    props.byOfficer && Object.keys(errors).length === 0
      ? questions.find(({ name }) => answers[name] === undefined || answers[name] === '')?.name
      : undefined;
  return (
    <>
      <ErrorSummary ctx={ctx} errors={errorsSaid(visit, errors, questions, slots)} />
      <DraftNews ctx={ctx} news={props.news} />
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
        data-shape={shapeOf(questions, slots)}
        data-saved={t('dossiers.form.autosaved')}
        data-changed={t('dossiers.form.reshaped')}
        data-offline={t('dossiers.form.not_saved')}
        data-signed-out={t('dossiers.form.signed_out')}
      >
        <Form action={base} multipart id="permohonan">
          <input type="hidden" name="kunci" value={props.kunci} />
          <input type="hidden" name="versi" value={editionsShown(services)} />
          <PersonSection {...props} />
          <ServicesSection {...props} />
          {several ? <SeveralSections {...props} questions={questions} slots={slots} /> : null}
          {!several && questions.length > 0 ? (
            <Section title={t('dossiers.form.details')}>
              <div class="sl-flow" data-part="isian">
                <AnswerFields
                  ctx={ctx}
                  questions={questions}
                  answers={answers}
                  errors={errors}
                  focus={focus}
                />
              </div>
            </Section>
          ) : null}
          {props.byOfficer ? <OneScan {...props} slots={slots} /> : null}
          <DocumentSection {...props} slots={slots} here={several ? [] : slots} />
          <Section title={t('dossiers.form.send_title')}>
            <p>{t(props.byOfficer ? 'dossiers.filing.send_text' : 'dossiers.form.send_text')}</p>
            <ButtonRow>
              <Button
                type="submit"
                kind={props.byOfficer ? 'secondary' : 'primary'}
                name="tindakan"
                value="kirim"
                size={props.byOfficer ? undefined : 'lg'}
              >
                {t(props.byOfficer ? 'dossiers.filing.scan.send' : 'dossiers.form.send')}
              </Button>
              <Button type="submit" kind="secondary" name="tindakan" value="simpan">
                {t('dossiers.form.save')}
              </Button>
            </ButtonRow>
            {/* Folded away: nobody throws their work away by a slip of the thumb. */}
            <Details summary={t('dossiers.form.discard')}>
              <p>{t('dossiers.form.discard_text')}</p>
              <Button type="submit" kind="danger" size="sm" name="tindakan" value="buang">
                {t('dossiers.form.discard_do')}
              </Button>
            </Details>
          </Section>
        </Form>
      </sl-autosave>
    </>
  );
}

function PersonSection({ visit, draft, errors }: DraftPageProps) {
  const { t, page: ctx } = visit;
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
      </div>
    </Section>
  );
}
