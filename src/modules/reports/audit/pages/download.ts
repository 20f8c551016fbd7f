import type { Visit } from '../../../../web/visit.ts';

/** A table to take along; a cut one says so in its name. */
export function csvFile(visit: Visit, name: string, text: string, isCut: boolean): Response {
  const file = `${name}-${visit.office.slug}${isCut ? '-sebagian' : ''}.csv`;
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`,
      'cache-control': 'private, no-store',
    },
  });
}
