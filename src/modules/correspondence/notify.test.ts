import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, transaction } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { startJobs } from '../../kernel/jobs.ts';
import { type Mail, type Mailer, Undeliverable } from '../../kernel/ports.ts';
import { correspondenceTasks, notify, sendLocalised, type Told } from './index.ts';
import { openPostOffice, type PostOffice } from './post-office.fixture.ts';

const LETTER: Told = { subject: 'Berkas Anda', body: 'Berkas Anda sudah kami terima.' };

interface Row {
  readonly id: string;
  readonly state: string;
  readonly tries: number;
  readonly address: string | null;
  readonly last_problem: string | null;
  readonly sent_at: Date | null;
  readonly sealed: Buffer;
}

const rowsOf = (post: PostOffice) => post.house.db<Row[]>`
  select id, state, tries, address, last_problem, sent_at, sealed from notification order by made_at, id`;
const jobsOf = (post: PostOffice) => post.house.db<{ task_identifier: string }[]>`
  select task_identifier from graphile_worker.jobs where task_identifier like 'correspondence.%'`;
const tell = (post: PostOffice, personId: string, dedupe: string, told: Told = LETTER) =>
  transaction(post.house.db, (tx) =>
    notify(tx, post.house, { officeId: post.officeId, personId, dedupe, ...told }),
  );

/** Tries to deliver everything once; what failed is told as sentences. */
async function deliverAll(post: PostOffice): Promise<string[]> {
  const work = correspondenceTasks(post.house)['correspondence.deliver'];
  const problems: string[] = [];
  for (const { id } of await rowsOf(post))
    await work?.({ officeId: post.officeId, id }).catch((error: unknown) =>
      problems.push(String(error)),
    );
  return problems;
}

