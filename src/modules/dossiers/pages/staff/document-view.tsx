import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { type View, Viewer, viewFrom } from '../../../../ui/viewer.tsx';
import type { Version } from '../../../documents/index.ts';
import { fileSize } from '../citizen/file-words.ts';
import { ArchiveView } from './archive-view.tsx';
import type { Desk } from './desk.ts';
import { DocumentWords } from './document-words.tsx';
import { sheetName, sizeOf } from './picture-sizes.ts';

/** `before` is the document of an earlier round, whose view has names of its own in the address. */
export type Side = 'now' | 'before';

export const NAMES: Readonly<Record<Side, Readonly<Record<keyof View | 'member', string>>>> = {
  now: { page: 'halaman', zoom: 'perbesar', turn: 'putar', member: 'anggota' },
  before: {
    page: 'lama_halaman',
    zoom: 'lama_perbesar',
    turn: 'lama_putar',
    member: 'lama_anggota',
  },
};
/** All names that say what is shown and how, to be kept while something else changes. */
export const VIEW_NAMES: readonly string[] = Object.values(NAMES).flatMap((of) =>
  Object.values(of),
);

export interface ViewProps {
  readonly house: House;
  readonly desk: Desk;
  readonly version: Version;
  readonly side: Side;
  /** The address of another view; what the other side shows is kept. */
  readonly href: (params: Readonly<Record<string, string>>) => string;
}

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

/** A document's pages, or those of a member of a zip, as pictures. */
export function Pages(
  props: ViewProps & {
    readonly member: number | undefined;
    readonly title: string;
    readonly isPdf: boolean;
    readonly pages: number;
  },
) {
  const { desk, version, side, href, member, title, isPdf, pages } = props;
  const { visit } = desk;
  const names = NAMES[side];
  const view = viewFrom(
    {
      halaman: visit.query(names.page),
      perbesar: visit.query(names.zoom),
      putar: visit.query(names.turn),
    },
    pages,
  );
  const type = isPdf ? 'pdf' : undefined;
  const size = sizeOf(sheetName(version.id, member), view.page, type);
  const asked = new URLSearchParams({
    ...(view.zoom > 1 ? { lebar: '2400' } : {}),
    ...(member === undefined ? {} : { anggota: String(member) }),
  }).toString();
  const id = member === undefined ? `dokumen-${side}` : `anggota-${side}`;
  return (
    <Viewer
      ctx={visit.page}
      id={id}
      title={title}
      src={`${desk.path}/gambar/${version.id}/${view.page}${asked && `?${asked}`}`}
      width={size.width}
      height={size.height}
      pages={pages}
      view={view}
      href={(to) =>
        `${href({
          [names.page]: String(to.page),
          [names.zoom]: String(to.zoom),
          [names.turn]: String(to.turn),
          ...(member === undefined ? {} : { [names.member]: String(member) }),
        })}#${id}`
      }
      downloadHref={member === undefined ? `${desk.path}/unduh/${version.id}` : undefined}
    />
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
