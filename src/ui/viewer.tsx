import { safeHref } from './href.ts';
import type { PageContext } from './page-context.ts';

/** What of a document is shown and how. `turn` in degrees clockwise, `zoom` as a factor of the frame's width. */
export interface View {
  /** From 1. */
  readonly page: number;
  readonly zoom: 1 | 2 | 3 | 4;
  readonly turn: 0 | 90 | 180 | 270;
}

const ZOOMS = [1, 2, 3, 4] as const;
const TURNS = [0, 90, 180, 270] as const;
/** What a link does, for keys that press it. */
type Kind = { rel: 'prev' | 'next' } | { 'data-lihat': 'besar' | 'kecil' | 'putar' };

/** Reads a view out of a query; whatever is missing or strange becomes the whole first page, upright. */
export function viewFrom(
  query: { readonly [name: string]: string | undefined },
  pages: number,
): View {
  const page = Number(query['halaman']);
  return {
    page: Number.isInteger(page) && page >= 1 && page <= pages ? page : 1,
    zoom: ZOOMS.find((zoom) => String(zoom) === query['perbesar']) ?? 1,
    turn: TURNS.find((turn) => String(turn) === query['putar']) ?? 0,
  };
}

function Sheet(props: {
  src: string;
  alt: string;
  width: number;
  height: number;
  turn: View['turn'];
}) {
  const { src, alt, width, height, turn } = props;
  const lying = turn === 90 || turn === 270;
  const moved = { 0: [0, 0], 90: [height, 0], 180: [width, height], 270: [0, width] }[turn];
  return (
    <svg
      class="sl-sheet"
      role="img"
      aria-label={alt}
      viewBox={lying ? `0 0 ${height} ${width}` : `0 0 ${width} ${height}`}
    >
      <image
        href={safeHref(src)}
        width={String(width)}
        height={String(height)}
        transform={`translate(${moved.join(' ')}) rotate(${turn})`}
      />
    </svg>
  );
}

/**
 * One page of a document as a picture in a frame that scrolls. Turning, zooming and leafing are links, so it works without
 * JavaScript; `href` gives the address of another view. `width` and `height` are the picture's own, in pixels.
 */
export function Viewer(props: {
  readonly ctx: PageContext;
  readonly title: string;
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly pages: number;
  readonly view: View;
  readonly href: (view: View) => string;
  readonly downloadHref?: string | undefined;
  readonly id?: string | undefined;
}) {
  const { ctx, title, src, width, height, pages, view, href, downloadHref, id } = props;
  const { t } = ctx;
  const whole = { page: view.page, of: pages };
  const zoom = (by: 1 | -1) => ZOOMS.find((factor) => factor === view.zoom + by);
  const larger = zoom(1);
  const smaller = zoom(-1);
  const turned = TURNS[(TURNS.indexOf(view.turn) + 1) % 4] ?? 0;
  const link = (to: View | undefined, label: string, sign: string, kind: Kind) =>
    to === undefined ? null : (
      <a
        class="ds-button"
        data-variant="tertiary"
        data-size="sm"
        href={safeHref(href(to))}
        {...kind}
      >
        <span aria-hidden="true">{sign}</span> {label}
      </a>
    );
  return (
    <figure class="sl-viewer" id={id} data-zoom={String(view.zoom)}>
      <figcaption>
        <strong>{title}</strong> <span class="sl-quiet">{t('ui.viewer.page_of', whole)}</span>
      </figcaption>
      <nav class="sl-viewer-tools" aria-label={t('ui.viewer.tools', { title })}>
        {link(larger && { ...view, zoom: larger }, t('ui.viewer.larger'), '+', {
          'data-lihat': 'besar',
        })}
        {link(smaller && { ...view, zoom: smaller }, t('ui.viewer.smaller'), '−', {
          'data-lihat': 'kecil',
        })}
        {link({ ...view, turn: turned }, t('ui.viewer.turn'), '↻', { 'data-lihat': 'putar' })}
        {link(
          view.page > 1 ? { ...view, page: view.page - 1 } : undefined,
          t('ui.pagination.previous'),
          '←',
          { rel: 'prev' },
        )}
        {link(
          view.page < pages ? { ...view, page: view.page + 1 } : undefined,
          t('ui.pagination.next'),
          '→',
          { rel: 'next' },
        )}
        {downloadHref === undefined ? null : (
          <a
            class="ds-button"
            data-variant="tertiary"
            data-size="sm"
            href={safeHref(downloadHref)}
            download
          >
            <span aria-hidden="true">↓</span> {t('ui.viewer.download')}
          </a>
        )}
      </nav>
      <section class="sl-viewer-frame" tabindex={0} aria-label={title}>
        <Sheet
          src={src}
          alt={`${title}, ${t('ui.viewer.page_of', whole)}`}
          width={width}
          height={height}
          turn={view.turn}
        />
      </section>
    </figure>
  );
}
