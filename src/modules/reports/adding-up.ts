import type { Count } from './ask.ts';
import type { Figure, Part } from './figures.ts';
import type { StandingCount } from './standing.sql.ts';
import type { Line } from './tally-lines.sql.ts';

/** The sums of a period: of all, by part, and by the reason of a fault. */
export interface Sums {
  readonly of: (figure: Figure) => Count;
  readonly ofPart: (figure: Figure, part: Part) => number;
  /** The services and channels that something was counted of. */
  readonly services: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  /** The most frequent first; then by code. */
  readonly faults: readonly (Count & { readonly code: string })[];
}

/** Adds the lines of a period up in every way in which the page asks for them. */
export function addedUp(lines: readonly Line[], standing: readonly StandingCount[]): Sums {
  const sums = new Map<string, number>();
  const add = (key: string, things: number) => void sums.set(key, (sums.get(key) ?? 0) + things);
  const faults = new Map<string, { applications: number; dossiers: number }>();
  const services = new Set<string>();
  const channels = new Set<string>();

  for (const { unit, figure, service_id: service, channel, part, things } of lines) {
    if (unit === 'workplace') add(`${figure} workplace ${part}`, things);
    else if (figure === 'faulty' && part !== null) {
      const fault = faults.get(part) ?? { applications: 0, dossiers: 0 };
      fault[unit === 'application' ? 'applications' : 'dossiers'] += things;
      faults.set(part, fault);
    } else {
      add(`${figure} ${unit}`, things);
      if (unit === 'application') {
        add(`${figure} service ${service}`, things);
        add(`${figure} channel ${channel}`, things);
      }
    }
    if (service !== null && figure !== 'faulty') services.add(service);
    if (channel !== null && figure !== 'faulty') channels.add(channel);
  }
  for (const { figure, service_id: service, channel, applications, dossiers } of standing) {
    if (service !== null) {
      services.add(service);
      add(`${figure} service ${service}`, applications);
    } else if (channel !== null) {
      channels.add(channel);
      add(`${figure} channel ${channel}`, applications);
    } else {
      add(`${figure} application`, applications);
      add(`${figure} dossier`, dossiers);
    }
  }

  const sum = (key: string) => sums.get(key) ?? 0;
  return {
    of: (figure) => ({
      applications: sum(`${figure} application`),
      dossiers: sum(`${figure} dossier`),
    }),
    ofPart: (figure, part) =>
      'serviceId' in part
        ? sum(`${figure} service ${part.serviceId}`)
        : 'channel' in part
          ? sum(`${figure} channel ${part.channel}`)
          : sum(`${figure} workplace ${part.workplace}`),
    services,
    channels,
    faults: [...faults]
      .map(([code, count]) => ({ code, ...count }))
      .toSorted(
        (one, other) => other.applications - one.applications || (one.code < other.code ? -1 : 1),
      ),
  };
}
