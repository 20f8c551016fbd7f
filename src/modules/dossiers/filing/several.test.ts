import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { forgetOffices } from '../../offices/index.ts';
import { dossierRoutes } from '../index.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { beginAt } from './filing.fixture.ts';

const NIK = '3273014507850009';

describe('several services that an officer files for somebody', { timeout: 120_000 }, () => {
  let town: Town;
  let rina = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      dossierRoutes(house, []),
    );
    rina = await town.person('Rina Loket', ['counter_officer']);
    const { db } = town.house;
    const [roya] = await db<{ definition: Record<string, never> }[]>`
      select definition from service_version where office_id = ${town.office.id} limit 1`;
    const service = newId();
    await transaction(db, async (tx) => {
      await tx`insert into service (office_id, id, code, current_version) values (${town.office.id}, ${service}, 'CEK', 1)`;
      await tx`insert into service_version (office_id, service_id, version, definition) values (${town.office.id}, ${service}, 1,
        ${tx.json({ ...roya?.definition, code: 'CEK', name: { id: 'Pengecekan sertipikat' } })})`;
    });
    forgetOffices();
  });
  after(async () => {
    for (const end of ends) await end();
  });

  /** Mortgage release, and a check of the certificate besides, in one go. */
  const fileBoth = async () => {
    const begun = await beginAt(town, rina, { nama: 'Bu Ratmi', nik: NIK });
    assert.equal(begun.status, 303, begun.text);
    const added = await town.send(rina, begun.location, {
      nama: 'Bu Ratmi',
      tindakan: 'tambah',
      layanan_lain: 'CEK',
    });
    assert.equal(added.status, 303, added.text.slice(0, 500));
    const draft = await town.get(rina, begun.location);
    assert.match(draft.text, /Pengecekan sertipikat/);
    const names = [...draft.text.matchAll(/name="(isian|alasan)\.([^"]+)"/g)];
    const sent = await town.send(rina, begun.location, {
      ...Object.fromEntries(
        names.map(([, part, name]) => [`${part}.${name}`, part === 'isian' ? NIK : 'Menyusul']),
      ),
      nama: 'Bu Ratmi',
      tindakan: 'kirim',
    });
    assert.equal(sent.status, 303, sent.text.slice(0, 2000));
    return { sent, names };
  };

  test('become one dossier with one receipt; shared details are asked once', async () => {
    const { sent, names } = await fileBoth();
    assert.equal(names.filter(([, part]) => part === 'isian').length, 1, 'the NIK is asked once');
    const dossier = /\/berkas\/([^/]+)\//.exec(sent.location)?.[1] ?? '';
    const applications = await town.house.db<{ code: string; state: string }[]>`
      select s.code, a.step || '/' || a.waiting_on as state from application a
      join service s on s.office_id = a.office_id and s.id = a.service_id where a.dossier_id = ${dossier} order by s.code`;
    assert.deepEqual(
      applications.map(({ code, state }) => [code, state]),
      [
        ['CEK', 'verifikasi/office'],
        ['ROYA', 'verifikasi/office'],
      ],
    );
    const events = await town.house.db<Record<string, unknown>[]>`
      select e.kind, e.actor_id = ${rina} as "byRina", e.on_behalf_of = d.applicant_id as "forRatmi", e.channel from event e
      join dossier d on d.id = e.stream_id where e.stream_id = ${dossier}`;
    assert.ok(events.length > 0);
    for (const { byRina, forRatmi, channel } of events)
      assert.deepEqual([byRina, forRatmi, channel], [true, true, 'counter']);
    const receipt = await town.get(rina, sent.location);
    assert.match(receipt.text, /Roya/);
    assert.match(receipt.text, /Pengecekan sertipikat/);
  });

  test('go into the account together, with one code, also when all of it is over', async () => {
    const { sent } = await fileBoth();
    const dossier = /\/berkas\/([^/]+)\//.exec(sent.location)?.[1] ?? '';
    const receipt = await town.get(rina, sent.location);
    const [number = '', secret = ''] = [
      ...receipt.text.matchAll(/<strong class="sl-code">([^<]+)<\/strong>/g),
    ].map(([, word]) => word ?? '');
    await town.house.db`
      update application set outcome = 'completed', waiting_on = 'nobody', due_at = null, closed_at = now()
      where dossier_id = ${dossier}`;
    const ratmi = await town.person('Ratmi');
    await town.house.db`insert into login (person_id, email, password_hash, email_confirmed_at)
      values (${ratmi}, ${`${ratmi}@warga.example`}, 'x', now()) on conflict do nothing`;
    const claim = (who: string, nik: string) =>
      town.app.request(
        '/kantor-uji/klaim',
        {
          method: 'POST',
          headers: { cookie: `sesi=${who}` },
          body: new URLSearchParams({ nomor: number, kode: secret, nik }),
        },
        { incoming: { socket: { remoteAddress: '203.0.113.9' } } },
      );
    assert.equal((await claim(ratmi, '3273014507850004')).status, 422);
    assert.equal((await claim(ratmi, NIK)).status, 303);
    const page = await town.get(ratmi, `/kantor-uji/berkas/${dossier}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /Roya[\s\S]*Pengecekan|Pengecekan[\s\S]*Roya/);
    assert.match(page.text, /keberatan/i, 'and what is left to do is theirs to do');
    const other = await town.person('Orang Lain');
    await town.house.db`insert into login (person_id, email, password_hash, email_confirmed_at)
      values (${other}, ${`${other}@warga.example`}, 'x', now()) on conflict do nothing`;
    assert.equal(
      (await claim(other, NIK)).status,
      422,
      'what is in an account is not claimed again',
    );
  });
});
