import { type Lang, localise } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { type Field, fieldsFor } from '../../../offices/index.ts';
import { isSealed, type PlainAnswers, plainView } from '../../answers.ts';
import type { Desk } from './desk.ts';
import { IDENTITY_READERS } from './who.ts';

/** What the applicant filled in. `open`: identity numbers in full, after they were asked for and noted. */
export function AnswersPart(props: {
  readonly desk: Desk;
  readonly open: PlainAnswers | undefined;
}) {
  const { desk, open } = props;
  const { t, lang, person } = desk.visit;
  const masked = plainView(desk.chosen.answers);
  const answers = open ?? masked;
  const sealed = Object.values(desk.chosen.answers).some(isSealed);
  const mayOpen =
    desk.hand !== 'watching' &&
    desk.hand !== 'own' &&
    person.roles.some((role) => IDENTITY_READERS.includes(role));
  return (
    <Section title={t('dossiers.desk.answers.title')} id="isian">
      <DescriptionList
        items={[
          { term: t('dossiers.form.full_name'), value: desk.dossier.full_name },
          { term: t('dossiers.form.note'), value: desk.dossier.note },
          ...fieldsFor(desk.definition, masked).map((field) => ({
            term: localise(field.label, lang).text,
            value: answerWords(field, answers[field.key], lang, {
              yes: t('dossiers.form.yes'),
              no: t('dossiers.form.no'),
            }),
          })),
        ]}
      />
      {sealed && !open && mayOpen ? (
        <form method="post" action={`${desk.path}/identitas`}>
          <input type="hidden" name="kunci" value={newId()} />
          <input type="hidden" name="permohonan" value={desk.chosen.id} />
          <SubmitButton kind="secondary" size="sm">
            {t('dossiers.desk.answers.reveal')}
          </SubmitButton>
          <p class="sl-meta">{t('dossiers.desk.answers.reveal_help')}</p>
        </form>
      ) : null}
      {open ? <p class="sl-meta">{t('dossiers.desk.answers.revealed')}</p> : null}
    </Section>
  );
}

/** An answer as people read it. */
function answerWords(
  field: Field,
  answer: PlainAnswers[string] | undefined,
  lang: Lang,
  yesNo: { yes: string; no: string },
): string {
  if (answer === undefined || answer === '') return '';
  const optionWords = (value: string) => {
    const option = field.options?.find((each) => each.value === value);
    return option ? localise(option.label, lang).text : value;
  };
  const number = new Intl.NumberFormat(lang === 'id' ? 'id-ID' : 'en-GB');
  switch (field.kind) {
    case 'yes_no':
      return answer === true || answer === 'true' || answer === 'ya' ? yesNo.yes : yesNo.no;
    case 'choice':
      return optionWords(String(answer));
    case 'choices':
      return (typeof answer === 'object' ? answer : [String(answer)]).map(optionWords).join(', ');
    case 'date': {
      const day = new Date(`${String(answer)}T00:00:00Z`);
      return Number.isNaN(day.getTime()) ? String(answer) : formatWhen(day, 'UTC', lang, 'day');
    }
    case 'rupiah':
      return `Rp ${number.format(Number(answer))}`;
    case 'area':
      return `${number.format(Number(answer))} m²`;
    case 'number':
      return number.format(Number(answer));
    default:
      return String(answer);
  }
}
