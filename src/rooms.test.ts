import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { openTestHouse } from '../test/support/house.ts';
import { allTasks, crontab } from './rooms.ts';

test('every line of the clock can be read, and somebody does what it asks for', async (t) => {
  const tasks = allTasks(await openTestHouse(t));
  for (const { task } of parseCrontab(crontab)) assert.ok(tasks[task], `nobody does ${task}`);
});
