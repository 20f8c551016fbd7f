import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { reactTask } from '../../kernel/reactions.ts';
import { type Desk, openDesk } from './desk.fixture.ts';
import { endingReactions } from './ending-letters.ts';
import { extendTime } from './extending/commands.ts';
import { takeOutOfOrder } from './handling/commands.ts';
import { lapseUnanswered, warnUnanswered } from './lapsing/lapse.ts';
import { answerObjection, fileObjection } from './objecting/commands.ts';
import { dossierReactions } from './reactions.ts';
import { handOverResult, readyResult } from './results/commands.ts';
import { serviceWith } from './route.fixture.ts';
import { recordStep } from './steps/commands.ts';
import { completeVerification, judge, requestCorrection } from './verification/commands.ts';

const DAY = 86_400_000;
const SERVICE = { ...serviceWith([{ kind: 'decision' }, { kind: 'delivery' }]), code: 'IZIN' };

describe('what the applicant is told on the way to the end', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const officer = () => desk.staff(['verifier', 'signatory', 'operator']);
  const head = () => desk.staff(['head_of_office'], desk.colleagueId);
  const take = (dossierId: string) =>
    takeOutOfOrder(desk.house, officer(), dossierId, 'permintaan pemohon');
  /** Lets the house answer all events of a dossier, and returns the letters in their order. */
  const letters = async (dossierId: string): Promise<{ subject: string; body: string }[]> => {
    const { db, vault } = desk.house;
    const react = reactTask(desk.house, [...dossierReactions, ...endingReactions]);
    const events = await db<{ seq: number }[]>`
      select seq from event where stream_id = ${dossierId} order by seq`;
    for (const { seq } of events) await react({ stream: dossierId, seq });
    const rows = await db<{ id: string; subject: string; sealed: Buffer }[]>`
      select id, subject, sealed from notification where dedupe like ${`%${dossierId}%`} order by made_at, id`;
    const found = [];
    for (const { id, subject, sealed } of rows) {
      const part = await vault.openText(desk.office.id, sealed, `notification:${id}`);
      found.push({ subject, body: (JSON.parse(part) as { body: string }).body });
    }
    return found;
  };
  const accept = async (dossierId: string, applicationId: string) => {
    await take(dossierId);
    for (const requirement of ['ktp', 'surat'])
      await judge(desk.house, officer(), dossierId, {
        ...{ applicationId, requirement, verdict: 'accepted' as const },
      });
    await completeVerification(desk.house, officer(), dossierId, applicationId);
    await take(dossierId);
  };
  const has = (told: readonly { subject: string; body: string }[], subject: RegExp, body: RegExp) =>
    assert.ok(
      told.some((letter) => subject.test(letter.subject) && body.test(letter.body)),
      `no letter ${subject} with ${body} among ${told.map((letter) => letter.subject).join('; ')}`,
    );

  test('more time with its reason, a result that is ready, and who fetched it', async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    await accept(dossierId, applicationId);
    const why = 'menunggu rekomendasi dinas';
    assert.ok(
      (await extendTime(desk.house, officer(), dossierId, { applicationId, amount: 2, why })).ok,
    );
    const signed = { applicationId, result: 'done', reference: 'SK 1' } as const;
    assert.ok((await recordStep(desk.house, officer(), dossierId, signed)).ok);
    await take(dossierId);
    const ready = { applicationId, paper: true, note: 'Berlaku lima tahun.', step: 'langkah_2' };
    assert.ok((await readyResult(desk.house, officer(), dossierId, ready)).ok);
    const to = { applicationId, receiver: 'Budi Wakil', identity: 'surat_kuasa', digits: '0002' };
    assert.ok((await handOverResult(desk.house, officer(), dossierId, to)).ok);
    const told = await letters(dossierId);
    has(told, /diperpanjang/, /menunggu rekomendasi dinas.*23 November 2026.*25 November 2026/s);
    has(told, /sudah siap/, /Berlaku lima tahun/);
    has(told, /diserahkan/, /Budi Wakil/);
    assert.deepEqual(await letters(dossierId), told, 'nobody is told twice');
  });

  test('a refusal with its reason and the way to object; the receipt of the objection; the answer', async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    await accept(dossierId, applicationId);
    const no = { applicationId, result: 'negative', reference: 'SK 2' } as const;
    const note = 'Lokasi tidak sesuai tata ruang.';
    assert.ok((await recordStep(desk.house, officer(), dossierId, { ...no, note })).ok);
    const grounds = 'Lokasi saya di zona perdagangan.';
    assert.ok(
      (await fileObjection(desk.house, desk.citizen(), dossierId, applicationId, grounds)).ok,
    );
    const answer = {
      applicationId,
      answer: 'rejected',
      why: 'Zona itu perumahan sejak 2019.',
    } as const;
    assert.ok((await answerObjection(desk.house, head(), dossierId, { ...answer, step: '' })).ok);
    const told = await letters(dossierId);
    has(told, /tidak dapat dikabulkan/, /tata ruang.*keberatan.*15 Desember 2026/s);
    has(told, /Keberatan .* kami terima/, /30 November 2026/);
    has(told, /Jawaban atas keberatan/, /Zona itu perumahan.*banding/s);
    assert.ok(
      !told.some(({ subject }) => subject.includes('belum berhasil')),
      'a refusal is one letter',
    );
  });

  test('the warnings before a letter runs out, the lapse, the way to begin anew, and an objection that is granted', async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    await take(dossierId);
    for (const requirement of ['ktp', 'surat'])
      await judge(desk.house, officer(), dossierId, {
        ...{ applicationId, requirement, verdict: 'missing' as const },
      });
    assert.ok((await requestCorrection(desk.house, officer(), dossierId, applicationId)).ok);
    // Fourteen working days from Monday 16 November: Friday 4 December.
    desk.pass(11 * DAY);
    assert.equal(await warnUnanswered(desk.house), 1);
    desk.pass(8 * DAY);
    assert.equal(await lapseUnanswered(desk.house), 1);
    const grounds = 'Surat itu tidak pernah sampai kepada saya.';
    assert.ok(
      (await fileObjection(desk.house, desk.citizen(), dossierId, applicationId, grounds)).ok,
    );
    const answer = { applicationId, answer: 'upheld', step: 'langkah_0' } as const;
    const why = 'Benar, alamat email keliru kami catat.';
    assert.ok((await answerObjection(desk.house, head(), dossierId, { ...answer, why })).ok);
    const told = await letters(dossierId);
    has(told, /perlu diperbaiki/, /4 Desember 2026.*kedaluwarsa/s);
    has(told, /^Ingat.*4 Desember 2026/, /kedaluwarsa/);
    has(told, /kedaluwarsa$/, /permohonan\/baru\?layanan=IZIN/);
    has(told, /dikabulkan/, /alamat email keliru.*Periksa/s);
    desk.pass(-19 * DAY);
  });
});
