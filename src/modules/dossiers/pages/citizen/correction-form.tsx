import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { writeTarget } from '../../document-hooks.ts';
import type { VerdictView } from '../../reading/dossier.sql.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { fileState } from './file-words.ts';
import { UploadField } from './upload-field.tsx';

/** Only what is faulty is open again: what was wrong, what to do, and where to put the new document. */
export function CorrectionForm(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly application: CitizenDossier['applications'][number];
  readonly kunci: string;
}) {
  const { visit, found, application, kunci } = props;
  const { t, page: ctx, office, lang } = visit;
  const { view, verdicts } = application;
  const letter = found.letters.find(
    (row) => row.application_id === view.id && row.round === view.round,
  );
  const faulty = verdicts.filter(
    (verdict) => verdict.round === view.round && verdict.verdict !== 'accepted',
  );
  const here = `/${office.slug}/berkas/${found.dossier.id}`;
  return (
    <Section title={t('dossiers.correction.title')} id="perbaikan">
      <Alert kind="warning">
        {t('dossiers.correction.lead', { count: faulty.length })}{' '}
        {letter
          ? t('dossiers.correction.until', {
              date: formatWhen(
                new Date(`${letter.answer_by}T12:00:00Z`),
                office.timeZone,
                lang,
                'date',
              ),
            })
          : null}
      </Alert>
      <Form action={`${here}/perbaikan?permohonan=${view.id}`} multipart>
        <input type="hidden" name="kunci" value={kunci} />
        <input type="hidden" name="permohonan" value={view.id} />
        {faulty.map((verdict) => (
          <FaultyRequirement {...props} verdict={verdict} sentAt={letter?.sent_at} />
        ))}
        <ButtonRow>
          <Button type="submit" name="tindakan" value="kirim">
            {t('dossiers.correction.send')}
          </Button>
          <Button type="submit" kind="secondary" name="tindakan" value="simpan">
            {t('dossiers.form.upload_and_save')}
          </Button>
        </ButtonRow>
      </Form>
      <p class="sl-quiet">{ctx.t('dossiers.correction.rest_accepted')}</p>
    </Section>
  );
}

function FaultyRequirement(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly application: CitizenDossier['applications'][number];
  readonly verdict: VerdictView;
  readonly sentAt: Date | undefined;
}) {
  const { visit, found, application, verdict, sentAt } = props;
  const { t, page: ctx, office, lang } = visit;
  const requirement = application.definition.requirements.find(
    ({ key }) => key === verdict.requirement,
  );
  const why = found.reasons.find(({ code }) => code === verdict.reason_code);
  const fresh = application.evidence.filter(
    (file) =>
      file.requirements.includes(verdict.requirement) &&
      sentAt !== undefined &&
      file.uploaded_at > sentAt,
  );
  return (
    <Card
      title={requirement ? localise(requirement.name, lang).text : verdict.requirement}
      level={3}
      id={`syarat.${verdict.requirement}`}
    >
      <p>
        <strong>{why ? localise(why.label, lang).text : t('dossiers.correction.missing')}</strong>
      </p>
      <p>{why ? localise(why.advice, lang).text : t('dossiers.correction.missing_advice')}</p>
      {verdict.note ? <p>{t('dossiers.correction.note', { note: verdict.note })}</p> : null}
      <ul>
        {fresh.map((file) => (
          <li>
            {file.name} <Tag tone={fileState(ctx, file).tone}>{fileState(ctx, file).words}</Tag>{' '}
            {fileState(ctx, file).why}
          </li>
        ))}
      </ul>
      <UploadField
        ctx={ctx}
        slug={office.slug}
        name={`berkas.${verdict.requirement}`}
        label={t('dossiers.correction.replace')}
        target={writeTarget({
          kind: 'correction',
          dossierId: found.dossier.id,
          applicationId: application.view.id,
          requirement: verdict.requirement,
        })}
        multiple
      />
      <TextArea
        ctx={ctx}
        name={`alasan.${verdict.requirement}`}
        label={t('dossiers.correction.or_why')}
        optional
        value={application.view.missing[verdict.requirement] ?? ''}
        rows={2}
        maxLength={1000}
      />
    </Card>
  );
}
