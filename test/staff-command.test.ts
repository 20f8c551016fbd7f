import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from './support/cluster.ts';
import { startServer } from './support/server.ts';

test('an officer is appointed at the machine, only after showing that the address is theirs', async (t) => {
  const server = await startServer(t, { env: { JOBS: '0' } });
  const staff = (...words: string[]) => {
    const done = spawnSync(process.execPath, [join(projectFolder, 'bin/staff.mjs'), ...words], {
      cwd: projectFolder,
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: server.dataDir },
      encoding: 'utf8',
      timeout: 120_000,
    });
    return { code: done.status, said: done.stdout + done.stderr };
  };

  const stranger = staff('appoint', 'bppt-bandung', 'belum@contoh.id', 'verifier');
  assert.equal(stranger.code, 1);
  assert.match(stranger.said, /Minta orangnya mendaftar dulu di \/bppt-bandung\/daftar/);

  const form = new URLSearchParams({
    nama_depan: 'Sulastri',
    nama_belakang: '',
    email: 'sulastri@contoh.id',
    kata_sandi: 'jalan panjang berliku',
  });
  const registered = await fetch(`${server.address}/bppt-bandung/daftar`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  assert.equal(registered.status, 303, await registered.text());
  const unconfirmed = staff('appoint', 'bppt-bandung', 'sulastri@contoh.id', 'verifier');
  assert.equal(unconfirmed.code, 1);
  assert.match(unconfirmed.said, /belum dikonfirmasi/);

  const accounts = (await (await fetch(`${server.address}/demo/accounts.json`)).json()) as {
    role: string;
    email: string;
    name: string;
  }[];
  const applicant = accounts.find(({ role }) => role === 'applicant');
  assert.ok(applicant);
  const unknown = staff('appoint', 'bppt-bandung', applicant.email, 'dewa');
  assert.equal(unknown.code, 1);
  assert.match(unknown.said, /Peran "dewa" tidak dikenal/);
  assert.equal(staff('appoint', 'bppt-bandung', applicant.email.toUpperCase(), 'verifier').code, 0);
  assert.match(staff('list', 'bppt-bandung').said, new RegExp(`${applicant.name}: verifier`));
  assert.match(
    staff('appoint', 'bppt-bandung', applicant.email, 'verifier').said,
    /Tidak ada yang berubah/,
  );
  assert.match(staff('reset-code', 'bppt-bandung', applicant.email).said, /Tidak ada yang berubah/);
  assert.equal(staff('end', 'bppt-bandung', applicant.email, 'verifier').code, 0);
  assert.doesNotMatch(staff('list', 'bppt-bandung').said, new RegExp(applicant.name));
});
