import type { JsonValue, Tx } from '../../../kernel/db.ts';

/** What a folder says of an office besides its services. */
export interface FolderSays {
  readonly profile: Readonly<Record<string, JsonValue>>;
  readonly reasons: JsonValue;
  readonly daysOff: JsonValue;
}

/** An office's id, its profile now, and what its folder said when it was last read; undefined before the first time. */
export async function selectSaid(
  tx: Tx,
  slug: string,
): Promise<{ id: string; profile: FolderSays['profile']; said: FolderSays } | undefined> {
  const [row] = await tx<{ id: string; profile: FolderSays['profile']; said: FolderSays }[]>`
    select o.id, o.profile, f.said from office o join office_folder f on f.office_id = o.id where o.slug = ${slug}`;
  return row;
}

export async function saveSaid(tx: Tx, officeId: string, said: FolderSays): Promise<void> {
  await tx`
    insert into office_folder (office_id, said) values (${officeId}, ${tx.json({ ...said })})
    on conflict (office_id) do update set said = excluded.said`;
}
