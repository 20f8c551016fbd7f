import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isMessageKey, localise, reason, say, translator } from './i18n.ts';

const book = (lang: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../messages/${lang}.json`), 'utf8'),
  ) as Record<string, string>;
const placeholders = (text = '') =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).sort();

test('every sentence is there in both languages, with the same placeholders and no markup', () => {
  const [id, en] = [book('id'), book('en')];
  assert.deepEqual(Object.keys(id).sort(), Object.keys(en).sort());
  for (const [key, text] of Object.entries(id)) {
    assert.deepEqual([...new Set(placeholders(en[key]))], [...new Set(placeholders(text))], key);
    for (const sentence of [text, en[key] ?? '']) {
      assert.ok(sentence.trim().length > 0, `${key} is empty`);
      assert.doesNotMatch(
        sentence,
        /<\/?(a|b|br|div|em|i|li|p|script|span|strong|u|ul)\b|&\w+;/i,
        `${key} holds markup`,
      );
    }
  }
});

test('a reason is said in the reader’s language; a placeholder without a value is a mistake of ours and is not shown', () => {
  const why = reason('dossiers.guard.too_many_files', { most: 15 });
  assert.match(say(translator('id'), why), /15/);
  assert.notEqual(say(translator('id'), why), say(translator('en'), why));
  assert.throws(() => translator('id')('dossiers.guard.too_many_files'), /wants \{most\}/);
  const twice = reason('dossiers.guard.too_many_files', { most: '{most}' });
  assert.match(
    say(translator('id'), twice),
    /\{most\}/,
    'what a value holds is not filled in again',
  );
});

test('only names of messages are taken for names of messages', () => {
  assert.ok(isMessageKey('form.required'));
  for (const other of ['__proto__', 'constructor', 'toString', '', 'form'])
    assert.ok(!isMessageKey(other), other);
});

test('what an office wrote in Indonesian alone is shown so, and marked', () => {
  assert.deepEqual(localise({ id: 'Roya', en: 'Release' }, 'en'), {
    text: 'Release',
    fellBack: false,
  });
  assert.deepEqual(localise({ id: 'Roya' }, 'en'), { text: 'Roya', fellBack: true });
  assert.deepEqual(localise({ id: 'Roya', en: 'Release' }, 'id'), {
    text: 'Roya',
    fellBack: false,
  });
});
