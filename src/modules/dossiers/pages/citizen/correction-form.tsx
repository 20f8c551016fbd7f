import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { writeTarget } from '../../document-hooks.ts';
import type { VerdictView } from '../../reading/dossier.sql.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { FreshFiles, faultyOf, letterOf } from './fresh-files.tsx';
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
  const { view } = application;
  const letter = letterOf(found, application);
  const faulty = faultyOf(application);
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
          <FaultyRequirement {...props} verdict={verdict} />
        ))}
        <Section title={t('dossiers.correction.ready_to_send')} level={3}>
          <sl-live src={`${here}/perbaikan/berkas?permohonan=${view.id}`} topic="saya">
            <FreshFiles visit={visit} found={found} application={application} />
          </sl-live>
        </Section>
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
}) {
  const { visit, found, application, verdict } = props;
  const { t, page: ctx, office, lang } = visit;
  const requirement = application.definition.requirements.find(
    ({ key }) => key === verdict.requirement,
  );
  const why = found.reasons.find(({ code }) => code === verdict.reason_code);
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
