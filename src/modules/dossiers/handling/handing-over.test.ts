import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../kernel/ids.ts';
import type { Role } from '../../../kernel/roles.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { done, withDossier } from '../hold.ts';
import { diaryOf } from '../reading/diary.ts';
import { dossierOf } from '../reading/dossier.sql.ts';
import { serviceWith } from '../route.fixture.ts';
import { judge } from '../verification/commands.ts';
import { takeByAppointment } from './by-appointment.ts';
import { release, takeOutOfOrder } from './commands.ts';
import { handOverAll } from './hand-over-all.ts';
import { acceptGiven, answerHandOver, handOver, takeBackHandOver } from './handing-over.ts';
import { RESERVED_HOURS, whyNotPass } from './rules.ts';

const LICENCE = { ...serviceWith([{ kind: 'processing' }, { kind: 'decision' }]), code: 'IZIN' };
const HOUR = 3_600_000;

describe('a dossier that goes to a colleague', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
    const { db } = desk.house;
    const works = async (person: string, role: Role) =>
      db`insert into membership (office_id, person_id, role) values (${desk.office.id}, ${person}, ${role})`;
    await works(desk.officerId, 'verifier');
    await works(desk.colleagueId, 'verifier');
    await works(desk.strangerId, 'cashier');
    await works(desk.applicantId, 'verifier');
  });
  after(async () => {
    for (const work of closing) await work();
  });

  const giver = () => desk.staff(['verifier']);
  const colleague = () => desk.staff(['verifier'], desk.colleagueId);
  const cashier = () => desk.staff(['cashier'], desk.strangerId);
  const handler = async (id: string) =>
    (await dossierOf(desk.house.db, desk.office.id, id))?.handler_id;
  const handlerRow = async (id: string) => {
    const [row] = await desk.house.db<{ handler_id: string | null }[]>`
      select handler_id from dossier where id = ${id}`;
    return row?.handler_id;
  };
  /** A dossier in the giver's hand. */
  const taken = async () => {
    const { dossierId, applicationId } = await desk.handIn(LICENCE);
    assert.equal((await takeOutOfOrder(desk.house, giver(), dossierId, 'untuk uji coba')).ok, true);
    return { dossierId, applicationId };
  };
  const give = async (
    dossierId: string,
    toId = desk.colleagueId,
    kind: 'given' | 'asked' = 'given',
  ) => handOver(desk.house, giver(), dossierId, { kind, toId, note: 'Mohon cek surat ukurnya.' });
  const given = async (dossierId: string) => {
    const outcome = await give(dossierId);
    if (!outcome.ok) throw new Error(outcome.reason.key);
    return outcome.value;
  };

  test('is the colleague’s at once, is not the giver’s any more, and its note is in the diary', async () => {
    const { dossierId, applicationId } = await taken();
    const id = await given(dossierId);
    assert.equal(await handlerRow(dossierId), desk.colleagueId);
    const verdict = { applicationId, requirement: 'ktp', verdict: 'accepted' } as const;
    assert.equal((await judge(desk.house, giver(), dossierId, verdict)).ok, false);
    assert.deepEqual(await acceptGiven(desk.house, colleague(), dossierId, id), done(undefined));
    assert.equal((await judge(desk.house, colleague(), dossierId, verdict)).ok, true);
    const dossier = await dossierOf(desk.house.db, desk.office.id, dossierId);
    assert.ok(dossier);
    const diary = await diaryOf(desk.house.db, desk.house, desk.office.id, dossier);
    const entry = diary.find(({ kind }) => kind === 'dossier.handed_over');
    assert.equal(entry?.text, 'Mohon cek surat ukurnya.');
    assert.equal(JSON.stringify(entry?.data).includes('Mohon'), false, 'the chain holds no words');
  });

  test('goes neither to its applicant, nor to whoever works at no desk of it, nor to oneself, nor without words', async () => {
    const { dossierId } = await taken();
    const refused = async (toId: string, key: string) => {
      const outcome = await give(dossierId, toId);
      assert.equal(outcome.ok ? '' : outcome.reason.key, key);
    };
    await refused(desk.applicantId, 'dossiers.passing.to_applicant');
    await refused(desk.strangerId, 'dossiers.passing.wrong_role');
    await refused(desk.officerId, 'dossiers.passing.to_yourself');
    await refused(newId(), 'dossiers.passing.wrong_role');
    await refused('tidak-ada', 'dossiers.passing.choose');
    const silent = await handOver(desk.house, giver(), dossierId, {
      kind: 'given',
      toId: desk.colleagueId,
      note: ' ',
    });
    assert.equal(silent.ok ? '' : silent.reason.key, 'dossiers.passing.note_needed');
    assert.equal(await handlerRow(dossierId), desk.officerId);
  });

  test('is given by its holder alone', async () => {
    const { dossierId } = await taken();
    const other = await handOver(desk.house, colleague(), dossierId, {
      kind: 'given',
      toId: desk.officerId,
      note: 'Saya ambil saja.',
    });
    assert.equal(other.ok ? '' : other.reason.key, 'dossiers.guard.not_held');
  });

  test('comes back to its giver with the colleague’s words', async () => {
    const { dossierId } = await taken();
    const id = await given(dossierId);
    const wrong = await answerHandOver(desk.house, cashier(), dossierId, id, 'Bukan saya.');
    assert.equal(wrong.ok, false, 'only whoever got it answers');
    assert.equal(
      (await answerHandOver(desk.house, colleague(), dossierId, id, 'Bukan bidang saya.')).ok,
      true,
    );
    assert.equal(await handlerRow(dossierId), desk.officerId);
    assert.equal(
      (await answerHandOver(desk.house, colleague(), dossierId, id, 'Sekali lagi.')).ok,
      false,
    );
  });

  test('is taken back before it was accepted', async () => {
    const { dossierId } = await taken();
    const id = await given(dossierId);
    assert.equal((await takeBackHandOver(desk.house, colleague(), dossierId, id)).ok, false);
    assert.equal((await takeBackHandOver(desk.house, giver(), dossierId, id)).ok, true);
    assert.equal(await handlerRow(dossierId), desk.officerId);
    assert.equal((await acceptGiven(desk.house, colleague(), dossierId, id)).ok, false);
  });

  test('goes to one only, when it is accepted and taken back at the same moment', async () => {
    const { dossierId } = await taken();
    const id = await given(dossierId);
    const both = await Promise.all([
      acceptGiven(desk.house, colleague(), dossierId, id),
      takeBackHandOver(desk.house, giver(), dossierId, id),
    ]);
    assert.equal(both.filter(({ ok }) => ok).length, 1);
    assert.equal(await handlerRow(dossierId), both[0].ok ? desk.colleagueId : desk.officerId);
  });

  test('that nobody fetches goes back into the line, so that an absent colleague stops nobody', async () => {
    const { dossierId } = await taken();
    const id = await given(dossierId);
    desk.pass((RESERVED_HOURS + 1) * HOUR);
    const again = await takeOutOfOrder(desk.house, giver(), dossierId, 'rekan sedang cuti');
    assert.equal(again.ok, true);
    const late = await acceptGiven(desk.house, colleague(), dossierId, id);
    assert.equal(late.ok ? '' : late.reason.key, 'dossiers.passing.gone');
    await release(desk.house, giver(), dossierId);
  });

  test('is no obstacle for whoever has come with an appointment, as long as nobody accepted it', async () => {
    const { dossierId } = await taken();
    const serve = () =>
      withDossier(desk.house, cashier(), dossierId, (hold) => takeByAppointment(hold));
    assert.equal((await serve()).ok, false, 'somebody works on it');
    const id = await given(dossierId);
    assert.deepEqual(await serve(), done(undefined));
    assert.equal(await handlerRow(dossierId), desk.strangerId);
    assert.equal((await acceptGiven(desk.house, colleague(), dossierId, id)).ok, false);
  });

  test('stays where it is when a colleague is only asked, whatever their desk', async () => {
    const { dossierId } = await taken();
    const asked = await give(dossierId, desk.strangerId, 'asked');
    assert.equal(asked.ok, true);
    const twice = await give(dossierId, desk.strangerId, 'asked');
    assert.equal(twice.ok ? '' : twice.reason.key, 'dossiers.passing.asked_already');
    assert.equal(await handlerRow(dossierId), desk.officerId);
    if (!asked.ok) return;
    const answer = await answerHandOver(
      desk.house,
      cashier(),
      dossierId,
      asked.value,
      'Sudah dibayar, NTPN cocok.',
    );
    assert.equal(answer.ok, true);
    assert.equal(await handlerRow(dossierId), desk.officerId);
  });

  test('leaves a suspended officer whole: to a colleague where they may, into the line where not, once however often', async () => {
    for (let count = 0; count < 3; count += 1) await taken();
    const { db } = desk.house;
    const mine = await db<{ id: string }[]>`
      select id from dossier where handler_id = ${desk.officerId} and handler_until > ${desk.house.now()}`;
    assert.ok(mine.length > 0);
    const administrator = { personId: newId(), mandate: 'staff', channel: 'web' } as const;
    await db`insert into person (id, full_name) values (${administrator.personId}, 'Sari')`;
    const unsaid = await handOverAll(
      desk.house,
      administrator,
      desk.office,
      desk.officerId,
      desk.colleagueId,
      '',
    );
    assert.equal(unsaid.ok ? '' : unsaid.reason.key, 'dossiers.passing.note_needed');
    const [first] = mine;
    assert.ok(first);
    // One is the colleague's own: it goes into the line.
    await db`update dossier set applicant_id = ${desk.colleagueId} where id = ${first.id}`;
    const all = await handOverAll(
      desk.house,
      administrator,
      desk.office,
      desk.officerId,
      desk.colleagueId,
      'Bu Melati sedang tidak bertugas.',
    );
    assert.deepEqual(all, done({ given: mine.length - 1, released: 1 }));
    const again = await handOverAll(
      desk.house,
      administrator,
      desk.office,
      desk.officerId,
      desk.colleagueId,
      'Bu Melati sedang tidak bertugas.',
    );
    assert.deepEqual(again, done({ given: 0, released: 0 }));
    const line = await handOverAll(
      desk.house,
      administrator,
      desk.office,
      desk.colleagueId,
      null,
      '',
    );
    assert.deepEqual(line, done({ given: 0, released: mine.length - 1 }));
    assert.equal(await handler(first.id), null);
    const open = await db`select 1 from hand_over where ended_at is null and kind = 'given'`;
    assert.equal(open.length, 0);
  });
});

test('the rules of passing on speak before anything is done', () => {
  const fine = {
    kind: 'given',
    held: true,
    fromId: 'a',
    toId: 'b',
    applicantId: 'c',
    roles: ['verifier'],
    desks: ['verification'],
    note: 'Tolong lanjutkan.',
  } as const;
  assert.equal(whyNotPass(fine), undefined);
  assert.equal(whyNotPass({ ...fine, desks: [] })?.key, 'dossiers.passing.over');
  assert.equal(
    whyNotPass({ ...fine, note: 'x'.repeat(2001) })?.key,
    'dossiers.passing.note_too_long',
  );
  assert.equal(
    whyNotPass({ ...fine, roles: ['auditor'], kind: 'asked' })?.key,
    'dossiers.passing.wrong_role',
  );
});
