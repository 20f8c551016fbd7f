import type { Child } from 'hono/jsx';
import { Page } from '../../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import type { NavItem } from '../../../../ui/site-header.tsx';

export type PublicPlace = 'home' | 'services' | 'guide';

/** The ways through an office's public pages; an office without services has only its home. */
function ways(ctx: PageContext, here: PublicPlace): readonly NavItem[] {
  const { t } = ctx;
  return [
    { href: officePath(ctx), label: t('portal.nav.home'), current: here === 'home' },
    {
      href: officePath(ctx, '/layanan'),
      label: t('portal.nav.services'),
      current: here === 'services',
    },
    { href: officePath(ctx, '/panduan'), label: t('portal.nav.guide'), current: here === 'guide' },
    { href: officePath(ctx, '/lacak'), label: t('portal.nav.track') },
  ];
}

/** A public page of an office. */
export function PublicPage(props: {
  readonly ctx: PageContext;
  readonly title: string;
  readonly here: PublicPlace;
  /** False for an office that only stands in the tree. */
  readonly serves?: boolean | undefined;
  readonly width?: 'text' | 'wide' | undefined;
  readonly banner?: Child;
  readonly children?: Child;
}) {
  const { ctx, title, here, serves = true, width = 'wide', banner, children } = props;
  return (
    <Page
      ctx={ctx}
      title={title}
      width={width}
      nav={serves ? ways(ctx, here) : []}
      banner={banner}
      flash={ctx.flash === undefined ? undefined : { kind: 'info', text: ctx.flash }}
    >
      {children}
    </Page>
  );
}
