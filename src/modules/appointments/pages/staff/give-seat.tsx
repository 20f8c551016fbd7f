import { many, one } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Button, ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { CheckboxGroup, SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { MOST_OFFERED, REASON_LENGTH } from '../../rules.ts';
import type { OpenDays } from '../open-days.ts';
import { OtherDays, SeatChoice, TIMES } from '../seat-choice.tsx';
import { chosenIn } from './join.tsx';
import { movingIn, type Scene } from './seat-scene.ts';
import { TheirWish } from './their-wish.tsx';

/** The free seats, and what to do with those chosen: set, offer, or move to. */
export function Give(scene: Scene & { readonly open: OpenDays }) {
  const { visit, office, here, view, open, counterId, returned } = scene;
  const { t, page: ctx, lang } = visit;
  const moving = movingIn(scene);
  const input = returned && returned.form !== 'batal' ? returned.input : {};
  const candidates = [
    ...view.waiting.map(({ id, serviceName }) => ({
      value: id,
      label: localise(serviceName, lang).text,
    })),
  ];
  const rules = open.desk.rules;
  return (
    <Section title={t(moving ? 'appointments.desk.move' : 'appointments.desk.give')} id="beri">
      <Form action={here} method="get" inline>
        {moving ? <input type="hidden" name="pindah" value={moving.id} /> : null}
        <SelectField
          ctx={ctx}
          name="loket"
          label={t('appointments.desk.counter')}
          optional="unmarked"
          value={counterId}
          empty={t('appointments.desk.any_counter')}
          options={open.desk.counters.map((counter) => ({
            value: counter.id,
            label: localise(counter.name, lang).text,
          }))}
        />
        <Button type="submit" kind="secondary">
          {t('appointments.desk.show')}
        </Button>
      </Form>
      <Form action={moving ? `${here}/pindah` : here}>
        <input type="hidden" name="kunci" value={newId()} />
        <input type="hidden" name="loket" value={counterId ?? ''} />
        {moving ? (
          <input type="hidden" name="jadwal" value={moving.id} />
        ) : (
          <p>{t('appointments.desk.give_text', { most: MOST_OFFERED, hours: rules.holdHours })}</p>
        )}
        {!moving && candidates.length > 1 ? (
          <CheckboxGroup
            ctx={ctx}
            name="permohonan"
            label={t('appointments.desk.for')}
            choices={candidates}
            values={chosenIn(input, candidates)}
          />
        ) : null}
        <SeatChoice
          ctx={ctx}
          timeZone={office.timeZone}
          open={open}
          several={!moving}
          counts
          chosen={many(input, TIMES)}
        />
        <TheirWish visit={visit} id="atas-nama" input={returned?.input} />
        {moving ? (
          <TextField
            ctx={ctx}
            name="alasan"
            label={t('appointments.desk.reason')}
            maxLength={REASON_LENGTH.most}
            value={one(input, 'alasan')}
            error={
              returned?.why.key === 'appointments.reason_needed' ? say(t, returned.why) : undefined
            }
          />
        ) : null}
        <ButtonRow>
          {moving ? (
            <SubmitButton>{t('appointments.move.do')}</SubmitButton>
          ) : (
            <>
              <SubmitButton name="tindakan" value="tawarkan">
                {t('appointments.desk.offer')}
              </SubmitButton>
              <SubmitButton name="tindakan" value="tetapkan" kind="secondary">
                {t('appointments.desk.fix')}
              </SubmitButton>
            </>
          )}
        </ButtonRow>
      </Form>
      <OtherDays
        ctx={ctx}
        open={open}
        href={`${here}?loket=${counterId ?? ''}${moving ? `&pindah=${moving.id}` : ''}`}
      />
    </Section>
  );
}
