import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { transaction } from '../../kernel/db.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import type { ServiceDefinition } from '../offices/index.ts';
import { answerCorrection, attachCorrection, explainMissing } from './correction/commands.ts';
import { type Desk, openDesk } from './desk.fixture.ts';
import { endingReactions } from './ending-letters.ts';
import { takeOutOfOrder } from './handling/commands.ts';
import { type ApplicationRow, applicationsOf } from './hold.sql.ts';
import { done } from './hold.ts';
import { lapseUnanswered, warnUnanswered } from './lapsing/lapse.ts';
import { dossierReactions } from './reactions.ts';
import { serviceWith } from './route.fixture.ts';
import { stateOf } from './rules.ts';
import { withdraw } from './steps/commands.ts';
import { handInTogether, readyDocument, type Together } from './together.fixture.ts';
import { completeVerification, judge, requestCorrection } from './verification/commands.ts';
import { anyDeed, perform } from './walk.fixture.ts';

const service = (code: string, ...kinds: Parameters<typeof serviceWith>[0][number]['kind'][]) => ({
  ...serviceWith(kinds.map((kind) => ({ kind }))),
  code,
  fields: [],
});
const BIRTH = service('AKTA', 'processing', 'delivery');
const FAMILY = service('KK', 'meeting', 'issuance');
const CHILD = service('KIA', 'issuance');
const FAMILY_MATTERS: readonly ServiceDefinition[] = [BIRTH, FAMILY, CHILD];

