import type { House } from '../../../../kernel/house.ts';
import { person, type Route } from '../../../../web/route.ts';
import { versionFor } from '../../documents.ts';
import { download } from '../../reading/download.ts';

/** A person fetches their own files back; another's do not exist for them. */
export function ownDocumentRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/dokumen/:version',
      access: person,
      async handle(visit) {
        const version = await versionFor(house.db, visit.office.id, visit.param('version'));
        if (version?.ownerId !== visit.person.id) return visit.notFound();
        return (await download(house, visit.office.id, version.id)) ?? visit.notFound();
      },
    },
  ];
}
