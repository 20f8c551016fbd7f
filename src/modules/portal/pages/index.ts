import type { House } from '../../../kernel/house.ts';
import { themeCss, themeHref } from '../../../ui/theme.ts';
import { anyone, type Route } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { catalogue } from './public/catalogue.tsx';
import { guide } from './public/guide.tsx';
import { home } from './public/home.tsx';
import { installation } from './public/installation.tsx';
import { service } from './public/service.tsx';

/** The public pages: everybody may read what an office offers, asks and costs. */
export function portalRoutes(house: House): Route[] {
  const page = (
    path: string,
    show: (house: House, visit: Visit) => ReturnType<Route['handle']>,
  ): Route => ({
    method: 'GET',
    path,
    access: anyone,
    handle: (visit) => show(house, visit),
  });
  return [
    page('/', installation),
    page('/:office', home),
    page('/:office/layanan', catalogue),
    page('/:office/layanan/:service', service),
    page('/:office/panduan', guide),
    {
      method: 'GET',
      path: '/:office/:theme{tema-[0-9a-f]{10}\\.css}',
      access: anyone,
      handle: theme,
    },
  ];
}

/** The office's colours. An address with a former hash still answers, but is not kept. */
function theme(visit: Visit): Response {
  const { slug, theme: colours } = visit.office;
  const isCurrent = themeHref(slug, colours) === `/${slug}/${visit.param('theme')}`;
  return visit.c.body(themeCss(colours), 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
  });
}
