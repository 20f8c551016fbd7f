import type { Translate } from '../../../kernel/i18n.ts';
import { MAX_BYTES } from '../rules.ts';

/** Placeholders that the script fills in, left as they are. */
const LATER = { name: '{name}', percent: '{percent}', size: '{size}', count: '{count}' };

/**
 * The sentences of the upload script in the page's language, for the attribute `data-kata` of `<sl-upload>`; the names are
 * those of `src/islands/upload/words.ts`.
 */
export function uploadWords(t: Translate): string {
  return JSON.stringify({
    choose: t('documents.upload.choose'),
    camera: t('documents.upload.camera'),
    drop: t('documents.upload.drop'),
    pause: t('documents.upload.pause'),
    resume: t('documents.upload.resume'),
    retry: t('documents.upload.retry'),
    remove: t('documents.upload.remove'),
    again: t('documents.upload.again'),
    queued: t('documents.upload.queued'),
    sending: t('documents.upload.sending', LATER),
    paused: t('documents.upload.paused', LATER),
    cut: t('documents.upload.cut'),
    unfinished: t('documents.upload.unfinished', LATER),
    other: t('documents.upload.other', LATER),
    checking: t('documents.upload.checking'),
    ready: t('documents.upload.ready'),
    held: t('documents.upload.held'),
    failed: t('documents.upload.failed'),
    signed_out: t('documents.upload.signed_out'),
    wait: t('documents.upload.wait', LATER),
    arrived: t('documents.upload.arrived', LATER),
    too_large: t('documents.refused.too_large', { max: MAX_BYTES / 1024 / 1024 }),
    empty: t('documents.refused.empty'),
    kind: t('documents.refused.extension'),
  });
}
