import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Workplace } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import { reactTask } from '../../kernel/reactions.ts';
import { appointmentReactions } from '../appointments/index.ts';
import { meetForReal } from '../appointments/meet.fixture.ts';
import type { Desk } from '../dossiers/desk.fixture.ts';
import { type ApplicationRow, done, withDossier } from '../dossiers/index.ts';
import { anyAnswers, anyService, serviceWith } from '../dossiers/route.fixture.ts';
import { anyDeed, type Deed, perform } from '../dossiers/walk.fixture.ts';
import type { ServiceDefinition } from '../offices/index.ts';
import { queueTasks } from '../queue/index.ts';
import { checkIn } from '../queue/visiting.fixture.ts';

const HOUR = 3_600_000;

/** Some dossiers with their services, and what is tried with them, turn by turn. */
export interface History {
  readonly dossiers: readonly {
    readonly service: ServiceDefinition;
    readonly answers: Record<string, boolean>;
    readonly channel: 'web' | 'counter' | 'phone';
    readonly hasSibling: boolean;
  }[];
  readonly deeds: readonly (Deed & {
    readonly which: number;
    readonly workplace: Workplace | undefined;
    /** How the next meeting ends that is booked now: on its day somebody comes and is not served, or nobody comes. */
    readonly absence: 'comes' | 'stays_away' | undefined;
  })[];
}

/** Jobs that count, as they may come: the one that keeps up alone, twice at once, or cut off; the days; and a look in between. */
export const MEANWHILE = ['keeps_up', 'twice', 'cut_off', 'counts', 'looks'] as const;
export type Meanwhile = (typeof MEANWHILE)[number];

/** What goes on beside a history, turn by turn. */
export const anyMeanwhile: fc.Arbitrary<(Meanwhile | undefined)[]> = fc.array(
  fc.oneof(
    { weight: 25, arbitrary: fc.constant(undefined) },
    { weight: 5, arbitrary: fc.constantFrom('keeps_up' as const, 'twice' as const) },
    { weight: 3, arbitrary: fc.constantFrom('cut_off' as const, 'counts' as const) },
    { weight: 1, arbitrary: fc.constant('looks' as const) },
  ),
  { minLength: 130, maxLength: 130 },
);

const MEETING = serviceWith([{ kind: 'meeting', back: 0 }, { kind: 'processing' }]);
const SHORT = { ...serviceWith([]), time: { unit: 'working_hours', amount: 3 } as const };

export const anyHistory: fc.Arbitrary<History> = fc.record({
  dossiers: fc.array(
    fc.record({
      service: fc.oneof(anyService, fc.constantFrom(MEETING, SHORT)),
      answers: anyAnswers,
      channel: fc.constantFrom(
        'web' as const,
        'web' as const,
        'counter' as const,
        'phone' as const,
      ),
      hasSibling: fc.boolean(),
    }),
    { minLength: 3, maxLength: 4 },
  ),
  deeds: fc.array(
    fc
      .record({
        deed: anyDeed,
        which: fc.nat(20),
        workplace: fc.constantFrom('office' as const, 'home' as const, undefined),
        absence: fc.oneof(
          { weight: 4, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: fc.constantFrom('comes' as const, 'stays_away' as const) },
        ),
      })
      .map(({ deed, ...more }) => ({ ...deed, ...more })),
    { minLength: 110, maxLength: 130 },
  ),
});
let serial = 0;

