import { say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Version } from '../../../documents/index.ts';
import { fileSize } from '../citizen/file-words.ts';
import { ArchiveView } from './archive-view.tsx';
import type { Desk } from './desk.ts';
import { Pages, type ViewProps } from './document-pages.tsx';
import { DocumentWords } from './document-words.tsx';

/** One document: pages in a viewer, a Word document as its words, a zip as a listing, or why it cannot be opened yet. */
export function DocumentView(props: ViewProps) {
  const { desk, version, side } = props;
  const { visit } = desk;
  const { t, page: ctx } = visit;
  if (version.state !== 'ready' || !version.kept) return <NotReady desk={desk} version={version} />;
  const unscanned =
    version.scan === 'unscanned' ? <Tag tone="warning">{t('dossiers.desk.unscanned')}</Tag> : null;
  if (version.type === 'zip' || version.type === 'docx')
    return (
      <div class="ds-card sl-flow" data-variant="tinted" id={`dokumen-${side}`}>
        <p>
          <strong>{version.name}</strong>{' '}
          <span class="sl-quiet">{fileSize(ctx, version.size)}</span> {unscanned}{' '}
          <LinkButton
            href={`${desk.path}/unduh/${version.id}`}
            kind="tertiary"
            size="sm"
            download
            label={`${t('ui.viewer.download')} ${version.name}`}
          >
            {t('ui.viewer.download')}
          </LinkButton>
        </p>
        {version.type === 'zip' ? (
          <ArchiveView {...props} />
        ) : (
          <DocumentWords {...props} member={undefined} />
        )}
      </div>
    );
  return (
    <>
      <Pages
        {...props}
        member={undefined}
        title={version.name}
        isPdf={version.type === 'pdf'}
        pages={version.type === 'pdf' ? (version.pages ?? 1) : 1}
      />
      <p class="sl-meta">
        {fileSize(ctx, version.size)} {unscanned}
      </p>
      {version.sha256 ? (
        <Details summary={t('dossiers.desk.checksum')}>
          <code class="sl-code">{version.sha256}</code>
        </Details>
      ) : null}
    </>
  );
}

function NotReady({ desk, version }: { readonly desk: Desk; readonly version: Version }) {
  const { t } = desk.visit;
  if (version.refusal)
    return (
      <Alert kind="danger" title={version.name} level={3}>
        {say(t, version.refusal)}
      </Alert>
    );
  return (
    <Alert kind="warning" title={version.name} level={3}>
      {version.kept
        ? t(version.state === 'held' ? 'dossiers.files.held' : 'dossiers.files.checking')
        : t('dossiers.desk.file_gone')}
    </Alert>
  );
}
