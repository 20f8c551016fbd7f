import type { Localised, OfficeService } from '../../../offices/index.ts';

export interface ServiceGroup {
  /** A fragment's name within the page. */
  readonly anchor: string;
  /** Undefined for services without a group. */
  readonly name: Localised | undefined;
  readonly services: readonly OfficeService[];
}

/** Services by their group, each by name; groups as large ones first, what is history at the end. */
export function grouped(services: readonly OfficeService[]): readonly ServiceGroup[] {
  const groups = new Map<string, OfficeService[]>();
  for (const service of services) {
    const key = service.definition.group?.id ?? '';
    groups.set(key, [...(groups.get(key) ?? []), service]);
  }
  return [...groups]
    .map(([key, members]) => ({
      anchor: `kelompok-${
        key
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '') || 'lain'
      }`,
      name: members[0]?.definition.group,
      services: members.toSorted((a, b) =>
        a.definition.name.id.localeCompare(b.definition.name.id, 'id'),
      ),
    }))
    .toSorted(
      (a, b) =>
        Number(a.name === undefined) - Number(b.name === undefined) ||
        b.services.length - a.services.length,
    );
}
