import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixSeat } from '../giving.ts';
import { asOfficer, verifiedDossiers, wib } from '../meeting.fixture.ts';
import { counter, FRIDAY, house, kunci, officer, page, place } from './scene.fixture.ts';

describe('a dossier of several services at the desk', () => {
  test('one meeting is offered for all that are ready, and what is ready later may join it', async () => {
    const [made] = await verifiedDossiers(house, place, 1, 3);
    assert.ok(made);
    const here = `/kantor-uji/petugas/berkas/${made.id}/jadwal`;
    const fresh = await page(officer, `${here}?mulai=${FRIDAY}`);
    const ticked = made.applicationIds.map((id) => new RegExp(`value="${id}"[^>]*checked`));
    for (const one of ticked)
      assert.match(fresh, one, 'all are ticked until the officer says otherwise');
    assert.doesNotMatch(fresh, /Ikut jadwal yang sudah ada/);

    const [first = '', ...later] = made.applicationIds;
    const seat = { startsAt: wib(FRIDAY, '09.00') };
    const fixed = await fixSeat(house, asOfficer(place), made.id, {
      seat,
      applicationIds: [first],
    });
    assert.ok(fixed.ok);
    assert.match(await page(officer, here), /Ikut jadwal yang sudah ada/);
    const joined = await counter.post(officer, here, [
      kunci(),
      ['tindakan', 'ikut'],
      ['jadwal', fixed.value],
      ...later.map((id) => ['permohonan', id] as const),
    ]);
    assert.equal(joined.status, 303);
    const after = await page(officer, here);
    assert.doesNotMatch(after, /Ikut jadwal yang sudah ada/);
    assert.match(after, /Roya, Roya, Roya/, 'one meeting, three applications');
  });
});
