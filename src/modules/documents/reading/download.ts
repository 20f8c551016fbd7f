import { Readable } from 'node:stream';
import type { House } from '../../../kernel/house.ts';
import { openBlob } from '../blob/read.ts';
import { versionById } from '../documents.sql.ts';
import { mediaTypeOf, saveAs } from './media.ts';

/**
 * The answer that hands out a whole file, to be saved and never shown in place: no sniffing, no scripts, nothing kept by
 * caches. Only what passed inspection leaves (ASVS 5.4.3); undefined otherwise. The caller has decided who may have it.
 */
export async function download(
  house: House,
  officeId: string,
  versionId: string,
): Promise<Response | undefined> {
  const version = await versionById(house.db, officeId, versionId);
  if (version?.state !== 'ready' || version.blob_id === null) return undefined;
  const body = Readable.toWeb(
    openBlob(house, officeId, version.blob_id),
  ) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      'content-type': mediaTypeOf(version.type ?? undefined),
      'content-length': String(version.size),
      'content-disposition': saveAs(version.name),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
