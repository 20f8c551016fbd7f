import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { type Mail, Undeliverable } from '../kernel/ports.ts';
import { type SmtpPatience, smtpMailer } from './email-smtp.ts';
import { type Postbox, postbox } from './postbox.fixture.ts';

const QUICK: SmtpPatience = { connect: 400, silence: 400, mail: 2000, rest: 0 };
const FROM = 'Satu Loket <loket@contoh.go.id>';
const MAIL: Mail = {
  id: '019aa000-0000-7000-8000-000000000001',
  to: 'siti@contoh.id',
  subject: 'Berkas Anda',
  text: 'Berkas Anda sudah kami terima.\nTerima kasih.',
  attachments: [],
};

function mailer(t: TestContext, box: Postbox, patience = QUICK) {
  const made = smtpMailer(box.url, FROM, patience);
  t.after(() => made.close());
  return made;
}

/** The header lines of a letter, folded ones joined. */
const headers = (letter = '') =>
  (letter.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n');
const header = (letter: string | undefined, name: string) =>
  headers(letter).filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));

describe('a mail', () => {
  test('arrives as it was written', async (t) => {
    const box = await postbox(t);
    await mailer(
      t,
      box,
    )({
      ...MAIL,
      attachments: [
        {
          name: 'jadwal.ics',
          mediaType: 'text/calendar; charset=utf-8',
          content: 'BEGIN:VCALENDAR',
        },
      ],
    });
    const [letter] = box.letters;
    assert.deepEqual(header(letter, 'To'), ['To: siti@contoh.id']);
    assert.deepEqual(header(letter, 'From'), ['From: Satu Loket <loket@contoh.go.id>']);
    assert.deepEqual(header(letter, 'Subject'), ['Subject: Berkas Anda']);
    assert.deepEqual(header(letter, 'Auto-Submitted'), ['Auto-Submitted: auto-generated']);
    assert.match(letter ?? '', /Berkas Anda sudah kami terima\.\r\nTerima kasih\./);
    assert.match(letter ?? '', /Content-Type: text\/calendar; charset=utf-8; name=jadwal\.ics/);
    assert.match(letter ?? '', new RegExp(Buffer.from('BEGIN:VCALENDAR').toString('base64')));
  });

  test('that is sent again is the same mail', async (t) => {
    const box = await postbox(t);
    const send = mailer(t, box);
    await send(MAIL);
    await send(MAIL);
    const ids = box.letters.map((letter) => header(letter, 'Message-ID')[0]);
    assert.deepEqual(ids, Array(2).fill(`Message-ID: <${MAIL.id}@contoh.go.id>`));
  });

  test('goes over a connection that is open already', async (t) => {
    const box = await postbox(t);
    const send = mailer(t, box);
    for (let n = 0; n < 5; n++) await send({ ...MAIL, id: `surat-${n}` });
    assert.equal(box.letters.length, 5);
    assert.equal(box.connections, 1);
  });

  test('with a lone dot in its text arrives whole', async (t) => {
    const box = await postbox(t);
    await mailer(t, box)({ ...MAIL, text: 'satu\n.\nRCPT TO:<lain@contoh.id>\ndua' });
    assert.deepEqual(
      box.commands.filter((command) => command.startsWith('RCPT')),
      ['RCPT TO:<siti@contoh.id>'],
    );
    assert.match(box.letters[0] ?? '', /satu\r\n\.\.\r\nRCPT/);
  });
});

describe('nothing in a mail becomes a header or a command', () => {
  const inject = 'x\r\nBcc: korban@contoh.id\r\n\r\nisi palsu';

  test('not the subject', async (t) => {
    const box = await postbox(t);
    await mailer(t, box)({ ...MAIL, subject: inject });
    assert.deepEqual(header(box.letters[0], 'Bcc'), []);
    assert.deepEqual(header(box.letters[0], 'Subject'), [
      'Subject: x Bcc: korban@contoh.id isi palsu',
    ]);
  });

  test('not the name or type of an attachment', async (t) => {
    const box = await postbox(t);
    await mailer(
      t,
      box,
    )({
      ...MAIL,
      attachments: [{ name: inject, mediaType: `text/plain\r\nX-Bad: 1`, content: 'a' }],
    });
    assert.doesNotMatch(box.letters[0] ?? '', /^(Bcc|X-Bad):/im);
    assert.match(box.letters[0] ?? '', /application\/octet-stream/);
  });

  for (const to of [
    'a@b.id\r\nBcc: korban@contoh.id',
    'a@b.id\nRCPT TO:<korban@contoh.id>',
    'a@b.id, korban@contoh.id',
    'a@b.id;korban@contoh.id',
    'Nama <korban@contoh.id>',
    '"a b"@b.id',
    'a@b.id> SIZE=1',
    'a@b\u0000.id',
    'a@b.id\u2028',
    'a@b@c.id',
    'tanpa-alamat',
    '',
  ])
    test(`not the address ${JSON.stringify(to)}`, async (t) => {
      const box = await postbox(t);
      await assert.rejects(mailer(t, box)({ ...MAIL, to }), Undeliverable);
      assert.deepEqual(box.commands, []);
    });

  test('whatever is written into it', async (t) => {
    const box = await postbox(t);
    const send = mailer(t, box);
    const wild = fc.string({
      unit: fc.constantFrom(
        '\r',
        '\n',
        '\t',
        ':',
        ' ',
        '=',
        '?',
        '"',
        '<',
        '>',
        'B',
        'c',
        'é',
        '漢',
        '\u0085',
        '\u2028',
      ),
    });
    const expected = [
      'Auto-Submitted',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ];
    await fc.assert(
      fc.asyncProperty(wild, wild, async (subject, name) => {
        box.letters.length = 0;
        await send({
          ...MAIL,
          subject: `s${subject}`,
          attachments: [{ name, mediaType: 'text/plain', content: name }],
        });
        const names = headers(box.letters[0]).map((line) => line.split(':')[0] ?? '');
        assert.deepEqual(
          names.toSorted((a, b) => (a < b ? -1 : 1)),
          expected,
        );
      }),
      { numRuns: 40 },
    );
  });

  test('nor does the sender of the house hide one', () => {
    assert.throws(() => smtpMailer('smtp://127.0.0.1:1', 'Loket <a@b.id>, <c@d.id>'), /sender/);
    assert.throws(() => smtpMailer('smtp://127.0.0.1:1', 'Loket'), /sender/);
  });
});

