import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { done } from '../hold.ts';
import { serviceWith } from '../route.fixture.ts';
import { recordStep } from '../steps/commands.ts';
import { completeVerification, judge } from '../verification/commands.ts';
import { takeNext } from './commands.ts';

const LICENCE = {
  ...serviceWith([{ kind: 'processing' }, { kind: 'decision' }, { kind: 'issuance' }]),
  code: 'IZIN',
};

describe('a dossier whose step has ended', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });

  test('stays with an officer who works at the next desk too, and waits for nobody otherwise', async () => {
    const { dossierId, applicationId } = await desk.handIn(LICENCE);
    const verifier = desk.staff(['verifier']);
    const signatory = desk.staff(['signatory'], desk.colleagueId);
    assert.equal(await takeNext(desk.house, verifier), dossierId);
    for (const requirement of ['ktp', 'surat'])
      await judge(desk.house, verifier, dossierId, {
        applicationId,
        requirement,
        verdict: 'accepted',
      });
    assert.deepEqual(
      await completeVerification(desk.house, verifier, dossierId, applicationId),
      done(undefined),
    );
    // A verifier may do the processing as well, and goes on without asking again.
    assert.deepEqual(
      await recordStep(desk.house, verifier, dossierId, {
        applicationId,
        result: 'done',
        reference: 'Rekomendasi 1',
      }),
      done(undefined),
    );
    // The decision is another's desk: it is there at once.
    assert.equal(await takeNext(desk.house, signatory), dossierId);
  });
});
