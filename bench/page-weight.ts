import type { Db } from '../src/kernel/db.ts';
import { newId } from '../src/kernel/ids.ts';
import { createClient } from './support/http.ts';
import { officeId, regularOf, signIn } from './support/people.ts';
import { type Chapter, openChapter } from './support/report.ts';
import type { World } from './support/world.ts';

const KB = 1024;
const OFFICES = [
  'kantah-bandar-lampung',
  'disdukcapil-banjar',
  'bppt-bandung',
  'ptsp-jakarta-utara',
  'atr-bpn',
];
/** Scripts that may come after the first paint, on the pages where files are chosen. */
const LATE = /\/upload[^/]*\.js$/;

interface Weight {
  readonly html: number;
  readonly css: number;
  readonly script: number;
  readonly late: number;
  readonly fonts: number;
  readonly pictures: readonly number[];
  readonly assets: ReadonlySet<string>;
  readonly fresh: number;
}

/** Every citizen page of every office, as a browser with an empty cache would fetch it. */
export async function pageWeight(world: World): Promise<Chapter> {
  const chapter = openChapter('Page weight');
  const { url, owner } = await world.filled(12_000);
  const server = await world.serve(url, { JOBS: '0' });
  const ask = createClient(server.address);
  const rows: string[] = [];
  const heaviest = { first: 0, script: 0, further: 0, late: 0, picture: 0, names: ['', '', ''] };
  try {
    for (const slug of OFFICES) {
      const pages = await pagesOf(owner, slug);
      let home: Weight | undefined;
      for (const { name, path, session } of pages) {
        const page = await weigh(ask, path, session, home?.assets);
        home ??= page;
        const first = page.html + page.css + page.script + page.fonts;
        if (first > heaviest.first)
          [heaviest.first, heaviest.names[0]] = [first, `${slug} ${name}`];
        if (page.script > heaviest.script)
          [heaviest.script, heaviest.names[1]] = [page.script, `${slug} ${name}`];
        if (page !== home && page.fresh > heaviest.further)
          [heaviest.further, heaviest.names[2]] = [page.fresh, `${slug} ${name}`];
        heaviest.late = Math.max(heaviest.late, page.late);
        heaviest.picture = Math.max(heaviest.picture, ...page.pictures);
        rows.push(
          `| ${slug} | ${name} | ${kb(first)} | ${kb(page.html)} | ${kb(page.css)} | ${kb(page.script)} | ${kb(page.late)} | ${page === home ? '' : kb(page.fresh)} |`,
        );
      }
    }
  } finally {
    await server.stop();
  }
  chapter.figure({
    name: `first visit, heaviest page (${heaviest.names[0]})`,
    value: heaviest.first / KB,
    unit: 'KB',
    budget: 40,
  });
  chapter.figure({
    name: `JavaScript on a first visit, most (${heaviest.names[1]})`,
    value: heaviest.script / KB,
    unit: 'KB',
    budget: 6,
  });
  chapter.figure({
    name: `a further page, heaviest (${heaviest.names[2]})`,
    value: heaviest.further / KB,
    unit: 'KB',
    budget: 12,
  });
  chapter.figure({
    name: 'upload script, after first paint',
    value: heaviest.late / KB,
    unit: 'KB',
    budget: 30,
  });
  chapter.figure({ name: 'largest picture', value: heaviest.picture / KB, unit: 'KB', budget: 30 });
  chapter.note(
    [
      'Bodies as sent with `accept-encoding: br`, 1 KB = 1,024 bytes; style sheets, scripts and fonts found in the markup and in the style sheets. "Further": after the office’s home, with its files in the cache.',
      '',
      '| office | page | first | HTML | CSS | JS | JS late | further |',
      '|---|---|---|---|---|---|---|---|',
      ...rows,
    ].join('\n'),
  );
  return chapter.close();
}

const kb = (bytes: number) => (bytes / KB).toFixed(1);

