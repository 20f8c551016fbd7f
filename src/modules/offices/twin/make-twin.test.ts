import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Actor } from '../../../kernel/actor.ts';
import {
  emptyHouse,
  exampleOffice,
  exampleService,
  folderWith,
  putFiles,
} from '../example.fixture.ts';
import {
  childrenOf,
  countersOf,
  exportOffice,
  forgetOffices,
  importOffices,
  listOffices,
  makeTwin,
  officeById,
  officeBySlug,
  reasonsOf,
  servicesOf,
} from '../index.ts';

const SOMEBODY: Actor = { personId: null, mandate: 'system', channel: 'command_line' };
const REASON = { code: 'blurred', label: { id: 'Buram' }, advice: { id: 'Foto ulang.' } };

async function town(t: TestContext) {
  const house = await emptyHouse(t);
  const folder = folderWith(t, {
    'pusat/office.json': exampleOffice('pusat', 'PST'),
    'uji/office.json': exampleOffice('uji', 'UJI', {
      parent: 'pusat',
      phone: '0721 1',
      whatsapp: '0811',
      email: 'a@uji.go.id',
      counters: [{ code: 'A', name: { id: 'Loket A' } }],
    }),
    'uji/services/ROYA.json': exampleService('ROYA'),
    'uji/reasons.json': [REASON],
  });
  const install = async () => {
    const done = await importOffices(house, folder);
    assert.ok(done.ok, JSON.stringify(done));
  };
  await install();
  const office = async (slug: string) => {
    const found = await officeBySlug(house.db, slug);
    assert.ok(found, slug);
    return found;
  };
  return { house, folder, install, office };
}

test('the twin serves what the office serves, under its own keys and numbers, and stands in no tree and no list', async (t) => {
  const { house, office } = await town(t);
  const [real, pusat] = [await office('uji'), await office('pusat')];
  const made = await makeTwin(house, real.id, SOMEBODY);
  assert.deepEqual(made && { slug: made.slug, isNew: made.isNew }, {
    slug: 'uji-latihan',
    isNew: true,
  });
  const twin = await office('uji-latihan');
  assert.equal(twin.practice, true);
  assert.deepEqual(twin.practiceOf, { id: real.id, slug: 'uji' });
  assert.equal(twin.code, 'ZUJI');
  assert.match(twin.name.id, /^LATIHAN /);
  assert.deepEqual([twin.parentId, twin.ancestors], [null, []]);
  assert.deepEqual(
    [twin.profile.phone, twin.profile.whatsapp, twin.profile.email],
    [undefined, undefined, undefined],
  );
  const [keys, realKeys] = [await house.vault.office(twin.id), await house.vault.office(real.id)];
  assert.notDeepEqual(keys.data, realKeys.data);
  assert.deepEqual(
    (await servicesOf(house.db, twin.id)).map(({ code }) => code),
    ['ROYA'],
  );
  assert.deepEqual(
    (await reasonsOf(house.db, twin.id)).map(({ code }) => code),
    ['blurred'],
  );
  assert.deepEqual(
    (await countersOf(house.db, twin.id)).map(({ code }) => code),
    ['A'],
  );

  assert.deepEqual(
    (await childrenOf(house.db, pusat.id)).map(({ slug }) => slug),
    ['uji'],
  );
  for (const where of ['start', 'all', { childrenOf: pusat.id }, { below: pusat.id }] as const)
    for (const term of ['', 'latihan', 'uji'])
      assert.ok(
        !(await listOffices(house.db, where, term, '')).offices.some(({ slug }) =>
          slug.includes('latihan'),
        ),
        `${JSON.stringify(where)} "${term}"`,
      );
  assert.equal(await exportOffice(house.db, 'uji-latihan', '/nowhere'), undefined);
});

test('made again it follows the office: a changed service is a new edition, what was given up is gone, and nothing doubles', async (t) => {
  const { house, folder, install, office } = await town(t);
  const real = await office('uji');
  const first = await makeTwin(house, real.id, SOMEBODY);
  putFiles(folder, {
    'uji/services/ROYA.json': exampleService('ROYA', { product: { id: 'Surat lain' } }),
    'uji/services/CEK.json': exampleService('CEK'),
    'uji/reasons.json': [{ ...REASON, code: 'expired' }],
  });
  await install();
  const second = await makeTwin(house, real.id, SOMEBODY);
  assert.deepEqual(second, { ...first, isNew: false });
  const services = await servicesOf(house.db, second?.id ?? '');
  assert.deepEqual(services.map(({ code, version }) => `${code} ${version}`).toSorted(), [
    'CEK 1',
    'ROYA 2',
  ]);
  assert.deepEqual(
    (await reasonsOf(house.db, second?.id ?? '')).map(({ code }) => code),
    ['expired'],
  );
  const told = await house.db<{ kind: string }[]>`
    select kind from event where stream_id = ${real.id} and kind like 'practice.%' order by seq`;
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['practice.office_made', 'practice.office_refreshed'],
  );
});

test('a twin has no twin, an unknown office neither, and the importer leaves twins open', async (t) => {
  const { house, folder, install, office } = await town(t);
  const twin = await makeTwin(house, (await office('uji')).id, SOMEBODY);
  assert.equal(await makeTwin(house, twin?.id ?? '', SOMEBODY), undefined);
  putFiles(folder, {
    'pusat/office.json': exampleOffice('pusat', 'PST', { address: 'Jalan Lain 2' }),
  });
  await install();
  forgetOffices();
  assert.equal((await officeById(house.db, twin?.id ?? ''))?.slug, 'uji-latihan');
  assert.ok(await officeBySlug(house.db, 'uji-latihan'));
});

test('the database itself keeps a twin out of every tree', async (t) => {
  const { house, office } = await town(t);
  const twin = await makeTwin(house, (await office('uji')).id, SOMEBODY);
  const pusat = await office('pusat');
  await assert.rejects(
    house.db`update office set parent_id = ${pusat.id} where id = ${twin?.id ?? ''}`,
    /twin_is_practice/,
  );
});
