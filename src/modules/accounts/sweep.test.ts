import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestCounter, SLUG } from './counter.fixture.ts';
import { accountCrontab, accountTasks } from './index.ts';

const at = (path: string) => `/${SLUG}${path}`;

test('what has run out leaves the house, what lives stays', async (t) => {
  const counter = await openTestCounter({ after: (work) => t.after(work) });
  const { house } = counter;
  const person = counter.browser();
  await person.post(at('/daftar'), {
    nama_depan: 'Siti',
    email: 'siti@contoh.id',
    kata_sandi: 'tiga ekor kuda laut',
  });
  await counter.sendMails();
  const rows = async () => {
    const [row] = await house.db<{ sessions: number; secrets: number; tries: number }[]>`
      select (select count(*) from session) as sessions, (select count(*) from mailed_secret) as secrets,
        (select count(*) from rate_limit) as tries`;
    return { ...row };
  };
  // The very task that the clock's line names.
  const sweep = accountTasks(house)[accountCrontab.split(' ').at(-1) ?? ''];
  await sweep?.({});
  assert.deepEqual(await rows(), { sessions: 1, secrets: 1, tries: 1 });
  counter.pass(31 * 86_400_000);
  await sweep?.({});
  assert.deepEqual(await rows(), { sessions: 0, secrets: 0, tries: 0 });
});
