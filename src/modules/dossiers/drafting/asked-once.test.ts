import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionOf } from '../../offices/example.fixture.ts';
import {
  type Asking,
  answersFor,
  carryOver,
  carryTies,
  questionsAsked,
  questionsOf,
  slotsNeeded,
  slotsOf,
} from './asked-once.ts';

const service = (code: string, more: object): Asking => ({
  code,
  definition: definitionOf({ code, ...more }),
});
const KK = { key: 'no_kk', kind: 'family_card', label: { id: 'Nomor KK' }, required: true };
const nik = (label: string) => ({ key: 'nik', kind: 'nik', label: { id: label }, required: true });
const CARD = { key: 'kk', name: { id: 'Kartu keluarga' }, required: true };

const BIRTH = service('AKTA-LAHIR', {
  fields: [
    nik('NIK pelapor'),
    KK,
    { key: 'ada', kind: 'yes_no', label: { id: 'Ada surat lahir?' }, required: true },
  ],
  requirements: [
    CARD,
    {
      key: 'surat',
      name: { id: 'Surat lahir' },
      required: true,
      when: { field: 'ada', equals: true },
    },
  ],
});
const CHILD = service('KIA', {
  fields: [nik('NIK anak'), KK],
  requirements: [
    { ...CARD, required: false },
    { key: 'surat', name: { id: 'Akta' }, required: true },
  ],
});

test('what two services ask in the same words is one question; the same key in other words is another', () => {
  const questions = questionsOf([BIRTH, CHILD]);
  assert.deepEqual(
    questions.map(({ name, services }) => [name, services]),
    [
      ['nik', ['AKTA-LAHIR']],
      ['no_kk', ['AKTA-LAHIR', 'KIA']],
      ['ada', ['AKTA-LAHIR']],
      ['KIA.nik', ['KIA']],
    ],
  );
  const typed = { nik: '1', 'KIA.nik': '2', no_kk: '3' };
  assert.deepEqual(answersFor(BIRTH, questions, typed), { nik: '1', no_kk: '3' });
  assert.deepEqual(answersFor(CHILD, questions, typed), { nik: '2', no_kk: '3' });
});

test('one slot serves all who need the same document, and is required when one of them requires it', () => {
  const slots = slotsNeeded([CHILD, BIRTH], {});
  assert.deepEqual(
    slots.map(({ name, services, requirement }) => [name, services, requirement.required]),
    [
      ['kk', ['KIA', 'AKTA-LAHIR'], true],
      ['surat', ['KIA'], true],
    ],
  );
});

test('conditions are evaluated for each service by itself', () => {
  const names = (ada: boolean) => slotsNeeded([BIRTH, CHILD], { ada }).map(({ name }) => name);
  assert.deepEqual(names(true), ['kk', 'surat', 'KIA.surat']);
  assert.deepEqual(names(false), ['kk', 'KIA.surat']);
  const conditional = service('X', {
    fields: [
      KK,
      {
        key: 'lagi',
        kind: 'text',
        label: { id: 'Lagi' },
        when: { field: 'no_kk', present: true },
        required: true,
      },
    ],
  });
  assert.deepEqual(
    questionsAsked([conditional], {}).map(({ name }) => name),
    ['no_kk'],
  );
});

test('when a service is left out, the others keep their answers, reasons and files', () => {
  const [before, after] = [questionsOf([BIRTH, CHILD]), questionsOf([CHILD])];
  const answers = { nik: 'pelapor', 'KIA.nik': 'anak', no_kk: 'kk', ada: 'true' };
  assert.deepEqual(carryOver(answers, before, after), { nik: 'anak', no_kk: 'kk', ada: 'true' });
  const [had, has] = [slotsOf([BIRTH, CHILD]), slotsOf([CHILD])];
  assert.deepEqual(carryTies(['kk', 'surat'], had, has), ['kk'], 'surat means another paper now');
  assert.deepEqual(carryTies(['KIA.surat'], had, has), ['surat']);
});

test('an answer to one service is never taken for an answer to another that means something else', () => {
  const [before, after] = [questionsOf([BIRTH, CHILD]), questionsOf([CHILD])];
  assert.deepEqual(carryOver({ nik: 'pelapor' }, before, after), {});
});
