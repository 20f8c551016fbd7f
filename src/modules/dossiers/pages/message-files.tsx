import { Button } from '../../../ui/button.tsx';
import type { PageContext } from '../../../ui/page-context.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { MessageFile } from '../messages/files.sql.ts';
import { MOST_MESSAGE_FILES } from '../messages/files.ts';
import { fileSize, fileState } from './citizen/file-words.ts';

/** The name of the file field of a message's form. */
export const FILE_FIELD = 'lampiran';

/** The files beside a message that was sent; `href` leads to one that can be opened. */
export function SentFiles(props: {
  readonly ctx: PageContext;
  readonly files: readonly MessageFile[];
  readonly href: (file: MessageFile) => string;
  /** Where a small picture of it is, for whoever has no viewer. */
  readonly picture?: ((file: MessageFile) => string) | undefined;
}) {
  const { ctx, files, href, picture } = props;
  if (files.length === 0) return null;
  return (
    <ul class="sl-rows" aria-label={ctx.t('dossiers.messages.files')}>
      {files.map((file) => (
        <li>
          {file.state === 'ready' ? <a href={href(file)}>{file.name}</a> : file.name}{' '}
          <span class="sl-quiet">{fileSize(ctx, file.size)}</span>{' '}
          {file.state === 'ready' ? null : <State ctx={ctx} file={file} />}
          {picture && file.state === 'ready' && PICTURED.has(file.type ?? '') ? (
            <a class="sl-thumb" href={href(file)} tabindex={-1} aria-hidden="true">
              <img src={picture(file)} alt="" loading="lazy" width="160" height="160" />
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Of what there is a picture. */
const PICTURED: ReadonlySet<string> = new Set(['jpg', 'png', 'pdf']);

/** The files that go with the next message, each removable until then. Refreshed while files arrive. */
export function WaitingFiles(props: {
  readonly ctx: PageContext;
  readonly files: readonly MessageFile[];
}) {
  const { ctx, files } = props;
  const { t } = ctx;
  return (
    <>
      <p class="sl-quiet">
        {files.length === 0
          ? t('dossiers.messages.files_none', { most: MOST_MESSAGE_FILES })
          : t('dossiers.messages.files_help', { count: files.length, most: MOST_MESSAGE_FILES })}
      </p>
      {files.length > 0 ? (
        <ul class="sl-rows">
          {files.map((file) => (
            <li>
              {file.name} <span class="sl-quiet">{fileSize(ctx, file.size)}</span>{' '}
              <State ctx={ctx} file={file} />{' '}
              <Button
                type="submit"
                kind="tertiary"
                size="sm"
                name="tindakan"
                value={`hapus:${file.document_id}`}
                label={t('dossiers.files.remove_named', { name: file.name })}
              >
                {t('dossiers.files.remove')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function State({ ctx, file }: { readonly ctx: PageContext; readonly file: MessageFile }) {
  const { tone, words, why } = fileState(ctx, { ...file, scan: 'clean' });
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {why ? <span class="ds-validation-message">{why}</span> : null}
    </>
  );
}

/** That everything shown has been read: the script says so by itself, without one there is the button. */
export function MarkRead(props: {
  readonly ctx: PageContext;
  readonly action: string;
  /** The last message that the page shows. */
  readonly last: string;
}) {
  return (
    <sl-read>
      <form method="post" action={props.action}>
        <input type="hidden" name="sampai" value={props.last} />
        <Button type="submit" kind="tertiary" size="sm">
          {props.ctx.t('dossiers.messages.mark_read')}
        </Button>
      </form>
    </sl-read>
  );
}
