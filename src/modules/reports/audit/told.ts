import type { JsonValue } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import type { Lang, Translate } from '../../../kernel/i18n.ts';
import { textPlace } from '../../../kernel/ledger.ts';
import { unseal } from '../../../kernel/vault.ts';
import {
  type Account,
  everyChange,
  placeWords,
  readAccount,
  serviceVersion,
} from '../../offices/index.ts';
import type { FoundEvent } from './events.sql.ts';

/** What an event of the office says beyond its codes. */
export interface Told {
  /** A line for each thing that was changed: "Jam pelayanan, Jumat: 08.00–12.00 → 08.00–11.30". */
  readonly changes: readonly string[];
  /** What whoever did it wrote; '' when nothing. */
  readonly note: string;
}

export const NOTHING_TOLD: Told = { changes: [], note: '' };

/** Reads what events of an office say, in the reader's words; one entry for each row. */
export async function toldIn(
  house: House,
  officeId: string,
  rows: readonly FoundEvent[],
  t: Translate,
  lang: Lang,
): Promise<readonly Told[]> {
  if (!rows.some(({ sealed }) => sealed)) return rows.map(() => NOTHING_TOLD);
  const keys = await house.vault.office(officeId);
  return Promise.all(
    rows.map(async ({ sealed, place, kind, data }): Promise<Told> => {
      if (!sealed) return NOTHING_TOLD;
      const text = unseal(keys.data, sealed, textPlace(place.id, place.seq)).toString();
      const account = readAccount(text);
      if (account) return { changes: linesOf(account, t), note: '' };
      const isEdition = kind === 'service.published';
      return {
        changes: isEdition ? await sinceLast(house, officeId, data, t, lang) : [],
        note: text,
      };
    }),
  );
}

function linesOf({ changes, more }: Account, t: Translate): readonly string[] {
  const words = (value: string) => {
    if (value === '') return t('reports.audit.nothing_there');
    if (value === 'true') return t('portal.service.yes');
    return value === 'false' ? t('portal.service.no') : value;
  };
  const lines = changes.map(
    ({ place, before, after }) => `${placeWords(t, place)}: ${words(before)} → ${words(after)}`,
  );
  return more > 0 ? [...lines, t('reports.audit.more_changes', { count: more })] : lines;
}

/** In what a published edition differs from the one before it. */
async function sinceLast(
  house: House,
  officeId: string,
  { service, version }: Readonly<Record<string, JsonValue>>,
  t: Translate,
  lang: Lang,
): Promise<readonly string[]> {
  if (typeof service !== 'string' || typeof version !== 'number' || version < 2) return [];
  const [before, after] = await Promise.all(
    [version - 1, version].map((one) => serviceVersion(house.db, officeId, service, one)),
  );
  return before && after ? everyChange(before.definition, after.definition, t, lang) : [];
}
