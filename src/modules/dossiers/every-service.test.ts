import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { definitionOf } from '../offices/example.fixture.ts';
import {
  type AnswerValue,
  type Field,
  fieldsFor,
  requirementsFor,
  routeFor,
  type ServiceDefinition,
} from '../offices/index.ts';
import { plainView } from './answers.ts';
import { answerCorrection, explainMissing } from './correction/commands.ts';
import { type Desk, openDesk } from './desk.fixture.ts';
import { DESK_ROLES } from './desks.ts';
import { requirementsToJudge } from './facts.ts';
import { takeOutOfOrder } from './handling/commands.ts';
import type { Done } from './hold.ts';
import { type ApplicationView, applicationViews } from './reading/dossier.sql.ts';
import { handOverResult, readyResult } from './results/commands.ts';
import { recordStep } from './steps/commands.ts';
import { completeVerification, judge, requestCorrection } from './verification/commands.ts';

const OFFICES = join(import.meta.dirname, '../../../offices');

/** Every service that is handed in here, of every office that is installed, under a code of its own. */
const SERVICES: readonly { readonly office: string; readonly definition: ServiceDefinition }[] =
  readdirSync(OFFICES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: office }, nth) => {
      const folder = join(OFFICES, office, 'services');
      let files: string[] = [];
      try {
        files = readdirSync(folder);
      } catch {
        // An office that only oversees others.
      }
      return files
        .map((file) => definitionOf(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object))
        .filter((definition) => !definition.elsewhere)
        .map((definition) => ({
          office,
          definition: { ...definition, code: `${definition.code}-${nth}` },
        }));
    });

/** Something that may be typed there; `last` chooses the other way wherever there is a choice. */
function typedIn(field: Field, last: boolean): AnswerValue {
  const options = field.options ?? [];
  const option = (last ? options.at(-1) : options[0])?.value ?? '';
  switch (field.kind) {
    case 'yes_no':
      return !last;
    case 'choice':
      return option;
    case 'choices':
      return [option];
    case 'nik':
      return '1871991708990002';
    case 'family_card':
      return '3279011203100004';
    case 'phone':
      return '081234567890';
    case 'email':
      return 'ani@contoh.example';
    case 'date':
      return '2020-01-31';
    case 'number':
    case 'area':
    case 'rupiah':
      return String(Math.max(field.min ?? 1, 1));
    default:
      return 'Jalan Contoh 1';
  }
}

function filledIn(definition: ServiceDefinition, last: boolean): Record<string, AnswerValue> {
  const answers: Record<string, AnswerValue> = {};
  // A field may be asked only after another was answered.
  for (const _ of definition.fields)
    for (const field of fieldsFor(definition, answers)) answers[field.key] ??= typedIn(field, last);
  return answers;
}

/** Which way the answers lead: the steps and requirements of this applicant. */
const wayOf = (definition: ServiceDefinition, last: boolean): string => {
  const answers = filledIn(definition, last);
  return [...routeFor(definition, answers), ...requirementsFor(definition, answers)]
    .map(({ key }) => key)
    .join();
};
/** Services whose way depends on what the applicant answers. */
const FORKED = SERVICES.filter(
  ({ definition }) => wayOf(definition, false) !== wayOf(definition, true),
);

