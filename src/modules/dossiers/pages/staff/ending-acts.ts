import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { Reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { Visit } from '../../../../web/visit.ts';
import { receiveFiles } from '../../../documents/index.ts';
import { documentHooks, writeTarget } from '../../document-hooks.ts';
import { extendTime } from '../../extending/commands.ts';
import { type Acting, type Done, NO_DOSSIER, refuse } from '../../hold.ts';
import { answerObjection } from '../../objecting/commands.ts';
import { handOverResult, readyResult } from '../../results/commands.ts';
import { waitingProof } from '../../steps/proof.sql.ts';
import { withdrawProof } from '../../steps/proof.ts';
import { awaitChecks } from '../citizen/await-checks.ts';
import type { Act } from './act.ts';
import { deskHref } from './desk.ts';

/** The name of the file field: files come before the other fields are known, so it says itself what it is. */
export const resultField = (place: { readonly applicationId: string; readonly step: string }) =>
  `hasil.${place.applicationId}.${place.step}`;

/** More time, a result laid ready, its hand-over, and the answer to an objection. */
export function endingActs(house: House): readonly Act[] {
  return [
    {
      path: '/hasil-siap',
      form: 'siap',
      part: 'syarat',
      receive: (visit) => receiveReady(house, visit),
      run: (who, id, input) => ready(house, who, id, input),
      onward: (desk) => deskHref(desk, {}, 'penyerahan'),
    },
    {
      path: '/serah',
      form: 'serah',
      part: 'syarat',
      run: (who, id, input) =>
        handOverResult(house, who, id, {
          applicationId: one(input, 'permohonan'),
          receiver: one(input, 'penerima'),
          identity: one(input, 'identitas'),
          digits: one(input, 'digit'),
        }),
      onward: (desk) => deskHref(desk, {}, 'penyerahan'),
    },
    {
      path: '/perpanjangan',
      form: 'perpanjangan',
      part: 'syarat',
      run: (who, id, input) =>
        extendTime(house, who, id, {
          applicationId: one(input, 'permohonan'),
          amount: Number(one(input, 'lama').trim() || Number.NaN),
          why: one(input, 'alasan'),
        }),
      onward: (desk) => deskHref(desk, {}),
    },
    {
      path: '/keberatan',
      form: 'keberatan',
      part: 'syarat',
      run: (who, id, input) =>
        answerObjection(house, who, id, {
          applicationId: one(input, 'permohonan'),
          answer: { dikabulkan: 'upheld', ditolak: 'rejected' }[one(input, 'jawaban')] as
            | 'upheld'
            | 'rejected'
            | undefined,
          why: one(input, 'alasan'),
          step: one(input, 'tahap'),
        }),
      onward: (desk) => deskHref(desk, {}, 'keberatan'),
    },
  ];
}

/** The form with the result's file, which waits from now on; `problem`: why the file, or the form, was refused. */
async function receiveReady(
  house: House,
  visit: Visit,
): Promise<{ input: FormInput; problem: Reason | undefined }> {
  const dossierId = visit.param('dossier');
  const form = await receiveFiles(house, documentHooks(house), visit, (field) => {
    const [kind, applicationId = '', step = ''] = field.split('.');
    const part = 'result';
    return kind === 'hasil'
      ? { target: writeTarget({ kind: 'proof', dossierId, applicationId, step, part }) }
      : undefined;
  });
  if (!form.ok) return { input: {}, problem: form.reason };
  const refused = form.files.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.reason]));
  return { input: form.input, problem: refused[0] };
}

async function ready(
  house: House,
  who: Acting,
  dossierId: string,
  input: FormInput,
): Promise<Done<void>> {
  const [applicationId, step] = [one(input, 'permohonan'), one(input, 'tahap')];
  const byId = who.actor.personId;
  if (!isUuid(applicationId) || !byId) return refuse(NO_DOSSIER);
  const part = 'result';
  if (one(input, 'tanpa_berkas') !== '')
    await withdrawProof(house, who, { applicationId, step, part });
  const place = { officeId: who.office.id, applicationId, step, byId, part } as const;
  await awaitChecks(async () => [(await waitingProof(house.db, place)) ?? []].flat());
  return readyResult(house, who, dossierId, {
    applicationId,
    step,
    paper: one(input, 'kertas') !== '',
    note: one(input, 'catatan'),
  });
}
