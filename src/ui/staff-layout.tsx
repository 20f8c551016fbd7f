import type { Child } from 'hono/jsx';
import { DemoBanner, FlashMessage, Shell, type ShellProps } from './shell.tsx';
import { AccountMenu, Brand, LanguageSwitch, type NavItem, NavLinks } from './site-header.tsx';

/** A page for officers: denser, the desks in a column at the side (a scrolling row on a phone), no footer. */
export function StaffPage(
  props: ShellProps & { readonly nav: readonly NavItem[]; readonly children?: Child },
) {
  const { ctx, nav, children, flash } = props;
  return (
    <Shell {...props} dense hidden>
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
      <div class="sl-wrap sl-staff">
        <nav class="sl-staff-nav" aria-label={ctx.t('ui.nav.staff')}>
          <NavLinks ctx={ctx} items={nav} />
        </nav>
        <main id="isi" tabindex={-1} class="sl-staff-main sl-flow">
          <FlashMessage ctx={ctx} flash={flash} />
          {children}
        </main>
      </div>
    </Shell>
  );
}
