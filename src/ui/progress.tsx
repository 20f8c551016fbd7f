/** How far long work has come. `value` of `max`; `text` says it in words ("3 dari 15 dokumen"). */
export function Progress(props: {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly max?: number | undefined;
  readonly text?: string | undefined;
}) {
  const { id, label, value, max = 100, text } = props;
  return (
    <div class="sl-progress">
      <div class="sl-progress-words">
        <label for={id}>{label}</label>
        <span class="sl-quiet">{text ?? `${Math.round((100 * value) / max)}%`}</span>
      </div>
      <progress id={id} value={String(value)} max={String(max)} />
    </div>
  );
}
