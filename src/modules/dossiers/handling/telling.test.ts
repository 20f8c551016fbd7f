import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { reactTask } from '../../../kernel/reactions.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { serviceWith } from '../route.fixture.ts';
import { takeOutOfOrder } from './commands.ts';
import { handOver, takeBackHandOver } from './handing-over.ts';
import { passingReactions } from './telling.ts';

const LICENCE = { ...serviceWith([{ kind: 'processing' }]), code: 'IZIN' };

describe('a colleague learns by mail what has come to them', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
    for (const person of [desk.officerId, desk.colleagueId])
      await desk.house.db`
        insert into membership (office_id, person_id, role) values (${desk.office.id}, ${person}, 'verifier')`;
  });
  after(async () => {
    for (const work of closing) await work();
  });

  const pass = async (kind: 'given' | 'asked') => {
    const { dossierId } = await desk.handIn(LICENCE);
    const giver = desk.staff(['verifier']);
    assert.equal((await takeOutOfOrder(desk.house, giver, dossierId, 'untuk uji coba')).ok, true);
    const passed = await handOver(desk.house, giver, dossierId, {
      kind,
      toId: desk.colleagueId,
      note: 'Bu Siti menelepon lagi.',
    });
    assert.ok(passed.ok);
    return { dossierId, id: passed.value, giver };
  };
  /** Answers every event of a dossier, twice: a job may run again. */
  const react = async (dossierId: string) => {
    const answer = reactTask(desk.house, passingReactions);
    const { db } = desk.house;
    const events = await db<
      { seq: number }[]
    >`select seq from event where stream_id = ${dossierId}`;
    for (const { seq } of [...events, ...events]) await answer({ stream: dossierId, seq });
    const [dossier] = await db<{ number: string }[]>`
      select number from dossier where id = ${dossierId}`;
    const told = await db<{ subject: string }[]>`
      select subject from notification where person_id = ${desk.colleagueId}
        and subject like ${`%${dossier?.number}%`}`;
    return { number: dossier?.number ?? '', subjects: told.map(({ subject }) => subject) };
  };

  test('a dossier that was given, once, without the note that stays inside the office', async () => {
    const { dossierId } = await pass('given');
    const { number, subjects } = await react(dossierId);
    assert.deepEqual(subjects, [`Berkas ${number} diserahkan kepada Anda`]);
    assert.doesNotMatch(subjects.join(), /Siti/);
  });

  test('a question about one', async () => {
    const { dossierId } = await pass('asked');
    const { number, subjects } = await react(dossierId);
    assert.deepEqual(subjects, [`Rekan bertanya tentang berkas ${number}`]);
  });

  test('nothing of what was taken back before the mail went out', async () => {
    const { dossierId, id, giver } = await pass('given');
    assert.equal((await takeBackHandOver(desk.house, giver, dossierId, id)).ok, true);
    assert.deepEqual((await react(dossierId)).subjects, []);
  });
});