describe('every service of every office is carried to its end by short acts', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const everybody = () => desk.staff([...new Set(Object.values(DESK_ROLES).flat())]);
  const view = async (dossierId: string): Promise<ApplicationView> => {
    const [found] = await applicationViews(desk.house.db, desk.office.id, [dossierId]);
    assert.ok(found);
    return found;
  };
  const does = async (act: Promise<Done<unknown>>) => {
    const outcome = await act;
    assert.ok(outcome.ok, outcome.ok ? '' : outcome.reason.key);
  };
  const take = (dossierId: string) =>
    does(takeOutOfOrder(desk.house, everybody(), dossierId, 'permintaan pemohon'));

  /** Judges what waits for a verdict: everything accepted, or the first of it missing. */
  const judgeAll = async (
    dossierId: string,
    definition: ServiceDefinition,
    firstIs: 'accepted' | 'missing',
  ) => {
    const { id, answers } = await view(dossierId);
    const asked = requirementsToJudge(definition, { answers }, []);
    for (const [index, { key }] of asked.entries())
      await does(
        judge(desk.house, everybody(), dossierId, {
          applicationId: id,
          requirement: key,
          verdict: index === 0 ? firstIs : 'accepted',
        }),
      );
    return asked[0]?.key;
  };
  /** The first desk: with a letter and its answer the first time, when there is something to ask for. */
  const verify = async (dossierId: string, definition: ServiceDefinition, withLetter: boolean) => {
    const { id } = await view(dossierId);
    await take(dossierId);
    const first = await judgeAll(dossierId, definition, withLetter ? 'missing' : 'accepted');
    if (withLetter && first !== undefined) {
      await does(requestCorrection(desk.house, everybody(), dossierId, id));
      const what = { dossierId, applicationId: id, requirement: first };
      await does(explainMissing(desk.house, desk.citizen(), what, 'Menyusul'));
      await does(answerCorrection(desk.house, desk.citizen(), dossierId, id));
      await take(dossierId);
      await judgeAll(dossierId, definition, 'accepted');
    }
    await does(completeVerification(desk.house, everybody(), dossierId, id));
  };
  const record = async (dossierId: string, result: 'done' | 'negative') => {
    const { id } = await view(dossierId);
    await take(dossierId);
    await does(
      recordStep(desk.house, everybody(), dossierId, {
        ...{ applicationId: id, result, reference: 'Nomor 1/2026' },
        ...(result === 'negative' ? { note: 'Perlu diulang' } : {}),
      }),
    );
  };
  /** The last step, in one of the ways in which a result reaches its owner. */
  const deliver = async (dossierId: string, nth: number) => {
    const { id, step } = await view(dossierId);
    await take(dossierId);
    if (nth % 3 === 0)
      return does(
        recordStep(desk.house, everybody(), dossierId, {
          ...{ applicationId: id, result: 'done', reference: 'Resi 1', note: 'Dikirim lewat pos' },
        }),
      );
    if (nth % 3 === 1)
      await does(
        readyResult(desk.house, everybody(), dossierId, {
          ...{ applicationId: id, paper: true, note: '', step },
        }),
      );
    const to = { receiver: 'Ani', identity: 'ktp', digits: '0002' };
    return does(handOverResult(desk.house, everybody(), dossierId, { applicationId: id, ...to }));
  };

  /** Walks on until the application has ended; each step that can return does so once before it is done. */
  const walk = async (dossierId: string, definition: ServiceDefinition, nth: number) => {
    const returned = new Set<string>();
    const passed: string[] = [];
    for (let act = 0; act < 120; act += 1) {
      const now = await view(dossierId);
      if (now.outcome !== null) return { passed, returned, outcome: now.outcome };
      const step = definition.route.find(({ key }) => key === now.step);
      if (!passed.includes(now.step)) passed.push(now.step);
      if (now.step_kind === 'verification')
        await verify(dossierId, definition, now.round === 1 && returned.size === 0);
      else if (step?.returnTo && !returned.has(step.key)) {
        returned.add(step.key);
        await record(dossierId, 'negative');
      } else if (now.step_kind === 'delivery') await deliver(dossierId, nth);
      else await record(dossierId, 'done');
    }
    throw new Error(`${definition.code} did not end`);
  };

  for (const last of [false, true])
    test(`with every answer at its ${last ? 'last' : 'first'} choice, through all corrections and returns`, async () => {
      const walkers = last ? FORKED : SERVICES;
      assert.ok(walkers.length > (last ? 0 : 60));
      for (const [nth, { office, definition }] of walkers.entries()) {
        const service = { ...definition, code: `${definition.code}${last ? 'B' : 'A'}` };
        const { dossierId } = await desk.handIn(service, filledIn(service, last));
        const walked = await walk(dossierId, service, nth + Number(last));
        const place = `${office} ${service.code}`;
        assert.equal(walked.outcome, 'completed', place);
        const { answers } = await view(dossierId);
        const route = routeFor(service, plainView(answers));
        assert.deepEqual(walked.passed.toSorted(), route.map(({ key }) => key).toSorted(), place);
        for (const step of route)
          if (step.returnTo) assert.ok(walked.returned.has(step.key), `${place} ${step.key}`);
      }
    });

  test('and where a step may refuse, refused with its reason', async () => {
    let refused = 0;
    for (const { office, definition } of SERVICES) {
      const service = { ...definition, code: `${definition.code}C` };
      const { dossierId } = await desk.handIn(service, filledIn(service, false));
      const { answers } = await view(dossierId);
      const end = routeFor(service, plainView(answers)).find(
        ({ kind, returnTo }) => kind !== 'verification' && returnTo === undefined,
      );
      if (!end) continue;
      for (let now = await view(dossierId); now.step !== end.key; now = await view(dossierId))
        if (now.step_kind === 'verification') await verify(dossierId, service, false);
        else await record(dossierId, 'done');
      await record(dossierId, 'negative');
      assert.equal((await view(dossierId)).outcome, 'refused', `${office} ${service.code}`);
      refused += 1;
    }
    assert.ok(refused > 20, `${refused} services can be refused`);
  });
});
