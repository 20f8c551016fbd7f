import type { Translate } from '../../../../kernel/i18n.ts';
import { RadioGroup } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { WAY, WAYS, type WayWord, WORDS } from '../../filing/way.ts';

/** The ways as a form names them. */
const wayChoices = (t: Translate, ways: readonly WayWord[] = WORDS) =>
  ways.map((value) => ({ value, label: t(`dossiers.behalf.way.${value}`) }));

/** By which way the applicant asked for it: the event keeps it, for a word on the phone weighs less than one at the counter. */
export function WayField(props: {
  readonly ctx: PageContext;
  readonly id: string;
  readonly value?: string | undefined;
  readonly ways?: readonly WayWord[] | undefined;
}) {
  const { ctx, id, value, ways } = props;
  const isKnown = value !== undefined && Object.hasOwn(WAYS, value);
  return (
    <RadioGroup
      ctx={ctx}
      name={WAY}
      id={id}
      label={ctx.t('dossiers.behalf.way')}
      value={isKnown ? value : 'loket'}
      choices={wayChoices(ctx.t, ways)}
    />
  );
}
