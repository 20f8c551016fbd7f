import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isOutage } from '../kernel/db.ts';
import { collect, type FormInput } from '../kernel/forms.ts';
import type { House } from '../kernel/house.ts';
import { isMessageKey, translator } from '../kernel/i18n.ts';
import { html } from '../ui/html.ts';
import { visitorAddress } from './address.ts';
import type { Assets } from './assets.ts';
import { compress } from './compress.ts';
import {
  type Cookies,
  cookiesFor,
  keepLang,
  readLang,
  readSession,
  takeFlash,
  writeFlash,
} from './cookies.ts';
import { errorPage } from './errors.tsx';
import { fullHouse } from './full-house.ts';
import { welcome } from './guard.ts';
import { safeHeaders } from './headers.ts';
import type { Meters } from './meters.ts';
import { turnedAway } from './practice.ts';
import type { Route } from './route.ts';
import { isOurs } from './same-origin.ts';
import type { Visit, VisitOffice, VisitPerson } from './visit.ts';

/** What the edge asks of the modules to understand a request. */
export interface Doors {
  office(slug: string): Promise<VisitOffice | undefined>;
  /** Who holds this session token, and as what in this office. */
  visitor(token: string, office: VisitOffice | undefined): Promise<VisitPerson | undefined>;
}

const FORM_LIMIT = 256 * 1024;

/** Builds the web application out of declared routes. */
export function createApp(
  house: House,
  doors: Doors,
  routes: readonly Route[],
  assets: Assets,
  meters: Meters,
): Hono {
  const app = new Hono();
  const cookies = cookiesFor(house.config.publicUrl.startsWith('https:'));
  const room = fullHouse();

  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    meters.request(c.req.method, c.res.status, (performance.now() - started) / 1000);
  });
  app.use(safeHeaders(cookies.secure));
  app.use(compress);
  app.get('/aset/:file', (c) => assets.serve(c));

  for (const route of routes) {
    // A file may take an hour over a slow line, and whoever watches the house must see it when it is full.
    const waits = route.body === 'stream' || route.access.who === 'operations' ? [] : [room];
    const limits = route.body === 'stream' || route.method === 'GET' ? [] : [formLimit()];
    app.on(route.method, [route.path], ...waits, ...limits, async (c) => {
      const visit = await understand(c, house, doors, assets, cookies);
      if (visit === undefined)
        return errorPage(c, plainVisit(c, house, assets, cookies), { status: 404 });
      if (!isOurs(c, house.config.publicUrl))
        return visit.forbidden({ key: 'web.forbidden.origin' });
      const turned = turnedAway(visit, route);
      if (turned?.kind === 'away') return visit.redirect(turned.to);
      if (turned) return errorPage(c, plainVisit(c, house, assets, cookies), { status: 404 });
      const answer = welcome(route.access, visit.visitor);
      switch (answer.kind) {
        case 'enter':
          return await route.handle(visit);
        case 'sign_in':
          if (c.req.method !== 'GET' && isPage(c)) writeFlash(c, cookies, 'web.session_over');
          return visit.redirect(signInPath(visit));
        case 'second_factor':
          return visit.redirect(`/${visit.office.slug}/akun/pengaman`);
        case 'unknown':
          return await visit.notFound();
        case 'forbidden':
          house.log.info({ reference: visit.reference, path: c.req.routePath }, 'denied by role');
          return await visit.forbidden(answer.why);
      }
    });
  }

  app.notFound(async (c) => {
    const visit = await understand(c, house, doors, assets, cookies);
    const known = visit && !turnedAway(visit, undefined) ? visit : undefined;
    return errorPage(c, known ?? plainVisit(c, house, assets, cookies), { status: 404 });
  });
  app.onError((error, c) => {
    const reference = referenceOf(c);
    house.log.error({ err: error, reference, path: c.req.routePath }, 'request failed');
    const status = isOutage(error) ? 503 : 500;
    if (status === 503) c.header('Retry-After', '5');
    return errorPage(c, plainVisit(c, house, assets, cookies), { status, reference });
  });
  return app;
}

type C = Parameters<Parameters<Hono['notFound']>[0]>[0];

/** The request with its office, person and language; undefined when the address names an office that does not exist. */
async function understand(
  c: C,
  house: House,
  doors: Doors,
  assets: Assets,
  cookies: Cookies,
): Promise<Visit | undefined> {
  const slug = c.req.param('office') ?? c.req.path.split('/')[1] ?? '';
  const office = /^[a-z][a-z0-9-]{1,62}$/.test(slug) ? await doors.office(slug) : undefined;
  if (c.req.param('office') !== undefined && office === undefined) return undefined;
  const token = readSession(c, cookies);
  const visitor = token ? await doors.visitor(token, office) : undefined;
  return makeVisit(c, house, assets, cookies, office, visitor);
}

