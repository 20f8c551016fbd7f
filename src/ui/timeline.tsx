import type { Child } from 'hono/jsx';
import { When, type WhenStyle } from './dates.tsx';
import type { PageContext } from './page-context.ts';

/** One step of the route. `at` is when it was done, or by when it is expected. */
export interface TimelineStep {
  readonly title: string;
  readonly state: 'done' | 'current' | 'future';
  readonly at?: Date | undefined;
  readonly atStyle?: WhenStyle | undefined;
  readonly note?: Child;
}

/** Where a case stands: what is done, what happens now, what follows. */
export function Timeline(props: {
  readonly ctx: PageContext;
  /** IANA time zone of the office. */
  readonly tz: string;
  readonly steps: readonly TimelineStep[];
  readonly label: string;
}) {
  const { ctx, tz, steps, label } = props;
  const state = {
    done: ctx.t('ui.timeline.done'),
    current: ctx.t('ui.timeline.current'),
    future: ctx.t('ui.timeline.future'),
  };
  return (
    <ol class="sl-timeline" aria-label={label}>
      {steps.map((step) => (
        <li data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          <p class="sl-timeline-title">
            <span class="ds-sr-only">{state[step.state]}: </span>
            {step.title}
          </p>
          {step.at === undefined ? null : (
            <p class="sl-quiet">
              <When at={step.at} tz={tz} lang={ctx.lang} style={step.atStyle ?? 'short'} />
            </p>
          )}
          {step.note ? <div class="sl-timeline-note">{step.note}</div> : null}
        </li>
      ))}
    </ol>
  );
}
