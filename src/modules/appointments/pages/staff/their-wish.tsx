import { type FormInput, one } from '../../../../kernel/forms.ts';
import { CheckboxGroup } from '../../../../ui/fields.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Acting } from '../../../dossiers/index.ts';
import type { DossierHead } from '../../appointments.sql.ts';

/** The name of the box, in the form and in an address that ticks it beforehand. */
const NAME = 'atas_nama';

/** That the applicant asked for it, at the counter or on the phone. */
export function TheirWish(props: {
  readonly visit: Visit;
  readonly id: string;
  readonly input: FormInput | undefined;
}) {
  const { visit, id, input } = props;
  const { t, page: ctx } = visit;
  return (
    <CheckboxGroup
      ctx={ctx}
      name={NAME}
      id={id}
      label={t('appointments.desk.whose_wish')}
      optional="unmarked"
      values={[input ? one(input, NAME) : visit.query(NAME)]}
      choices={[{ value: 'ya', label: t('appointments.desk.their_wish') }]}
    />
  );
}

/** The officer, doing it on the applicant's behalf when they said so: the ledger then names both. */
export function atTheirWish(who: Acting, dossier: DossierHead, input: FormInput): Acting {
  if (one(input, NAME) !== 'ya') return who;
  return { ...who, actor: { ...who.actor, onBehalfOf: dossier.applicantId, channel: 'counter' } };
}
