import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';

/** A form of one button. */
export function Press(props: {
  readonly action: string;
  readonly words: string;
  readonly kind?: 'primary' | 'tertiary' | 'danger';
  readonly label?: string;
  readonly hidden?: Readonly<Record<string, string>>;
}) {
  const small = props.kind === 'tertiary';
  return (
    <form method="post" action={props.action}>
      <input type="hidden" name="kunci" value={newId()} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <SubmitButton kind={props.kind} size={small ? 'sm' : undefined} label={props.label}>
        {props.words}
      </SubmitButton>
    </form>
  );
}
