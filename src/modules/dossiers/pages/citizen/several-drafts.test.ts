import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transaction } from '../../../../kernel/db.ts';
import { newId } from '../../../../kernel/ids.ts';
import { definitionOf } from '../../../offices/example.fixture.ts';
import { forgetOffices } from '../../../offices/index.ts';
import { openTown, type Town } from '../../town.fixture.ts';
import { dossierRoutes } from '../index.ts';

const NIK = '1871991708990002';
const HEIR = definitionOf({
  code: 'WARIS',
  name: { id: 'Pewarisan' },
  fields: [
    { key: 'nik', kind: 'nik', label: { id: 'NIK ahli waris' }, required: true },
    { key: 'letak', kind: 'text', label: { id: 'Letak tanah' }, required: true },
  ],
  requirements: [
    { key: 'ktp', name: { id: 'KTP' }, required: true },
    { key: 'waris', name: { id: 'Surat keterangan waris' }, required: true },
  ],
});

describe('a form for several services', () => {
  let town: Town;
  let ani = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      dossierRoutes(house, []),
    );
    const [id, definition] = [newId(), JSON.stringify(HEIR)];
    await transaction(town.house.db, async (tx) => {
      await tx`insert into service (office_id, id, code, current_version) values (${town.office.id}, ${id}, 'WARIS', 1)`;
      await tx`insert into service_version (office_id, service_id, version, definition)
        values (${town.office.id}, ${id}, 1, ${definition}::text::jsonb)`;
    });
    forgetOffices();
    ani = await town.person('Ani');
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const begin = async (codes: readonly string[]) => {
    const body = new URLSearchParams({ kunci: newId(), nama: 'Ani' });
    for (const code of codes) body.append('layanan', code);
    const answer = await town.app.request('/kantor-uji/permohonan', {
      method: 'POST',
      body,
      headers: { cookie: `sesi=${ani}` },
    });
    return { status: answer.status, location: answer.headers.get('location') ?? '' };
  };

  test('asks together what both ask, and each by itself under its own heading', async () => {
    const { status, location } = await begin(['ROYA', 'WARIS']);
    assert.equal(status, 303);
    const { text } = await town.get(ani, location);
    assert.equal(text.match(/name="berkas\.ktp"/g)?.length, 1, 'one place for both');
    assert.match(text, /Dipakai untuk: Roya, Pewarisan/);
    assert.match(text, /name="isian\.nik"/);
    assert.match(text, /name="isian\.WARIS\.nik"/, 'another person’s number is another question');
    assert.match(text, /name="isian\.letak"/);
  });

  test('what was typed over other services than it asks for now is not taken for an answer', async () => {
    const { location } = await begin(['ROYA', 'WARIS']);
    const stale = { versi: 'ROYA:1 WARIS:1', nama: 'Ani', 'isian.nik': NIK };
    const left = await town.send(ani, location, { ...stale, tindakan: 'keluarkan:ROYA' });
    assert.equal(left.status, 303);
    const late = await town.send(ani, location, { ...stale, tindakan: 'simpan' });
    assert.equal(late.status, 422);
    assert.match(late.text, /diganti di tab atau perangkat lain/);
    assert.doesNotMatch(late.text, new RegExp(NIK), 'it was the borrower’s, not the heir’s');
  });

  test('without any service nothing begins, and one that does not exist is said beside the field', async () => {
    assert.equal((await begin([])).status, 422);
    assert.equal((await begin(['ROYA', 'HANTU'])).status, 422);
    assert.equal((await begin(['ROYA', 'ROYA'])).status, 303);
  });
});