describe('telling a person', () => {
  test('reaches their address, with what is attached, and nothing can be read in the database meanwhile', async (t) => {
    const post = await openPostOffice(t);
    const siti = await post.person('Siti', 'siti@contoh.id');
    const attachments = [
      { name: 'jadwal.ics', mediaType: 'text/calendar', content: 'BEGIN:VCALENDAR' },
    ];
    assert.equal(await tell(post, siti, 'a', { ...LETTER, attachments }), 'queued');
    const [waiting] = await rowsOf(post);
    assert.equal(waiting?.state, 'waiting');
    assert.doesNotMatch(waiting?.sealed.toString('latin1') ?? '', /terima|VCALENDAR/);
    assert.deepEqual(await deliverAll(post), []);
    const [sent] = await rowsOf(post);
    assert.equal(sent?.state, 'sent');
    assert.ok(sent?.sent_at);
    const inbox = await post.house
      .db`select id, address, subject, body, attachments from sandbox_message`;
    assert.deepEqual(
      [...inbox],
      [
        {
          id: sent.id,
          address: 'siti@contoh.id',
          subject: LETTER.subject,
          body: LETTER.body,
          attachments,
        },
      ],
    );
  });

  test('happens once for each thing told', async (t) => {
    const post = await openPostOffice(t);
    const siti = await post.person('Siti', 'siti@contoh.id');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => tell(post, siti, 'langkah:1')),
    );
    assert.deepEqual(answers.sort(), ['already', 'already', 'already', 'already', 'queued']);
    assert.equal((await jobsOf(post)).length, 1);
    assert.equal(await tell(post, siti, 'langkah:2'), 'queued');
    const elsewhere = {
      officeId: post.otherOfficeId,
      personId: siti,
      dedupe: 'langkah:1',
      ...LETTER,
    };
    assert.equal(
      await transaction(post.house.db, (tx) => notify(tx, post.house, elsewhere)),
      'queued',
    );
  });

  test('does not happen when the command fails', async (t) => {
    const post = await openPostOffice(t);
    const siti = await post.person('Siti', 'siti@contoh.id');
    const command = transaction(post.house.db, async (tx) => {
      await notify(tx, post.house, {
        officeId: post.officeId,
        personId: siti,
        dedupe: 'a',
        ...LETTER,
      });
      throw new Error('refused');
    });
    await assert.rejects(command, /refused/);
    assert.deepEqual(
      [await rowsOf(post), await jobsOf(post)].map((rows) => rows.length),
      [0, 0],
    );
  });

  test('without an address is put on record, and nothing is sent', async (t) => {
    const post = await openPostOffice(t);
    const kakek = await post.person('Kakek Harun');
    assert.equal(await tell(post, kakek, 'a'), 'no_address');
    assert.equal(await tell(post, kakek, 'a'), 'already');
    const rows = await rowsOf(post);
    assert.deepEqual(
      rows.map(({ state, address }) => ({ state, address })),
      [{ state: 'no_address', address: null }],
    );
    assert.equal((await jobsOf(post)).length, 0);
  });

  test('who does not exist is a mistake of the house', async (t) => {
    const post = await openPostOffice(t);
    await assert.rejects(tell(post, newId(), 'a'), /nobody to tell/);
  });

  test('speaks their language', async (t) => {
    const post = await openPostOffice(t);
    for (const [name, lang] of [
      ['Siti', 'id'],
      ['Emma', 'en'],
    ] as const) {
      const personId = await post.person(name, `${lang}@contoh.id`, lang);
      const compose = (t: (key: 'app.name') => string, spoken: string): Told => ({
        subject: t('app.name'),
        body: `bahasa ${spoken}`,
      });
      await transaction(post.house.db, (tx) =>
        sendLocalised(tx, post.house, { officeId: post.officeId, personId, dedupe: lang, compose }),
      );
    }
    await deliverAll(post);
    const sent = await post.house.db`select address, body from sandbox_message order by address`;
    assert.deepEqual(
      [...sent],
      [
        { address: 'en@contoh.id', body: 'bahasa en' },
        { address: 'id@contoh.id', body: 'bahasa id' },
      ],
    );
  });

  test('keeps a subject on one line, whatever a name in it contains', async (t) => {
    const post = await openPostOffice(t);
    const siti = await post.person('Siti', 'siti@contoh.id');
    await tell(post, siti, 'a', {
      subject: 'Berkas\r\nBcc: a@b.id \u0000'.padEnd(400, 'x'),
      body: 'satu\u0000\r\ndua',
    });
    await deliverAll(post);
    const [sent] = await post.house.db<
      { subject: string; body: string }[]
    >`select subject, body from sandbox_message`;
    assert.match(sent?.subject ?? '', /^Berkas Bcc: a@b\.id x+…$/);
    assert.equal(sent?.subject.length, 200);
    assert.equal(sent?.body, 'satu\ndua');
  });
});

/** A post office whose mailer does what a test says, and what it was handed. */
async function withMailer(
  t: TestContext,
  mail: (sent: Mail, times: number) => void | Promise<void>,
) {
  const handed: Mail[] = [];
  const mailer: Mailer = async (sent) => {
    handed.push(sent);
    await mail(sent, handed.length);
  };
  return { post: await openPostOffice(t, { mail: () => mailer }), handed };
}

