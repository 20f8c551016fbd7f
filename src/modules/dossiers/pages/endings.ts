import type { House } from '../../../kernel/house.ts';
import { textIn } from '../../../kernel/ledger.ts';
import type { Office } from '../../offices/index.ts';
import { type ExtensionRow, extensionsOf } from '../extending/extending.sql.ts';
import { objectBy } from '../objecting/commands.ts';
import {
  type ObjectionFile,
  type ObjectionRow,
  objectionFilesOf,
  objectionsOf,
} from '../objecting/objecting.sql.ts';
import { diaryOf } from '../reading/diary.ts';
import type { ApplicationView, DossierRow } from '../reading/dossier.sql.ts';
import { type ResultRow, resultsOf } from '../results/results.sql.ts';

/** More time, results and objections of a dossier, with the words that lie sealed beside each. */
export interface Endings {
  readonly extensions: readonly ExtensionRow[];
  readonly results: readonly ResultRow[];
  readonly objections: readonly ObjectionRow[];
  readonly files: readonly ObjectionFile[];
  /** The day from which on the application's due time was moved by changed working days; undefined when it was not. */
  recountedFrom(view: Pick<ApplicationView, 'id' | 'due_at'>): Date | undefined;
  /** What was written with that event; empty when nothing was. */
  text(seq: number | null): string;
  /** What an officer wrote with the last result of a step of that application. */
  noteOn(applicationId: string, step: string): string;
}

export async function endingsOf(
  house: House,
  officeId: string,
  dossier: Pick<DossierRow, 'id' | 'wrapped_key'>,
): Promise<Endings> {
  const [extensions, results, objections, files, diary] = await Promise.all([
    extensionsOf(house.db, officeId, dossier.id),
    resultsOf(house.db, officeId, dossier.id),
    objectionsOf(house.db, officeId, dossier.id),
    objectionFilesOf(house.db, officeId, dossier.id),
    diaryOf(house.db, house, officeId, dossier),
  ]);
  return {
    extensions,
    results,
    objections,
    files,
    recountedFrom: ({ id, due_at: due }) => {
      const last = diary.findLast(
        ({ kind, data }) => kind === 'time.recounted' && data['application'] === id,
      );
      const [before, after] = [
        textIn(last?.data ?? {}, 'due_before'),
        textIn(last?.data ?? {}, 'due'),
      ];
      return before !== '' && due?.toISOString() === after ? new Date(before) : undefined;
    },
    text: (seq) => diary.find((entry) => entry.seq === seq)?.text ?? '',
    noteOn: (applicationId, step) =>
      diary.findLast(
        ({ kind, data }) =>
          (kind === 'step.done' || kind === 'step.negative') &&
          data['application'] === applicationId &&
          data['step'] === step,
      )?.text ?? '',
  };
}

/** The objection to how the application ended this time, if there is one. */
export const objectionTo = (
  { objections }: Endings,
  view: Pick<ApplicationView, 'id' | 'closed_at'>,
): ObjectionRow | undefined =>
  objections.find(
    (one) =>
      one.application_id === view.id && one.decided_at.getTime() === view.closed_at?.getTime(),
  );

/** The last day to object to how the application ended; undefined while it has not, or was taken back. */
export async function lastDayToObject(
  house: House,
  office: Office,
  view: Pick<ApplicationView, 'outcome' | 'closed_at'>,
): Promise<string | undefined> {
  return view.closed_at && view.outcome !== 'withdrawn'
    ? objectBy(house.db, office, view.closed_at)
    : undefined;
}
