import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transaction } from '../../../kernel/db.ts';
import { evidenceOf } from '../facts.sql.ts';
import { takeOutOfOrder } from '../handling/commands.ts';
import { done } from '../hold.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { judge, requestCorrection } from '../verification/commands.ts';
import {
  answerCorrection,
  attachCorrection,
  explainMissing,
  mayCorrect,
  takeBack,
} from './commands.ts';

describe('a correction', () => {
  let town: Town;
  let ani = '';
  let officer = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, () => []);
    ani = await town.person('Ani');
    officer = await town.person('Melati', ['verifier']);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  /** A dossier whose identity card was sent back. */
  const sentBack = async () => {
    const { id: dossierId, application: applicationId } = await town.submit(ani);
    const { house, office } = town;
    const who = {
      actor: { personId: officer, mandate: 'staff', channel: 'web' },
      office,
      roles: ['verifier'],
    } as const;
    await takeOutOfOrder(house, who, dossierId, 'permintaan pemohon');
    const verdict = {
      applicationId,
      requirement: 'ktp',
      verdict: 'deficient',
      reasonCode: 'blurred',
    } as const;
    assert.deepEqual(await judge(house, who, dossierId, verdict), done(undefined));
    const fine = { applicationId, requirement: 'sertipikat', verdict: 'accepted' } as const;
    assert.deepEqual(await judge(house, who, dossierId, fine), done(undefined));
    assert.ok((await requestCorrection(house, who, dossierId, applicationId)).ok);
    return { dossierId, applicationId, requirement: 'ktp' };
  };
  const bring = async (what: Awaited<ReturnType<typeof sentBack>>): Promise<string> => {
    const { documentId } = await town.document(ani, 'ktp baru.pdf');
    const put = await transaction(town.house.db, (tx) =>
      attachCorrection(tx, town.house, town.acting(ani), what, documentId),
    );
    assert.deepEqual(put, done(undefined));
    return documentId;
  };
  const refusedByInspection = (documentId: string) =>
    town.house.db`update document_version set state = 'refused' where document_id = ${documentId}`;
  const answer = (what: Awaited<ReturnType<typeof sentBack>>) =>
    answerCorrection(town.house, town.acting(ani), what.dossierId, what.applicationId);

  test('a new file is taken back before the correction is sent; what was handed in before stays', async () => {
    const what = await sentBack();
    const { db } = town.house;
    const [before] = await db<{ document_id: string }[]>`
      select document_id from evidence where application_id = ${what.applicationId} and requirement = 'ktp'`;
    const who = town.acting(ani);
    await takeBack(town.house, who, what, before?.document_id ?? '');
    const wrong = await bring(what);
    const budi = await town.person('Budi');
    const stranger = await takeBack(town.house, town.acting(budi), what, wrong);
    assert.equal(!stranger.ok && stranger.reason.key, 'dossiers.unknown');
    assert.deepEqual(await takeBack(town.house, who, what, wrong), done(undefined));
    const left = await db<{ document_id: string }[]>`
      select document_id from evidence where application_id = ${what.applicationId} and requirement = 'ktp'`;
    assert.deepEqual([...left], [before]);
    const [document] = await db<{ removed_at: Date | null }[]>`
      select removed_at from document where id = ${wrong}`;
    assert.ok(document?.removed_at);
    const early = await answer(what);
    assert.equal(!early.ok && early.reason.key, 'dossiers.guard.unanswered');
    const right = await bring(what);
    assert.deepEqual(await answer(what), done(undefined));
    const late = await takeBack(town.house, who, what, right);
    assert.equal(!late.ok && late.reason.key, 'dossiers.guard.state');
  });

  test('a new file that did not pass inspection is replaced by the next one', async () => {
    const what = await sentBack();
    await refusedByInspection(await bring(what));
    const early = await answer(what);
    assert.equal(!early.ok && early.reason.key, 'dossiers.guard.unready');
    const good = await bring(what);
    assert.deepEqual(await answer(what), done(undefined));
    const files = await evidenceOf(town.house.db, town.office.id, what.applicationId);
    assert.deepEqual(
      files.filter((file) => file.requirements.includes('ktp')).map((file) => file.document_id),
      [good],
    );
  });

  test('a new file that did not pass inspection does not bar the way of who then says why there is none', async () => {
    const what = await sentBack();
    await refusedByInspection(await bring(what));
    assert.ok((await explainMissing(town.house, town.acting(ani), what, 'KTP hilang')).ok);
    assert.deepEqual(await answer(what), done(undefined));
  });

  test('with all fifteen places taken a faulty file can still be replaced', async () => {
    const what = await sentBack();
    const { db } = town.house;
    for (let place = 3; place <= 15; place += 1) {
      const { documentId } = await town.document(ani);
      await db`insert into evidence (office_id, application_id, requirement, document_id, place)
        values (${town.office.id}, ${what.applicationId}, 'sertipikat', ${documentId}, ${place})`;
    }
    const may = await transaction(db, (tx) => mayCorrect(tx, town.house, town.acting(ani), what));
    assert.deepEqual(may, done(undefined));
    await bring(what);
    assert.deepEqual(await answer(what), done(undefined));
  });

  test('the ledger keeps which files and which reasons were handed in', async () => {
    const what = await sentBack();
    const documentId = await bring(what);
    assert.ok((await explainMissing(town.house, town.acting(ani), what, 'KTP lama hilang')).ok);
    assert.deepEqual(await answer(what), done(undefined));
    const [event] = await town.house.db<
      { data: { files: string[]; missing: string[] }; told: boolean; versions: string[] }[]
    >`
      select e.data, t.sealed is not null and e.commitment is not null as told,
        (select array_agg(v.id) from document_version v where v.document_id = ${documentId}) as versions
      from event e left join event_text t on t.stream_id = e.stream_id and t.seq = e.seq
      where e.stream_id = ${what.dossierId} and e.kind = 'correction.answered'`;
    assert.deepEqual(event?.data.files, event?.versions);
    assert.deepEqual(event?.data.missing, ['ktp']);
    assert.ok(event?.told);
    assert.doesNotMatch(JSON.stringify(event?.data), /hilang/, 'words lie sealed beside it');
  });
});
