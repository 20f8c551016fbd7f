import type { House } from '../../../../kernel/house.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { download, PictureProblem, viewerPicture } from '../../../documents/index.ts';
import { noteLook } from '../../reading/access.sql.ts';
import { versionInDossier } from '../../reading/dossier.sql.ts';
import { reachDossier } from './desk.ts';
import { keepSize, memberIn, sheetName } from './picture-sizes.ts';
import { mayLook } from './who.ts';

/** The documents of a dossier: pages drawn by us to be looked at, and the original to be saved. */
export function fileRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/berkas/:dossier/gambar/:version/:page',
      access: mayLook,
      async handle(visit) {
        const version = await seen(house, visit);
        const page = Number(visit.param('page'));
        if (typeof version !== 'string') return version;
        try {
          const width = visit.query('lebar') === '2400' ? 2400 : 1280;
          const member = memberIn(visit.query('anggota'));
          const wanted = { page, width, member };
          const picture = await viewerPicture(house, visit.office.id, version, wanted);
          if (!picture) return visit.notFound();
          keepSize(sheetName(version, member), page, picture.bytes);
          return new Response(new Uint8Array(picture.bytes), {
            headers: { 'content-type': picture.mediaType, 'cache-control': 'private, no-store' },
          });
        } catch (error) {
          if (error instanceof PictureProblem) return visit.notFound();
          throw error;
        }
      },
    },
    {
      method: 'GET',
      path: '/:office/petugas/berkas/:dossier/unduh/:version',
      access: mayLook,
      async handle(visit) {
        const version = await seen(house, visit);
        if (typeof version !== 'string') return version;
        return (await download(house, visit.office.id, version)) ?? visit.notFound();
      },
    },
  ];
}

/** The version in the address when this visitor may look at it; the look is noted. Otherwise the answer to give. */
async function seen(house: House, visit: Visit): Promise<string | Response> {
  const reached = await reachDossier(house, visit);
  if (reached.kind === 'no') return reached.answer;
  const version = visit.param('version');
  if (reached.kind === 'closed' || !isUuid(version)) return visit.notFound();
  if (!(await versionInDossier(house.db, visit.office.id, reached.dossier.id, version)))
    return visit.notFound();
  await noteLook(house.db, {
    officeId: visit.office.id,
    actorId: visit.person.id,
    kind: 'document',
    id: version,
  });
  return version;
}
