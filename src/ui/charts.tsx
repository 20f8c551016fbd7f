import { safeHref } from './href.ts';

/** One bar. `text` is the value as people read it ("1.204", "4 hari"); the number itself when left out. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text?: string | undefined;
  /** Where the list behind the value is. */
  readonly href?: string | undefined;
}

/**
 * Bars that are also a table: whoever cannot see the bars reads the same rows. Values are never negative; the longest bar is
 * `max` or the greatest value.
 */
export function BarChart(props: {
  readonly caption: string;
  /** Head of the first column ("Layanan"). */
  readonly labelHead: string;
  /** Head of the value column ("Permohonan"). */
  readonly valueHead: string;
  readonly bars: readonly Bar[];
  readonly max?: number | undefined;
}) {
  const { caption, labelHead, valueHead, bars } = props;
  const longest = Math.max(props.max ?? 0, ...bars.map((bar) => bar.value), 1);
  return (
    <table class="sl-chart">
      <caption>{caption}</caption>
      <thead class="ds-sr-only">
        <tr>
          <th scope="col">{labelHead}</th>
          <th scope="col">{valueHead}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr>
            <th scope="row">{bar.label}</th>
            <td>
              <svg class="sl-bar" aria-hidden="true" focusable="false">
                <rect class="sl-bar-track" width="100%" height="100%" rx="3" />
                <rect
                  class="sl-bar-fill"
                  width={`${((100 * bar.value) / longest).toFixed(1)}%`}
                  height="100%"
                  rx="3"
                />
              </svg>
              <span>
                {bar.href === undefined ? said(bar) : <a href={safeHref(bar.href)}>{said(bar)}</a>}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const said = (bar: Bar) => bar.text ?? String(bar.value);
