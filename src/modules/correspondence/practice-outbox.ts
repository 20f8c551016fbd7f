import type { House } from '../../kernel/house.ts';
import type { Lang } from '../../kernel/i18n.ts';
import { placeOf, sealedPart } from './notify.ts';
import { keptMessages } from './practice-outbox.sql.ts';

/** A message that a practice office would have sent. */
export interface KeptMessage {
  readonly id: string;
  readonly personName: string;
  /** The language it is written in. */
  readonly lang: Lang;
  readonly subject: string;
  readonly body: string;
  readonly at: Date;
}

/**
 * What a practice office wrote to made-up people, newest first, at most fifty; with `toPersons`, only what was
 * written to them.
 * Nothing for a real office.
 */
export async function practiceOutbox(
  house: House,
  officeId: string,
  toPersons?: readonly string[],
): Promise<KeptMessage[]> {
  const rows = await keptMessages(house.db, officeId, toPersons);
  return Promise.all(
    rows.map(async ({ id, personName, lang, subject, sealed, at }) => {
      const part = await house.vault.openText(officeId, sealed, placeOf(id));
      return { id, personName, lang, subject, at, body: sealedPart.parse(JSON.parse(part)).body };
    }),
  );
}