describe('a delivery that fails', () => {
  test('for good is given up at once, without a word about whom', async (t) => {
    const post = await openPostOffice(t);
    await tell(post, await post.person('Siti', 'siti+tertolak@contoh.id'), 'a');
    assert.deepEqual(await deliverAll(post), []);
    const [row] = await rowsOf(post);
    assert.deepEqual(
      [row?.state, row?.last_problem, row?.tries],
      ['failed', 'smtp 550 RCPT TO', 1],
    );
    assert.match(post.logged.join(''), /notification given up/);
    assert.doesNotMatch(post.logged.join(''), /siti|contoh\.id|Berkas/);
    await deliverAll(post);
    assert.equal((await rowsOf(post))[0]?.tries, 1);
  });

  test('for now is tried again until it arrives', async (t) => {
    const post = await openPostOffice(t);
    await tell(post, await post.person('Siti', 'siti+lambat@contoh.id'), 'a');
    for (const tries of [1, 2]) {
      assert.match((await deliverAll(post)).join(), /not sent: smtp 451/);
      const [row] = await rowsOf(post);
      assert.deepEqual(
        [row?.state, row?.tries, row?.last_problem],
        ['waiting', tries, 'smtp 451 RCPT TO'],
      );
    }
    assert.deepEqual(await deliverAll(post), []);
    const [row] = await rowsOf(post);
    assert.deepEqual([row?.state, row?.tries, row?.last_problem], ['sent', 3, null]);
  });

  test('is not tried for ever', async (t) => {
    const { post } = await withMailer(t, () => {
      throw new Error('network ECONNREFUSED');
    });
    await tell(post, await post.person('Siti', 'siti@contoh.id'), 'a');
    await post.house.db`update notification set tries = 23`;
    assert.equal((await deliverAll(post)).length, 1);
    assert.equal((await deliverAll(post)).length, 0);
    const [row] = await rowsOf(post);
    assert.deepEqual(
      [row?.state, row?.tries, row?.last_problem],
      ['failed', 25, 'network ECONNREFUSED'],
    );
  });

  test('with a talkative cause leaves nothing personal behind', async (t) => {
    const { post } = await withMailer(t, () => {
      throw new Error('550 <siti@contoh.id> Siti Rahayu unknown');
    });
    await tell(post, await post.person('Siti', 'siti@contoh.id'), 'a');
    const [problem] = await deliverAll(post);
    assert.doesNotMatch(`${problem}${(await rowsOf(post))[0]?.last_problem}`, /siti/i);
  });

  test('after the server took it goes out again as the same mail', async (t) => {
    const { post, handed } = await withMailer(t, (_mail, times) => {
      if (times === 1) throw new Error('the machine died after the server took it');
    });
    await tell(post, await post.person('Siti', 'siti@contoh.id'), 'a');
    await deliverAll(post);
    await deliverAll(post);
    await deliverAll(post);
    assert.equal(handed.length, 2);
    assert.deepEqual(handed[0], handed[1]);
  });

  test('never holds up the others', async (t) => {
    const { promise: stuck, resolve: loosen } = Promise.withResolvers<void>();
    const { post, handed } = await withMailer(t, async (mail) => {
      if (mail.to.startsWith('rusak')) throw new Undeliverable('smtp 550');
      if (mail.to.startsWith('nanti')) throw new Error('smtp 451');
      if (mail.to.startsWith('macet')) await stuck;
    });
    const addresses = ['rusak', 'nanti', 'macet', 'ani', 'budi', 'citra'];
    for (const name of addresses)
      await tell(post, await post.person(name, `${name}@contoh.id`), name);
    const pool = connect(post.url, { max: 1 });
    const jobs = await startJobs({
      url: post.url,
      db: pool,
      concurrency: 2,
      tasks: correspondenceTasks(post.house),
      log: post.house.log,
    });
    try {
      const isDone = async () =>
        (await post.house.db`select 1 from notification where state = 'sent'`).length === 3;
      for (let n = 0; n < 200 && !(await isDone()); n++) await sleep(25);
      const states = await post.house.db<{ name: string; state: string }[]>`
        select split_part(address, '@', 1) as name, state from notification where address not like 'macet%' order by 1`;
      assert.deepEqual(
        states.map(({ name, state }) => `${name} ${state}`),
        ['ani sent', 'budi sent', 'citra sent', 'nanti waiting', 'rusak failed'],
      );
      const [later] = await post.house.db<{ attempts: number; ahead: boolean }[]>`
        select attempts, run_at > now() + interval '1 second' as ahead from graphile_worker.jobs where task_identifier = 'correspondence.deliver' and attempts > 0 and locked_at is null`;
      assert.deepEqual(later, { attempts: 1, ahead: true });
      assert.equal(handed.filter(({ to }) => to.startsWith('rusak')).length, 1);
    } finally {
      loosen();
      await jobs.stop();
      await pool.end({ timeout: 1 });
    }
  });
});
