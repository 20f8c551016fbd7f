import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Slot } from '../../drafting/asked-once.ts';
import type { DraftPageProps } from './draft-props.ts';
import { UploadField } from './upload-field.tsx';

/** The field whose file serves every required slot. */
export const ONE_SCAN = 'berkas.*';

/** The slots that must not stay empty. */
export const requiredSlots = (slots: readonly Slot[]): string[] =>
  slots.filter(({ requirement }) => requirement.required).map(({ name }) => name);

/** A stack of papers through the scanner at once, and off it goes: the way of a counter with a line before it. */
export function OneScan(props: DraftPageProps & { readonly slots: readonly Slot[] }) {
  const { visit, office, target } = props;
  const { t, page: ctx } = visit;
  const names = requiredSlots(props.slots);
  return (
    <Section title={t('dossiers.filing.scan.title')} id="pindai">
      <div class="sl-flow">
        <div data-part="pindai">
          <div class="sl-flow" data-key="pindai" data-as={names.join(' ')}>
            <p>{t('dossiers.filing.scan.text', { count: names.length })}</p>
            <UploadField
              ctx={ctx}
              slug={office.slug}
              name={ONE_SCAN}
              label={t('dossiers.filing.scan.label')}
              target={target(names)}
              multiple
            />
          </div>
        </div>
        <ButtonRow>
          <Button type="submit" name="tindakan" value="kirim" size="lg">
            {t('dossiers.filing.scan.send')}
          </Button>
        </ButtonRow>
        <p class="sl-quiet">{t('dossiers.filing.scan.or_one_by_one')}</p>
      </div>
    </Section>
  );
}
