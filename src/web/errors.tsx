import type { Context } from 'hono';
import { type Reason, say } from '../kernel/i18n.ts';
import { ErrorPage } from '../ui/error-page.tsx';
import type { Visit } from './visit.ts';

/** A page that says what happened and leads on; never a dead end, never the machine's own words. */
export function errorPage(
  _c: Context,
  visit: Visit,
  what: { status: 403; why: Reason } | { status: 404 } | { status: 500 | 503; reference: string },
): Response | Promise<Response> {
  switch (what.status) {
    case 403:
      return visit.html(
        <ErrorPage ctx={visit.page} status={403} reason={say(visit.t, what.why)} />,
        403,
      );
    case 404:
      return visit.html(<ErrorPage ctx={visit.page} status={404} />, 404);
    case 500:
    case 503:
      return visit.html(
        <ErrorPage ctx={visit.page} status={what.status} reference={what.reference} />,
        what.status,
      );
  }
}