/** Lives a history through the real commands; what goes on in the `meanwhile` has its turn after each deed, before time goes on. */
export async function live(
  desk: Desk,
  services: Map<string, ServiceDefinition>,
  history: History,
  meanwhile: (turn: number) => Promise<void>,
): Promise<void> {
  const applications: string[] = [];
  for (const { service, answers, channel, hasSibling } of history.dossiers) {
    const definition = { ...service, code: `ACAK-${(serial += 1)}` };
    services.set(definition.code, definition);
    const { dossierId, applicationId } = await desk.handIn(definition, answers, channel);
    applications.push(applicationId);
    if (hasSibling) applications.push(await addSibling(desk, dossierId, applicationId, channel));
  }
  for (const [turn, deed] of history.deeds.entries()) {
    const [application] = await desk.house.db<(ApplicationRow & { code: string })[]>`
      select a.*, s.code from application a join service s on s.id = a.service_id
      where a.id = ${applications[deed.which % applications.length] ?? ''}`;
    const definition = services.get(application?.code ?? '');
    assert.ok(application && definition);
    const { workplace } = deed;
    const staff: Desk['staff'] = (...by) => {
      const who = desk.staff(...by);
      return workplace ? { ...who, actor: { ...who.actor, workplace } } : who;
    };
    const there = { ...desk, staff };
    await perform(there, deed, definition, application.dossier_id, application, meetForReal);
    await settle(desk, application.dossier_id);
    await meanwhile(turn);
    if (deed.absence) await letPass(desk, deed.absence);
    if (deed.passes) desk.pass(deed.passes * HOUR);
  }
}

/** What follows from what was done to a dossier, as its jobs do it: a meeting whose applications went on is over. */
async function settle({ house }: Desk, dossierId: string): Promise<void> {
  const react = reactTask(
    house,
    appointmentReactions.filter(({ name }) => name === 'appointments.settle'),
  );
  for (const { seq } of await house.db<{ seq: number }[]>`
    select seq from event where stream_id = ${dossierId} order by seq`)
    await react({ stream: dossierId, seq });
}

/** The day of the next meeting comes and goes, and nobody is served. */
async function letPass(desk: Desk, absence: 'comes' | 'stays_away'): Promise<void> {
  const { house, office } = desk;
  const [meeting] = await house.db<{ dossier: string; starts: Date }[]>`
    select dossier_id as dossier, starts_at as starts from appointment
    where office_id = ${office.id} and state = 'booked' and starts_at > ${house.now()} order by starts_at limit 1`;
  if (!meeting) return;
  desk.pass(meeting.starts.getTime() - house.now().getTime());
  if (absence === 'comes')
    await checkIn(house, desk.staff(['counter_officer'], desk.colleagueId), meeting.dossier);
  desk.pass(24 * HOUR);
  await queueTasks(house)['queue:end_day']?.({});
}

/** A second application for the same service in a dossier, handed in at the same moment. */
async function addSibling(
  desk: Desk,
  dossierId: string,
  applicationId: string,
  channel: 'web' | 'counter' | 'phone',
): Promise<string> {
  const id = newId();
  const who = desk.citizen();
  const sender = { ...who, actor: { ...who.actor, channel } };
  await withDossier(desk.house, sender, dossierId, async (hold) => {
    const [row] = await hold.tx<{ code: string; step: string; step_kind: string; due_at: Date }[]>`
      with sibling as (
        insert into application (office_id, id, dossier_id, service_id, service_version, answers, missing, step, step_kind,
          waiting_on, submitted_at, promised_at, due_at)
        select office_id, ${id}, dossier_id, service_id, service_version, answers, missing, step, step_kind, waiting_on,
          submitted_at, promised_at, due_at from application where id = ${applicationId}
        returning *)
      select s.code, a.step, a.step_kind, a.due_at from sibling a join service s on s.id = a.service_id`;
    assert.ok(row);
    await hold.tx`insert into clock_segment (office_id, application_id, number, kind, reason, started_at)
      values (${desk.office.id}, ${id}, 1, 'running', 'application.submitted', ${hold.at})`;
    hold.note({
      kind: 'application.submitted',
      data: {
        ...{ application: id, rule: 'submit', from: 'unsent', to: `${row.step_kind}/office` },
        ...{ service: row.code, step: row.step, due: row.due_at.toISOString() },
      },
    });
    return done(undefined);
  });
  return id;
}
