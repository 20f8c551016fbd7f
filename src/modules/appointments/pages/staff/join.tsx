import { type FormInput, many } from '../../../../kernel/forms.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { CheckboxGroup } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';
import type { MeetingView, SeatsView } from '../view.ts';

/** A sibling that is ready later comes along to the meeting there is: nobody is asked to come twice. */
export function Join(props: {
  readonly visit: Visit;
  readonly office: Office;
  readonly here: string;
  readonly view: SeatsView;
  readonly meeting: MeetingView;
  /** What came back with a form that was refused. */
  readonly typed: FormInput | undefined;
}) {
  const { visit, office, here, view, meeting, typed } = props;
  const { t, page: ctx, lang } = visit;
  const candidates = view.waiting.map(({ id, serviceName }) => ({
    value: id,
    label: localise(serviceName, lang).text,
  }));
  return (
    <Section title={t('appointments.join.title')} id={`ikut-${meeting.id}`}>
      <Form action={here}>
        <input type="hidden" name="kunci" value={newId()} />
        <input type="hidden" name="jadwal" value={meeting.id} />
        <p>
          {t('appointments.join.text', {
            when: formatWhen(meeting.startsAt, office.timeZone, lang),
          })}
        </p>
        <CheckboxGroup
          ctx={ctx}
          name="permohonan"
          id={`ikut-permohonan-${meeting.id}`}
          label={t('appointments.desk.for')}
          optional="unmarked"
          choices={candidates}
          values={chosenIn(typed ?? {}, candidates)}
        />
        <SubmitButton name="tindakan" value="ikut">
          {t('appointments.join.do')}
        </SubmitButton>
      </Form>
    </Section>
  );
}

/** Those that were ticked in a form that came back; at first all. */
export const chosenIn = (input: FormInput, all: readonly { value: string }[]) => {
  const chosen = many(input, 'permohonan');
  return chosen.length > 0 ? chosen : all.map(({ value }) => value);
};
