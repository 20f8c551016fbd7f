import type { Child } from 'hono/jsx';
import { safeHref } from './href.ts';

/** A page has one `primary`; everything else is quieter. `danger` is for what cannot be undone. */
export type ButtonKind = 'primary' | 'secondary' | 'tertiary' | 'danger';

interface Look {
  readonly kind?: ButtonKind | undefined;
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  /** As wide as its container; for narrow forms. */
  readonly wide?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children?: Child;
}

interface ButtonProps extends Look {
  readonly type: 'submit' | 'button';
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Id of a form elsewhere on the page. */
  readonly form?: string | undefined;
  readonly formAction?: string | undefined;
  /** Skips the browser's own validation, for "save draft". */
  readonly formNoValidate?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** What a screen reader says where the visible text alone is ambiguous ("Hapus KTP.pdf"); begins with that text. */
  readonly label?: string | undefined;
}

function look({ kind = 'primary', size, wide }: Look) {
  const variant = kind === 'secondary' || kind === 'tertiary' ? kind : 'primary';
  return {
    class: 'ds-button',
    'data-variant': variant,
    'data-color': kind === 'danger' ? 'danger' : undefined,
    'data-size': size,
    'data-fullwidth': wide ? 'true' : undefined,
  };
}

/** A button of a form or of an island. */
export function Button(props: ButtonProps) {
  const { type, id, name, value, form, formAction, formNoValidate, disabled, label } = props;
  return (
    <button
      {...look(props)}
      type={type}
      id={id}
      name={name}
      value={value}
      form={form}
      formaction={formAction === undefined ? undefined : safeHref(formAction)}
      formnovalidate={formNoValidate}
      disabled={disabled}
      aria-label={label}
    >
      {props.children}
    </button>
  );
}

/** Sends the form it stands in. */
export function SubmitButton(props: Omit<ButtonProps, 'type'>) {
  return <Button {...props} type="submit" />;
}

/** Goes somewhere: a link that looks like a button. */
export function LinkButton(
  props: Look & {
    readonly href: string;
    readonly download?: boolean | undefined;
    readonly label?: string | undefined;
  },
) {
  return (
    <a
      {...look(props)}
      id={props.id}
      href={safeHref(props.href)}
      download={props.download}
      aria-label={props.label}
    >
      {props.children}
    </a>
  );
}

/** Buttons side by side, one below the other on a phone. The primary one comes first. */
export function ButtonRow({ children }: { readonly children?: Child }) {
  return <div class="sl-buttons">{children}</div>;
}
