import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { EventRow } from '../../kernel/ledger.ts';
import { verifyLedger } from '../../kernel/ledger-verify.ts';
import type { ServiceDefinition } from '../offices/index.ts';
import { type Desk, openDesk } from './desk.fixture.ts';
import type { ApplicationRow } from './hold.sql.ts';
import { anyAnswers, anyService } from './route.fixture.ts';
import { stateOf } from './rules.ts';
import { anyDeed, perform } from './walk.fixture.ts';

const HOUR = 3_600_000;

describe('a dossier that walks', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });
  const applicationOf = async (dossierId: string): Promise<ApplicationRow> => {
    const [row] = await desk.house.db<
      ApplicationRow[]
    >`select * from application where dossier_id = ${dossierId}`;
    assert.ok(row);
    return row;
  };
  const eventsOf = (dossierId: string) =>
    desk.house.db<EventRow[]>`select * from event where stream_id = ${dossierId} order by seq`;

  test('random people do random things over random routes: state and ledger tell the same story at every moment', async () => {
    let steps = 0;
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(
        anyService,
        anyAnswers,
        fc.array(anyDeed, { minLength: 30, maxLength: 50 }),
        async (service, answers, deeds) => {
          const definition = { ...service, code: `ACAK-${(serial += 1)}` };
          const { dossierId, applicationId } = await desk.handIn(definition, answers);
          for (const deed of deeds) {
            const acted = await perform(
              desk,
              deed,
              definition,
              dossierId,
              await applicationOf(dossierId),
            );
            if (acted.ok) steps += 1;
            if (deed.passes) desk.pass(deed.passes * HOUR);
          }
          const application = await applicationOf(dossierId);
          assertSameStory(definition, application, await eventsOf(dossierId));
          await assertClock(application);
          const { faults } = await verifyLedger(desk.owner, {
            stream: dossierId,
            vault: desk.house.vault,
          });
          assert.deepEqual(faults, []);
          if (application.outcome) ended += 1;
          assert.equal(application.id, applicationId);
        },
      ),
      { numRuns: 25 },
    );
    assert.ok(steps > 150 && ended > 0, `the walk got somewhere: ${steps} steps, ${ended} ends`);
  });

  const assertClock = async (application: ApplicationRow) => {
    const open = await desk.house.db<{ kind: string }[]>`
      select kind from clock_segment where application_id = ${application.id} and ended_at is null`;
    const expected = { office: ['running'], applicant: ['stopped'], nobody: [] }[
      application.waiting_on
    ];
    assert.deepEqual(
      open.map(({ kind }) => kind),
      expected,
    );
    assert.equal(application.due_at === null, application.waiting_on !== 'office');
  };
});

let serial = 0;

/** Tells the story from the events alone and compares its end with what is stored. */
function assertSameStory(
  definition: ServiceDefinition,
  application: ApplicationRow,
  events: readonly EventRow[],
): void {
  let state: unknown = 'unsent';
  let step: unknown = definition.route[0]?.key;
  for (const { kind, data, seq } of events) {
    if (data['rule'] === undefined) continue;
    assert.equal(data['from'], state, `event ${seq} (${kind}) begins where the one before ended`);
    assert.equal(
      data['step'],
      step,
      `event ${seq} (${kind}) stands on the step where the one before ended`,
    );
    assert.equal(data['application'], application.id);
    state = data['to'];
    step = data['to_step'] ?? step;
    const kindOfStep = definition.route.find(({ key }) => key === step)?.kind;
    if (state !== 'over') assert.equal(String(state).split('/')[0], kindOfStep);
  }
  assert.equal(state, stateOf(application));
  assert.equal(step, application.step);
  assert.equal(state === 'over', application.outcome !== null);
  const last = events.findLast(({ data }) => data['rule'] !== undefined);
  if (application.outcome) {
    const rule = JSON.stringify(last?.data['rule']).slice(1, -1);
    const outcome =
      rule === 'withdraw' ? 'withdrawn' : rule.startsWith('refuse_') ? 'refused' : 'completed';
    assert.equal(application.outcome, outcome);
  }
}
