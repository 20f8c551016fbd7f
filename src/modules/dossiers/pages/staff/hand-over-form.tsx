import { one } from '../../../../kernel/forms.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { IDENTITIES } from '../../results/results.sql.ts';
import type { Desk, Returned } from './desk.ts';

/** Beside which field the sentence stands. */
const FIELDS: Readonly<Record<string, string>> = {
  'dossiers.result.receiver_needed': 'penerima',
  'dossiers.result.identity_needed': 'identitas',
  'dossiers.result.digits_needed': 'digit',
};

/** The result goes to whoever stands at the counter: who it is, and by what that was seen. */
export function HandOverForm({
  desk,
  isNext,
  returned,
}: {
  readonly desk: Desk;
  /** Something lies ready, so that this is what is likely to come next. */
  readonly isNext: boolean;
  readonly returned: Returned | undefined;
}) {
  const { visit, chosen, dossier } = desk;
  const { t, page: ctx } = visit;
  const back = returned?.form === 'serah' ? returned : undefined;
  const typed = (name: string, before = '') => (back ? one(back.input, name) : before);
  const field = back?.why && FIELDS[back.why.key];
  const error = (name: string) => (back?.why && field === name ? say(t, back.why) : undefined);
  return (
    <Details
      summary={t('dossiers.result.hand_over_title')}
      id="serah"
      open={isNext || back ? true : undefined}
    >
      <Form action={`${desk.path}/serah`}>
        <input type="hidden" name="kunci" value={typed('kunci') || newId()} />
        <input type="hidden" name="permohonan" value={chosen.id} />
        <TextField
          ctx={ctx}
          name="penerima"
          label={t('dossiers.result.receiver')}
          description={t('dossiers.result.receiver_help')}
          value={typed('penerima', dossier.full_name)}
          maxLength={120}
          autocomplete="off"
          error={error('penerima')}
        />
        <SelectField
          ctx={ctx}
          name="identitas"
          label={t('dossiers.result.identity')}
          value={typed('identitas')}
          error={error('identitas')}
          options={IDENTITIES.map((identity) => ({
            value: identity,
            label: t(`dossiers.result.identity_${identity}`),
          }))}
        />
        <TextField
          ctx={ctx}
          name="digit"
          label={t('dossiers.result.digits')}
          description={t('dossiers.result.digits_help')}
          value={typed('digit')}
          maxLength={4}
          size={6}
          autocomplete="off"
          error={error('digit')}
        />
        <SubmitButton kind={isNext ? 'primary' : 'secondary'}>
          {t('dossiers.result.hand_over')}
        </SubmitButton>
      </Form>
    </Details>
  );
}
