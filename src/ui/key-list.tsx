import { Button } from './button.tsx';
import { CheckboxGroup } from './fields.tsx';
import type { PageContext } from './page-context.ts';

/** A key, what it does in words, and what on the page it presses, opens or leads to; J, K and ? need no place. */
export interface KeyLine {
  readonly key: string;
  readonly words: string;
  readonly to?: string | undefined;
}

/**
 * The keys of an officer's page with the list that "?" opens. Its script (`keys.js`) shows the button: without one there are no
 * such keys, and none are needed. `walks`: what J and K walk along, a selector.
 */
export function KeyList(props: {
  readonly ctx: PageContext;
  readonly walks?: string | undefined;
  readonly lines: readonly KeyLine[];
}) {
  const { ctx } = props;
  const { t } = ctx;
  const lines: readonly KeyLine[] = [...props.lines, { key: '?', words: t('dossiers.keys.help') }];
  return (
    <sl-keys hidden data-daftar={props.walks}>
      <button class="ds-button" data-variant="tertiary" data-size="sm" type="button" data-buka="">
        {t('dossiers.desk.keys.title')} <kbd>?</kbd>
      </button>
      <dialog class="sl-keys" aria-label={t('dossiers.desk.keys.title')}>
        <form method="dialog" class="sl-flow">
          <h2 class="ds-heading" data-size="xs">
            {t('dossiers.desk.keys.title')}
          </h2>
          <dl class="sl-key-list">
            {lines.map(({ key: name, words, to }) => (
              <div data-tombol={name} data-ke={to ?? ''}>
                <dt>
                  <kbd>{name}</kbd>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          <CheckboxGroup
            ctx={ctx}
            name="tombol_cepat"
            label={t('dossiers.desk.keys.use')}
            optional="unmarked"
            values={['1']}
            choices={[{ value: '1', label: t('dossiers.desk.keys.on') }]}
          />
          <p class="sl-quiet">{t('dossiers.desk.keys.not_typing')}</p>
          <Button type="submit" kind="secondary">
            {t('dossiers.keys.close')}
          </Button>
        </form>
      </dialog>
    </sl-keys>
  );
}
