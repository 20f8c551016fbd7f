import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from './ids.ts';
import { openBook } from './ledger.fixture.ts';
import { openVault, seal, unseal } from './vault.ts';

const key = randomBytes(32);

test('what was sealed comes back as it was; the same words never look the same twice', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (plain, place) => {
      const sealed = seal(key, plain, place);
      assert.deepEqual(new Uint8Array(unseal(key, sealed, place)), plain);
      assert.notDeepEqual(seal(key, plain, place), sealed);
    }),
  );
});

test('a sealed value cannot be moved to another place, opened with another key, shortened or changed in any byte', () => {
  const sealed = seal(key, Buffer.from('1871991708990002'), 'answer:ani:nik');
  assert.throws(() => unseal(key, sealed, 'answer:budi:nik'));
  assert.throws(() => unseal(randomBytes(32), sealed, 'answer:ani:nik'));
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.throws(() => unseal(key, changed, 'answer:ani:nik'), `byte ${at}`);
    assert.throws(() => unseal(key, sealed.subarray(0, at), 'answer:ani:nik'), `cut at ${at}`);
  }
});

test('each office has its own keys: what one sealed no other opens, and equal numbers look different in both', async (t) => {
  const { db, owner, vault, officeId } = await openBook(t);
  const other = newId();
  await owner`insert into office (id, slug, code, kind, name, time_zone, profile)
    values (${other}, 'kantor-lain', 'LAIN', 'local', '{}', 'Asia/Jakarta', '{}')`;
  await assert.rejects(vault.sealText(other, 'x', 'tempat'), /no keys/);
  await vault.makeOfficeKeys(owner, other);
  const sealed = await vault.sealText(officeId, 'rahasia', 'tempat');
  assert.equal(await vault.openText(officeId, sealed, 'tempat'), 'rahasia');
  await assert.rejects(vault.openText(other, sealed, 'tempat'));
  const [here, there] = [
    await vault.blindIndex(officeId, '18710'),
    await vault.blindIndex(other, '18710'),
  ];
  assert.notDeepEqual(here, there);
  assert.deepEqual(await vault.blindIndex(officeId, '18710'), here);

  await vault.makeOfficeKeys(owner, officeId);
  assert.equal(await openVaultAgain(), 'rahasia');
  async function openVaultAgain() {
    // Made once: making them anew changes nothing for what is sealed already.
    return vault.openText(officeId, sealed, 'tempat');
  }
  const stranger = openVault(db, randomBytes(32));
  await assert.rejects(
    stranger.openText(officeId, sealed, 'tempat'),
    'another master key opens nothing',
  );
  assert.notDeepEqual(stranger.purposeKey('ledger seal'), vault.purposeKey('ledger seal'));
  assert.notDeepEqual(vault.purposeKey('links'), vault.purposeKey('ledger seal'));
});
