import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { Reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { Visit } from '../../../../web/visit.ts';
import { receiveFiles } from '../../../documents/index.ts';
import { documentHooks, writeTarget } from '../../document-hooks.ts';
import { type Acting, type Done, NO_DOSSIER, refuse } from '../../hold.ts';
import { recordStep } from '../../steps/commands.ts';
import { waitingProof } from '../../steps/proof.sql.ts';
import { type Proving, withdrawProof } from '../../steps/proof.ts';
import { awaitChecks } from '../citizen/await-checks.ts';

/** The name of the file field: files come before the other fields are known, so it says itself what it proves. */
export const proofField = ({ applicationId, step }: Pick<Proving, 'applicationId' | 'step'>) =>
  `berkas.${applicationId}.${step}`;

/** The form of a step done by hand with its file, which waits from now on; `problem`: why the file, or the form, was refused. */
export async function receiveResult(
  house: House,
  visit: Visit,
): Promise<{ input: FormInput; problem: Reason | undefined }> {
  const dossierId = visit.param('dossier');
  const form = await receiveFiles(house, documentHooks(house), visit, (field) => {
    const [kind, applicationId = '', step = ''] = field.split('.');
    return kind === 'berkas'
      ? { target: writeTarget({ kind: 'proof', dossierId, applicationId, step, part: 'proof' }) }
      : undefined;
  });
  if (!form.ok) return { input: {}, problem: form.reason };
  const refused = form.files.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.reason]));
  return { input: form.input, problem: refused[0] };
}

/** Records the result; a file that is still looked at is waited for a moment. */
export async function recordResult(
  house: House,
  who: Acting,
  dossierId: string,
  input: FormInput,
): Promise<Done<void>> {
  const [applicationId, step] = [one(input, 'permohonan'), one(input, 'tahap')];
  const byId = who.actor.personId;
  if (!isUuid(applicationId) || !byId) return refuse(NO_DOSSIER);
  const part = 'proof';
  if (one(input, 'tanpa_berkas') !== '')
    await withdrawProof(house, who, { applicationId, step, part });
  const place = { officeId: who.office.id, applicationId, step, byId, part } as const;
  await awaitChecks(async () => [(await waitingProof(house.db, place)) ?? []].flat());
  return recordStep(house, who, dossierId, {
    applicationId,
    result: one(input, 'hasil') === 'tidak' ? 'negative' : 'done',
    reference: one(input, 'bukti'),
    note: one(input, 'catatan').trim(),
    step,
  });
}