async function pagesOf(db: Db, slug: string) {
  const office = await officeId(db, slug);
  const at = (path: string) => `/${slug}${path}`;
  const open = [
    { name: 'home', path: at('') },
    { name: 'catalogue', path: at('/layanan') },
    { name: 'guide', path: at('/panduan') },
    { name: 'register', path: at('/daftar') },
    { name: 'login', path: at('/masuk') },
    { name: 'tracking', path: at('/lacak') },
  ];
  const services = await db<{ id: string; code: string }[]>`
    select s.id, s.code from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${office} and not v.definition ? 'elsewhere' order by length(v.definition::text) desc limit 1`;
  const [service] = services;
  if (!service) return open.map((page) => ({ ...page, session: undefined }));
  const { personId, dossierId } = await regularOf(db, office);
  const session = await signIn(db, personId);
  const draft = newId();
  await db`insert into draft (office_id, id, owner_id) values (${office}, ${draft}, ${personId})`;
  await db`insert into draft_application (office_id, draft_id, service_id, place) values (${office}, ${draft}, ${service.id}, 1)`;
  const [faulty] = await db<{ id: string; person: string }[]>`
    select d.id, d.applicant_id as person from application a
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    where a.office_id = ${office} and a.waiting_on = 'applicant' and a.step_kind = 'verification' order by a.id limit 1`;
  const corrector = faulty && (await signIn(db, faulty.person));
  return [
    ...open.map((page) => ({ ...page, session: undefined })),
    { name: 'service', path: at(`/layanan/${service.code}`), session: undefined },
    ...[
      { name: 'dashboard', path: at('/dasbor') },
      { name: 'choose a service', path: at('/permohonan/baru') },
      { name: 'application form', path: at(`/permohonan/${draft}`) },
      { name: 'dossier', path: at(`/berkas/${dossierId}`) },
      { name: 'receipt', path: at(`/berkas/${dossierId}/tanda-terima`) },
      { name: 'account', path: at('/akun') },
    ].map((page) => ({ ...page, session })),
    ...(faulty
      ? [{ name: 'dossier to correct', path: at(`/berkas/${faulty.id}`), session: corrector }]
      : []),
  ];
}

/** Fetches a page with everything it links, as a browser does. */
async function weigh(
  ask: ReturnType<typeof createClient>,
  path: string,
  session: string | undefined,
  cached: ReadonlySet<string> | undefined,
): Promise<Weight> {
  const page = await ask(path, { session });
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  const markup = page.body.toString();
  const styles = all(markup, /<link[^>]+rel="stylesheet"[^>]*>/g, /href="([^"]+)"/);
  const scripts = all(
    markup,
    /<(?:script|link)[^>]+(?:src="[^"]+"|rel="modulepreload")[^>]*>/g,
    /(?:src|href)="([^"]+\.js)"/,
  );
  const images = all(markup, /<img[^>]*>/g, /src="(\/[^"]+)"/);
  const weight = {
    html: page.bytes,
    css: 0,
    script: 0,
    late: 0,
    fonts: 0,
    pictures: [] as number[],
  };
  const assets = new Set<string>();
  let fresh = page.bytes;
  const fetched = async (address: string) => {
    const answer = await ask(address, { session });
    if (answer.status !== 200)
      throw new Error(`${path} links ${address}, which answers ${answer.status}`);
    assets.add(address);
    return answer;
  };
  for (const address of styles) {
    const sheet = await fetched(address);
    weight.css += sheet.bytes;
    if (!cached?.has(address)) fresh += sheet.bytes;
    for (const [, font = ''] of sheet.body.toString().matchAll(/url\(["']?(\/[^)"']+)/g))
      weight.fonts += (await fetched(font)).bytes;
  }
  const queue = [...scripts];
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const script = await fetched(address);
    if (LATE.test(address)) weight.late += script.bytes;
    else {
      weight.script += script.bytes;
      if (!cached?.has(address)) fresh += script.bytes;
    }
    for (const [, more = ''] of script.body.toString().matchAll(/["'](\/aset\/[\w.-]+\.js)["']/g))
      if (!assets.has(more)) queue.push(more);
  }
  for (const address of images) weight.pictures.push((await fetched(address)).bytes);
  return { ...weight, assets, fresh };
}

function all(markup: string, tags: RegExp, address: RegExp): string[] {
  const found = [...markup.matchAll(tags)].flatMap(([tag]) => address.exec(tag)?.[1] ?? []);
  return [...new Set(found)];
}
