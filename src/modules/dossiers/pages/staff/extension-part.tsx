import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { extensionFacts, LEAST_REASON, mostOf } from '../../extending/commands.ts';
import { gatherFacts } from '../../facts.ts';
import { ask, stateOf } from '../../rules.ts';
import type { Desk, Returned } from './desk.ts';

/** Asking for more time; folded away, and not there at all where the rulebook refuses it. */
export async function ExtensionPart({
  house,
  desk,
  returned,
}: {
  readonly house: House;
  readonly desk: Desk;
  readonly returned: Returned | undefined;
}) {
  const { visit, chosen, definition, who, dossier } = desk;
  if (desk.hand !== 'mine' || chosen.outcome !== null || chosen.waiting_on !== 'office')
    return null;
  const { t, page: ctx } = visit;
  const scene = { tx: house.db, at: visit.now, who, dossier };
  const more = await extensionFacts(house.db, who.office, chosen, visit.now);
  const facts = await gatherFacts(scene, chosen, definition, more);
  const ruling = ask('extend_time', who.roles, stateOf(chosen), facts);
  const back = returned?.form === 'perpanjangan' ? returned : undefined;
  if (!ruling.ok && !back)
    return ruling.reason.key === 'dossiers.guard.extended_enough' ? (
      <p class="sl-quiet">{say(t, ruling.reason)}</p>
    ) : null;
  const typed = (name: string) => (back ? one(back.input, name) : '');
  const isAmount = back?.why?.key === 'dossiers.extend.amount_needed';
  const error = back?.why && say(t, back.why);
  return (
    <Details summary={t('dossiers.extend.title')} open={back ? true : undefined}>
      <p>{t('dossiers.extend.lead')}</p>
      <Form action={`${desk.path}/perpanjangan`}>
        <input type="hidden" name="kunci" value={typed('kunci') || newId()} />
        <input type="hidden" name="permohonan" value={chosen.id} />
        <TextField
          ctx={ctx}
          name="lama"
          label={t(`dossiers.extend.amount.${definition.time.unit}`)}
          description={t('dossiers.extend.most', { most: mostOf(who.office, definition) })}
          value={typed('lama')}
          inputMode="numeric"
          size={6}
          maxLength={4}
          autocomplete="off"
          error={isAmount ? error : undefined}
        />
        <TextArea
          ctx={ctx}
          name="alasan"
          id="alasan-perpanjangan"
          label={t('dossiers.extend.why')}
          description={t('dossiers.extend.why_help', { least: LEAST_REASON })}
          rows={2}
          maxLength={1000}
          value={typed('alasan')}
          error={isAmount ? undefined : error}
        />
        <SubmitButton kind="secondary">{t('dossiers.extend.do')}</SubmitButton>
      </Form>
    </Details>
  );
}
