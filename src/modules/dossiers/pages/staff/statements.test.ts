import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Counted, countStatements } from '../../../../../test/support/count-statements.ts';
import { openTown, type Town } from '../../town.fixture.ts';
import { staffDossierRoutes } from './index.ts';

const desk = '/kantor-uji/petugas';

describe('what officers open all day asks the database little', () => {
  let town: Town;
  let counted: Counted;
  let [officer, dossier] = ['', ''];
  const ends: (() => Promise<void>)[] = [];

  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) => {
      counted = countStatements(house.db);
      return staffDossierRoutes({ ...house, db: counted.db }, []);
    });
    officer = await town.person('Ratna', ['verifier']);
    const citizen = await town.person('Siti Aminah');
    ({ id: dossier } = await town.submit(citizen));
    for (let more = 0; more < 4; more += 1) await town.submit(citizen);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const statementsOf = async (path: string) => {
    // What an office is, and its services, are remembered from the first visit.
    await town.get(officer, path);
    counted.taken();
    const answer = await town.get(officer, path);
    assert.equal(answer.status, 200);
    return counted.taken();
  };

  for (const [page, most, path] of [
    ['the work list', 4, () => desk],
    ['the dossier', 24, () => `${desk}/berkas/${dossier}`],
    ['its diary', 24, () => `${desk}/berkas/${dossier}?bagian=riwayat`],
    ['the search by name, whoever is found', 2, () => `${desk}/cari?cari=siti`],
  ] as const)
    test(`${page}: at most ${most} statements`, async () => {
      const sent = await statementsOf(path());
      assert.ok(sent <= most, `${sent} statements`);
      assert.ok(sent > 0, 'they are counted');
    });
});
