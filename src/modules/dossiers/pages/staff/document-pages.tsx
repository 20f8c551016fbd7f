import type { House } from '../../../../kernel/house.ts';
import { type View, Viewer, viewFrom } from '../../../../ui/viewer.tsx';
import type { Version } from '../../../documents/index.ts';
import type { Desk } from './desk.ts';
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
