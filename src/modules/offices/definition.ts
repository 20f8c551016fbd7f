import { z } from 'zod';
import { durationSchema } from './definition-time.ts';

/**
 * The shape of everything that makes an office itself: the files below `offices/<slug>/`.
 * The importer, the administrator's editor and the export all speak this one shape.
 */

/** Text an office writes: Indonesian always, English where the office has it. */
export const localisedSchema = z.strictObject({
  id: z.string().trim().min(1).max(4000),
  en: z.string().trim().min(1).max(4000).optional(),
});
export type Localised = z.infer<typeof localisedSchema>;

const key = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/, 'lower_snake_key');
const code = z.string().regex(/^[A-Z][A-Z0-9-]{0,23}$/, 'upper_code');
export const slugSchema = z.string().regex(/^[a-z][a-z0-9-]{1,62}$/, 'slug');

/** The fixed vocabulary of steps that a service's route may be made of. */
export const STEP_KINDS = [
  'verification',
  'meeting',
  'payment',
  'inspection',
  'processing',
  'decision',
  'issuance',
  'delivery',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** A condition on one named answer of the form; absent means always. */
export const conditionSchema = z.strictObject({
  field: key,
  equals: z.union([z.string(), z.number(), z.boolean()]).optional(),
  oneOf: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .optional(),
  present: z.boolean().optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const stepSchema = z.strictObject({
  key,
  kind: z.enum(STEP_KINDS),
  name: localisedSchema,
  when: conditionSchema.optional(),
  /** The earlier step to which a negative result sends the application back; absent: it is refused. */
  returnTo: key.optional(),
  /** What the officer must bring as proof when the step is done by hand. */
  proof: localisedSchema.optional(),
});
export type Step = z.infer<typeof stepSchema>;

export const requirementSchema = z.strictObject({
  key,
  name: localisedSchema,
  help: localisedSchema.optional(),
  required: z.boolean(),
  when: conditionSchema.optional(),
  /** The original is brought to the counter on the day of the meeting. */
  original: z.boolean().default(false),
  /** A requirement the region adds to the national list ("tambahan daerah"). */
  local: z.boolean().default(false),
});
export type Requirement = z.infer<typeof requirementSchema>;

export const FIELD_KINDS = [
  'text',
  'long_text',
  'number',
  'date',
  'choice',
  'choices',
  'yes_no',
  'nik',
  'family_card',
  'phone',
  'email',
  'address',
  'rupiah',
  'area',
] as const;

export const fieldSchema = z.strictObject({
  key,
  kind: z.enum(FIELD_KINDS),
  label: localisedSchema,
  help: localisedSchema.optional(),
  required: z.boolean().default(false),
  when: conditionSchema.optional(),
  options: z
    .array(z.strictObject({ value: key, label: localisedSchema }))
    .max(60)
    .optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type Field = z.infer<typeof fieldSchema>;

/** The fee is a union from day one; tariffs are data, never code. */
export const feeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free'), note: localisedSchema.optional() }),
  z.strictObject({
    kind: z.literal('fixed'),
    amount: z.int().min(0),
    per: localisedSchema.optional(),
    note: localisedSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('formula'),
    /** Arithmetic over the named numeric fields of the form and the office's tariff constants. */
    formula: z.string().min(1).max(500),
    constants: z.record(key, z.number()).default({}),
    note: localisedSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('by_hand'), note: localisedSchema }),
]);
export type FeeRule = z.infer<typeof feeSchema>;

export const serviceSchema = z.strictObject({
  code,
  name: localisedSchema,
  summary: localisedSchema,
  group: localisedSchema.optional(),
  /** Other words people type when they look for it ("sertifikat" for "sertipikat"). */
  alsoKnownAs: z.array(z.string()).max(20).default([]),
  /** A service kept to show how it was; it can be read and practised, its tariff is history. */
  historical: z.boolean().default(false),
  /** Filed elsewhere: the page explains and leads there; no application is taken here. */
  elsewhere: z
    .strictObject({ url: z.url({ protocol: /^https$/ }), explanation: localisedSchema })
    .optional(),
  requirements: z.array(requirementSchema).max(30),
  fields: z.array(fieldSchema).max(60).default([]),
  time: durationSchema,
  fee: feeSchema,
  product: localisedSchema,
  route: z.array(stepSchema).min(1).max(20),
  legalBasis: z.array(z.string()).max(20).default([]),
  /** Where the figures come from; what is not verified says "contoh — verifikasi dengan instansi". */
  source: z.string().min(1).max(300),
});
export type ServiceDefinition = z.infer<typeof serviceSchema>;

export const reasonSchema = z.strictObject({
  code: key,
  label: localisedSchema,
  /** What the applicant should do; shown in the deficiency letter. */
  advice: localisedSchema,
});
export type DeficiencyReason = z.infer<typeof reasonSchema>;
