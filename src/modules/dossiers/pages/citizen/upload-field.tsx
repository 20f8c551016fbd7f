import type { PageContext } from '../../../../ui/page-context.ts';
import { uploadWords } from '../../../documents/index.ts';

/** What may be chosen; the server looks into the content whatever the name says. */
export const ACCEPT = '.jpg,.jpeg,.png,.pdf,.docx,.zip';

/**
 * Choosing files. As it stands it is a plain file field of the form around it; the script turns it into drag and drop with
 * a progress bar for each file.
 */
export function UploadField(props: {
  readonly ctx: PageContext;
  readonly slug: string;
  readonly name: string;
  readonly label: string;
  readonly labelHidden?: boolean | undefined;
  readonly target: string;
  readonly multiple?: boolean | undefined;
  /** What has arrived is listed beside the field: its line goes from here. */
  readonly listed?: boolean | undefined;
}) {
  const { ctx, name, label, labelHidden, target, slug, multiple, listed } = props;
  const id = `f-${target.replace(/[^a-z0-9]+/gi, '-')}`;
  return (
    <sl-upload
      data-untuk={target}
      data-unggah={`/${slug}/unggah`}
      data-kata={uploadWords(ctx.t)}
      data-terdaftar={listed ? '' : undefined}
    >
      <div class="ds-field">
        <label class={labelHidden ? 'ds-sr-only' : 'ds-label'} for={id}>
          {label}
        </label>
        <input
          class="sl-file"
          type="file"
          id={id}
          name={name}
          accept={ACCEPT}
          multiple={multiple ? true : undefined}
        />
      </div>
    </sl-upload>
  );
}
