import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Html } from '../../../../ui/html.ts';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Reopened } from '../../correction/commands.ts';
import { writeTarget } from '../../document-hooks.ts';
import { type AskedAgain, type AskedItem, correctionOf, excuseFor } from './asked-again.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { FreshFiles } from './fresh-files.tsx';
import { UploadField } from './upload-field.tsx';

interface FormProps {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly asked: AskedAgain;
  readonly kunci: string;
  /** Which of several letters, from 0: what stands on the page twice needs ids of its own. */
  readonly nth?: number;
  /** An officer fills it in for the applicant: where, and what an upload is for. */
  readonly byOfficer?: {
    readonly here: string;
    readonly target: (what: Omit<Reopened, 'dossierId'>) => string;
    /** Asks the officer by which way it came. */
    readonly way: Html;
  };
}

/** Only what is faulty is open again, in one form for one letter: what was wrong, what to do, and where to put the new document. */
export function CorrectionForm(props: FormProps) {
  const { visit, found, asked, kunci } = props;
  const { t, page: ctx, office, lang } = visit;
  const { letter, applications, items } = asked;
  const here = props.byOfficer?.here ?? `/${office.slug}/berkas/${found.dossier.id}`;
  // Any of the letter's applications names it: files come before the text fields are known.
  const named = `permohonan=${applications[0]?.view.id}`;
  return (
    <Section title={t('dossiers.correction.title')} id={`perbaikan${suffix(props)}`}>
      <Alert kind="warning">
        {t('dossiers.correction.lead', { count: items.length })}{' '}
        {t('dossiers.correction.until', {
          date: formatWhen(
            new Date(`${letter.answer_by}T12:00:00Z`),
            office.timeZone,
            lang,
            'date',
          ),
        })}
      </Alert>
      <Form action={`${here}/perbaikan?${named}`} multipart>
        <input type="hidden" name="kunci" value={kunci} />
        {applications.map(({ view }) => (
          <input type="hidden" name="permohonan" value={view.id} />
        ))}
        {items.map((item) => (
          <FaultyRequirement {...props} item={item} />
        ))}
        <Section title={t('dossiers.correction.ready_to_send')} level={3}>
          <sl-live src={`${here}/perbaikan/berkas?${named}`} topic="saya">
            <FreshFiles visit={visit} asked={asked} />
          </sl-live>
        </Section>
        {props.byOfficer?.way ?? null}
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

function FaultyRequirement(props: FormProps & { readonly item: AskedItem }) {
  const { visit, found, item, byOfficer } = props;
  const { t, page: ctx, office, lang } = visit;
  const several = found.applications.length > 1;
  const what = correctionOf(item);
  return (
    <Card
      title={localise(item.requirement.name, lang).text}
      level={3}
      id={`syarat.${item.name}${suffix(props)}`}
    >
      {several ? (
        <p class="sl-quiet">
          {t('dossiers.form.serves', {
            services: item.asked
              .map(({ application }) => localise(application.definition.name, lang).text)
              .join(', '),
          })}
        </p>
      ) : null}
      {faultsIn(item).map((verdict) => {
        const why = found.reasons.find(({ code }) => code === verdict.reason_code);
        return (
          <>
            <p>
              <strong>
                {why ? localise(why.label, lang).text : t('dossiers.correction.missing')}
              </strong>
            </p>
            <p>{why ? localise(why.advice, lang).text : t('dossiers.correction.missing_advice')}</p>
            {verdict.note ? <p>{t('dossiers.correction.note', { note: verdict.note })}</p> : null}
          </>
        );
      })}
      <UploadField
        ctx={ctx}
        slug={office.slug}
        name={`berkas.${item.name}`}
        label={t('dossiers.correction.replace')}
        target={
          byOfficer?.target(what) ??
          writeTarget({ kind: 'correction', dossierId: found.dossier.id, ...what })
        }
        multiple
      />
      <TextArea
        ctx={ctx}
        name={`alasan.${item.name}`}
        id={`alasan.${item.name}${suffix(props)}`}
        label={t('dossiers.correction.or_why')}
        optional
        value={excuseFor(item)}
        rows={2}
        maxLength={1000}
      />
    </Card>
  );
}

const suffix = ({ nth }: Pick<FormProps, 'nth'>) => (nth ? `-${nth + 1}` : '');

/** What was said of it, the same thing once. */
const faultsIn = ({ asked }: AskedItem) => [
  ...new Map(
    asked.map(({ verdict }) => [
      `${verdict.verdict} ${verdict.reason_code} ${verdict.note}`,
      verdict,
    ]),
  ).values(),
];
