import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newId } from '../../kernel/ids.ts';
import { meetForReal } from '../appointments/meet.fixture.ts';
import type { Desk } from '../dossiers/desk.fixture.ts';
import { type ApplicationRow, done, withDossier } from '../dossiers/index.ts';
import { anyAnswers, anyService, serviceWith } from '../dossiers/route.fixture.ts';
import { anyDeed, type Deed, perform } from '../dossiers/walk.fixture.ts';
import type { ServiceDefinition } from '../offices/index.ts';

const HOUR = 3_600_000;

/** Some dossiers with their services, and what is tried with them, turn by turn. */
export interface History {
  readonly dossiers: readonly {
    readonly service: ServiceDefinition;
    readonly answers: Record<string, boolean>;
    readonly channel: 'web' | 'counter' | 'phone';
    readonly hasSibling: boolean;
  }[];
  readonly deeds: readonly (Deed & { readonly which: number })[];
}

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
    fc.tuple(anyDeed, fc.nat(20)).map(([deed, which]) => ({ ...deed, which })),
    { minLength: 110, maxLength: 130 },
  ),
});
let serial = 0;

/** Lives a history through the real commands. */
export async function live(
  desk: Desk,
  services: Map<string, ServiceDefinition>,
  history: History,
): Promise<void> {
  const applications: string[] = [];
  for (const { service, answers, channel, hasSibling } of history.dossiers) {
    const definition = { ...service, code: `ACAK-${(serial += 1)}` };
    services.set(definition.code, definition);
    const { dossierId, applicationId } = await desk.handIn(definition, answers, channel);
    applications.push(applicationId);
    if (hasSibling) applications.push(await addSibling(desk, dossierId, applicationId, channel));
  }
  for (const deed of history.deeds) {
    const [application] = await desk.house.db<(ApplicationRow & { code: string })[]>`
      select a.*, s.code from application a join service s on s.id = a.service_id
      where a.id = ${applications[deed.which % applications.length] ?? ''}`;
    const definition = services.get(application?.code ?? '');
    assert.ok(application && definition);
    await perform(desk, deed, definition, application.dossier_id, application, meetForReal);
    if (deed.passes) desk.pass(deed.passes * HOUR);
  }
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
