import fc from 'fast-check';
import { type Condition, type ServiceDefinition, STEP_KINDS, type Step } from '../offices/index.ts';

/** Fields on which the conditions of a random route may look. */
const FLAGS = ['satu', 'dua', 'tiga'] as const;
const name = (id: string) => ({ id });

/** A service with a route of one to ten steps of any kinds, with conditions and ways back to any earlier step. */
export const anyService: fc.Arbitrary<ServiceDefinition> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...STEP_KINDS),
      when: fc.option(
        fc.record(
          { field: fc.constantFrom(...FLAGS), equals: fc.boolean() },
          { requiredKeys: ['field', 'equals'] },
        ),
        { nil: undefined, freq: 2 },
      ),
      back: fc.option(fc.nat(9), { nil: undefined }),
    }),
    { maxLength: 9 },
  )
  .map((later) => serviceWith(later));

/** A service along these steps, after the checking of the file with which every route begins. */
export function serviceWith(
  later: readonly { kind: Step['kind']; when?: Condition | undefined; back?: number | undefined }[],
): ServiceDefinition {
  const route: Step[] = [{ key: 'langkah_0', kind: 'verification', name: name('Periksa') }];
  for (const { kind, when, back } of later)
    route.push({
      key: `langkah_${route.length}`,
      kind,
      name: name(kind),
      ...(when ? { when } : {}),
      ...(back === undefined ? {} : { returnTo: `langkah_${back % route.length}` }),
    });
  return {
    code: 'ACAK',
    name: name('Layanan acak'),
    summary: name('Layanan acak'),
    alsoKnownAs: [],
    historical: false,
    requirements: ['ktp', 'surat'].map((key) => ({
      key,
      name: name(key),
      required: true,
      original: false,
      local: false,
    })),
    fields: FLAGS.map((key) => ({ key, kind: 'yes_no', label: name(key), required: false })),
    time: { unit: 'working_days', amount: 5 },
    fee: { kind: 'free' },
    product: name('Hasil'),
    route,
    legalBasis: [],
    source: 'contoh',
  };
}

/** Answers to those fields, some left out. */
export const anyAnswers: fc.Arbitrary<Record<string, boolean>> = fc
  .array(fc.tuple(fc.constantFrom(...FLAGS), fc.boolean()), { maxLength: 4 })
  .map((pairs) => Object.fromEntries(pairs));
