import type { Child } from 'hono/jsx';
import { Page } from '../../../../ui/layout.tsx';
import { type OfficePlace, officeNav } from '../../../../ui/office-nav.ts';
import type { PageContext } from '../../../../ui/page-context.ts';

/** A public page of an office. */
export function PublicPage(props: {
  readonly ctx: PageContext;
  readonly title: string;
  readonly here: OfficePlace;
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
      nav={serves ? officeNav(ctx, here) : []}
      banner={banner}
      flash={ctx.flash === undefined ? undefined : { kind: 'info', text: ctx.flash }}
    >
      {children}
    </Page>
  );
}
