import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx';

export { CheckboxGroup, type Choice, RadioGroup } from './choice-fields.tsx';
export type { FieldProps } from './field-frame.tsx';

/** One line of text. `type` picks the phone's keyboard, `autocomplete` what the browser may fill in. */
export function TextField(
  props: FieldProps & {
    readonly value?: string | undefined;
    readonly type?: 'text' | 'email' | 'tel' | 'search' | 'url' | undefined;
    readonly autocomplete?: string | undefined;
    readonly inputMode?: 'numeric' | 'decimal' | 'text' | undefined;
    /** Most characters accepted. */
    readonly maxLength?: number | undefined;
    /** Shown width in characters, for short things like a postcode. */
    readonly size?: number | undefined;
  },
) {
  return (
    <FieldFrame {...props}>
      <input
        class="ds-input"
        {...controlAttributes(props)}
        type={props.type ?? 'text'}
        value={props.value}
        autocomplete={props.autocomplete}
        inputmode={props.inputMode}
        maxlength={props.maxLength}
        size={props.size}
      />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & {
    readonly value?: string | undefined;
    readonly rows?: number | undefined;
    readonly maxLength?: number | undefined;
  },
) {
  return (
    <FieldFrame {...props}>
      <textarea
        class="ds-input"
        {...controlAttributes(props)}
        rows={props.rows ?? 4}
        maxlength={props.maxLength}
      >
        {props.value ?? ''}
      </textarea>
    </FieldFrame>
  );
}

/** One out of many. Without `value` the empty option asks to choose. */
export function SelectField(
  props: FieldProps & {
    readonly value?: string | undefined;
    readonly options: readonly {
      readonly value: string;
      readonly label: string;
      readonly group?: string | undefined;
    }[];
    /** The words of the empty option; false leaves it out. */
    readonly empty?: string | false | undefined;
  },
) {
  const { options, value, ctx } = props;
  const empty = props.empty ?? ctx.t('ui.field.choose');
  const groups = new Map<string, (typeof options)[number][]>();
  for (const option of options)
    groups.set(option.group ?? '', [...(groups.get(option.group ?? '') ?? []), option]);
  const row = (option: (typeof options)[number]) => (
    <option value={option.value} selected={option.value === value ? true : undefined}>
      {option.label}
    </option>
  );
  return (
    <FieldFrame {...props}>
      <select class="ds-input" {...controlAttributes(props)}>
        {empty === false ? null : <option value="">{empty}</option>}
        {[...groups].map(([group, rows]) =>
          group === '' ? rows.map(row) : <optgroup label={group}>{rows.map(row)}</optgroup>,
        )}
      </select>
    </FieldFrame>
  );
}

/** A calendar day, `value`, `min` and `max` as YYYY-MM-DD. */
export function DateField(
  props: FieldProps & {
    readonly value?: string | undefined;
    readonly min?: string | undefined;
    readonly max?: string | undefined;
    readonly autocomplete?: string | undefined;
  },
) {
  return (
    <FieldFrame {...props}>
      <input
        class="ds-input sl-narrow"
        {...controlAttributes(props)}
        type="date"
        value={props.value}
        min={props.min}
        max={props.max}
        autocomplete={props.autocomplete}
      />
    </FieldFrame>
  );
}

/** A password; never sent back to the browser, so it has no value. */
export function PasswordField(
  props: FieldProps & {
    readonly autocomplete: 'current-password' | 'new-password';
    readonly minLength?: number | undefined;
  },
) {
  return (
    <FieldFrame {...props}>
      <input
        class="ds-input"
        {...controlAttributes(props)}
        type="password"
        autocomplete={props.autocomplete}
        minlength={props.minLength}
      />
    </FieldFrame>
  );
}

/** Files chosen from the device; needs `enctype="multipart/form-data"` on the form. `accept` lists extensions or types. */
export function FileField(
  props: FieldProps & {
    readonly accept?: string | undefined;
    readonly multiple?: boolean | undefined;
    /** Opens the camera on phones that can. */
    readonly capture?: 'environment' | 'user' | undefined;
  },
) {
  return (
    <FieldFrame {...props}>
      <input
        class="sl-file"
        {...controlAttributes(props)}
        type="file"
        accept={props.accept}
        multiple={props.multiple ? true : undefined}
        capture={props.capture}
      />
    </FieldFrame>
  );
}

/** Whole rupiah. `value` is what was typed, kept as it was. */
export function MoneyField(props: FieldProps & { readonly value?: string | undefined }) {
  return (
    <FieldFrame {...props}>
      <div class="ds-field-affixes">
        <span class="ds-field-affix" aria-hidden="true">
          Rp
        </span>
        <input
          class="ds-input"
          {...controlAttributes(props)}
          type="text"
          inputmode="numeric"
          autocomplete="off"
          size={16}
          value={props.value}
        />
      </div>
    </FieldFrame>
  );
}
