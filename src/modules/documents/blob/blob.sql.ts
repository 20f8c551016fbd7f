import type { Query, Tx } from '../../../kernel/db.ts';

export interface BlobRow {
  readonly id: string;
  readonly storage_key: string;
  readonly wrapped_key: Buffer;
  /** Plain bytes; 0 until the file is whole. */
  readonly size: number;
}

export async function insertBlob(
  tx: Tx,
  officeId: string,
  blob: { id: string; storageKey: string; wrappedKey: Buffer },
): Promise<void> {
  await tx`insert into blob (office_id, id, storage_key, wrapped_key, size)
    values (${officeId}, ${blob.id}, ${blob.storageKey}, ${blob.wrappedKey}, 0)`;
}

export async function blobById(
  query: Query,
  officeId: string,
  id: string,
): Promise<BlobRow | undefined> {
  const [row] = await query<BlobRow[]>`
    select id, storage_key, wrapped_key, size from blob where office_id = ${officeId} and id = ${id}`;
  return row;
}

export async function setBlobSize(
  tx: Tx,
  officeId: string,
  id: string,
  size: number,
): Promise<void> {
  await tx`update blob set size = ${size} where office_id = ${officeId} and id = ${id}`;
}

/**
 * Deletes the row of a blob that nothing refers to and gives its storage key; undefined while something does. The row
 * stays locked until the transaction ends, so nobody can begin to refer to it meanwhile.
 */
export async function deleteUnused(
  tx: Tx,
  officeId: string,
  id: string,
): Promise<string | undefined> {
  const [locked] =
    await tx`select 1 from blob where office_id = ${officeId} and id = ${id} for update`;
  if (!locked) return undefined;
  const [row] = await tx<{ storage_key: string }[]>`
    delete from blob b where b.office_id = ${officeId} and b.id = ${id}
      and not exists (select from document_version v where v.office_id = b.office_id and v.blob_id = b.id)
      and not exists (select from upload u where u.office_id = b.office_id and u.blob_id = b.id)
    returning b.storage_key`;
  return row?.storage_key;
}

/** Blobs made before a time that nothing refers to, at most 500. */
export async function unusedBlobs(
  query: Query,
  before: Date,
): Promise<readonly { office_id: string; id: string }[]> {
  return query<{ office_id: string; id: string }[]>`
    select b.office_id, b.id from blob b where b.made_at < ${before}
      and not exists (select from document_version v where v.office_id = b.office_id and v.blob_id = b.id)
      and not exists (select from upload u where u.office_id = b.office_id and u.blob_id = b.id)
    order by b.made_at limit 500`;
}
