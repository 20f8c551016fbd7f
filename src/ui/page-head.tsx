import type { Child } from 'hono/jsx';

/** The page's one h1, with what belongs to it: a quiet line above, a sentence below, actions beside. */
export function PageHead(props: {
  readonly title: Child;
  readonly meta?: Child;
  readonly lead?: Child;
  readonly actions?: Child;
}) {
  const { title, meta, lead, actions } = props;
  return (
    <div class="sl-page-head">
      <div>
        {meta ? <div class="sl-meta">{meta}</div> : null}
        <h1 class="ds-heading sl-title">{title}</h1>
        {lead ? <p class="sl-lead">{lead}</p> : null}
      </div>
      {actions ? <div class="sl-buttons">{actions}</div> : null}
    </div>
  );
}

/** A part of a page under its own heading. */
export function Section(props: {
  readonly title: Child;
  readonly level?: 2 | 3 | undefined;
  readonly id?: string | undefined;
  readonly actions?: Child;
  readonly children?: Child;
}) {
  const { title, level = 2, id, actions, children } = props;
  const Heading = `h${level}` as const;
  return (
    <section class="sl-section sl-flow" id={id}>
      <div class="sl-section-head">
        <Heading class="ds-heading" data-size={level === 2 ? 'sm' : 'xs'}>
          {title}
        </Heading>
        {actions ? <div class="sl-buttons">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** Two columns from a tablet on: the matter itself, and what stands beside it. */
export function Columns(props: {
  readonly main: Child;
  readonly aside: Child;
  readonly even?: boolean | undefined;
}) {
  return (
    <div class="sl-columns" data-even={props.even ? 'true' : undefined}>
      <div class="sl-flow">{props.main}</div>
      <div class="sl-flow">{props.aside}</div>
    </div>
  );
}
