import { formatWhen, type IsoDate } from '../../../../kernel/clocks/index.ts';
import type { Lang } from '../../../../kernel/i18n.ts';

/** A calendar day in words. */
export function DayWords({ day, lang }: { readonly day: IsoDate; readonly lang: Lang }) {
  return (
    <time datetime={day}>{formatWhen(new Date(`${day}T12:00:00Z`), 'UTC', lang, 'date')}</time>
  );
}
