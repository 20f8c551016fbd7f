import { z } from 'zod';

/** How long people have, and how often the office may ask for more time. Days are the office's own. */
export const deadlinesSchema = z.strictObject({
  /** How many calendar days before the last day of a deficiency letter its applicant is warned. */
  warnDaysBefore: z.array(z.int().min(1).max(60)).max(5),
  /** How often the time of one application may be extended; 0: never. */
  extensions: z.int().min(0).max(5),
  /** How long one extension may be, in hundredths of the time that the service promises. */
  extensionPercent: z.int().min(1).max(200),
  /** Working days to object after a decision was announced (UU 30/2014 art. 77). */
  objectionWorkingDays: z.int().min(1).max(120),
  /** Working days within which an objection is answered (UU 30/2014 art. 77). */
  objectionAnswerWorkingDays: z.int().min(1).max(60),
  /** Whether an objection that was not answered by then is deemed granted; unsaid: it is (UU 30/2014 art. 77, as generally cited). */
  silenceGrants: z.boolean().optional(),
  source: z.string().min(1).max(300),
});
export type Deadlines = z.infer<typeof deadlinesSchema>;

/** What holds for an office that says nothing. */
const USUAL: Deadlines = {
  warnDaysBefore: [7, 1],
  extensions: 1,
  extensionPercent: 100,
  objectionWorkingDays: 21,
  objectionAnswerWorkingDays: 10,
  source: 'contoh — UU 30/2014 Pasal 77; verifikasi dengan instansi',
};

/** The deadlines of an office. */
export const deadlinesOf = (profile: { readonly deadlines?: Deadlines | undefined }): Deadlines =>
  profile.deadlines ?? USUAL;

/** Whether the office's silence grants an objection. */
export const silenceGrants = (profile: Parameters<typeof deadlinesOf>[0]): boolean =>
  deadlinesOf(profile).silenceGrants ?? true;
