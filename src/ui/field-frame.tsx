import type { Child } from 'hono/jsx';
import type { PageContext } from './page-context.ts';

/** What all fields share. `error` is the sentence beside the field; `description` stands between label and field. */
export interface FieldProps {
  readonly ctx: PageContext;
  readonly name: string;
  readonly label: string;
  /** The field's id; its name when not said. An {@link ErrorSummary} links to it. */
  readonly id?: string | undefined;
  readonly description?: Child;
  readonly error?: string | undefined;
  /** Fields are required unless they say otherwise; then the label says "(opsional)", unless `unmarked` (filters). */
  readonly optional?: boolean | 'unmarked' | undefined;
  readonly disabled?: boolean | undefined;
  /** The fingers are on it when the page opens: the first field of a form that an officer fills in many times a day. */
  readonly autofocus?: boolean | undefined;
}

/** Attributes that tie a control to its name, description and error. */
export function controlAttributes(props: FieldProps) {
  const id = props.id ?? props.name;
  const about = [
    props.description ? `${id}-keterangan` : undefined,
    props.error === undefined ? undefined : `${id}-kesalahan`,
  ].filter((part) => part !== undefined);
  return {
    id,
    name: props.name,
    required: props.optional ? undefined : true,
    disabled: props.disabled ? true : undefined,
    autofocus: props.autofocus ? true : undefined,
    'aria-invalid': props.error === undefined ? undefined : ('true' as const),
    'aria-describedby': about.length === 0 ? undefined : about.join(' '),
  };
}

/** The words of a label, with "(opsional)" where the field may stay empty. */
export function LabelText({
  ctx,
  label,
  optional,
}: Pick<FieldProps, 'ctx' | 'label' | 'optional'>) {
  return (
    <>
      {label}
      {optional === true ? <span class="sl-optional"> {ctx.t('ui.field.optional')}</span> : null}
    </>
  );
}

/** The sentence that says what to correct. */
export function FieldMessage({
  id,
  error,
}: {
  readonly id: string;
  readonly error: string | undefined;
}) {
  if (error === undefined) return null;
  return (
    <p class="ds-validation-message" data-field="validation" id={`${id}-kesalahan`}>
      {error}
    </p>
  );
}

/** Label, description, control, error: the frame of a field with one control. */
export function FieldFrame(props: FieldProps & { readonly children?: Child }) {
  const id = props.id ?? props.name;
  return (
    <div class="ds-field">
      <label class="ds-label" for={id}>
        <LabelText {...props} />
      </label>
      {props.description ? (
        <p data-field="description" id={`${id}-keterangan`}>
          {props.description}
        </p>
      ) : null}
      {props.children}
      <FieldMessage id={id} error={props.error} />
    </div>
  );
}
