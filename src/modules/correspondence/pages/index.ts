import type { House } from '../../../kernel/house.ts';
import { isUuid } from '../../../kernel/ids.ts';
import { anyone, type Route } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { OUTBOX_PAGE, outbox, outboxMessage } from '../outbox.sql.ts';
import { OutboxPage } from './public/outbox.tsx';
import { OutboxMessagePage } from './public/outbox-message.tsx';

/**
 * What the demo "sent", open to everybody: nothing in it is real. In production the addresses do not exist.
 * `:message` is the id of a sandbox message, `:attachment` counts from 1.
 */
export function demoOutboxRoutes(house: House): Route[] {
  if (house.config.profile !== 'demo') return [];
  return [
    { method: 'GET', path: '/demo/outbox', access: anyone, handle: (visit) => list(house, visit) },
    {
      method: 'GET',
      path: '/demo/outbox/:message',
      access: anyone,
      handle: (visit) => show(house, visit),
    },
    {
      method: 'GET',
      path: '/demo/outbox/:message/lampiran/:attachment',
      access: anyone,
      handle: (visit) => download(house, visit),
    },
  ];
}

async function list(house: House, visit: Visit) {
  const address = visit.query('alamat').replaceAll('\u0000', '').trim().slice(0, 254);
  const seen = visit.query('sebelum');
  const found = await outbox(house.db, address, isUuid(seen) ? seen : undefined);
  const lines = found.slice(0, OUTBOX_PAGE);
  const last = found.length > OUTBOX_PAGE ? lines.at(-1) : undefined;
  return visit.html(OutboxPage({ ctx: visit.page, address, lines, olderThan: last?.id }));
}

async function show(house: House, visit: Visit) {
  const message = await find(house, visit);
  return message ? visit.html(OutboxMessagePage({ ctx: visit.page, message })) : visit.notFound();
}

/** Always saved, never shown by the browser as a page of ours. */
async function download(house: House, visit: Visit) {
  const message = await find(house, visit);
  const attachment = message?.attachments[Number(visit.param('attachment')) - 1];
  if (!attachment) return visit.notFound();
  const name = encodeURIComponent(attachment.name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  const isPlain = /^[a-z]+\/[a-z0-9.+-]+/i.exec(attachment.mediaType);
  return visit.c.body(attachment.content, 200, {
    'content-type': isPlain ? `${isPlain[0]}; charset=utf-8` : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; sandbox",
  });
}

async function find(house: House, visit: Visit) {
  const id = visit.param('message');
  return isUuid(id) ? outboxMessage(house.db, id) : undefined;
}