const plainVisit = (c: C, house: House, assets: Assets, cookies: Cookies) =>
  makeVisit(c, house, assets, cookies, undefined, undefined);

function makeVisit(
  c: C,
  house: House,
  assets: Assets,
  cookies: Cookies,
  office: VisitOffice | undefined,
  visitor: VisitPerson | undefined,
): Visit {
  const lang = readLang(c);
  keepLang(c, cookies);
  const t = translator(lang);
  const flash = c.req.method === 'GET' && isPage(c) ? takeFlash(c, cookies) : undefined;
  let form: Promise<FormInput> | undefined;
  const url = new URL(c.req.url);
  const visit: Visit = {
    c,
    lang,
    t,
    page: {
      lang,
      t,
      path: url.pathname + url.search,
      office,
      person: visitor && { name: visitor.name, unread: visitor.unread, staffRoles: visitor.roles },
      demo: house.config.profile === 'demo',
      asset: assets.url,
      flash: flash && isMessageKey(flash) ? t(flash) : undefined,
    },
    get address() {
      return visitorAddress(c, house.config.trustedProxies);
    },
    reference: referenceOf(c),
    get office(): VisitOffice {
      if (!office) throw new Error(`route ${c.req.routePath} has no office`);
      return office;
    },
    get person(): VisitPerson {
      if (!visitor) throw new Error(`route ${c.req.routePath} is open to anyone`);
      return visitor;
    },
    visitor,
    now: house.now(),
    param: (name) => withoutNul(c.req.param(name)),
    query: (name) => withoutNul(c.req.query(name)),
    form: () => (form ??= readBody(c)),
    file: async (name) => {
      if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data')) return undefined;
      const file = (await formParts(c)).get(name);
      return file instanceof File && file.size > 0 ? file : undefined;
    },
    html: async (node, status = 200) => c.html(await html(node), status as ContentfulStatusCode),
    redirect: (path) => c.redirect(path, 303),
    text: (body, status = 200) => c.text(body, status as ContentfulStatusCode),
    notFound: () => errorPage(c, visit, { status: 404 }),
    forbidden: (why) => errorPage(c, visit, { status: 403, why }),
  };
  return visit;
}

/** The one character that PostgreSQL cannot hold; forms lose it in `collect`. */
const withoutNul = (text: string | undefined) => (text ?? '').replaceAll('\0', '');

const formLimit = () =>
  bodyLimit({
    maxSize: FORM_LIMIT,
    onError: (c) => c.text(translator(readLang(c))('web.too_large'), 413),
  });

/** The text fields of a form; files come by their own way. */
async function readBody(c: C): Promise<FormInput> {
  const type = c.req.header('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return collect(new URLSearchParams(await c.req.text()));
  if (!type.startsWith('multipart/form-data')) return {};
  const pairs: [string, string][] = [];
  for (const [name, value] of (await formParts(c)).entries())
    if (typeof value === 'string') pairs.push([name, value]);
  return collect(pairs);
}

/** A body that is no form after all carries no fields: the page then says what is missing. */
async function formParts(c: C): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch (error) {
    if (error instanceof TypeError) return new FormData();
    throw error;
  }
}

/** Pages, not fragments, streams or files: only they show, and use up, the sentence left for them. */
const isPage = (c: C) =>
  (c.req.header('accept') ?? '').includes('text/html') && !c.req.header('x-fragment');

/** The way to sign in, and from there back to the page on which somebody was: what they sent has no page of its own. */
function signInPath({ c, page }: Visit): string {
  const before = c.req.method === 'GET' ? page.path : pageBefore(c);
  const back = before === undefined ? '' : `?lanjut=${encodeURIComponent(before)}`;
  return page.office ? `/${page.office.slug}/masuk${back}` : '/';
}

/** The page of ours from which a form was sent, as far as the browser says it. */
function pageBefore(c: C): string | undefined {
  const said = c.req.header('referer') ?? '';
  const url = URL.canParse(said) ? new URL(said) : undefined;
  return url?.host === c.req.header('host') ? url?.pathname : undefined;
}

/** Minted once for each request; what the citizen reads out is what the log says. */
function referenceOf(c: C): string {
  const found = references.get(c);
  if (found) return found;
  const made = randomBytes(5).toString('hex').toUpperCase();
  references.set(c, made);
  return made;
}
const references = new WeakMap<C, string>();
