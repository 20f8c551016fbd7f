import { localise } from '../../../../kernel/i18n.ts';
import { BarChart } from '../../../../ui/charts.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { type Figure, OFFICERS_FIGURES, type Part as PartOf, WORKPLACES } from '../../figures.ts';
import type { Report } from '../../report.ts';
import { channelWords, listHref, number, workplaceParams } from './words.ts';

/** The figures that are told apart by service and by channel. */
export const PART_FIGURES = [
  'received',
  'checked',
  'returned',
  'scheduled',
  'served',
  'missed',
  'completed',
  'closed_late',
  'overdue',
] as const satisfies readonly Figure[];

/** A count that leads to its list; nothing leads nowhere. */
export function CountLink(props: {
  readonly visit: Visit;
  readonly count: number;
  readonly href: string;
  /** What is counted, for those who hear the link alone. */
  readonly label: string;
}) {
  const text = number(props.visit, props.count);
  if (props.count === 0) return <>{text}</>;
  return (
    <a href={props.href}>
      {text}
      <span class="ds-sr-only"> {props.label}</span>
    </a>
  );
}

/** One service or one channel: its name, and how a list is narrowed to it. */
interface Part {
  readonly name: string;
  readonly of: PartOf;
  readonly params: Readonly<Record<string, string>>;
}

/** By service, by channel and by where officers worked: one figure as bars, all of them as a table. */
export function PartTables({ visit, report }: { visit: Visit; report: Report }) {
  const { t, lang } = visit;
  const services = report.services.map(
    ({ service_id, code, name }): Part => ({
      name: localise(name, lang).text,
      of: { serviceId: service_id },
      params: { layanan: code },
    }),
  );
  const channels = report.channels.map(
    (channel): Part => ({
      name: channelWords(t, channel),
      of: { channel },
      params: { kanal: channel },
    }),
  );
  return (
    <>
      <Parts visit={visit} report={report} by="service" parts={services} bars="received" />
      <Parts visit={visit} report={report} by="channel" parts={channels} bars="received" />
      <Parts
        visit={visit}
        report={report}
        by="workplace"
        parts={WORKPLACES.map((workplace) => ({
          name: t(`reports.workplace.${workplace}`),
          of: { workplace },
          params: workplaceParams(workplace),
        }))}
        bars="checked"
        figures={OFFICERS_FIGURES}
      />
    </>
  );
}

function Parts(props: {
  visit: Visit;
  report: Report;
  by: 'service' | 'channel' | 'workplace';
  parts: readonly Part[];
  bars: 'received' | 'checked';
  figures?: readonly ((typeof PART_FIGURES)[number] | (typeof OFFICERS_FIGURES)[number])[];
}) {
  const { visit, report, by, parts, bars, figures = PART_FIGURES } = props;
  const { t, page: ctx } = visit;
  const shown = parts
    .map((part) => ({ part, value: report.ofPart(bars, part.of) }))
    .filter(({ value }) => value > 0)
    .toSorted((one, other) => other.value - one.value);
  const columns: Column<Part>[] = [
    { key: by, head: t(`reports.head.${by}`), rowHead: true, cell: ({ name }) => name },
    ...figures.map((figure) => ({
      key: figure,
      head: t(`reports.short.${figure}`),
      numeric: true,
      cell: (part: Part) => (
        <CountLink
          visit={visit}
          count={report.ofPart(figure, part.of)}
          href={listHref(visit, figure, report.period, part.params)}
          label={`${t(`reports.figure.${figure}`)}, ${part.name}`}
        />
      ),
    })),
  ];
  return (
    <Section title={t(`reports.section.by_${by}`)}>
      {by === 'workplace' ? <p class="sl-quiet">{t('reports.workplace.how')}</p> : null}
      {shown.length === 0 ? null : (
        <BarChart
          caption={t(`reports.chart.by_${by}`)}
          labelHead={t(`reports.head.${by}`)}
          valueHead={t('reports.head.applications')}
          bars={shown.map(({ part, value }) => ({
            label: part.name,
            value,
            text: number(visit, value),
            href: listHref(visit, bars, report.period, part.params),
          }))}
        />
      )}
      <Table ctx={ctx} caption={t('reports.parts.caption')} columns={columns} rows={parts} />
    </Section>
  );
}
