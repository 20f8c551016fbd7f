import { officePath, type PageContext } from './page-context.ts';
import type { NavItem } from './site-header.tsx';

export type OfficePlace = 'home' | 'dashboard' | 'services' | 'guide' | 'track' | 'account';

/** The ways through an office: always the same few, in the same order; whoever is signed in begins at the dashboard. */
export function officeNav(ctx: PageContext, here: OfficePlace | undefined): readonly NavItem[] {
  const item = (place: OfficePlace, path: string): NavItem => ({
    href: officePath(ctx, path),
    label: ctx.t(`ui.way.${place}`),
    current: here === place,
  });
  return ctx.person
    ? [
        item('dashboard', '/dasbor'),
        item('services', '/layanan'),
        item('guide', '/panduan'),
        item('account', '/akun'),
      ]
    : [
        item('home', ''),
        item('services', '/layanan'),
        item('guide', '/panduan'),
        item('track', '/lacak'),
      ];
}
