import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestHouse } from '../../../test/support/house.ts';
import { newId, secretHash } from '../../kernel/ids.ts';
import { chain, GENESIS } from '../../kernel/ledger.ts';
import { setWorkplace } from './sessions.sql.ts';
import { startSession, visitorByToken } from './sessions.ts';

test('where an officer works from is what they said in this session, and their acts keep it', async (t) => {
  const { db } = await openTestHouse(t);
  const id = newId();
  await db`insert into person (id, full_name) values (${id}, 'Melati')`;
  await db`insert into login (person_id, email, password_hash) values (${id}, 'melati@kantor.example', '')`;
  const caller = { address: '203.0.113.9', userAgent: 'uji', reference: 'UJI' };
  const [here, there] = [
    await startSession(db, id, caller, new Date()),
    await startSession(db, id, caller, new Date()),
  ];
  const said = async (token: string) =>
    (await visitorByToken(db, token, undefined))?.workplace ?? 'nothing';
  assert.deepEqual([await said(here), await said(there)], ['nothing', 'nothing']);
  await setWorkplace(db, secretHash(here), 'home');
  assert.deepEqual([await said(here), await said(there)], ['home', 'nothing']);

  const stream = { kind: 'dossier', id: newId(), officeId: newId() } as const;
  const event = { kind: 'requirement.judged', data: { verdict: 'accepted' } };
  const actor = { personId: id, mandate: 'staff', channel: 'web' } as const;
  const told = (workplace?: 'home') =>
    chain(stream, GENESIS, { ...actor, ...(workplace ? { workplace } : {}) }, new Date(), [event])
      .rows[0]?.data;
  assert.deepEqual(told('home'), { verdict: 'accepted', workplace: 'home' });
  assert.deepEqual(told(), { verdict: 'accepted' });
  await setWorkplace(db, secretHash(here), null);
  assert.equal(await said(here), 'nothing');
});
