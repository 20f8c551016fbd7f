import { z } from 'zod';
import { STAFF_ROLES } from '../../kernel/roles.ts';
import { localisedSchema, slugSchema } from './definition.ts';
import { deadlinesSchema } from './definition-deadlines.ts';
import { lifeEventSchema } from './definition-events.ts';
import { hoursSchema, seatRulesSchema } from './definition-time.ts';
import { LETTER_KINDS, type LetterKind } from './letters/kinds.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'colour');

const letterSchema = z.strictObject({
  subject: z.strictObject({
    id: z.string().trim().min(1).max(200),
    en: z.string().trim().min(1).max(200).optional(),
  }),
  body: localisedSchema,
});

/** The office's own words for its letters; the house's stand for those that are not named. */
const lettersSchema = z.strictObject(
  Object.fromEntries(LETTER_KINDS.map((kind) => [kind, letterSchema.optional()])) as Record<
    LetterKind,
    z.ZodOptional<typeof letterSchema>
  >,
);

/** `office.json`: who the office is, where it stands in the tree, how it looks and when it is open. */
export const officeSchema = z.strictObject({
  slug: slugSchema,
  /** Two to five capital letters that begin its dossier numbers. */
  code: z.string().regex(/^[A-Z]{2,5}$/, 'office_code'),
  name: localisedSchema,
  kind: z.enum(['central', 'regional', 'local']),
  parent: slugSchema.optional(),
  timeZone: z.enum(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']),
  region: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/, 'region_code')
    .optional(),
  tagline: localisedSchema.optional(),
  welcome: localisedSchema,
  address: z.string().max(300),
  phone: z.string().max(40).optional(),
  whatsapp: z.string().max(40).optional(),
  email: z.email().optional(),
  website: z.url({ protocol: /^https$/ }).optional(),
  /** What the office calls the thing a citizen chooses ("Layanan Pertanahan"). */
  serviceLabel: localisedSchema,
  theme: z.strictObject({ primary: colour, accent: colour }),
  /** The letters of its mark, where they are not those of its code. */
  emblem: z
    .string()
    .regex(/^[A-Z]{1,3}$/, 'emblem')
    .optional(),
  /** Shown on top of the office's home, until the end of the day that is named. */
  announcement: z
    .strictObject({ text: localisedSchema, until: z.iso.date().optional() })
    .optional(),
  hours: hoursSchema,
  seats: seatRulesSchema.optional(),
  counters: z
    .array(z.strictObject({ code: z.string().regex(/^[A-Z0-9]{1,8}$/), name: localisedSchema }))
    .max(60)
    .default([]),
  /** The manual form that is signed at the counter: its text, with {nomor}, {nama}, {layanan}, {tanggal}, {kantor} filled in. */
  blanko: localisedSchema.optional(),
  letters: lettersSchema.optional(),
  /** False where one officer sits alone: otherwise whoever hands papers in for somebody leaves the checking to a colleague. */
  fourEyes: z.boolean().optional(),
  /** Working days an applicant has to answer a deficiency letter. */
  correctionWorkingDays: z.int().min(1).max(120).default(14),
  /** Warnings, extensions and objections; the usual ones when not said. */
  deadlines: deadlinesSchema.optional(),
  guide: z
    .array(z.strictObject({ title: localisedSchema, text: localisedSchema }))
    .max(20)
    .default([]),
  /** What happens in people's lives, and which services they then need. */
  events: z.array(lifeEventSchema).max(20).optional(),
  charter: localisedSchema.optional(),
  /** The law that makes every service of this office free of charge (civil registry: UU 24/2013 Pasal 79A). */
  freeByLaw: z.string().min(1).max(100).optional(),
  source: z.string().min(1).max(300),
});
export type OfficeDefinition = z.infer<typeof officeSchema>;

/** `staff.json`: people of the demo profile. Production invites its own people. */
export const staffSchema = z.array(
  z.strictObject({
    name: z.string().min(1).max(60),
    email: z.email(),
    roles: z.array(z.enum(STAFF_ROLES)).min(1),
  }),
);
export type StaffDefinition = z.infer<typeof staffSchema>;
