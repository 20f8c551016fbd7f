import { isUuid } from '../../../../kernel/ids.ts';
import { type OfficeService, STEP_KINDS, type StepKind } from '../../../offices/index.ts';
import type { WorkCount, WorkFilter, WorkRow } from '../../reading/work-list.sql.ts';

/** What an officer has chosen to see. `state`: `office`, `applicant`, or a step, with `-pemohon` when it waits for the applicant. */
export interface Chosen {
  readonly serviceCode: string;
  readonly state: string;
  readonly serviceId: string | undefined;
  readonly stepKind: StepKind | undefined;
  readonly waitingOn: 'office' | 'applicant';
}

/** Reads the filters out of the address; what is strange is as if it were not there. */
export function readChosen(
  query: (name: string) => string,
  services: readonly OfficeService[],
): Chosen {
  const service = services.find(({ code }) => code === query('layanan'));
  const asked = query('keadaan');
  const [step = '', waits] = asked.split('-');
  const stepKind = STEP_KINDS.find((kind) => kind === step);
  const waitingOn = waits === 'pemohon' || asked === 'applicant' ? 'applicant' : 'office';
  return {
    serviceCode: service?.code ?? '',
    state: stepKind ? (waitingOn === 'applicant' ? `${stepKind}-pemohon` : stepKind) : waitingOn,
    serviceId: service?.id,
    stepKind,
    waitingOn,
  };
}

/** The filters as they stand in an address, without the default ones. */
export function chosenQuery(chosen: Chosen, more: Readonly<Record<string, string>> = {}): string {
  const params = new URLSearchParams(more);
  if (chosen.serviceCode) params.set('layanan', chosen.serviceCode);
  if (chosen.state !== 'office') params.set('keadaan', chosen.state);
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** How many a choice would show. */
export function countOf(
  counts: readonly WorkCount[],
  what: {
    serviceId?: string | undefined;
    stepKind?: StepKind | undefined;
    waitingOn: 'office' | 'applicant';
  },
): number {
  return counts
    .filter(
      (row) =>
        row.waiting_on === what.waitingOn &&
        (!what.serviceId || row.service_id === what.serviceId) &&
        (!what.stepKind || row.step_kind === what.stepKind),
    )
    .reduce((sum, row) => sum + row.count, 0);
}

/** The place of a line in the list, for the address of the next page. */
export function placeOf(row: Pick<WorkRow, 'due_at' | 'submitted_at' | 'application_id'>): string {
  return `${row.due_at?.getTime() ?? ''}.${row.submitted_at.getTime()}.${row.application_id}`;
}

/** Reads {@link placeOf}; anything else is the beginning. */
export function readPlace(text: string): WorkFilter['after'] {
  const [due = '', submitted = '', id = ''] = text.split('.');
  if (!/^\d{0,13}$/.test(due) || !/^\d{1,13}$/.test(submitted) || !isUuid(id)) return undefined;
  return {
    dueAt: due === '' ? null : new Date(Number(due)),
    submittedAt: new Date(Number(submitted)),
    id,
  };
}
