import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Client, keyIn } from '../support/client.ts';
import { projectFolder } from '../support/cluster.ts';
import { freshDatabase } from '../support/database.ts';
import { startServer } from '../support/server.ts';
import { excuses, OFFICE, OTHER_OFFICE, openCity } from './city.ts';

const NIK = '1871991708990002';
const PASSWORD = 'tiga burung gereja di atap';

describe('what the machine says about people', () => {
  test('ASVS 14.2.1, 13.3.1: a whole journey leaves no identity number, address, name, password or secret in the log of the built server', async (t) => {
    const database = await freshDatabase(t);
    const server = await startServer(t, {
      databaseUrl: database.url,
      env: { LOG_LEVEL: 'debug', JOBS: '2' },
    });
    const email = `rahasia-${randomUUID()}@contoh.example`;
    const secrets = new Set<string>([
      NIK,
      email,
      PASSWORD,
      'Wagiyem',
      'Jalan Rahasia',
      'catatan-rahasia',
      new URL(database.url).password,
    ]);
    const citizen = new Client(server.address);
    const keep = () => {
      for (const [name, value] of citizen.cookies)
        if (name !== 'bahasa' && name !== 'kabar') secrets.add(value);
    };
    await citizen.post(`/${OFFICE}/daftar`, {
      nama_depan: 'Wagiyem',
      nama_belakang: '',
      email,
      kata_sandi: PASSWORD,
    });
    keep();
    await citizen.post(`/${OFFICE}/keluar`, {});
    await citizen.post(`/${OFFICE}/masuk`, { email, kata_sandi: 'kata sandi yang keliru' });
    await citizen.signIn(OFFICE, email, PASSWORD);
    keep();
    const begun = await citizen.post(`/${OFFICE}/permohonan`, {
      layanan: 'CEK',
      nama: 'Wagiyem',
      keterangan: 'catatan-rahasia',
      kunci: keyIn((await citizen.get(`/${OFFICE}/permohonan/baru`)).text),
    });
    const page = await citizen.get(begun.location);
    const typed = {
      layanan: 'CEK',
      nama: 'Wagiyem',
      keterangan: 'catatan-rahasia',
      kunci: keyIn(page.text),
      'isian.nik': NIK,
      'isian.alamat': 'Jalan Rahasia 1',
      'isian.letak': 'Jalan Rahasia 2',
      'ada.dikuasakan': '1',
      'isian.dikuasakan': 'tidak',
      ...excuses(page.text),
    };
    await citizen.upload(
      begun.location,
      { ...typed, 'isian.nik': `${NIK}9`, tindakan: 'kirim' },
      [],
    );
    const sent = await citizen.upload(begun.location, { ...typed, tindakan: 'kirim' }, []);
    assert.equal(sent.status, 303, 'the journey reaches its end');
    const receipt = await citizen.get(sent.location);
    const kode = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(receipt.text)?.[0] ?? '';
    assert.notEqual(kode, '');
    secrets.add(kode).add(kode.replaceAll('-', ''));
    const dossier = sent.location.replace('/tanda-terima', '');
    for (const path of [
      `${dossier}/tanda-terima.pdf`,
      dossier,
      `/${OFFICE}/dasbor`,
      `/${OFFICE}/lacak/X/${kode}`,
      `/${OFFICE}/akun`,
    ])
      await citizen.get(path);
    await citizen.post(`/${OFFICE}/lacak`, { nomor: 'X', kode });
    await citizen.post(`/${OFFICE}/lupa-sandi`, { email });
    await citizen.get(`/${OFFICE}/tidak-ada?nik=${NIK}&email=${email}`);
    await citizen.get(`/${OTHER_OFFICE}/petugas/cari?cari=${NIK}`);
    for (const end = performance.now() + 15_000; performance.now() < end; ) {
      const outbox = await citizen.get('/demo/outbox');
      if (outbox.text.split(email).length > 3) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    keep();
    await server.stop();
    const output = server.output();
    assert.match(output, /sign_in/, 'ASVS 16.3.1: who signed in, and who could not, is told');
    for (const secret of secrets) {
      assert.notEqual(secret, '');
      assert.ok(!output.includes(secret), `the log says ${secret.slice(0, 4)}…`);
      assert.ok(
        !output.includes(encodeURIComponent(secret)),
        `the log says ${secret.slice(0, 4)}… in an address`,
      );
    }
  });

  test('ASVS 14.2.1: nor does any address that a page leads to, nor a figure for the machines that watch', async (t) => {
    const city = await openCity(t);
    const citizen = await city.citizen('Wagiyem');
    for (const path of [`/${OFFICE}/dasbor`, `/${OFFICE}/akun`, `/${OFFICE}/permohonan/baru`]) {
      const links = [
        ...(await citizen.get(path)).text.matchAll(/(?:href|action|src)="([^"]*)"/g),
      ].map(([, link]) => link ?? '');
      for (const link of links)
        assert.doesNotMatch(link, /wagiyem|\d{16}|rahasia|token|sesi=/i, path);
    }
    const metrics = await city.stranger().get('/metrics');
    assert.equal(metrics.status, 200);
    assert.doesNotMatch(metrics.text, /wagiyem|kantah|contoh\.example/i);
  });

  test('ASVS 16.3.2: a door that stayed shut is on record, by reference and without the person’s name', async (t) => {
    const city = await openCity(t);
    const officer = await city.officer('verifier');
    const reply = await officer.get(`/${OFFICE}/petugas/ringkasan`);
    assert.equal(reply.status, 403);
    assert.ok(
      city.house.logged.some(
        (line) => line.includes('denied by role') && line.includes('/:office/petugas/ringkasan'),
      ),
    );
  });
});

