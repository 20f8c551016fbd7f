import type { Child } from 'hono/jsx';
import { type KeyLine, KeyList } from './key-list.tsx';
import { DemoBanner, FlashMessage, Shell, type ShellProps } from './shell.tsx';
import { AccountMenu, Brand, LanguageSwitch, type NavItem, NavLinks } from './site-header.tsx';

/** A page for officers: denser, the desks in a column at the side (a scrolling row on a phone), no footer. */
export function StaffPage(
  props: ShellProps & { readonly nav: readonly NavItem[]; readonly children?: Child },
) {
  const { ctx, nav, children, flash, scripts = [] } = props;
  const hasOwnKeys = scripts.some((name) => OWN_KEYS.includes(name));
  return (
    <Shell {...props} scripts={hasOwnKeys ? scripts : [...scripts, 'keys.js']} dense hidden>
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
          {hasOwnKeys ? null : <KeyList ctx={ctx} lines={waysIn(nav)} />}
        </nav>
        <main id="isi" tabindex={-1} class="sl-staff-main sl-flow">
          <FlashMessage ctx={ctx} flash={flash} />
          {children}
        </main>
      </div>
    </Shell>
  );
}

/** Pages with keys of their own, and the one where a scanner types. */
const OWN_KEYS: readonly string[] = ['keys.js', 'counter-keys.js', 'scan.js'];

/** The places that have a key, as lines of a list of keys. */
export const waysIn = (nav: readonly NavItem[]): readonly KeyLine[] =>
  nav.flatMap(({ key, label, href }) =>
    key === undefined ? [] : [{ key, words: label, to: `.sl-staff-nav a[href="${href}"]` }],
  );
