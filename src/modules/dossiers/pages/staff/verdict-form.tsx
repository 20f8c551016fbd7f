import { one } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { RadioGroup, SelectField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Desk, RequirementView, Returned } from './desk.ts';
import { SavedAnswers } from './saved-answers-part.tsx';
import { judgedAlike } from './sheet.ts';

/** The words of the form for each verdict. */
export const VERDICT_WORDS = {
  diterima: 'accepted',
  kurang: 'deficient',
  tidak_ada: 'missing',
} as const;

/** Diterima, Kurang (with a reason and a note), or Tidak ada. */
export function VerdictForm({
  desk,
  view,
  returned,
}: {
  desk: Desk;
  view: RequirementView;
  returned: Returned | undefined;
}) {
  const { t, lang, page: ctx } = desk.visit;
  const given = Object.entries(VERDICT_WORDS).find(
    ([, verdict]) => verdict === view.current?.verdict,
  )?.[0];
  const typed = (name: string, before: string) => (returned ? one(returned.input, name) : before);
  const why = returned?.why && say(t, returned.why);
  const alike = judgedAlike(desk.sheets, desk.chosen, view);
  const aboutReason = returned?.why?.key === 'dossiers.verification.reason_needed';
  return (
    <Form action={`${desk.path}/penilaian`}>
      <input type="hidden" name="kunci" value={typed('kunci', newId())} />
      <input type="hidden" name="permohonan" value={desk.chosen.id} />
      <input type="hidden" name="syarat" value={view.requirement.key} />
      <RadioGroup
        ctx={ctx}
        name="putusan"
        label={t('dossiers.desk.verdict.label')}
        value={typed('putusan', given ?? '')}
        error={aboutReason ? undefined : why}
        choices={(['diterima', 'kurang', 'tidak_ada'] as const).map((word) => ({
          value: word,
          label: t(`dossiers.desk.verdict.${VERDICT_WORDS[word]}`),
        }))}
      />
      <SelectField
        ctx={ctx}
        name="alasan"
        label={t('dossiers.desk.verdict.reason')}
        optional="unmarked"
        empty={t('dossiers.desk.verdict.reason_none')}
        value={typed('alasan', view.current?.reason_code ?? '')}
        error={aboutReason ? why : undefined}
        options={desk.reasons
          .filter(({ retired }) => !retired)
          .map(({ code, label }) => ({ value: code, label: localise(label, lang).text }))}
      />
      <TextArea
        ctx={ctx}
        name="catatan"
        label={t('dossiers.desk.verdict.note')}
        optional
        rows={2}
        maxLength={2000}
        value={typed('catatan', view.current?.note ?? '')}
      />
      <ButtonRow>
        <SubmitButton
          kind={desk.requirements.every(({ current }) => current) ? 'secondary' : 'primary'}
        >
          {t('dossiers.desk.verdict.save')}
        </SubmitButton>
        {alike.length > 0 ? (
          <SubmitButton kind="secondary" name="untuk" value="semua">
            {t('dossiers.desk.verdict.save_alike', { count: alike.length })}
          </SubmitButton>
        ) : null}
      </ButtonRow>
      {alike.length > 0 ? (
        <p class="sl-meta">
          {t('dossiers.desk.verdict.alike', {
            services: alike
              .map(({ definition }) => localise(definition.name, lang).text)
              .join(', '),
          })}
        </p>
      ) : null}
      <SavedAnswers desk={desk} field="catatan" />
    </Form>
  );
}
