import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { fullHouse } from './full-house.ts';

test('in a rush whoever only reads is asked to come back, whoever sends something is let in longer, and then there is room again', async () => {
  const app = new Hono();
  const waiting: (() => void)[] = [];
  app.use(fullHouse({ reads: 2, acts: 3 }));
  app.all('/', async (c) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return c.text('served');
  });
  const ask = async (method: string) => app.request('/', { method });
  const inside = [ask('GET'), ask('GET')];
  const reading = await ask('GET');
  assert.equal(reading.status, 503);
  assert.match(await reading.text(), /ramai/);
  assert.ok(Number(reading.headers.get('retry-after')) > 0);
  assert.ok(Number(reading.headers.get('refresh')) > 0, 'the page asks again by itself');
  inside.push(ask('POST'));
  const sending = await ask('POST');
  assert.equal(sending.status, 503);
  assert.equal(sending.headers.get('refresh'), null, 'a form is not sent again unasked');
  for (const serve of waiting.splice(0)) serve();
  for (const answer of await Promise.all(inside)) assert.equal(answer.status, 200);
  const later = ask('GET');
  await new Promise((resolve) => setImmediate(resolve));
  for (const serve of waiting) serve();
  assert.equal((await later).status, 200);
});

test('a request that fails makes room too', async () => {
  const app = new Hono();
  app.use(fullHouse({ reads: 1, acts: 1 }));
  app.get('/', () => {
    throw new Error('broken');
  });
  app.onError((_, c) => c.text('', 500));
  for (let turn = 0; turn < 3; turn += 1) assert.equal((await app.request('/')).status, 500);
});
