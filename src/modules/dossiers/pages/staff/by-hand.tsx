import { one } from '../../../../kernel/forms.ts';
import { localise, type Reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import {
  CheckboxGroup,
  FileField,
  RadioGroup,
  TextArea,
  TextField,
} from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { fileState } from '../citizen/file-words.ts';
import { ACCEPT } from '../citizen/upload-field.tsx';
import type { Desk, Returned } from './desk.ts';
import { proofField } from './step-result.ts';

/** A step done outside: its result with the proof that the service asks for. */
export function ByHand({
  desk,
  returned,
}: {
  readonly desk: Desk;
  readonly returned: Returned | undefined;
}) {
  const { t, lang, page: ctx } = desk.visit;
  const step = desk.definition.route.find(({ key }) => key === desk.chosen.step);
  const back = desk.definition.route.find(({ key }) => key === step?.returnTo);
  const typed = (name: string, before = '') => (returned ? one(returned.input, name) : before);
  const why = returned?.why && say(t, returned.why);
  const field = returned?.why ? fieldOf(returned.why) : undefined;
  return (
    <Form action={`${desk.path}/hasil`} multipart>
      {desk.chosen.step_kind === 'meeting' ? null : (
        <p>
          {t('dossiers.desk.by_hand.lead', {
            step: step ? localise(step.name, lang).text : desk.chosen.step,
          })}
        </p>
      )}
      <input type="hidden" name="kunci" value={typed('kunci', newId())} />
      <input type="hidden" name="permohonan" value={desk.chosen.id} />
      <input type="hidden" name="tahap" value={desk.chosen.step} />
      <RadioGroup
        ctx={ctx}
        name="hasil"
        label={t('dossiers.desk.by_hand.result')}
        value={typed('hasil', 'selesai')}
        error={field === 'hasil' ? why : undefined}
        choices={[
          { value: 'selesai', label: t('dossiers.desk.by_hand.done') },
          {
            value: 'tidak',
            label: t('dossiers.desk.by_hand.negative'),
            description: back
              ? t('dossiers.desk.by_hand.returns', { step: localise(back.name, lang).text })
              : t('dossiers.desk.by_hand.refuses'),
          },
        ]}
      />
      <TextField
        ctx={ctx}
        name="bukti"
        label={t('dossiers.desk.by_hand.proof')}
        description={
          step?.proof ? localise(step.proof, lang).text : t('dossiers.desk.by_hand.proof_help')
        }
        value={typed('bukti')}
        maxLength={500}
        autocomplete="off"
        error={field === 'bukti' ? why : undefined}
      />
      <ProofFile desk={desk} error={field === 'berkas' ? why : undefined} />
      <TextArea
        ctx={ctx}
        name="catatan"
        label={t('dossiers.desk.by_hand.note')}
        description={t('dossiers.desk.by_hand.note_help')}
        optional
        rows={2}
        maxLength={2000}
        value={typed('catatan')}
        error={field === 'catatan' ? why : undefined}
      />
      <SubmitButton kind={desk.chosen.step_kind === 'meeting' ? 'secondary' : 'primary'}>
        {t('dossiers.desk.by_hand.save')}
      </SubmitButton>
    </Form>
  );
}

/** The paper itself, when there is one: the applicant can then read it. */
function ProofFile({ desk, error }: { readonly desk: Desk; readonly error: string | undefined }) {
  const { visit, chosen, proof } = desk;
  const { t, page: ctx } = visit;
  const state = proof && fileState(ctx, proof);
  return (
    <>
      {proof && state ? (
        <>
          <p>
            {t('dossiers.desk.by_hand.file_waits', { name: proof.name })}{' '}
            <Tag tone={state.tone}>{state.words}</Tag> {state.why}
          </p>
          <CheckboxGroup
            ctx={ctx}
            name="tanpa_berkas"
            label={t('dossiers.desk.by_hand.file_of')}
            optional="unmarked"
            choices={[{ value: '1', label: t('dossiers.desk.by_hand.file_without') }]}
          />
        </>
      ) : null}
      <FileField
        ctx={ctx}
        id="berkas-bukti"
        name={proofField({ applicationId: chosen.id, step: chosen.step })}
        label={t(proof ? 'dossiers.desk.by_hand.file_other' : 'dossiers.desk.by_hand.file')}
        description={t('dossiers.desk.by_hand.file_help')}
        optional
        accept={ACCEPT}
        error={error}
      />
    </>
  );
}

/** Beside which field the sentence stands. */
function fieldOf({ key }: Reason): 'hasil' | 'bukti' | 'catatan' | 'berkas' {
  if (key === 'dossiers.guard.no_proof') return 'bukti';
  if (key === 'dossiers.steps.note_needed' || key === 'dossiers.guard.no_result') return 'catatan';
  return key.startsWith('documents.') || key.startsWith('dossiers.steps.proof_')
    ? 'berkas'
    : 'hasil';
}
