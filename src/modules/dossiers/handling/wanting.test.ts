import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { serviceWith } from '../route.fixture.ts';
import { handInTogether } from '../together.fixture.ts';
import { completeVerification, judge } from '../verification/commands.ts';
import { release, takeOutOfOrder } from './commands.ts';
import { acceptGiven } from './handing-over.ts';
import { passingsFor } from './passings.sql.ts';
import { giveAsWanted, wantDossier } from './wanting.ts';

const MINUTE = 60_000;
const BIRTH = { ...serviceWith([{ kind: 'processing' }]), code: 'AKTA', fields: [] };
const FAMILY = { ...serviceWith([{ kind: 'decision' }]), code: 'KK', fields: [] };

describe('a colleague wants the dossier for a sibling at another desk', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
    const { db } = desk.house;
    await db`insert into membership (office_id, person_id, role) values
      (${desk.office.id}, ${desk.officerId}, 'operator'), (${desk.office.id}, ${desk.colleagueId}, 'signatory')`;
  });
  after(async () => {
    for (const work of closing) await work();
  });

  const operator = () => desk.staff(['operator']);
  const signatory = () => desk.staff(['signatory'], desk.colleagueId);
  const top = async (personId: string, dossierId: string) =>
    (await passingsFor(desk.house.db, desk.office.id, personId)).filter(
      (passing) => passing.dossier_id === dossierId,
    );
  const said = async (act: Promise<{ ok: boolean } & object>) => {
    const outcome = (await act) as { ok: true } | { ok: false; reason: { key: string } };
    return outcome.ok ? 'done' : outcome.reason.key;
  };
  /** Birth at processing, family card at decision, and the operator holds both. */
  const held = async () => {
    const { dossierId, applications } = await handInTogether(desk, [BIRTH, FAMILY]);
    const verifier = desk.staff(['verifier'], desk.strangerId);
    await takeOutOfOrder(desk.house, verifier, dossierId, 'permintaan pemohon');
    for (const applicationId of applications)
      for (const requirement of ['ktp', 'surat'])
        await judge(desk.house, verifier, dossierId, {
          ...{ applicationId, requirement, verdict: 'accepted' as const },
        });
    await completeVerification(desk.house, verifier, dossierId, ...applications);
    // A verifier may process as well, and would keep it.
    await release(desk.house, verifier, dossierId);
    assert.equal(
      await said(takeOutOfOrder(desk.house, operator(), dossierId, 'permintaan pemohon')),
      'done',
    );
    return dossierId;
  };
  const take = (dossierId: string) =>
    said(takeOutOfOrder(desk.house, signatory(), dossierId, 'permintaan pemohon'));

  test('one press asks, one press gives', async () => {
    const dossierId = await held();
    assert.equal(await take(dossierId), 'dossiers.handling.taken');
    assert.equal(
      await said(wantDossier(desk.house, operator(), dossierId)),
      'dossiers.wanting.free',
    );
    assert.equal(await said(wantDossier(desk.house, signatory(), dossierId)), 'done');
    assert.equal(
      await said(wantDossier(desk.house, signatory(), dossierId)),
      'dossiers.wanting.already',
    );
    const [wanted] = await top(desk.officerId, dossierId);
    assert.ok(wanted?.wanted);
    assert.equal(
      await said(giveAsWanted(desk.house, signatory(), dossierId, wanted.id)),
      'dossiers.passing.gone',
    );
    assert.equal(await said(giveAsWanted(desk.house, operator(), dossierId, wanted.id)), 'done');
    const [given] = await top(desk.colleagueId, dossierId);
    assert.equal(given?.kind, 'given');
    assert.equal(
      await said(acceptGiven(desk.house, signatory(), dossierId, given?.id ?? '')),
      'done',
    );
    assert.deepEqual(await top(desk.officerId, dossierId), []);
  });

  test('who works on keeps it, who does nothing holds it ten minutes more, and whoever gets it has settled it', async () => {
    const dossierId = await held();
    await wantDossier(desk.house, signatory(), dossierId);
    desk.pass(9 * MINUTE);
    assert.equal(await take(dossierId), 'dossiers.handling.taken');
    desk.pass(2 * MINUTE);
    assert.equal(await take(dossierId), 'done');
    assert.deepEqual(await top(desk.officerId, dossierId), [], 'nothing is asked of them any more');
    desk.pass(-11 * MINUTE);
  });

  test('who wanted it reads that it is free', async () => {
    const dossierId = await held();
    await wantDossier(desk.house, signatory(), dossierId);
    assert.equal(await said(release(desk.house, operator(), dossierId)), 'done');
    const [back] = await top(desk.colleagueId, dossierId);
    assert.ok(back?.wanted && back.outcome === 'answered');
    assert.equal(
      await said(wantDossier(desk.house, signatory(), dossierId)),
      'dossiers.wanting.free',
    );
  });

  test('neither its applicant nor somebody of no desk of it may ask', async () => {
    const dossierId = await held();
    const own = desk.staff(['signatory'], desk.applicantId);
    assert.equal(await said(wantDossier(desk.house, own, dossierId)), 'dossiers.guard.own');
    const cashier = desk.staff(['cashier'], desk.colleagueId);
    assert.equal(await said(wantDossier(desk.house, cashier, dossierId)), 'dossiers.guard.role');
  });
});
