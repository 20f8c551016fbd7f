import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reason } from './i18n.ts';
import { type Rule, rule } from './rulebook.ts';

interface Facts {
  readonly full: boolean;
  readonly late: boolean;
}
const full = reason('form.required');
const late = reason('form.invalid');
const refusals = { role: reason('dossiers.guard.role'), state: reason('dossiers.guard.state') };
const row: Rule<'open' | 'shut', Facts> = {
  name: 'shut',
  who: ['verifier', 'house'],
  from: ['open'],
  to: 'shut',
  guards: [(facts) => (facts.full ? full : null), (facts) => (facts.late ? late : null)],
  event: 'door.shut',
};
const fine = { roles: ['verifier'], state: 'open', facts: { full: false, late: false } } as const;

test('the first obstacle is the answer: role, then state, then each guard in its order', () => {
  assert.deepEqual(rule(row, fine, refusals), { ok: true, to: 'shut' });
  const all = { roles: ['cashier'], state: 'shut', facts: { full: true, late: true } } as const;
  assert.deepEqual(rule(row, all, refusals), { ok: false, why: 'role', reason: refusals.role });
  assert.deepEqual(rule(row, { ...all, roles: ['house'] }, refusals), {
    ok: false,
    why: 'state',
    reason: refusals.state,
  });
  assert.deepEqual(rule(row, { ...fine, facts: all.facts }, refusals), {
    ok: false,
    why: 'guard',
    reason: full,
  });
  assert.deepEqual(rule(row, { ...fine, facts: { full: false, late: true } }, refusals), {
    ok: false,
    why: 'guard',
    reason: late,
  });
});

test('a rule leads to a state, nowhere else, or where the facts lead', () => {
  assert.deepEqual(rule({ ...row, to: 'same' }, fine, refusals), { ok: true, to: 'open' });
  assert.deepEqual(rule({ ...row, to: ({ late }) => (late ? 'open' : 'shut') }, fine, refusals), {
    ok: true,
    to: 'shut',
  });
});
