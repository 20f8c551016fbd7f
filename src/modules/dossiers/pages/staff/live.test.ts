import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { MOST_OPEN } from '../../../../web/doorbell-stream.ts';
import { openTown, type Town } from '../../town.fixture.ts';
import { doorbellRoute } from './live.tsx';

describe('the doorbell of a page', () => {
  let town: Town;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) => [
      doorbellRoute(house),
    ]);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  test('one person keeps so many pages open and no more; a closed one makes room, others are not touched', async () => {
    const [ani, budi] = [await town.person('Ani'), await town.person('Budi')];
    const listen = (personId: string) => town.get(personId, '/kantor-uji/kabar?topik=saya');
    const heard = [];
    for (let page = 0; page < MOST_OPEN; page += 1) heard.push(await listen(ani));
    assert.ok(heard.every(({ status }) => status === 200));
    assert.equal((await listen(ani)).status, 429);
    const other = await listen(budi);
    assert.equal(other.status, 200);
    await heard.pop()?.response.body?.cancel();
    await pause(50);
    const next = await listen(ani);
    assert.equal(next.status, 200);
    for (const { response } of [...heard, next, other]) await response.body?.cancel();
  });
});
