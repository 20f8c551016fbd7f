import { say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { type View, Viewer, viewFrom } from '../../../../ui/viewer.tsx';
import type { Version } from '../../../documents/index.ts';
import { fileSize } from '../citizen/file-words.ts';
import type { Desk } from './desk.ts';
import { sizeOf } from './picture-sizes.ts';

/** `before` is the document of an earlier round, whose view has names of its own in the address. */
export type Side = 'now' | 'before';

const NAMES: Readonly<Record<Side, Readonly<Record<keyof View, string>>>> = {
  now: { page: 'halaman', zoom: 'perbesar', turn: 'putar' },
  before: { page: 'lama_halaman', zoom: 'lama_perbesar', turn: 'lama_putar' },
};

/** One document: pages in a viewer, a safe listing for zip and docx, or the word why it cannot be opened yet. */
export function DocumentView(props: {
  readonly desk: Desk;
  readonly version: Version;
  readonly side: Side;
  /** The address of another view; what the other side shows is kept. */
  readonly href: (params: Readonly<Record<string, string>>) => string;
}) {
  const { desk, version, side, href } = props;
  const { visit } = desk;
  const { t, page: ctx } = visit;
  if (version.state !== 'ready' || !version.kept) return <NotReady desk={desk} version={version} />;
  const original = `${desk.path}/unduh/${version.id}`;
  const unscanned =
    version.scan === 'unscanned' ? <Tag tone="warning">{t('dossiers.desk.unscanned')}</Tag> : null;
  if (version.type === 'zip' || version.type === 'docx')
    return (
      <div class="ds-card" data-variant="tinted" id={`dokumen-${side}`}>
        <p>
          <strong>{version.name}</strong>{' '}
          <span class="sl-quiet">{fileSize(ctx, version.size)}</span> {unscanned}
        </p>
        <p class="sl-quiet">{t('dossiers.desk.listing_only')}</p>
        <ul>
          {(version.listing?.shown ?? []).map((member) => (
            <li>
              {member.name} <span class="sl-quiet">{fileSize(ctx, member.size)}</span>
            </li>
          ))}
        </ul>
        {version.listing && version.listing.members > version.listing.shown.length ? (
          <p class="sl-quiet">
            {t('dossiers.desk.listing_more', {
              count: version.listing.members - version.listing.shown.length,
            })}
          </p>
        ) : null}
        <LinkButton
          href={original}
          kind="secondary"
          size="sm"
          download
          label={`${t('ui.viewer.download')} ${version.name}`}
        >
          {t('ui.viewer.download')}
        </LinkButton>
      </div>
    );
  const names = NAMES[side];
  const pages = version.type === 'pdf' ? (version.pages ?? 1) : 1;
  const view = viewFrom(
    {
      halaman: visit.query(names.page),
      perbesar: visit.query(names.zoom),
      putar: visit.query(names.turn),
    },
    pages,
  );
  const size = sizeOf(version.id, view.page, version.type);
  const picture = `${desk.path}/gambar/${version.id}/${view.page}${view.zoom > 1 ? '?lebar=2400' : ''}`;
  return (
    <>
      <Viewer
        ctx={ctx}
        id={`dokumen-${side}`}
        title={version.name}
        src={picture}
        width={size.width}
        height={size.height}
        pages={pages}
        view={view}
        href={(to) =>
          `${href({ [names.page]: String(to.page), [names.zoom]: String(to.zoom), [names.turn]: String(to.turn) })}#dokumen-${side}`
        }
        downloadHref={original}
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
