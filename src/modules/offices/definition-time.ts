import { z } from 'zod';

/** Working days, working hours and calendar days are different things and never mixed. */
export const TIME_UNITS = ['working_days', 'working_hours', 'calendar_days'] as const;
export const isTimeUnit = (unit: string): unit is (typeof TIME_UNITS)[number] =>
  TIME_UNITS.some((known) => known === unit);
export const durationSchema = z.strictObject({
  unit: z.enum(TIME_UNITS),
  amount: z.int().min(1).max(3650),
});

const clock = z.string().regex(/^([01]\d|2[0-3])\.[0-5]\d$/, 'local_time');
const interval = z.strictObject({ from: clock, to: clock });
const day = z.array(interval).max(6);

/** Opening intervals for each weekday, local time as "08.00"; the gap between two intervals is the break. */
export const weekSchema = z.strictObject({
  mon: day,
  tue: day,
  wed: day,
  thu: day,
  fri: day,
  sat: day,
  sun: day,
});
export type Week = z.infer<typeof weekSchema>;

const isoDate = z.iso.date();

export const hoursSchema = z.strictObject({
  week: weekSchema,
  /** What arrives after this local time counts as received on the next working day. */
  cutOff: clock.optional(),
  ramadan: z
    .strictObject({
      periods: z.array(z.strictObject({ from: isoDate, to: isoDate })).min(1),
      week: weekSchema,
    })
    .optional(),
});
export type Hours = z.infer<typeof hoursSchema>;

/** How seats at the counter are cut out of the opening hours, and what an applicant may do with one. */
export const seatRulesSchema = z.strictObject({
  /** Minutes one meeting takes. */
  minutes: z.int().min(5).max(240),
  /** Working days between giving a seat and the meeting, at the least. */
  leadWorkingDays: z.int().min(0).max(60),
  /** How far ahead, in calendar days, seats are given. */
  horizonDays: z.int().min(1).max(180),
  /** How long offered seats are held, in hours. */
  holdHours: z.int().min(1).max(168),
  /** How often the applicant may move a meeting by themself. */
  moves: z.int().min(0).max(20),
  /** Until how many hours before the meeting it may be moved or cancelled. */
  noticeHours: z.int().min(0).max(240),
  /** For how many minutes after its beginning somebody late is still served; a quarter of an hour when not said. */
  graceMinutes: z.int().min(0).max(240).optional(),
  /** From how many minutes before its beginning whoever has come is checked in; an hour when not said. */
  earlyMinutes: z.int().min(0).max(240).optional(),
  /** Whether the counter may move somebody late or early to a free seat of the same day; yes when not said. */
  onTheSpot: z.boolean().optional(),
  /**
   * Whoever was here and could not be served before the office closed: an officer gives another time (when not said), or the
   * first free seat is theirs at once.
   */
  unserved: z.enum(['new_time', 'next_seat']).optional(),
});
export type SeatRules = z.infer<typeof seatRulesSchema>;
