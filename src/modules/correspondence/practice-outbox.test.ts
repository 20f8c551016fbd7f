import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../kernel/config.ts';
import { transaction } from '../../kernel/db.ts';
import { officeById } from '../offices/index.ts';
import { correspondenceTasks, notify, practiceOutbox } from './index.ts';
import { openPostOffice } from './post-office.fixture.ts';

const production = (DATABASE_URL: string) =>
  readConfig({
    PROFILE: 'production',
    DATABASE_URL,
    PUBLIC_URL: 'https://loket.contoh.go.id',
    STORAGE_URL: 'file:/tmp/nowhere',
    SMTP_URL: 'smtp://surat.contoh.go.id',
    MAIL_FROM: 'loket@contoh.go.id',
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  });

test('what a practice office writes reaches no mail server, in production neither, and lies in its own outbox', async (t) => {
  const mailed: string[] = [];
  const post = await openPostOffice(t, {
    mail:
      () =>
      async ({ to }) =>
        void mailed.push(to),
  });
  const { house, officeId, otherOfficeId } = post;
  await house.db`update office set practice = true, twin_of = ${otherOfficeId} where id = ${officeId}`;
  const inProduction = { ...house, config: production(post.url) };
  const [somebody, nobody] = [
    await post.person('Siti', 'siti@contoh.id'),
    await post.person('Rekaan'),
  ];
  for (const [office, person] of [
    [officeId, somebody],
    [officeId, nobody],
    [otherOfficeId, somebody],
  ] as const)
    await transaction(house.db, (tx) =>
      notify(tx, inProduction, {
        officeId: office,
        personId: person,
        dedupe: person,
        subject: 'Kabar',
        body: 'Isi',
      }),
    );
  for (const each of [inProduction, house])
    for (const row of await house.db<
      { office_id: string; id: string }[]
    >`select office_id, id from notification`)
      await correspondenceTasks(each)['correspondence.deliver']?.({
        officeId: row.office_id,
        id: row.id,
      });

  assert.deepEqual(mailed, ['siti@contoh.id'], 'only the real office wrote to a real address');
  const rows = await house.db<{ address: string; state: string }[]>`
    select distinct address, state from notification where office_id = ${officeId}`;
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    [{ address: 'kotak-latihan@satu-loket.invalid', state: 'sent' }],
  );
  assert.deepEqual(
    (await practiceOutbox(house, officeId)).map(({ personName, subject, body }) => [
      personName,
      subject,
      body,
    ]),
    [
      ['Rekaan', 'Kabar', 'Isi'],
      ['Siti', 'Kabar', 'Isi'],
    ],
  );
  assert.equal((await practiceOutbox(house, officeId, [nobody])).length, 1);
  assert.deepEqual(
    await practiceOutbox(house, otherOfficeId),
    [],
    'a real office has no such outbox',
  );
  assert.equal((await officeById(house.db, officeId))?.practice, true);
});
