import { addDays, type IsoDate, instantAt, localDate } from '../../kernel/clocks/index.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Office } from '../offices/index.ts';
import type { Ask, Count } from './ask.ts';
import { NO_REASON } from './ask.ts';
import { isTallied, type ListedFigure } from './figures.ts';
import {
  countHappened,
  daysOf,
  type FigureRow,
  type Listed,
  type ListPlace,
  latestIn,
  linesFor,
  type Stretch,
  standingOf,
} from './listing.sql.ts';
import { countListed } from './standing.sql.ts';
import { countedUntil } from './tally.sql.ts';
import { linesIn } from './tally.ts';

const PAGE = 26;
const HOUR_MS = 3_600_000;

/** How many a list holds. Of a service or a workplace no tally tells the dossiers: then the applications stand alone. */
export type ListCount = Pick<Count, 'applications'> & Partial<Pick<Count, 'dossiers'>>;

/** How many the list behind a figure holds: out of the tally, for a year has more than can be counted for a page. */
export async function countList(
  tx: Tx,
  office: Office,
  figure: ListedFigure,
  ask: Ask,
): Promise<ListCount> {
  const { serviceId, channel, workplace } = ask;
  if (!isTallied(figure)) return countListed(tx, figure, ask);
  const hasTally = (await countedUntil(tx, office.id)) !== undefined;
  const isTold = hasTally && !(workplace && (serviceId || channel));
  if (!isTold) {
    const { applications, dossiers } = await countHappened(tx, figure, ask);
    return serviceId || workplace ? { applications } : { applications, dossiers };
  }
  const part = workplace ?? (figure === 'faulty' ? (ask.reasonCode ?? NO_REASON) : undefined);
  const lines = (await linesIn(tx, office, daysIn(ask, office), figure)).filter(
    (line) =>
      line.figure === figure &&
      (channel === undefined || line.channel === channel) &&
      (part === undefined || line.part === part),
  );
  const sum = (unit: (typeof lines)[number]['unit']) =>
    lines
      .filter((line) => line.unit === unit)
      .filter((line) => serviceId === undefined || line.service_id === serviceId)
      .reduce((all, { things }) => all + things, 0);
  if (workplace) return { applications: sum('workplace') };
  if (serviceId) return { applications: sum('application') };
  return { applications: sum('application'), dossiers: sum('dossier') };
}

/**
 * The applications that a figure counts: to which it happened last stands first, and whatever tells how things are stands in the
 * order in which it came in, the newest first. One page has 25 lines and one more to know that it goes on.
 */
export async function listFigure(
  tx: Tx,
  office: Office,
  figure: ListedFigure,
  ask: Ask,
  how: { readonly withNames: boolean; readonly after?: ListPlace | undefined },
): Promise<FigureRow[]> {
  const listed = isTallied(figure)
    ? await latestOf(tx, office, figure, ask, how.after)
    : await standingOf(tx, figure, ask, how.after);
  return linesFor(tx, office.id, listed, how.withNames);
}

/** The latest times that it happened, one for each application, looked for backwards from the end until a page is full. */
async function latestOf(
  tx: Tx,
  office: Office,
  figure: ListedFigure,
  ask: Ask,
  after: ListPlace | undefined,
): Promise<Listed[]> {
  const to = after && after.at < ask.to ? new Date(after.at.getTime() + 1) : ask.to;
  const found: Listed[] = [];
  for await (const stretches of stretchesOf(tx, office, figure, { ...ask, to })) {
    const more = await latestIn(tx, figure, ask, stretches, after);
    found.push(...more.slice(0, PAGE - found.length));
    if (found.length >= PAGE) break;
  }
  return found;
}

/**
 * Where to look, the latest first: what is not counted yet in growing stretches (six hours, a day and a half, nine days, and so
 * on), and of what is counted only days on which it did happen, as many as fill a page.
 */
async function* stretchesOf(
  tx: Tx,
  office: Office,
  figure: ListedFigure,
  ask: Ask,
): AsyncGenerator<readonly Stretch[]> {
  const { timeZone } = office;
  const until =
    ask.workplace && (ask.serviceId || ask.channel) ? undefined : await countedUntil(tx, office.id);
  const midnight = until && instantAt(addDays(until, 1), 0, timeZone);
  const fresh = midnight && midnight > ask.from ? midnight : ask.from;
  let end = ask.to;
  for (let hours = 6; end > fresh; hours *= 6) {
    const from = new Date(Math.max(fresh.getTime(), end.getTime() - hours * HOUR_MS));
    yield [{ from, to: end }];
    end = from;
  }
  if (until === undefined || end <= ask.from) return;
  let days: Stretch[] = [];
  let things = 0;
  for (const counted of await daysOf(
    tx,
    figure,
    ask,
    daysIn({ from: ask.from, to: end }, office),
  )) {
    const [from, to] = [counted.day, addDays(counted.day, 1)].map((day) =>
      instantAt(day, 0, timeZone),
    );
    if (!from || !to) continue;
    days.push({ from, to: to < end ? to : end });
    things += counted.things;
    if (things < PAGE) continue;
    yield days;
    [days, things] = [[], 0];
  }
  if (days.length > 0) yield days;
}

/** The days of some moments on the office's clock, the last of them not included. */
function daysIn({ from, to }: Stretch, { timeZone }: Office): { from: IsoDate; to: IsoDate } {
  return {
    from: localDate(from, timeZone),
    to: localDate(new Date(to.getTime() - 1), timeZone),
  };
}
