import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { collect, many, one, readForm } from './forms.ts';

test('names such as __proto__ are names like any other and change nothing else', () => {
  const input = collect([
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['toString', 'z'],
    ['nama', 'Ani'],
  ]);
  assert.equal(one(input, '__proto__'), 'x');
  assert.equal(one(input, 'constructor'), 'y');
  assert.equal(one(input, 'hasOwnProperty'), '', 'nothing comes from elsewhere');
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
  assert.equal('x' in {}, false);
  const form = readForm(z.object({ nama: z.string() }), input);
  assert.deepEqual(form.ok && form.value, { nama: 'Ani' });
});

test('whatever a browser sends can be collected; what no text may hold is left out, lines end in one way', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' }))), (pairs) => {
      const input = collect(pairs);
      for (const [name] of pairs) {
        const values = many(input, name);
        assert.equal(values.length, pairs.filter(([other]) => other === name).length);
        assert.ok(values.every((value) => !value.includes('\u0000') && !value.includes('\r\n')));
        assert.equal(one(input, name), values.at(-1));
      }
    }),
  );
});

test('a name sent as often as a form has room for costs no more than many names', () => {
  const begun = performance.now();
  const input = collect(new URLSearchParams('a=&'.repeat(85_000)));
  assert.equal(many(input, 'a').length, 85_000);
  assert.ok(performance.now() - begun < 2000, 'one form must not hold up the house');
});

test('a name sent several times: one field takes the last, a list takes all', () => {
  const input = collect([
    ['peran', 'pemohon'],
    ['peran', 'administrator'],
  ]);
  assert.equal(one(input, 'peran'), 'administrator');
  assert.deepEqual(many(input, 'peran'), ['pemohon', 'administrator']);
  assert.equal(
    readForm(z.object({ peran: z.string() }), input).ok,
    false,
    'a check of one text does not take two',
  );
});

test('what was typed is kept beside a sentence for each field', () => {
  const schema = z.object({
    email: z.email(),
    nama: z.string().min(1),
    setuju: z.literal('ya', 'form.invalid'),
  });
  const form = readForm(
    schema,
    collect([
      ['email', 'bukan surel'],
      ['setuju', 'tidak'],
    ]),
  );
  assert.ok(!form.ok);
  assert.deepEqual(form.errors, {
    email: { key: 'form.invalid' },
    nama: { key: 'form.required' },
    setuju: { key: 'form.invalid' },
  });
  assert.equal(one(form.input, 'email'), 'bukan surel');
});
