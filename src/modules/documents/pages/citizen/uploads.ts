import { type Locker, Server } from '@tus/server';
import type { House } from '../../../../kernel/house.ts';
import { isMessageKey, say } from '../../../../kernel/i18n.ts';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { DocumentHooks } from '../../hooks.ts';
import { MAX_BYTES } from '../../rules.ts';
import { UploadRefused, UploadStore } from '../../upload/tus-store.ts';
import { type ListedUpload, uploadsFor } from '../../upload/upload.sql.ts';
import { bodyOf } from '../body.ts';

/** The resumable upload (tus 1.0) of a person's own files, and the list of what is on its way. */
export function uploadRoutes(house: House, hooks: DocumentHooks): Route[] {
  const tus = (visit: Visit) => answerTus(house, hooks, visit);
  const all = '/:office/unggah';
  const one = '/:office/unggah/:upload';
  return [
    { method: 'GET', path: all, access: person, handle: (visit) => listUploads(house, visit) },
    { method: 'POST', path: all, access: person, body: 'stream', handle: tus },
    { method: 'OPTIONS', path: all, access: person, body: 'stream', handle: tus },
    // The framework answers HEAD by the GET route without its body; a real GET finds nothing: files do not leave here.
    {
      method: 'GET',
      path: one,
      access: person,
      handle: (visit) => (isHead(visit) ? tus(visit) : visit.notFound()),
    },
    { method: 'PATCH', path: one, access: person, body: 'stream', handle: tus },
    { method: 'DELETE', path: one, access: person, body: 'stream', handle: tus },
    { method: 'OPTIONS', path: one, access: person, body: 'stream', handle: tus },
  ];
}

const isHead = (visit: Visit) => visit.c.req.raw.method === 'HEAD';

/** Which request writes is decided in the database, where every server process sees it. */
const noLock: Locker = { newLock: () => ({ lock: async () => {}, unlock: async () => {} }) };

async function answerTus(house: House, hooks: DocumentHooks, visit: Visit): Promise<Response> {
  const path = `/${visit.office.slug}/unggah`;
  const owner = { officeId: visit.office.id, ownerId: visit.person.id };
  const server = new Server({
    path,
    datastore: new UploadStore(house, hooks, owner, bodyOf(visit)),
    locker: noLock,
    maxSize: MAX_BYTES,
    relativeLocation: true,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    getFileIdFromRequest: () => visit.param('upload') || undefined,
    onResponseError: (_request, error) => explain(visit, error),
  });
  const { method } = visit.c.req.raw;
  const headers = new Headers(visit.c.req.raw.headers);
  // The edge judged the request by its real method: the protocol must not see another.
  headers.delete('x-http-method-override');
  return server.handleWeb(new Request(visit.c.req.url, { method, headers }));

  function explain(
    to: Visit,
    error: Error | { status_code: number; body: string },
  ): { status_code: number; body: string } {
    if (error instanceof UploadRefused) {
      const { key } = error.reason;
      const tooMuch = key === 'documents.limit.files' || key === 'documents.limit.bytes';
      const status = tooMuch ? 429 : key === 'documents.refused.too_large' ? 413 : 422;
      return { status_code: status, body: say(to.t, error.reason) };
    }
    const status = 'status_code' in error ? error.status_code : 500;
    if (status === 413)
      return {
        status_code: 413,
        body: to.t('documents.refused.too_large', { max: MAX_BYTES / 1024 / 1024 }),
      };
    if (status === 404 || status === 410)
      return { status_code: status, body: to.t('documents.upload_gone') };
    if (isCut(error)) house.log.debug({ reference: to.reference }, 'an upload was cut off');
    else if (error instanceof Error && !('status_code' in error))
      house.log.error({ err: error, reference: to.reference }, 'an upload failed');
    return { status_code: status, body: 'body' in error && status < 500 ? error.body : '' };
  }
}

/** The browser went away in the middle: everyday life on a telephone network, and no fault of ours. */
const isCut = (error: object) => 'code' in error && error.code === 'ECONNRESET';

/** `?untuk=…`: what this person has on its way for a purpose, so that a page can go on after a reload. */
async function listUploads(house: House, visit: Visit): Promise<Response> {
  const purpose = {
    officeId: visit.office.id,
    ownerId: visit.person.id,
    target: visit.query('untuk'),
  };
  const rows = await uploadsFor(house.db, purpose, visit.now);
  return visit.c.json({ uploads: rows.map((row) => listed(visit, row)) });
}

/** One upload as the page's script reads it. */
export interface ListedJson {
  readonly id: string;
  readonly url: string;
  readonly target: string;
  readonly document: string;
  readonly version: string | null;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly offset: number;
  readonly fingerprint: string;
  readonly state: 'unfinished' | 'checking' | 'ready' | 'refused' | 'held';
  /** Why it was refused, in the reader's language. */
  readonly sentence: string | null;
}

function listed(visit: Visit, row: ListedUpload): ListedJson {
  const { refusal } = row;
  return {
    id: row.id,
    url: `/${visit.office.slug}/unggah/${row.id}`,
    target: row.target,
    document: row.document_id,
    version: row.version_id,
    name: row.name,
    size: row.length,
    offset: row.offset_bytes,
    fingerprint: row.fingerprint,
    state: row.state ?? 'unfinished',
    sentence: refusal && isMessageKey(refusal.key) ? visit.t(refusal.key, refusal.params) : null,
  };
}
