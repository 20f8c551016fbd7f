import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventRow, hashEvent } from '../../../kernel/ledger.ts';
import { serviceByCode, serviceVersion } from '../offices.ts';
import { forgetOffices } from '../remembered.ts';
import { openCatalogue } from './catalogue.fixture.ts';
import type { ServiceDraft } from './draft.ts';
import {
  changeDraft,
  discardDraft,
  draftFromEdition,
  draftNewService,
  type Outcome,
} from './drafting.ts';
import { publishDraft, reopenService, retireService } from './publishing.ts';

const why = (outcome: Outcome) => (outcome.ok ? 'done' : outcome.refusal.reason.key);

const label = { id: 'Isian' };
/** What an administrator may do wrong, and the place and sentence that say so. */
const BROKEN: readonly (readonly [string, (draft: ServiceDraft) => object, string])[] = [
  [
    'a condition names a field that is not there',
    (draft) => ({
      requirements: draft.requirements.map((one) => ({
        ...one,
        when: { field: 'hantu', equals: true },
      })),
    }),
    'requirements[0].when.field unknown_field',
  ],
  [
    'a condition that no answer meets leaves a step out of reach',
    () => ({
      fields: [
        {
          key: 'jenis',
          kind: 'choice',
          label,
          required: true,
          options: [
            { value: 'a', label },
            { value: 'b', label },
          ],
        },
      ],
      route: [
        { key: 'verifikasi', kind: 'verification', name: label },
        { key: 'ukur', kind: 'inspection', name: label, when: { field: 'jenis', equals: 'c' } },
      ],
    }),
    'route[1].when.equals condition_impossible',
  ],
  [
    'a step returns to a later one',
    () => ({
      route: [
        { key: 'verifikasi', kind: 'verification', name: label },
        { key: 'proses', kind: 'processing', name: label, returnTo: 'terbit' },
        { key: 'terbit', kind: 'issuance', name: label },
      ],
    }),
    'route[1].returnTo return_to',
  ],
  [
    'nobody checks the file',
    () => ({ route: [{ key: 'proses', kind: 'processing', name: label }] }),
    'route[0] first_step',
  ],
  ['there is no route', () => ({ route: [] }), 'route too_few'],
  [
    'a formula uses a name that nobody knows',
    () => ({ fee: { kind: 'formula', formula: 'luas * 2', constants: {} } }),
    'fee.formula formula_name',
  ],
  [
    'a formula cannot be read',
    () => ({ fee: { kind: 'formula', formula: '2 *', constants: {} } }),
    'fee.formula unfinished',
  ],
  [
    'two requirements have one name',
    (draft) => ({ requirements: [...draft.requirements, ...draft.requirements] }),
    'requirements[1].key duplicate',
  ],
  [
    'a choice has nothing to choose from',
    () => ({ fields: [{ key: 'jenis', kind: 'choice', label, required: true }] }),
    'fields[0].options options_missing',
  ],
  [
    'an amount is no number',
    () => ({ fee: { kind: 'fixed', amount: 'lima puluh' } }),
    'fee.amount expected_number',
  ],
  [
    'a time was left empty',
    () => ({ time: { unit: 'working_days', amount: '' } }),
    'time.amount expected_number',
  ],
  ['a name was left empty', () => ({ name: { id: ' ' } }), 'name.id empty'],
];

test('a broken definition cannot be published, and the sentence says what is broken and where', async (t) => {
  const desk = await openCatalogue(t);
  for (const [what, breaking, expected] of BROKEN) {
    await draftFromEdition(desk.house, desk.who, 'AA');
    await desk.change((draft) => ({ ...draft, ...breaking(draft) }));
    const outcome = await desk.publish();
    assert.equal(why(outcome), 'offices.catalogue.not_ready', what);
    const flaws = outcome.ok ? [] : (outcome.refusal.flaws ?? []);
    const said = flaws.map(({ field, reason }) => `${field} ${reason.key.split('.').at(-1)}`);
    assert.ok(said.includes(expected), `${what}: ${said.join(', ')}`);
    await discardDraft(desk.house, desk.who, 'AA');
  }
  assert.equal((await desk.seen()).version, 1);
});

test('where a law makes every service free, no fee can be published', async (t) => {
  const desk = await openCatalogue(t, {}, { freeByLaw: 'UU 24/2013 Pasal 79A' });
  await draftFromEdition(desk.house, desk.who, 'AA');
  await desk.change((draft) => ({ ...draft, fee: { kind: 'fixed', amount: 5000 } }));
  const outcome = await desk.publish();
  assert.ok(!outcome.ok && outcome.refusal.flaws?.[0]?.reason.key === 'offices.mistake.not_free');
});

test('publishing makes the next edition; the one before stays as it was, and the diary says who, when and what', async (t) => {
  const desk = await openCatalogue(t);
  const before = await serviceByCode(desk.db, desk.office.id, 'AA');
  await draftFromEdition(desk.house, desk.who, 'AA');
  await desk.change((draft) => ({ ...draft, time: { unit: 'working_days', amount: 7 } }));
  assert.equal(why(await desk.publish('Waktu disesuaikan.')), 'done');
  forgetOffices();
  const after = await serviceByCode(desk.db, desk.office.id, 'AA');
  assert.equal(after?.version, 2);
  assert.equal(after?.definition.time.amount, 7);
  const old = await serviceVersion(desk.db, desk.office.id, before?.id ?? '', 1);
  assert.deepEqual(old?.definition, before?.definition);

  const events = await desk.db<EventRow[]>`
    select * from event where stream_id = ${desk.office.id} order by seq`;
  for (const event of events) assert.deepEqual(hashEvent(event), event.hash);
  const published = events.at(-1);
  assert.equal(published?.kind, 'service.published');
  assert.equal(published?.actor_id, desk.who.actor.personId);
  assert.deepEqual(published?.data['changes'], ['time']);
  assert.ok(published?.commitment, 'the note is sealed beside the chain');
  assert.doesNotMatch(JSON.stringify(published?.data), /disesuaikan/);
});

