import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup, FileField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { DESK_ROLES } from '../../desks.ts';
import type { ResultRow } from '../../results/results.sql.ts';
import { type WaitingProof, waitingProof } from '../../steps/proof.sql.ts';
import { fileState } from '../citizen/file-words.ts';
import type { Endings } from '../endings.ts';
import { ByHand } from './by-hand.tsx';
import type { Desk, Returned } from './desk.ts';
import { resultField } from './ending-acts.ts';
import { HandOverForm } from './hand-over-form.tsx';

/**
 * The last step: the result is laid ready for the applicant, or handed over. Whoever stands at the counter may hand it over without
 * having taken the dossier; everything else needs it in one's hands.
 */
export async function DeliveryPart(props: {
  readonly house: House;
  readonly desk: Desk;
  readonly endings: Endings;
  readonly returned: Returned | undefined;
}) {
  const { house, desk, endings, returned } = props;
  const { visit, chosen, hand } = desk;
  const { t } = visit;
  const result = endings.results.find((each) => each.application_id === chosen.id);
  const isHere = chosen.outcome === null && chosen.step_kind === 'delivery';
  if (!isHere && !result) return null;
  const works = visit.person.roles.some((role) => DESK_ROLES.delivery.includes(role));
  const mayAct = isHere && works && hand !== 'own' && hand !== 'watching';
  const holds = mayAct && hand === 'mine';
  const file = holds
    ? await waitingProof(house.db, {
        officeId: visit.office.id,
        applicationId: chosen.id,
        step: chosen.step,
        byId: visit.person.id,
        part: 'result',
      })
    : undefined;
  return (
    <Section title={t('dossiers.result.title')} id="penyerahan">
      {result ? <Lies desk={desk} endings={endings} result={result} /> : null}
      {isHere && works && hand === 'free' && !result ? (
        <p class="sl-quiet">{t('dossiers.result.take_first')}</p>
      ) : null}
      {holds && !result ? <ReadyForm desk={desk} file={file} returned={returned} /> : null}
      {mayAct && (hand !== 'taken' || result) ? (
        <HandOverForm desk={desk} isNext={result !== undefined} returned={returned} />
      ) : null}
      {holds && result ? (
        <Details
          summary={t('dossiers.result.replace')}
          open={returned?.form === 'siap' ? true : undefined}
        >
          <ReadyForm desk={desk} file={file} returned={returned} />
        </Details>
      ) : null}
      {holds ? (
        <Details
          summary={t('dossiers.result.otherwise')}
          open={returned?.form === 'hasil' ? true : undefined}
        >
          <ByHand desk={desk} returned={returned?.form === 'hasil' ? returned : undefined} />
        </Details>
      ) : null}
    </Section>
  );
}

/** What lies ready, or how it reached the applicant. */
function Lies({
  desk,
  endings,
  result,
}: {
  readonly desk: Desk;
  readonly endings: Endings;
  readonly result: ResultRow;
}) {
  const { t, office, lang } = desk.visit;
  const [receiver = ''] = endings.text(result.closed_seq).split('\n');
  const kind = result.closed_by ?? (result.paper ? 'paper' : 'file');
  const at = result.closed_at ?? result.at;
  return (
    <>
      <Alert kind={result.closed_at ? 'success' : 'info'} title={t(`dossiers.result.is_${kind}`)}>
        <p class="ds-paragraph">
          <When at={at} tz={office.timeZone} lang={lang} />
          {result.closed_by === 'counter' ? ` · ${receiver}` : ''}
        </p>
        {endings.text(result.event_seq) && !result.closed_by ? (
          <p class="ds-paragraph" data-typed="">
            {endings.text(result.event_seq)}
          </p>
        ) : null}
        {result.version_id ? (
          <p class="ds-paragraph">
            <a href={`${desk.path}/unduh/${result.version_id}`} download>
              {result.file_name}
            </a>
          </p>
        ) : null}
      </Alert>
      {result.closed_by === 'counter' ? (
        <LinkButton
          href={`${desk.path}/serah-terima.pdf?permohonan=${desk.chosen.id}`}
          kind="secondary"
          download
        >
          {t('dossiers.slip.print')}
        </LinkButton>
      ) : null}
    </>
  );
}

/** The result itself, as a file or as a paper that waits at the counter. */
function ReadyForm({
  desk,
  file,
  returned,
}: {
  readonly desk: Desk;
  readonly file: WaitingProof | undefined;
  readonly returned: Returned | undefined;
}) {
  const { visit, chosen } = desk;
  const { t, page: ctx } = visit;
  const back = returned?.form === 'siap' ? returned : undefined;
  const typed = (name: string, before = '') => (back ? one(back.input, name) : before);
  const state = file && fileState(ctx, file);
  return (
    <Form action={`${desk.path}/hasil-siap`} multipart>
      <input type="hidden" name="kunci" value={typed('kunci') || newId()} />
      <input type="hidden" name="permohonan" value={chosen.id} />
      <input type="hidden" name="tahap" value={chosen.step} />
      <p>{t('dossiers.result.ready_lead')}</p>
      {file && state ? (
        <>
          <p>
            {t('dossiers.desk.by_hand.file_waits', { name: file.name })}{' '}
            <Tag tone={state.tone}>{state.words}</Tag> {state.why}
          </p>
          <CheckboxGroup
            ctx={ctx}
            name="tanpa_berkas"
            id="tanpa-hasil"
            label={t('dossiers.desk.by_hand.file_of')}
            optional="unmarked"
            choices={[{ value: '1', label: t('dossiers.desk.by_hand.file_without') }]}
          />
        </>
      ) : null}
      <FileField
        ctx={ctx}
        id="berkas-hasil"
        name={resultField({ applicationId: chosen.id, step: chosen.step })}
        label={t('dossiers.result.file')}
        description={t('dossiers.result.file_help')}
        optional
        accept=".pdf,.jpg,.jpeg,.png,.docx,.zip"
        error={back?.why && say(t, back.why)}
      />
      <CheckboxGroup
        ctx={ctx}
        name="kertas"
        label={t('dossiers.result.paper_of')}
        optional="unmarked"
        values={typed('kertas') ? ['1'] : []}
        choices={[
          {
            value: '1',
            label: t('dossiers.result.paper'),
            description: t('dossiers.result.paper_help'),
          },
        ]}
      />
      <TextArea
        ctx={ctx}
        name="catatan"
        id="catatan-hasil"
        label={t('dossiers.result.note')}
        optional
        rows={2}
        maxLength={2000}
        value={typed('catatan')}
      />
      <SubmitButton>{t('dossiers.result.ready')}</SubmitButton>
    </Form>
  );
}
