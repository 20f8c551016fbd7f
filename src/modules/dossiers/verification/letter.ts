import { addWorkingDays, type IsoDate, localDate } from '../../../kernel/clocks/index.ts';
import type { Query } from '../../../kernel/db.ts';
import { calendarOf, type Office } from '../../offices/index.ts';

/** By which day a deficiency letter sent at this moment asks for an answer. */
export async function answerByOf(query: Query, office: Office, sentAt: Date): Promise<IsoDate> {
  const today = localDate(sentAt, office.timeZone);
  return addWorkingDays(
    today,
    office.profile.correctionWorkingDays,
    await calendarOf(query, office),
  );
}
