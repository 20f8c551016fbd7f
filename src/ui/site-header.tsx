import { localise } from '../kernel/i18n.ts';
import { safeHref, withParam } from './href.ts';
import { Localised } from './local.tsx';
import { officePath, type PageContext } from './page-context.ts';
import { Count } from './tag.tsx';

/** A link of the main navigation; `count` shows what waits there. */
export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean | undefined;
  readonly count?: number | undefined;
  /** The key that leads there on officers' pages. */
  readonly key?: string | undefined;
}

/** The letters of the office's mark: its own, or the initials of the last two words of its name. */
function emblem(ctx: PageContext): string {
  if (ctx.office === undefined) return 'SL';
  if (ctx.office.emblem !== undefined) return ctx.office.emblem.slice(0, 3);
  const words = localise(ctx.office.name, 'id')
    .text.split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word));
  return words
    .slice(-2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

/** Mark and name of the office; leads home. */
export function Brand({ ctx }: { readonly ctx: PageContext }) {
  return (
    <a class="sl-brand" href={officePath(ctx)}>
      <span class="sl-emblem" aria-hidden="true">
        {emblem(ctx)}
      </span>
      <span class="sl-brand-words">
        {ctx.office === undefined ? (
          <span class="sl-brand-name">{ctx.t('app.name')}</span>
        ) : (
          <>
            <span class="sl-brand-name">
              <Localised text={ctx.office.name} lang={ctx.lang} />
            </span>
            <span class="sl-brand-product">{ctx.t('app.name')}</span>
          </>
        )}
      </span>
    </a>
  );
}

/** Bahasa Indonesia or English, for this very page. */
export function LanguageSwitch({ ctx }: { readonly ctx: PageContext }) {
  const languages = [
    { code: 'id', short: 'ID', name: 'Bahasa Indonesia' },
    { code: 'en', short: 'EN', name: 'English' },
  ] as const;
  return (
    <ul class="sl-languages" aria-label={ctx.t('ui.language')}>
      {languages.map(({ code, short, name }) => (
        <li>
          <a
            href={safeHref(withParam(ctx.path, 'bahasa', code))}
            lang={code}
            hreflang={code}
            aria-current={ctx.lang === code ? 'true' : undefined}
          >
            <abbr title={name}>{short}</abbr>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Masuk and Daftar, or the person's name with unread messages and Keluar. */
export function AccountMenu({ ctx }: { readonly ctx: PageContext }) {
  const { t, person } = ctx;
  // Signing in happens at an office's own door; the page on which people choose one has none.
  if (ctx.office === undefined) return null;
  if (person === undefined) {
    return (
      <ul class="sl-account">
        <li>
          <a href={officePath(ctx, '/masuk')}>{t('ui.account.sign_in')}</a>
        </li>
        <li>
          <a class="sl-account-strong" href={officePath(ctx, '/daftar')}>
            {t('ui.account.register')}
          </a>
        </li>
      </ul>
    );
  }
  return (
    <ul class="sl-account">
      <li>
        <a class="sl-account-name" href={officePath(ctx, '/dasbor')}>
          {person.name}
          <Count value={person.unread} label={t('ui.account.unread')} />
        </a>
      </li>
      <li>
        <form method="post" action={officePath(ctx, '/keluar')}>
          <button class="sl-account-button" type="submit">
            {t('ui.account.sign_out')}
          </button>
        </form>
      </li>
    </ul>
  );
}

/** The links of a navigation, the current one marked. */
export function NavLinks({
  ctx,
  items,
}: {
  readonly ctx: PageContext;
  readonly items: readonly NavItem[];
}) {
  return (
    <ul>
      {items.map((item) => (
        <li>
          <a href={safeHref(item.href)} aria-current={item.current ? 'page' : undefined}>
            {item.label}
            <Count value={item.count ?? 0} label={ctx.t('ui.nav.waiting')} />
          </a>
        </li>
      ))}
    </ul>
  );
}
