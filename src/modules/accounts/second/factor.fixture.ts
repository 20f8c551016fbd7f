import assert from 'node:assert/strict';
import { generateSync } from 'otplib';
import { transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { StaffRole } from '../../../kernel/roles.ts';
import { type Browser, SLUG, type TestCounter } from '../counter.fixture.ts';
import type { Counter } from '../mail.ts';
import { hashPassword } from '../passwords.ts';
import { createAccount } from '../people.ts';

const at = (path: string) => `/${SLUG}${path}`;

export const counterPlace = ({ office }: TestCounter): Counter => ({
  slug: office.slug,
  name: office.name,
});

/** Somebody with a login and a role in the counter's office. */
export async function makeOfficer(
  { house, office }: TestCounter,
  email: string,
  password: string,
  role: StaffRole = 'verifier',
): Promise<string> {
  const passwordHash = await hashPassword(password);
  return transaction(house.db, async (tx) => {
    const names = { given: 'Petugas', family: '' };
    const personId = await createAccount(tx, {
      names,
      email,
      passwordHash,
      lang: 'id',
      at: house.now(),
    });
    await tx`update login set email_confirmed_at = now() where person_id = ${personId}`;
    await tx`insert into membership (office_id, id, person_id, role)
      values (${office.id}, ${newId()}, ${personId}, ${role})`;
    return personId;
  });
}

/** Sets a second factor up in a browser that is signed in, as a person does it. */
export async function setUp(
  counter: TestCounter,
  browser: Browser,
  password: string,
): Promise<{ secret: string; recovery: string[] }> {
  const begun = await browser.post(at('/akun/pengaman/mulai'), { kata_sandi: password });
  assert.equal(begun.status, 303, await begun.text());
  const page = await (await browser.get(at('/akun/pengaman'))).text();
  const secret = (/<strong class="sl-code">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(
    ' ',
    '',
  );
  const kode = generateSync({ secret, epoch: Math.floor(counter.house.now().getTime() / 1000) });
  const done = await browser.post(at('/akun/pengaman'), { kode });
  const codes = await done.text();
  assert.equal(done.status, 200, codes);
  const recovery = [...codes.matchAll(/<strong class="sl-code">([a-z0-9-]{14})</g)].map(
    ([, code]) => code ?? '',
  );
  assert.equal(recovery.length, 10);
  return { secret, recovery };
}
