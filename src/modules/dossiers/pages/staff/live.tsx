import type { Child } from 'hono/jsx';
import type { Topic } from '../../../../kernel/doorbell.ts';
import type { House } from '../../../../kernel/house.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { streamRings } from '../../../../web/doorbell-stream.ts';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { openedUntil } from '../../reading/access.sql.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { reachOf } from './who.ts';

/** A part of a page that is fetched anew from `src` when `topic` rings: `saya`, `kantor` or `berkas:<id>`. */
export function Live({
  src,
  topic,
  children,
}: {
  readonly src: string;
  readonly topic: string;
  readonly children?: Child;
}) {
  return (
    <sl-live src={src} topic={topic}>
      {children}
    </sl-live>
  );
}

/** `GET /:office/kabar?topik=`: the doorbell for one page. What one may not see one may not listen to either. */
export function doorbellRoute(house: House): Route {
  return {
    method: 'GET',
    path: '/:office/kabar',
    access: person,
    async handle(visit) {
      const topic = await topicOf(house, visit, visit.query('topik'));
      return topic ? streamRings(visit, house, [topic]) : visit.notFound();
    },
  };
}

async function topicOf(house: House, visit: Visit, asked: string): Promise<Topic | undefined> {
  const { office, person: me } = visit;
  const reach = reachOf(visit);
  if (asked === 'saya') return `person:${me.id}`;
  if (asked === 'kantor') return reach === 'floor' ? `office:${office.id}` : undefined;
  const [kind, id = ''] = asked.split(':');
  if (kind !== 'berkas' || !isUuid(id)) return undefined;
  const seen =
    reach === 'floor'
      ? await dossierOf(house.db, office.id, id)
      : ((await dossierOf(house.db, office.id, id, me.id)) ??
        (reach === 'above' ? await openedUntil(house.db, office.id, id, me.id) : undefined));
  return seen ? `dossier:${id}` : undefined;
}
