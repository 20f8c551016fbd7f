import type { Db } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Vault } from '../../src/kernel/vault.ts';
import { type OfficeService, serviceByCode } from '../../src/modules/offices/index.ts';
import { asked } from '../generate/places.ts';
import { createRandom } from '../generate/random.ts';
import { officeId, signIn } from './people.ts';

const SLUG = 'kantah-bandar-lampung';
const SERVICE = 'ZNT';
const NIK = '1871014505900001';
const REASON = 'Dokumen dibawa pada hari tatap muka.';

/** An applicant at work, with forms filled in and ready to be sent. */
export interface Applicant {
  readonly token: string;
  readonly personId: string;
  /** Drafts not yet sent. */
  readonly drafts: string[];
}

/** Everything both sides of the comparison need. */
export interface Rush {
  readonly slug: string;
  readonly officeId: string;
  readonly service: OfficeService;
  readonly applicants: readonly Applicant[];
  /** The form's fields as a browser sends them, without its key. */
  readonly fields: readonly (readonly [string, string])[];
}

/**
 * Makes applicants, each signed in with `each` drafts of a service, no files, with reasons in their place.
 * @param people who they are, or how many.
 */
export async function prepareRush(
  db: Db,
  vault: Vault,
  people: number | readonly string[],
  each: number,
): Promise<Rush> {
  const office = await officeId(db, SLUG);
  const service = await serviceByCode(db, office, SERVICE);
  if (!service) throw new Error(`no service ${SERVICE}`);
  const { answers, identities, requirements } = asked(service.definition, createRandom(7));
  const citizens =
    typeof people === 'number'
      ? await db<{ id: string }[]>`
          select distinct applicant_id as id from dossier where office_id = ${office} order by 1 limit ${people}`
      : people.map((id) => ({ id }));
  const applicants: Applicant[] = [];
  for (const { id: personId } of citizens) {
    const stored: Record<string, unknown> = { ...answers };
    for (const field of identities) {
      const sealed = await vault.sealText(office, NIK, `answer:${personId}:${field}`);
      stored[field] = { sealed: sealed.toString('base64'), mask: '1871••••••••0001' };
    }
    const missing = Object.fromEntries(requirements.map((key) => [key, REASON]));
    const rows = await db<{ id: string }[]>`
      with fresh as (
        insert into draft (office_id, owner_id, full_name, answers, missing)
        select ${office}, ${personId}, 'Siti Aminah', ${JSON.stringify(stored)}::text::jsonb, ${JSON.stringify(missing)}::text::jsonb
        from generate_series(1, ${each}::int) returning id)
      insert into draft_application (office_id, draft_id, service_id, place)
      select ${office}, id, ${service.id}, 1 from fresh returning draft_id as id`;
    applicants.push({
      token: await signIn(db, personId),
      personId,
      drafts: rows.map(({ id }) => id),
    });
  }
  await db`analyze draft, draft_application`;
  return {
    ...{ slug: SLUG, officeId: office, service, applicants },
    fields: [
      ['layanan', SERVICE],
      ['nama', 'Siti Aminah'],
      ['keterangan', ''],
      ...Object.entries(answers).map(([key, value]) => [`isian.${key}`, String(value)] as const),
      ...identities.map((key) => [`isian.${key}`, NIK] as const),
      ...requirements.map((key) => [`alasan.${key}`, REASON] as const),
      ['tindakan', 'kirim'],
    ],
  };
}

/** The multipart body of the form with a fresh key. */
export function formBody(fields: Rush['fields']): { type: string; body: string } {
  const boundary = '----satu-loket-bench';
  const parts = [...fields, ['kunci', newId()] as const].map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}
