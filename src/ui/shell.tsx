import type { Child } from 'hono/jsx';
import { localise } from '../kernel/i18n.ts';
import { Alert, type AlertKind } from './alert.tsx';
import type { PageContext } from './page-context.ts';
import { themeHref } from './theme.ts';

/** A sentence carried over from the page before: what has just happened. */
export interface Flash {
  readonly kind: AlertKind;
  readonly text: string;
}

/** What pages for everybody and pages for staff have in common. */
export interface ShellProps {
  readonly ctx: PageContext;
  readonly title: string;
  readonly flash?: Flash | undefined;
  /** Built scripts by name, loaded after the page is there. */
  readonly scripts?: readonly string[] | undefined;
  /** Keeps search engines away: everything behind a login and every page with a secret in its address. */
  readonly hidden?: boolean | undefined;
}

/** The document around the page: language, title, style sheets, scripts, skip link. */
export function Shell(
  props: ShellProps & { readonly dense?: boolean | undefined; readonly children?: Child },
) {
  const { ctx, title, scripts = [], hidden, dense } = props;
  const { office } = ctx;
  const place = office === undefined ? ctx.t('app.name') : localise(office.name, ctx.lang).text;
  return (
    <html lang={ctx.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === place ? title : `${title} – ${place}`}</title>
        {hidden || office?.practiceOf !== undefined ? (
          <meta name="robots" content="noindex" />
        ) : null}
        {office === undefined ? null : <meta name="theme-color" content={office.theme.primary} />}
        <link rel="stylesheet" href={ctx.asset('app.css')} />
        {dense ? <link rel="stylesheet" href={ctx.asset('desk.css')} /> : null}
        {office === undefined ? null : (
          <link rel="stylesheet" href={themeHref(office.slug, office.theme)} />
        )}
        {scripts.map((name) => (
          <script type="module" src={ctx.asset(name)} />
        ))}
      </head>
      <body data-size={dense ? 'sm' : undefined}>
        <a class="ds-skip-link" href="#isi">
          {ctx.t('ui.skip')}
        </a>
        {props.children}
      </body>
    </html>
  );
}

/** Says that nothing here is real: in a practice office always, elsewhere in the demo profile alone. */
export function DemoBanner({ ctx }: { readonly ctx: PageContext }) {
  if (ctx.office?.practiceOf !== undefined)
    return (
      <aside class="sl-demo sl-practice" aria-label={ctx.t('ui.practice.title')}>
        <strong>{ctx.t('ui.practice.title')}</strong> <span>{ctx.t('ui.practice.text')}</span>{' '}
        <a href={`/${ctx.office.practiceOf}/petugas`}>{ctx.t('ui.practice.back')}</a>
      </aside>
    );
  if (!ctx.demo) return null;
  return (
    <aside class="sl-demo" aria-label={ctx.t('ui.demo.title')}>
      <strong>{ctx.t('ui.demo.title')}</strong> <span>{ctx.t('ui.demo.text')}</span>
    </aside>
  );
}

/** What has just happened, announced politely: said by the page itself, or carried over from the one before. */
export function FlashMessage(props: {
  readonly ctx: PageContext;
  readonly flash: Flash | undefined;
}) {
  const carried =
    props.ctx.flash === undefined ? undefined : { kind: 'success' as const, text: props.ctx.flash };
  const flash = props.flash ?? carried;
  if (flash === undefined) return null;
  return (
    <Alert kind={flash.kind} live="status">
      {flash.text}
    </Alert>
  );
}