describe('a refusal', () => {
  const refusing = (command: string, reply: string) => (said: string) =>
    said.startsWith(command) ? reply : undefined;

  for (const [what, command, reply] of [
    ['of the recipient', 'RCPT', '550 5.1.1 <siti@contoh.id> no such user'],
    ['of the message', 'LETTER', '554 5.7.1 spam'],
    ['of its size', 'MAIL', '552 5.3.4 too large'],
  ] as const)
    test(`for good ${what} is final, and names nobody`, async (t) => {
      const send = mailer(t, await postbox(t, refusing(command, reply)));
      await assert.rejects(send(MAIL), (error: Error) => {
        assert.ok(error instanceof Undeliverable);
        assert.match(error.message, /^smtp 55\d (RCPT TO|DATA|MAIL FROM)$/);
        return true;
      });
    });

  for (const [what, command, reply] of [
    ['greylisting', 'RCPT', '451 4.7.1 try later'],
    ['a full disk', 'LETTER', '452 4.3.1 full'],
    ['a server going down', 'MAIL', '421 4.3.2 bye'],
    ['a sender that is not allowed yet', 'MAIL', '550 5.7.1 sender rejected'],
    ['a greeting that turns us away', 'GREETING', '554 no service here'],
    ['a connection that breaks', 'RCPT', 'hang up'],
    ['a connection that breaks before the letter is confirmed', 'LETTER', 'hang up'],
    ['silence', 'RCPT', 'silence'],
    ['a server that never greets', 'GREETING', 'silence'],
  ] as const)
    test(`by ${what} is worth another try, and the next mail gets through`, async (t) => {
      let isWell = false;
      const box = await postbox(t, (said) => (isWell ? undefined : refusing(command, reply)(said)));
      const send = mailer(t, box);
      await assert.rejects(send(MAIL), (error: Error) => {
        assert.ok(!(error instanceof Undeliverable));
        assert.match(error.message, /^(smtp \d{3}|network E?[A-Z]+)/);
        assert.doesNotMatch(error.message, /@/);
        return true;
      });
      isWell = true;
      await send(MAIL);
      assert.equal(box.letters.length, 1);
    });

  test('of one mail leaves the others alone', async (t) => {
    const box = await postbox(t, (said) =>
      said.includes('<tak-ada@') ? '550 unknown' : undefined,
    );
    const send = mailer(t, box);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) =>
        send({ ...MAIL, id: `s-${n}`, to: n % 3 ? MAIL.to : 'tak-ada@contoh.id' }),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 8);
    assert.equal(box.letters.length, 8);
  });
});

test('a server that cannot be reached keeps nobody waiting twice', async (t) => {
  const closed = createServer();
  await new Promise<void>((ready) => closed.listen(0, '127.0.0.1', ready));
  const address = closed.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((done) => closed.close(done));
  const send = smtpMailer(`smtp://127.0.0.1:${port}`, FROM, { ...QUICK, rest: 60_000 });
  t.after(() => send.close());
  await assert.rejects(send(MAIL), /^Error: network ECONNREFUSED$/);
  await assert.rejects(send(MAIL), /^Error: network resting$/);
});

test('a password never crosses the network in the clear', async (t) => {
  // The name is this machine's too, yet not one of those taken for it.
  const box = await postbox(t);
  const url = box.url.replace('127.0.0.1', 'user:rahasia@0.0.0.0');
  const send = smtpMailer(url, FROM, QUICK);
  t.after(() => send.close());
  await assert.rejects(send(MAIL));
  assert.ok(box.commands.some((command) => command.startsWith('STARTTLS')));
  assert.ok(
    !box.commands.some((command) => command.startsWith('AUTH') || command.startsWith('MAIL')),
  );
});
