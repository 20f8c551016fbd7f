import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { changeLine, changeWords } from '../change-words.ts';
import { changesBetween } from '../changes.ts';
import type { DraftRow } from '../drafts.sql.ts';

/** The most of a change that stands on the button that undoes it, in characters. */
const LONGEST = 90;

/** The button that takes the last change of a draft back, with what that was; nothing while there is none. */
export function Undo(props: {
  readonly ctx: PageContext;
  readonly draft: DraftRow;
  readonly action: string;
}) {
  const { ctx, draft, action } = props;
  const { t } = ctx;
  const what = lastChange(ctx, draft);
  if (what === undefined) return null;
  return (
    <form method="post" action={action}>
      <input type="hidden" name="suntingan" value={String(draft.edition)} />
      <input type="hidden" name="kunci" value={newId()} />
      <SubmitButton kind="secondary" size="sm">
        {t('offices.catalogue.undo', { what })}
      </SubmitButton>
    </form>
  );
}

function lastChange({ t, lang }: PageContext, draft: DraftRow): string | undefined {
  const { before, definition } = draft;
  if (before === null) return undefined;
  const [first, ...others] = changesBetween(before, definition);
  if (!first) return t('offices.catalogue.last_change');
  const letters = [...changeLine(changeWords(first, before, definition, t, lang))];
  const line =
    letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('');
  return others.length === 0
    ? line
    : t('offices.catalogue.undo_more', { line, count: others.length });
}