test('two who edit at once notice each other, and nothing is lost in silence', async (t) => {
  const desk = await openCatalogue(t);
  const made = await desk.administrator('Made');
  await draftFromEdition(desk.house, desk.who, 'AA');
  const { edition } = await desk.seen();
  const set = (amount: number) => (draft: ServiceDraft) =>
    ({ ok: true, draft: { ...draft, time: { ...draft.time, amount } } }) as const;
  assert.ok((await changeDraft(desk.house, made, 'AA', edition, set(9))).ok);
  const late = await changeDraft(desk.house, desk.who, 'AA', edition, set(3));
  assert.ok(!late.ok && late.refusal.stale);
  assert.deepEqual(!late.ok && late.refusal.reason.params, { name: 'Made' });
  // Nobody publishes what they have not read.
  const unread = await publishDraft(desk.house, desk.who, 'AA', { edition, version: 1 }, 'Uji.');
  assert.equal(why(unread), 'offices.catalogue.changed_before_publishing');
  const both = await Promise.all([desk.publish(), desk.publish()]);
  assert.equal(both.filter(({ ok }) => ok).length, 1);
  assert.equal((await desk.seen()).version, 2);
});

test('a draft that began from an older edition takes the place of the newest only when that was read', async (t) => {
  const desk = await openCatalogue(t);
  await draftFromEdition(desk.house, desk.who, 'AA');
  await desk.change((draft) => ({ ...draft, time: { unit: 'working_days', amount: 7 } }));
  const { edition } = await desk.seen();
  const blind = await publishDraft(desk.house, desk.who, 'AA', { edition, version: 4 }, 'Uji.');
  assert.equal(why(blind), 'offices.catalogue.published_meanwhile');
  assert.equal(why(await desk.publish('')), 'offices.catalogue.note_required');
});

test('a new service exists for nobody until it is published, and its code is its own', async (t) => {
  const desk = await openCatalogue(t);
  const begin = (code: string) =>
    draftNewService(desk.house, desk.who, {
      code,
      name: { id: 'Baru' },
      firstStep: { id: 'Pemeriksaan berkas' },
    });
  assert.equal(why(await begin('AA')), 'offices.catalogue.code_taken');
  assert.equal(why(await begin('salah kode')), 'offices.mistake.upper_code');
  assert.equal(why(await begin('BARU')), 'done');
  assert.equal(why(await begin('BARU')), 'offices.catalogue.draft_open');
  assert.equal(await serviceByCode(desk.db, desk.office.id, 'BARU'), undefined);
  assert.equal(why(await desk.publish('Uji.', 'BARU')), 'offices.catalogue.not_ready');
  await desk.change((draft) => ({ ...draft, summary: label, product: label }), 'BARU');
  assert.equal(why(await desk.publish('Layanan baru.', 'BARU')), 'done');
  forgetOffices();
  assert.equal((await serviceByCode(desk.db, desk.office.id, 'BARU'))?.version, 1);
});

test('publishing what changes nothing is refused; an old edition comes back as a new one', async (t) => {
  const desk = await openCatalogue(t);
  await draftFromEdition(desk.house, desk.who, 'AA');
  assert.equal(why(await desk.publish()), 'offices.catalogue.nothing_changed');
  await desk.change((draft) => ({ ...draft, time: { unit: 'working_days', amount: 7 } }));
  await desk.publish();
  assert.equal(why(await draftFromEdition(desk.house, desk.who, 'AA', 1)), 'done');
  await desk.publish('Kembali ke lima hari.');
  forgetOffices();
  const now = await serviceByCode(desk.db, desk.office.id, 'AA');
  assert.deepEqual([now?.version, now?.definition.time.amount], [3, 5]);
});

test('a stopped service takes no applications, and takes them again when it is reopened', async (t) => {
  const desk = await openCatalogue(t);
  const offered = async () => {
    forgetOffices();
    return (await serviceByCode(desk.db, desk.office.id, 'AA')) !== undefined;
  };
  assert.ok((await retireService(desk.house, desk.who, 'AA')).ok);
  assert.equal(await offered(), false);
  // Changing it meanwhile does not open it.
  await draftFromEdition(desk.house, desk.who, 'AA');
  await desk.change((draft) => ({ ...draft, time: { unit: 'working_days', amount: 7 } }));
  assert.ok((await desk.publish()).ok);
  assert.equal(await offered(), false);
  assert.ok((await reopenService(desk.house, desk.who, 'AA')).ok);
  assert.ok((await reopenService(desk.house, desk.who, 'AA')).ok);
  assert.equal(await offered(), true);
  const kinds = await desk.db<{ kind: string }[]>`
    select kind from event where stream_id = ${desk.office.id} and kind like 'service.re%' order by seq`;
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['service.retired', 'service.reopened'],
  );
});
