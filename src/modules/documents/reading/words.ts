import type { House } from '../../../kernel/house.ts';
import { openBlob } from '../blob/read.ts';
import { withPlainFile } from '../checking/private-file.ts';
import { versionById } from '../documents.sql.ts';
import { type DocumentText, documentWords, PictureProblem, viewKind } from '../inspection/index.ts';
import { MAX_BYTES } from '../rules.ts';
import { lookAtMember, type Member, withMember } from './member.ts';

/** A member of an archive that an officer asks for: what it is, or why it cannot be shown. */
export type SeenMember =
  | { readonly ok: true; readonly member: Member }
  | { readonly ok: false; readonly problem: PictureProblem };

/** Whether a member of a listing can be looked at; the others are saved with the whole. `size` in bytes. */
export const isViewable = ({
  name,
  size,
}: {
  readonly name: string;
  readonly size: number;
}): boolean => viewKind(name, size, { maxParsed: MAX_BYTES }) !== undefined;

/** What a member of a zip is; undefined when it is only listed. `index` counts from 0 in the listing's order. */
export async function memberOf(
  house: House,
  officeId: string,
  versionId: string,
  index: number,
): Promise<SeenMember | undefined> {
  const version = await versionById(house.db, officeId, versionId);
  if (!version) return undefined;
  try {
    const looked = await lookAtMember(house, officeId, version, index);
    if (!looked) return undefined;
    return looked.ok
      ? { ok: true, member: looked.member }
      : { ok: false, problem: new PictureProblem(looked.verdict) };
  } catch (error) {
    if (error instanceof PictureProblem) return { ok: false, problem: error };
    throw error;
  }
}

/**
 * The words of a Word document, or of a Word document or text file within a zip: no looks, no links, no pictures. Undefined when
 * the version is not ready or has no words of this kind. Throws PictureProblem when they cannot be read.
 */
export async function documentText(
  house: House,
  officeId: string,
  versionId: string,
  member?: number,
): Promise<DocumentText | undefined> {
  const version = await versionById(house.db, officeId, versionId);
  if (version?.state !== 'ready' || version.blob_id === null) return undefined;
  const blobId = version.blob_id;
  if (member === undefined) {
    if (version.type !== 'docx') return undefined;
    const bytes = openBlob(house, officeId, blobId) as AsyncIterable<Buffer>;
    return withPlainFile(house, bytes, (path) => documentWords({ path }, 'docx'));
  }
  const looked = await lookAtMember(house, officeId, version, member);
  if (looked && !looked.ok) throw new PictureProblem(looked.verdict);
  const kind = looked?.member.kind;
  if (!looked || (kind !== 'docx' && kind !== 'text')) return undefined;
  return withMember(house, officeId, blobId, looked.place, (from) => documentWords(from, kind));
}
