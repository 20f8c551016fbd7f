import { finished } from 'node:stream/promises';
import type { Tx } from '../../src/kernel/db.ts';

/** A cell: what PostgreSQL's COPY can take. An object becomes JSON, a list an array. */
export type Cell =
  | string
  | number
  | Date
  | Buffer
  | null
  | undefined
  | readonly string[]
  | { readonly [name: string]: unknown };

/** In the order in which rows may refer to one another. */
const COLUMNS = {
  person: 'id full_name given_name family_name created_at head_seq head_hash',
  login: 'person_id email password_hash email_confirmed_at password_changed_at',
  membership: 'office_id id person_id role since',
  draft: 'office_id id owner_id service_id full_name answers created_at saved_at',
  dossier:
    'office_id id number applicant_id full_name note channel submitted_at secret_hash sealed_secret wrapped_key version head_seq head_hash',
  application:
    'office_id id dossier_id service_id service_version answers missing step step_kind waiting_on outcome round submitted_at promised_at due_at closed_at due_when_closed',
  identity_index: 'office_id application_id field blind',
  blob: 'office_id id storage_key wrapped_key size made_at',
  document: 'office_id id owner_id created_at',
  document_version:
    'office_id id document_id number name size state type sha256 pages blob_id uploaded_at uploaded_by',
  evidence: 'office_id application_id requirement document_id place added_at',
  verdict:
    'office_id application_id requirement round verdict reason_code note version_ids by_id at',
  deficiency_letter:
    'office_id id dossier_id application_id round sent_at answer_by answered_at by_id',
  clock_segment: 'office_id application_id number kind reason started_at ended_at',
  step_result: 'office_id application_id id step result reference by_id at',
  appointment: 'office_id id dossier_id counter_id starts_at ends_at state made_by made_at',
  seat_offer: 'office_id id dossier_id made_at made_by expires_at closed_at',
  seat_claim: 'office_id counter_id during kind held_until offer_id appointment_id id',
  seat_cover: 'office_id id application_id appointment_id offer_id ended_at',
  visit:
    'office_id id dossier_id appointment_id arrived_at counter_id checked_in_by state served_at served_by',
  original: 'office_id application_id requirement place place_since found checked_at checked_by',
  register_entry: 'office_id kind year serial dossier_id visit_id issued_at issued_by signed',
  message: 'office_id id thread_id author_id side sealed at read_at',
  access_log: 'office_id id at actor_id subject_kind subject_id',
  event:
    'stream_id seq stream_kind office_id kind at actor_id on_behalf_of mandate channel data commitment prev_hash hash',
  event_text: 'stream_id seq salt sealed',
} as const;
export type Table = keyof typeof COLUMNS;

/** Rows on their way into the tables, written out as COPY wants them. */
export interface Sheets {
  row(table: Table, ...cells: readonly Cell[]): void;
  /** An event; those of one sheet are stored in the order of time, so that a diary lies scattered as in life. */
  event(at: number, ...cells: readonly Cell[]): void;
}

export interface FullSheets extends Sheets {
  /** Writes everything in one transaction; returns the number of rows. */
  store(tx: Tx): Promise<number>;
}

export function createSheets(): FullSheets {
  const lines = new Map<Table, string[]>();
  const events: { at: number; line: string }[] = [];
  return {
    row(table, ...cells) {
      const line = cells.map(written).join('\t');
      const sheet = lines.get(table);
      if (sheet) sheet.push(line);
      else lines.set(table, [line]);
    },
    event: (at, ...cells) => void events.push({ at, line: cells.map(written).join('\t') }),
    async store(tx) {
      let rows = 0;
      lines.set(
        'event',
        events.sort((one, other) => one.at - other.at).map(({ line }) => line),
      );
      for (const table of Object.keys(COLUMNS) as Table[]) {
        const sheet = lines.get(table) ?? [];
        if (sheet.length === 0) continue;
        rows += sheet.length;
        const columns = COLUMNS[table].split(' ').join(', ');
        const into = await tx.unsafe(`copy ${table} (${columns}) from stdin`).writable();
        for (let from = 0; from < sheet.length; from += 500) {
          const text = `${sheet.slice(from, from + 500).join('\n')}\n`;
          if (!into.write(text)) await new Promise((resolve) => into.once('drain', resolve));
        }
        into.end();
        await finished(into, { readable: false });
      }
      return rows;
    },
  };
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N';
  if (typeof cell === 'string') return escaped(cell);
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`;
  if (Array.isArray(cell)) return `{${cell.join(',')}}`;
  return escaped(JSON.stringify(cell));
}

const escaped = (text: string) =>
  /[\\\t\n\r]/.test(text)
    ? text
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
    : text;
