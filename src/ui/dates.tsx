import { formatWhen, type WhenStyle } from '../kernel/clocks/index.ts';
import type { Lang } from '../kernel/i18n.ts';

export { formatWhen, type WhenStyle };

/** A moment, readable by people and by machines. */
export function When(props: {
  readonly at: Date;
  readonly tz: string;
  readonly lang: Lang;
  readonly style?: WhenStyle | undefined;
}) {
  const { at, tz, lang, style = 'full' } = props;
  return <time datetime={at.toISOString()}>{formatWhen(at, tz, lang, style)}</time>;
}
