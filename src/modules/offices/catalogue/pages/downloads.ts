import type { House } from '../../../../kernel/house.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { officeFiles, serviceFile } from '../../exporting/office-files.ts';
import { zip } from '../../exporting/zip.ts';
import { selectEdition, selectService } from '../catalogue.sql.ts';
import { versionIn } from './editor.ts';

const PATH = '/:office/petugas/atur/layanan';

/** The same files as in `offices/`: one service, or the office's whole folder. */
export function downloadRoutes(house: House): Route[] {
  const access = staff('administrator');
  return [
    { method: 'GET', path: `${PATH}/unduh`, access, handle: (visit) => folder(house, visit) },
    { method: 'GET', path: `${PATH}/:service/unduh`, access, handle: (visit) => one(house, visit) },
  ];
}

async function folder(house: House, visit: Visit): Promise<Response> {
  const { slug } = visit.office;
  const files = await officeFiles(house.db, slug);
  if (!files) return visit.notFound();
  const bytes = zip([...files].map(([name, text]) => [`${slug}/${name}`, text]));
  return attachment(bytes, 'application/zip', `${slug}.zip`);
}

async function one(house: House, visit: Visit): Promise<Response> {
  const code = visit.param('service');
  const asked = versionIn(visit.query('versi'));
  const service = await selectService(house.db, visit.office.id, code);
  const version = asked ?? service?.version;
  const definition =
    version === undefined
      ? undefined
      : await selectEdition(house.db, visit.office.id, code, version);
  if (!definition) return visit.notFound();
  const bytes = new TextEncoder().encode(serviceFile(definition));
  return attachment(bytes, 'application/json; charset=utf-8', `${definition.code}.json`);
}

/** Codes and slugs are plain letters: they need no quoting in a header. */
function attachment(bytes: Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(bytes, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
