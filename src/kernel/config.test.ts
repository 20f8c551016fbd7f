import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { ConfigProblem, readConfig } from './config.ts';

const WHOLE = {
  PROFILE: 'production',
  DATABASE_URL: 'postgres://loket:sangat-rahasia@db/loket',
  STORAGE_URL: 'file:/srv/loket',
  SMTP_URL: 'smtps://loket:sangat-rahasia@mail.contoh.go.id',
  MAIL_FROM: 'Loket <loket@contoh.go.id>',
  PUBLIC_URL: 'https://loket.contoh.go.id/',
  MASTER_KEY: randomBytes(32).toString('base64'),
};
const problem = (env: Record<string, string | undefined>): ConfigProblem => {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigProblem);
    return error;
  }
  assert.fail('it started');
};

test('the demo needs nothing, and answers this machine alone whatever it is told', () => {
  const config = readConfig({ HOST: '0.0.0.0' });
  assert.equal(config.profile, 'demo');
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.publicUrl, 'http://127.0.0.1:3000');
  assert.equal(config.smtpUrl, undefined, 'no mail leaves the demo');
  assert.equal(readConfig({ PORT: '', SMTP_URL: 'smtp://x' }).port, 3000);
});

test('production refuses to start until everything is given, and names each thing that is missing', () => {
  const named = problem({ PROFILE: 'production' }).sentences.map(
    (sentence) => sentence.split(':')[0],
  );
  assert.deepEqual(
    named.toSorted((a = '', b = '') => a.localeCompare(b)),
    ['DATABASE_URL', 'MAIL_FROM', 'MASTER_KEY', 'PUBLIC_URL', 'SMTP_URL', 'STORAGE_URL'],
  );
  for (const name of Object.keys(WHOLE).filter((each) => each !== 'PROFILE'))
    assert.deepEqual(problem({ ...WHOLE, [name]: undefined }).sentences, [`${name}: is missing`]);
  const config = readConfig(WHOLE);
  assert.equal(config.publicUrl, 'https://loket.contoh.go.id');
  assert.equal(config.masterKey?.length, 32);
});

test('a wrong value is named, never printed', () => {
  const wrong = {
    DATABASE_URL: 'mysql://sangat-rahasia',
    STORAGE_URL: 'sangat-rahasia',
    SMTP_URL: 'sangat-rahasia',
    PUBLIC_URL: 'http://sangat-rahasia',
    MASTER_KEY: 'sangat-rahasia',
    PORT: 'sangat-rahasia',
    TRUSTED_PROXIES: 'sangat-rahasia',
    LOG_LEVEL: 'sangat-rahasia',
  };
  for (const [name, value] of Object.entries(wrong)) {
    const { sentences, message } = problem({ ...WHOLE, [name]: value });
    assert.equal(sentences.length, 1);
    assert.ok(sentences[0]?.startsWith(`${name}: `));
    assert.ok(!message.includes('sangat-rahasia'), message);
  }
  assert.match(
    problem({ ...WHOLE, PROFILE: 'produksi' }).message,
    /^PROFILE: must be demo or production$/,
  );
});
