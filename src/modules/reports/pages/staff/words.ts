import { formatWhen, instantAt } from '../../../../kernel/clocks/index.ts';
import { isMessageKey, localise, type Translate } from '../../../../kernel/i18n.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Count } from '../../ask.ts';
import { FIGURE_ADDRESS, type ListedFigure, WORKPLACES, type Workplace } from '../../figures.ts';
import type { Period } from '../../period.ts';
import type { Report, StepTime } from '../../report.ts';

type Speaker = Pick<Visit, 'lang' | 't' | 'office'>;

const localeOf = ({ lang }: Pick<Visit, 'lang'>) => (lang === 'id' ? 'id-ID' : 'en-GB');

/** A whole number as people write it: 1.204. */
export const number = (visit: Pick<Visit, 'lang'>, value: number): string =>
  new Intl.NumberFormat(localeOf(visit)).format(value);

/** The days of a period in words: one day with its weekday, or from when until when. */
export function periodWords({ t, lang }: Speaker, { from, to }: Period): string {
  const day = (date: string, style: 'date' | 'day') =>
    formatWhen(instantAt(date, 720, 'Asia/Jakarta'), 'Asia/Jakarta', lang, style);
  return from === to
    ? day(from, 'date')
    : t('reports.period.range', { from: day(from, 'day'), to: day(to, 'day') });
}

/** A rate and what it is of: "83%", "5 dari 6"; undefined when there is nothing to say it of. */
export function rateOf(
  visit: Speaker,
  right: Count,
  all: Count,
): { readonly share: string; readonly of: string } | undefined {
  if (all.applications === 0) return undefined;
  return {
    share: new Intl.NumberFormat(localeOf(visit), { style: 'percent' }).format(
      right.applications / all.applications,
    ),
    of: visit.t('reports.rate_of', {
      right: number(visit, right.applications),
      all: number(visit, all.applications),
    }),
  };
}

/** "83% (5 dari 6 permohonan)", or that there is nothing to say it of. */
export function rateWords(visit: Speaker, right: Count, all: Count): string {
  const rate = rateOf(visit, right, all);
  return rate ? visit.t('reports.rate', rate) : visit.t('reports.no_data');
}

/** A duration with its unit: the two units are never turned into one another. */
export function durationWords(visit: Speaker, value: number, unit: StepTime['unit']): string {
  const said = new Intl.NumberFormat(localeOf(visit), { maximumFractionDigits: 1 }).format(value);
  return visit.t(`reports.unit.${unit}`, { count: said });
}

/** Through which channel it came; one without words of its own by its name. */
export function channelWords(t: Translate, channel: string): string {
  const key = `reports.channel.${channel}`;
  return isMessageKey(key) ? t(key) : channel;
}

const WORKPLACE_ADDRESS: Readonly<Record<Workplace, string>> = {
  office: 'kantor',
  home: 'rumah',
  unsaid: 'tidak-disebut',
};

/** How an address narrows a list to where officers worked. */
export const workplaceParams = (workplace: Workplace) => ({ tempat: WORKPLACE_ADDRESS[workplace] });

/** The workplace of an address; undefined when there is none. */
export const workplaceAt = (address: string): Workplace | undefined =>
  WORKPLACES.find((workplace) => WORKPLACE_ADDRESS[workplace] === address);

/** Why something was returned; a retired reason by its code. */
export function faultWords({ t, lang }: Speaker, fault: Report['faults'][number]): string {
  if (fault.code === null) return t('reports.fault.missing');
  return fault.reason ? localise(fault.reason.label, lang).text : fault.code;
}

const params = (period: Period, more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ dari: period.from, sampai: period.to, ...more }).toString();

/** The page of figures for a period; `as` downloads it. */
export const figuresHref = (visit: Speaker, period: Period, as: '' | '.xlsx' | '.pdf' = '') =>
  `/${visit.office.slug}/petugas/angka${as}?${params(period)}`;

/** The list behind a figure. */
export const listHref = (
  visit: Speaker,
  figure: ListedFigure,
  period: Period,
  more: Readonly<Record<string, string>> = {},
) => `/${visit.office.slug}/petugas/angka/${FIGURE_ADDRESS[figure]}?${params(period, more)}`;
