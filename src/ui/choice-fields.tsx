import type { Child } from 'hono/jsx';
import { FieldMessage, type FieldProps, LabelText } from './field-frame.tsx';

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: Child;
  readonly disabled?: boolean | undefined;
}

interface GroupProps extends FieldProps {
  readonly choices: readonly Choice[];
  /** Draws a box around each choice: for few, weighty choices. */
  readonly boxed?: boolean | undefined;
}

function ChoiceGroup(
  props: GroupProps & { readonly type: 'radio' | 'checkbox'; readonly chosen: readonly string[] },
) {
  const { ctx, name, choices, type, chosen, error, boxed } = props;
  const group = props.id ?? name;
  const about = [
    props.description ? `${group}-keterangan` : undefined,
    error === undefined ? undefined : `${group}-kesalahan`,
  ].filter((part) => part !== undefined);
  return (
    <fieldset
      class="ds-fieldset"
      aria-describedby={about.length === 0 ? undefined : about.join(' ')}
    >
      <legend class="ds-label">
        <LabelText ctx={ctx} label={props.label} optional={props.optional} />
      </legend>
      {props.description ? (
        <p data-field="description" id={`${group}-keterangan`}>
          {props.description}
        </p>
      ) : null}
      <div class="sl-choices">
        {choices.map((choice, index) => {
          // The first control carries the group's id, so that the error summary's link lands on it.
          const id = index === 0 ? group : `${group}-${index + 1}`;
          return (
            <div class="ds-field" data-variant={boxed ? 'outline' : undefined}>
              <input
                class="ds-input"
                type={type}
                id={id}
                name={name}
                value={choice.value}
                checked={chosen.includes(choice.value) ? true : undefined}
                required={type === 'radio' && !props.optional ? true : undefined}
                disabled={props.disabled || choice.disabled ? true : undefined}
                autofocus={index === 0 && props.autofocus ? true : undefined}
                aria-invalid={error === undefined ? undefined : 'true'}
                aria-describedby={choice.description ? `${id}-pilihan` : undefined}
              />
              <label for={id}>{choice.label}</label>
              {choice.description ? (
                <p data-field="description" id={`${id}-pilihan`}>
                  {choice.description}
                </p>
              ) : null}
            </div>
          );
        })}
      </div>
      <FieldMessage id={group} error={error} />
    </fieldset>
  );
}

/** Exactly one of a few. */
export function RadioGroup(props: GroupProps & { readonly value?: string | undefined }) {
  return (
    <ChoiceGroup {...props} type="radio" chosen={props.value === undefined ? [] : [props.value]} />
  );
}

/** Any number of a few; a single choice makes a consent box. */
export function CheckboxGroup(
  props: GroupProps & { readonly values?: readonly string[] | undefined },
) {
  return <ChoiceGroup {...props} type="checkbox" chosen={props.values ?? []} />;
}