describe('the production profile', () => {
  const secrets = {
    PROFILE: 'production',
    DATABASE_URL: 'postgres://loket:sandi-basis-data@127.0.0.1:1/loket',
    STORAGE_URL: 'file:/nonexistent/files',
    SMTP_URL: 'smtp://loket:sandi-surat@127.0.0.1:1',
    MAIL_FROM: 'Loket <loket@contoh.example>',
    PUBLIC_URL: 'https://loket.example',
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  };

  test('ASVS 13.3.1, 16.5.3: it refuses to start without each of its secrets, names what is missing and says no value', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'satu-loket-production-'));
    try {
      for (const name of Object.keys(secrets).filter((one) => one !== 'PROFILE')) {
        const env = {
          PATH: process.env['PATH'] ?? '',
          DATA_DIR: dataDir,
          PORT: '0',
          ...secrets,
          [name]: '',
        };
        const started = spawnSync(process.execPath, [join(projectFolder, 'dist/server.mjs')], {
          env,
          encoding: 'utf8',
          timeout: 20_000,
        });
        assert.equal(started.status, 1, name);
        assert.match(started.stderr, new RegExp(`^${name}: `, 'm'));
        assert.doesNotMatch(started.stderr + started.stdout, /sandi-|BwcHBw|\bat .*:\d+:\d+/);
      }
      const weak = { ...secrets, MASTER_KEY: 'cGVuZGVr', PUBLIC_URL: 'http://loket.example' };
      const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, PORT: '0', ...weak };
      const started = spawnSync(process.execPath, [join(projectFolder, 'dist/server.mjs')], {
        env,
        encoding: 'utf8',
        timeout: 20_000,
      });
      assert.equal(started.status, 1);
      assert.match(
        started.stderr,
        /MASTER_KEY[\s\S]*PUBLIC_URL|PUBLIC_URL[\s\S]*MASTER_KEY/,
        'a short key and an open address are refused too',
      );
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  test('ASVS 6.3.2: it has no demo account, no sandbox and no banner', async (t) => {
    const { DATABASE_URL: _, MASTER_KEY: __, ...env } = secrets;
    const city = await openCity(t, { env });
    assert.equal(city.house.config.profile, 'production');
    assert.ok(!city.routes.some(({ path }) => path.startsWith('/demo')));
    for (const path of ['/demo/accounts.json', '/demo/outbox', '/demo/outbox/1'])
      assert.equal((await city.stranger().get(path)).status, 404, path);
    const [row] = await city.house.db<{ logins: number; offices: number }[]>`
      select (select count(*)::int from login) as logins, (select count(*)::int from office) as offices`;
    assert.equal(row?.logins, 0);
    assert.ok((row?.offices ?? 0) > 0, 'the offices are there');
    assert.doesNotMatch((await city.stranger().get(`/${OFFICE}`)).text, /sl-demo|Mode demo/);
  });
});
