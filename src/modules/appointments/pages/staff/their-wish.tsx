import { type FormInput, one } from '../../../../kernel/forms.ts';
import { SelectField } from '../../../../ui/fields.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { type Acting, WAYS, wayIn } from '../../../dossiers/index.ts';
import type { DossierHead } from '../../appointments.sql.ts';

/** The name of the choice, in the form and in an address that makes it beforehand. */
const NAME = 'atas_nama';
const CHOICES = ['kantor', 'loket', 'telepon', 'kotak'] as const;

/** Who asked for it: the office, or the applicant at the counter, on the phone or in a letter. */
export function TheirWish(props: {
  readonly visit: Visit;
  readonly id: string;
  readonly input: FormInput | undefined;
}) {
  const { visit, id, input } = props;
  const { t, page: ctx } = visit;
  const said = input ? one(input, NAME) : visit.query(NAME);
  return (
    <SelectField
      ctx={ctx}
      name={NAME}
      id={id}
      label={t('appointments.desk.whose_wish')}
      value={Object.hasOwn(WAYS, said) ? said : 'kantor'}
      empty={false}
      optional="unmarked"
      options={CHOICES.map((value) => ({ value, label: t(`appointments.desk.wish.${value}`) }))}
    />
  );
}

/** The officer, doing it on the applicant's behalf when they said so: the ledger then names both, and the way it came. */
export function atTheirWish(who: Acting, dossier: DossierHead, input: FormInput): Acting {
  if (!Object.hasOwn(WAYS, one(input, NAME))) return who;
  const channel = wayIn(input, NAME);
  return { ...who, actor: { ...who.actor, onBehalfOf: dossier.applicantId, channel } };
}
