import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { freshDatabase } from '../../test/support/database.ts';
import { connect } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { type Mail, Undeliverable } from '../kernel/ports.ts';
import { sandboxMailer } from './email-sandbox.ts';

const mail = (to: string): Mail => ({
  id: newId(),
  to,
  subject: 'Berkas Anda',
  text: 'Isi',
  attachments: [],
});

const { url, close } = await freshDatabase();
const db = connect(url, { max: 2 });
after(async () => {
  await db.end();
  await close();
});

describe('the sandbox', () => {
  const inbox = (to: string) => db`select id, subject from sandbox_message where address = ${to}`;

  test('keeps a mail, and a repeat as the same one', async () => {
    const send = sandboxMailer(db);
    const sent = {
      ...mail('siti@contoh.id'),
      attachments: [{ name: 'a.ics', mediaType: 'text/calendar', content: 'x' }],
    };
    await send(sent);
    await send(sent);
    assert.deepEqual(
      [...(await inbox('siti@contoh.id'))],
      [{ id: sent.id, subject: sent.subject }],
    );
  });

  test('takes ids of any kind', async () => {
    const send = sandboxMailer(db);
    for (let n = 0; n < 2; n++) await send({ ...mail('lain@contoh.id'), id: 'konfirmasi-1' });
    assert.equal((await inbox('lain@contoh.id')).length, 1);
  });

  test('refuses for good whom it is told to', () =>
    assert.rejects(sandboxMailer(db)(mail('siti+tertolak@contoh.id')), Undeliverable));

  test('is slow with whom it is told to, mail by mail', async () => {
    const send = sandboxMailer(db);
    const [one, two] = [mail('siti+lambat@contoh.id'), mail('siti+lambat@contoh.id')];
    for (const later of [one, two, one, two])
      await assert.rejects(send(later), (error: Error) => !(error instanceof Undeliverable));
    await send(one);
    assert.equal((await inbox('siti+lambat@contoh.id')).length, 1);
  });
});
