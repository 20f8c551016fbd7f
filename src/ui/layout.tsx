import type { Child } from 'hono/jsx';
import { DemoBanner, FlashMessage, Shell, type ShellProps } from './shell.tsx';
import { SiteFooter } from './site-footer.tsx';
import { AccountMenu, Brand, LanguageSwitch, type NavItem, NavLinks } from './site-header.tsx';

export type { Flash } from './shell.tsx';
export type { NavItem } from './site-header.tsx';

/**
 * A page for everybody. `banner` is a band across the whole width above the matter; `width`: `text` (default) for reading and
 * forms, `wide` for lists and cards. Give the page one h1 ({@link PageHead}).
 */
export function Page(
  props: ShellProps & {
    readonly nav?: readonly NavItem[] | undefined;
    readonly width?: 'text' | 'wide' | undefined;
    readonly banner?: Child;
    readonly children?: Child;
  },
) {
  const { ctx, nav = [], width = 'text', banner, children, flash } = props;
  return (
    <Shell {...props}>
      <DemoBanner ctx={ctx} />
      <header class="sl-header">
        <div class="sl-wrap sl-header-bar">
          <Brand ctx={ctx} />
          <nav class="sl-header-menu" aria-label={ctx.t('ui.account.menu')}>
            <AccountMenu ctx={ctx} />
            <LanguageSwitch ctx={ctx} />
          </nav>
        </div>
      </header>
      {nav.length === 0 ? null : (
        <nav class="sl-nav" aria-label={ctx.t('ui.nav.main')}>
          <div class="sl-wrap">
            <NavLinks ctx={ctx} items={nav} />
          </div>
        </nav>
      )}
      <main id="isi" tabindex={-1}>
        {banner ? (
          <div class="sl-banner">
            <div class="sl-wrap sl-flow">{banner}</div>
          </div>
        ) : null}
        <div class="sl-wrap sl-main sl-flow" data-width={width}>
          <FlashMessage ctx={ctx} flash={flash} />
          {children}
        </div>
      </main>
      <SiteFooter ctx={ctx} />
    </Shell>
  );
}
