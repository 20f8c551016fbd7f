import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkEvents, lifeEventSchema } from './definition-events.ts';
import { officeSchema } from './definition-office.ts';
import { definitionOf } from './example.fixture.ts';
import { eventsOf } from './offered-events.ts';

const event = (key: string, services: readonly string[]) =>
  lifeEventSchema.parse({ key, name: { id: key }, services, source: 'contoh' });
const ROYA = definitionOf({ code: 'ROYA' });
const ELSEWHERE = definitionOf({
  code: 'HT-EL',
  elsewhere: { url: 'https://mitra.atrbpn.go.id', explanation: { id: 'Di sana.' } },
});

test('a life event leads only to services that this office takes, each once', () => {
  const flaws = checkEvents(
    [event('lunas', ['ROYA', 'ROYA']), event('lunas', ['HT-EL', 'HILANG'])],
    [ROYA, ELSEWHERE],
  );
  assert.deepEqual(
    flaws.map(({ field, reason }) => [field, reason.key]),
    [
      ['events[1].key', 'offices.mistake.duplicate'],
      ['events[0].services[1].code', 'offices.mistake.duplicate'],
      ['events[1].services[0]', 'offices.mistake.event_service'],
      ['events[1].services[1]', 'offices.mistake.event_service'],
    ],
  );
});

test('a service that is no longer offered is left out, and an event of which nothing is left is not shown', () => {
  const offered = [{ id: '1', code: 'ROYA', version: 1, definition: ROYA }];
  const profile = { events: [event('lunas', ['ROYA', 'CEK']), event('lain', ['CEK'])] };
  const office = { profile } as Parameters<typeof eventsOf>[0];
  assert.deepEqual(
    eventsOf(office, offered).map(({ key, services }) => [key, services.map(({ code }) => code)]),
    [['lunas', ['ROYA']]],
  );
});

test('every office of the house that serves people asks what happened', () => {
  for (const slug of [
    'disdukcapil-banjar',
    'kantah-bandar-lampung',
    'bppt-bandung',
    'ptsp-jakarta-utara',
  ]) {
    const office = officeSchema.parse(
      JSON.parse(readFileSync(`offices/${slug}/office.json`, 'utf8')),
    );
    const services = readdirSync(`offices/${slug}/services`).map((file) => ({
      code: file.replace('.json', ''),
    }));
    assert.ok((office.events ?? []).length > 0, slug);
    assert.deepEqual(checkEvents(office.events ?? [], services), [], slug);
  }
});