describe('several applications in one dossier', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });

  const verifier = () => desk.staff(['verifier']);
  const rows = async (dossierId: string) => {
    const all = await transaction(desk.house.db, (tx) =>
      applicationsOf(tx, desk.office.id, dossierId),
    );
    return new Map(all.map((row) => [row.id, row]));
  };
  const states = async ({ dossierId, applications }: Together) => {
    const now = await rows(dossierId);
    return applications.map((id) => {
      const row = now.get(id);
      return row && (row.outcome ?? stateOf(row));
    });
  };
  const open = async (slots: readonly string[] = ['ktp']) => {
    const dossier = await handInTogether(desk, FAMILY_MATTERS, slots);
    assert.ok(
      (await takeOutOfOrder(desk.house, verifier(), dossier.dossierId, 'permintaan pemohon')).ok,
    );
    return dossier;
  };
  const say = (
    { dossierId }: Together,
    applicationId: string,
    requirement: 'ktp' | 'surat',
    verdict: 'accepted' | 'deficient',
    siblingsToo = false,
  ) =>
    judge(desk.house, verifier(), dossierId, {
      ...{ applicationId, requirement, verdict, siblingsToo },
      ...(verdict === 'deficient' ? { reasonCode: 'kabur' } : {}),
    });
  const verdicts = async (applicationId: string) => {
    const given = await desk.house.db<{ requirement: string; verdict: string }[]>`
      select requirement, verdict from verdict where application_id = ${applicationId} order by requirement`;
    return given.map((row) => `${row.requirement} ${row.verdict}`);
  };

  test('a document that serves several is judged once for all of them, when the officer says so', async () => {
    const dossier = await open();
    const [birth = '', family = '', child = ''] = dossier.applications;
    assert.ok((await say(dossier, birth, 'ktp', 'accepted', true)).ok);
    for (const id of [birth, family, child]) assert.deepEqual(await verdicts(id), ['ktp accepted']);
    assert.ok((await say(dossier, birth, 'surat', 'accepted', true)).ok);
    assert.deepEqual(await verdicts(family), ['ktp accepted'], 'nothing was handed in for both');
    assert.ok((await say(dossier, family, 'ktp', 'deficient')).ok);
    assert.deepEqual(await verdicts(birth), ['ktp accepted', 'surat accepted'], 'one alone');
  });

  test('what is complete goes on while its sibling is corrected; one letter speaks of all that is faulty', async () => {
    const dossier = await open();
    const { house } = desk;
    const [birth = '', family = '', child = ''] = dossier.applications;
    for (const id of dossier.applications)
      assert.ok((await say(dossier, id, 'surat', 'accepted')).ok);
    assert.ok((await say(dossier, birth, 'ktp', 'accepted')).ok);
    for (const id of [family, child]) assert.ok((await say(dossier, id, 'ktp', 'deficient')).ok);
    const early = await requestCorrection(house, verifier(), dossier.dossierId, birth, family);
    assert.equal(!early.ok && early.reason.key, 'dossiers.guard.nothing_faulty');
    assert.deepEqual(await states(dossier), Array(3).fill('verification/office'), 'all or none');
    assert.ok((await requestCorrection(house, verifier(), dossier.dossierId, family, child)).ok);
    assert.ok((await completeVerification(house, verifier(), dossier.dossierId, birth)).ok);
    assert.deepEqual(await states(dossier), [
      'processing/office',
      'verification/applicant',
      'verification/applicant',
    ]);
    const letters = await house.db<{ letter_id: string }[]>`
      select distinct letter_id from deficiency_letter where dossier_id = ${dossier.dossierId}`;
    assert.equal(letters.length, 1);

    desk.pass(60_000);
    const documentId = await readyDocument(desk);
    const what = { ...dossier, applicationId: family, also: [child], requirement: 'ktp' };
    const put = await transaction(house.db, (tx) =>
      attachCorrection(tx, house, desk.citizen(), what, documentId),
    );
    assert.deepEqual(put, done(undefined));
    const answered = await answerCorrection(house, desk.citizen(), dossier.dossierId, family);
    assert.deepEqual(answered, done(undefined));
    assert.deepEqual(
      (await states(dossier)).slice(1),
      ['verification/office', 'verification/applicant'],
      'the other has its file and is not sent unasked',
    );
    assert.ok((await answerCorrection(house, desk.citizen(), dossier.dossierId, child)).ok);
    assert.deepEqual(await states(dossier), [
      'processing/office',
      'verification/office',
      'verification/office',
    ]);
  });

  test('an answer for several is for all or for none of them', async () => {
    const dossier = await open([]);
    const { house } = desk;
    const [birth = '', family = ''] = dossier.applications;
    for (const id of [birth, family])
      for (const requirement of ['ktp', 'surat'] as const)
        assert.ok((await say(dossier, id, requirement, 'deficient')).ok);
    assert.ok((await requestCorrection(house, verifier(), dossier.dossierId, birth, family)).ok);
    const reasons = async (applicationId: string, requirement: string) =>
      explainMissing(
        house,
        desk.citizen(),
        { ...dossier, applicationId, requirement },
        'Masih diurus',
      );
    assert.ok((await reasons(birth, 'ktp')).ok && (await reasons(birth, 'surat')).ok);
    const both = await answerCorrection(house, desk.citizen(), dossier.dossierId, birth, family);
    assert.equal(!both.ok && both.reason.key, 'dossiers.guard.unanswered');
    assert.equal((await states(dossier))[0], 'verification/applicant');
    assert.ok((await answerCorrection(house, desk.citizen(), dossier.dossierId, birth)).ok);
  });

  test('one act is told in one letter, whatever it covers', async () => {
    const dossier = await open();
    const { house } = desk;
    const [birth = '', family = '', child = ''] = dossier.applications;
    for (const id of dossier.applications)
      for (const requirement of ['ktp', 'surat'] as const)
        assert.ok(
          (await say(dossier, id, requirement, id === birth ? 'accepted' : 'deficient')).ok,
        );
    assert.ok((await requestCorrection(house, verifier(), dossier.dossierId, family, child)).ok);
    assert.ok((await completeVerification(house, verifier(), dossier.dossierId, birth)).ok);
    const events = await house.db<EventRow[]>`
      select * from event where stream_id = ${dossier.dossierId} order by seq`;
    const told = new Map<string, number>();
    for (const event of events)
      for (const reaction of dossierReactions.filter(({ answers }) => answers.includes(event.kind)))
        await transaction(house.db, async (tx) => {
          const [before] = await tx<{ n: number }[]>`select count(*)::int as n from notification`;
          await reaction.react(tx, house, event);
          const [after] = await tx<{ n: number }[]>`select count(*)::int as n from notification`;
          const more = (after?.n ?? 0) - (before?.n ?? 0);
          told.set(reaction.name, (told.get(reaction.name) ?? 0) + more);
        });
    assert.deepEqual(
      [...told],
      [
        ['dossiers.tell_submitted', 1],
        ['dossiers.tell_correction', 1],
        ['dossiers.tell_complete', 1],
      ],
    );
  });

  test('a letter about two applications is warned of once and runs out once; the third goes on', async () => {
    const dossier = await open();
    const { house } = desk;
    const [birth = '', family = '', child = ''] = dossier.applications;
    for (const id of dossier.applications)
      for (const requirement of ['ktp', 'surat'] as const)
        assert.ok(
          (await say(dossier, id, requirement, id === child ? 'accepted' : 'deficient')).ok,
        );
    assert.ok((await requestCorrection(house, verifier(), dossier.dossierId, birth, family)).ok);
    assert.ok((await completeVerification(house, verifier(), dossier.dossierId, child)).ok);
    const days = 86_400_000;
    const [letter] = await house.db<{ last: Date }[]>`
      select answer_by::timestamptz as last from deficiency_letter where dossier_id = ${dossier.dossierId} limit 1`;
    const wait = (letter?.last.getTime() ?? 0) - house.now().getTime();
    desk.pass(wait);
    await warnUnanswered(house);
    assert.equal(await warnUnanswered(house), 0, 'the job may run again');
    desk.pass(2 * days);
    await lapseUnanswered(house);
    assert.deepEqual(await states(dossier), ['lapsed', 'lapsed', 'issuance/office']);
    const mails = async (kind: string) => {
      const events = await house.db<EventRow[]>`
        select * from event where stream_id = ${dossier.dossierId} and kind = ${kind} order by seq`;
      for (const event of events)
        for (const reaction of endingReactions.filter(({ answers }) => answers.includes(kind)))
          await transaction(house.db, (tx) => reaction.react(tx, house, event));
      const told = await house.db`
        select 1 from notification where dedupe like ${`dossiers.tell_%:${dossier.dossierId}:%`}
          and split_part(dedupe, ':', 3) = any(${events.map(({ seq }) => String(seq))})`;
      return [events.length, told.length];
    };
    assert.deepEqual(await mails('correction.warned'), [2, 1]);
    assert.deepEqual(await mails('application.lapsed'), [2, 1]);
    desk.pass(-wait - 2 * days);
  });

  test('one taken back ends alone', async () => {
    const dossier = await open();
    const { house } = desk;
    const [birth = '', family = '', child = ''] = dossier.applications;
    assert.ok((await withdraw(house, desk.citizen(), dossier.dossierId, family, 'batal')).ok);
    for (const id of [birth, child])
      for (const requirement of ['ktp', 'surat'] as const)
        assert.ok((await say(dossier, id, requirement, 'accepted')).ok);
    assert.ok((await completeVerification(house, verifier(), dossier.dossierId, birth, child)).ok);
    assert.deepEqual(await states(dossier), ['processing/office', 'withdrawn', 'issuance/office']);
    const stranger = await open();
    const [other = ''] = stranger.applications;
    const strange = await completeVerification(house, verifier(), dossier.dossierId, other);
    assert.equal(!strange.ok && strange.reason.key, 'dossiers.unknown', 'only its own');
  });

  test('whatever is done to one, the state, clock and verdicts of its siblings stay as they were', async () => {
    const all = async (id: string) => {
      const [row] = await desk.house.db<{ all: string }[]>`
        select jsonb_build_object('application', to_jsonb(a),
          'clock', (select jsonb_agg(to_jsonb(c) order by c.number) from clock_segment c where c.application_id = a.id),
          'verdicts', (select jsonb_agg(to_jsonb(v) order by v.requirement, v.round) from verdict v where v.application_id = a.id),
          'files', (select jsonb_agg(to_jsonb(e) order by e.requirement, e.document_id) from evidence e where e.application_id = a.id)
        )::text as all from application a where a.id = ${id}`;
      return row?.all ?? '';
    };
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2),
        fc.array(anyDeed, { minLength: 1, maxLength: 12 }),
        async (chosen, deeds) => {
          const dossier = await handInTogether(desk, FAMILY_MATTERS, ['ktp', 'surat']);
          const moved = dossier.applications[chosen] ?? '';
          const definition = FAMILY_MATTERS[chosen] ?? BIRTH;
          const still = dossier.applications.filter((id) => id !== moved);
          const before = await Promise.all(still.map(all));
          for (const deed of deeds) {
            desk.pass(deed.passes * 86_400_000);
            const now: ApplicationRow | undefined = (await rows(dossier.dossierId)).get(moved);
            assert.ok(now);
            await perform(desk, deed, definition, dossier.dossierId, now);
          }
          assert.deepEqual(await Promise.all(still.map(all)), before);
        },
      ),
      { numRuns: 25 },
    );
  });
});
