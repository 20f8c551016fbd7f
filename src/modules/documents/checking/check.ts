import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { transaction } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import type { ScanResult } from '../../../kernel/ports.ts';
import { openBlob } from '../blob/read.ts';
import { DamagedBlob } from '../blob/segment.ts';
import {
  type Listing,
  lockWaiting,
  markHeld,
  markReady,
  markRefused,
  type VersionRow,
  versionById,
} from '../documents.sql.ts';
import type { DocumentHooks } from '../hooks.ts';
import { type Accepted, inspect } from '../inspection/index.ts';
import type { VersionState } from '../rules.ts';
import { forgetLater } from '../upload/give-up.ts';
import { withPlainFile } from './private-file.ts';

/** What looking at a file led to. */
type Finding =
  | {
      readonly state: 'ready';
      readonly verdict: Accepted;
      readonly scan: ScanResult;
      readonly sha256: Buffer;
    }
  | {
      readonly state: 'refused';
      readonly reason: Reason;
      readonly scan: ScanResult['state'];
      readonly sha256: Buffer | null;
    };

/**
 * Looks at one version: by content, then with the office's malware scanner. Nobody can open it before. Safe to repeat.
 * A scanner that does not answer leaves the file held and throws, so that the queue tries again.
 */
export async function checkVersion(
  house: House,
  hooks: DocumentHooks,
  officeId: string,
  versionId: string,
): Promise<void> {
  const version = await versionById(house.db, officeId, versionId);
  if (!version || version.blob_id === null) return;
  if (version.state !== 'checking' && version.state !== 'held') return;
  const finding = await look(house, officeId, version, version.blob_id).catch(
    async (error: unknown) => {
      await hold(house, hooks, officeId, version);
      throw error;
    },
  );
  await settle(house, hooks, officeId, version, finding);
}

async function look(
  house: House,
  officeId: string,
  version: VersionRow,
  blobId: string,
): Promise<Finding> {
  const hash = createHash('sha256');
  const bytes = hashed(openBlob(house, officeId, blobId), hash);
  try {
    return await withPlainFile(house, bytes, async (path): Promise<Finding> => {
      const sha256 = hash.digest();
      const verdict = await inspect({ path, name: version.name, size: version.size });
      if (!verdict.ok)
        return {
          state: 'refused',
          reason: reason(verdict.reason, verdict.params),
          scan: 'unscanned',
          sha256,
        };
      const scan = await house.scan(path);
      if (scan.state === 'infected')
        return {
          state: 'refused',
          reason: reason('documents.refused.infected'),
          scan: scan.state,
          sha256,
        };
      return { state: 'ready', verdict, scan, sha256 };
    });
  } catch (error) {
    if (!(error instanceof DamagedBlob)) throw error;
    house.log.error({ err: error, version: version.id }, 'a stored file is damaged');
    return {
      state: 'refused',
      reason: reason('documents.refused.damaged'),
      scan: 'unscanned',
      sha256: null,
    };
  }
}

async function settle(
  house: House,
  hooks: DocumentHooks,
  officeId: string,
  version: VersionRow,
  finding: Finding,
): Promise<void> {
  await transaction(house.db, async (tx) => {
    if (!(await lockWaiting(tx, officeId, version.id))) return;
    if (finding.state === 'ready') {
      await markReady(tx, officeId, version.id, {
        type: finding.verdict.type,
        sha256: finding.sha256,
        pages: finding.verdict.pages ?? null,
        listing: listingOf(finding.verdict),
        scan: finding.scan.state,
      });
    } else {
      const { key, params } = finding.reason;
      const refusal = params === undefined ? { key } : { key, params };
      await markRefused(tx, officeId, version.id, {
        refusal,
        scan: finding.scan,
        sha256: finding.sha256,
      });
      if (version.blob_id !== null) await forgetLater(tx, officeId, [version.blob_id]);
    }
    await hooks.inspected(tx, said(officeId, version, finding.state));
    await ring(tx, ...watchers(version));
  });
}

async function hold(
  house: House,
  hooks: DocumentHooks,
  officeId: string,
  version: VersionRow,
): Promise<void> {
  if (version.state === 'held') return;
  await transaction(house.db, async (tx) => {
    if (!(await lockWaiting(tx, officeId, version.id))) return;
    await markHeld(tx, officeId, version.id);
    await hooks.inspected(tx, said(officeId, version, 'held'));
    await ring(tx, ...watchers(version));
  });
}

/** Who waits for the finding: the owner, and whoever brought the file for them. */
const watchers = ({ owner_id: owner, uploaded_by: bringer }: VersionRow) =>
  [...new Set([owner, bringer])].map((id) => `person:${id}` as const);

const said = (officeId: string, version: VersionRow, state: VersionState) => ({
  officeId,
  ownerId: version.owner_id,
  documentId: version.document_id,
  versionId: version.id,
  state,
});

const listingOf = (verdict: Accepted): Listing | null =>
  verdict.listing === undefined
    ? null
    : { members: verdict.members ?? verdict.listing.length, shown: verdict.listing };

/** The same bytes, taken into the hash as they pass. */
async function* hashed(bytes: Readable, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    hash.update(piece);
    yield piece;
  }
}
