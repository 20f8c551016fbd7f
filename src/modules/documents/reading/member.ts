import type { House } from '../../../kernel/house.ts';
import { openBlob } from '../blob/read.ts';
import { withPlainFile } from '../checking/private-file.ts';
import type { VersionRow } from '../documents.sql.ts';
import {
  lookAt,
  type MemberPlace,
  memberPlaces,
  type Source,
  type Verdict,
  type ViewKind,
  viewKind,
} from '../inspection/index.ts';
import { MAX_BYTES } from '../rules.ts';
import { recent } from './recent.ts';

/** Where members lie, and what looking at one came to, for the archives that were opened lately. */
const remembered = recent(4 * 1024 * 1024);

/** A member of an archive as it can be looked at. */
export interface Member {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly kind: ViewKind;
  /** PDF only. */
  readonly pages: number;
}

type Looked =
  | { readonly ok: true; readonly member: Member; readonly place: MemberPlace }
  | { readonly ok: false; readonly verdict: Extract<Verdict, { ok: false }> };

/**
 * Looks at one member of a zip, as if it had been uploaded alone; `index` counts from 0 in the listing's order. Undefined when
 * there is no such member or it is of a kind that is only listed. Throws PictureProblem when the archive cannot be read.
 */
export async function lookAtMember(
  house: House,
  officeId: string,
  version: VersionRow,
  index: number,
): Promise<Looked | undefined> {
  const blobId = version.blob_id;
  if (version.type !== 'zip' || version.state !== 'ready' || blobId === null) return undefined;
  const place = (await placesOf(house, officeId, blobId))[index];
  const kind = place && viewKind(place.name, place.size, { maxParsed: MAX_BYTES });
  if (!place || !kind) return undefined;
  const member = { name: place.name, size: place.size, kind };
  // Plain text has nothing to be inspected for: it is shown as words, whatever it says.
  if (kind === 'text') return { ok: true, member: { ...member, pages: 0 }, place };
  const verdict = await asJson<Verdict>(`${officeId}/${blobId}/${index}`, () =>
    withMember(house, officeId, blobId, place, (from) => lookAt(from, place.name)),
  );
  return verdict.ok
    ? { ok: true, member: { ...member, pages: verdict.pages ?? 1 }, place }
    : { ok: false, verdict };
}

/**
 * Hands the packed bytes of one member to a tool, in a file of their own: only they are fetched and opened, not the whole
 * archive. They are unpacked where they are parsed.
 */
export function withMember<T>(
  house: House,
  officeId: string,
  blobId: string,
  place: MemberPlace,
  work: (from: Source) => Promise<T>,
): Promise<T> {
  const bytes = openBlob(house, officeId, blobId, { start: place.from, end: place.to });
  return withPlainFile(house, bytes as AsyncIterable<Buffer>, (path) =>
    work({ path, member: place }),
  );
}

async function placesOf(
  house: House,
  officeId: string,
  blobId: string,
): Promise<readonly MemberPlace[]> {
  return asJson(`${officeId}/${blobId}`, () =>
    withPlainFile(house, openBlob(house, officeId, blobId) as AsyncIterable<Buffer>, memberPlaces),
  );
}

/** Keeps an answer of the inspector as the bytes of its JSON, so that what is kept is bounded. */
async function asJson<T>(name: string, make: () => Promise<T>): Promise<T> {
  const kept = await remembered(name, async () => Buffer.from(JSON.stringify(await make())));
  return JSON.parse(kept.toString()) as T;
}
