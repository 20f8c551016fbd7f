import { type FieldErrors } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import {
  CheckboxGroup,
  DateField,
  MoneyField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { PlainAnswers } from '../../answers.ts';
import type { Question } from '../../drafting/asked-once.ts';
import { asked } from '../../drafting/shape.ts';

/** Questions of the form, each by its kind and with its name: they come and go with the answers. */
export function AnswerFields(props: {
  readonly ctx: PageContext;
  readonly questions: readonly Question[];
  readonly answers: PlainAnswers;
  readonly errors: FieldErrors;
  /** The question on which the fingers are when the page opens, by its name. */
  readonly focus?: string | undefined;
}) {
  return (
    <>
      {props.questions.map((question) => (
        <div data-key={`isian.${question.name}`} data-as={asked(question)}>
          <AnswerField {...props} question={question} autofocus={question.name === props.focus} />
        </div>
      ))}
    </>
  );
}

function AnswerField(props: {
  readonly ctx: PageContext;
  readonly question: Question;
  readonly answers: PlainAnswers;
  readonly errors: FieldErrors;
  readonly autofocus: boolean;
}) {
  const { ctx, question, answers, errors, autofocus } = props;
  const { field } = question;
  const name = `isian.${question.name}`;
  const given = answers[question.name];
  const value = given === undefined || typeof given === 'object' ? '' : String(given);
  const shared = {
    ctx,
    name,
    label: localise(field.label, ctx.lang).text,
    description: field.help && localise(field.help, ctx.lang).text,
    error: errors[name] && say(ctx.t, errors[name]),
    optional: field.required ? undefined : (true as const),
    autofocus,
  };
  const choices = (field.options ?? []).map((option) => ({
    value: option.value,
    label: localise(option.label, ctx.lang).text,
  }));
  switch (field.kind) {
    case 'long_text':
      return <TextArea {...shared} value={value} rows={3} maxLength={4000} />;
    case 'address':
      return <TextArea {...shared} value={value} rows={2} maxLength={300} />;
    case 'date':
      return <DateField {...shared} value={value} />;
    case 'rupiah':
      return <MoneyField {...shared} value={value} />;
    case 'number':
    case 'area':
      return <TextField {...shared} value={value} inputMode="decimal" size={12} />;
    case 'nik':
    case 'family_card':
      return (
        <TextField
          {...shared}
          value={value}
          inputMode="numeric"
          maxLength={24}
          size={20}
          autocomplete="off"
        />
      );
    case 'phone':
      return <TextField {...shared} value={value} type="tel" autocomplete="tel" />;
    case 'email':
      return <TextField {...shared} value={value} type="email" autocomplete="email" />;
    case 'choice':
      return choices.length > 5 ? (
        <SelectField {...shared} value={value} options={choices} />
      ) : (
        <RadioGroup {...shared} value={value} choices={choices} />
      );
    case 'choices':
      return (
        <>
          <input type="hidden" name={`ada.${question.name}`} value="1" />
          <CheckboxGroup
            {...shared}
            values={typeof given === 'object' ? given : []}
            choices={choices}
          />
        </>
      );
    case 'yes_no':
      return (
        <RadioGroup
          {...shared}
          value={
            given === true || value === 'true'
              ? 'true'
              : given === false || value === 'false'
                ? 'false'
                : ''
          }
          choices={[
            { value: 'true', label: ctx.t('dossiers.form.yes') },
            { value: 'false', label: ctx.t('dossiers.form.no') },
          ]}
        />
      );
    case 'text':
      return <TextField {...shared} value={value} maxLength={300} />;
  }
}
