import { localise, say } from '../../../../kernel/i18n.ts';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { SelectField } from '../../../../ui/fields.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Question, Slot } from '../../drafting/asked-once.ts';
import { MOST_APPLICATIONS } from '../../rules.ts';
import { AnswerFields } from './answer-fields.tsx';
import type { DraftPageProps } from './draft-props.ts';
import { SlotCards } from './draft-slots.tsx';

/** What is asked for: leave one out, add another, or take another instead. Until it is sent everything may change. */
export function ServicesSection({ visit, services, offered, errors }: DraftPageProps) {
  const { t, page: ctx, lang } = visit;
  const several = services.length > 1;
  const fault = errors['layanan_lain'];
  const others = offered.filter(({ code }) => !services.some((chosen) => chosen.code === code));
  return (
    <Section title={t('dossiers.form.services')} id="layanan">
      <ul class="sl-rows">
        {services.map(({ code, definition }) => {
          const name = localise(definition.name, lang).text;
          return (
            <li>
              <p>
                {name}{' '}
                {several ? (
                  <Button
                    type="submit"
                    kind="tertiary"
                    size="sm"
                    name="tindakan"
                    value={`keluarkan:${code}`}
                    label={t('dossiers.form.leave_out_named', { name })}
                  >
                    {t('dossiers.form.leave_out')}
                  </Button>
                ) : null}
              </p>
            </li>
          );
        })}
      </ul>
      {others.length > 0 && services.length < MOST_APPLICATIONS ? (
        <Details
          summary={t(several ? 'dossiers.form.add_service' : 'dossiers.form.add_or_change')}
          open={fault !== undefined}
        >
          <p>{t('dossiers.form.add_text')}</p>
          <SelectField
            ctx={ctx}
            name="layanan_lain"
            label={t('dossiers.form.other_service')}
            optional="unmarked"
            error={fault && say(t, fault)}
            options={others.map((other) => ({
              value: other.code,
              label: localise(other.definition.name, lang).text,
              group: other.definition.group && localise(other.definition.group, lang).text,
            }))}
          />
          <ButtonRow>
            <Button type="submit" kind="secondary" size="sm" name="tindakan" value="tambah">
              {t('dossiers.form.add_do')}
            </Button>
            {several ? null : (
              <Button type="submit" kind="tertiary" size="sm" name="tindakan" value="ganti">
                {t('dossiers.form.change_service')}
              </Button>
            )}
          </ButtonRow>
        </Details>
      ) : null}
    </Section>
  );
}

/** What the services ask together, and then each by itself under its own heading. */
export function SeveralSections(
  props: DraftPageProps & {
    readonly questions: readonly Question[];
    readonly slots: readonly Slot[];
  },
) {
  const { visit, services, questions, slots, answers, errors } = props;
  const { t, page: ctx, lang } = visit;
  const parts = [
    {
      title: t('dossiers.form.together'),
      lead: t('dossiers.form.together_text'),
      id: 'bersama',
      questions: questions.filter((question) => question.services.length > 1),
      slots: slots.filter((slot) => slot.services.length > 1),
    },
    ...services.map(({ code, definition }) => ({
      title: localise(definition.name, lang).text,
      lead: undefined,
      id: `layanan.${code}`,
      questions: questions.filter((question) => isOnly(question, code)),
      slots: slots.filter((slot) => isOnly(slot, code)),
    })),
  ];
  return (
    <>
      {parts.map((part, index) =>
        index === 0 && part.questions.length + part.slots.length === 0 ? null : (
          <Section title={part.title} id={part.id}>
            {part.lead ? <p class="sl-quiet">{part.lead}</p> : null}
            <div class="sl-flow" data-part={part.id}>
              {part.questions.length + part.slots.length === 0 ? (
                <p class="sl-quiet" data-key="tidak-ada">
                  {t('dossiers.form.nothing_else')}
                </p>
              ) : null}
              <AnswerFields
                ctx={ctx}
                questions={part.questions}
                answers={answers}
                errors={errors}
              />
              <SlotCards {...props} slots={part.slots} />
            </div>
          </Section>
        ),
      )}
    </>
  );
}

const isOnly = ({ services }: { readonly services: readonly string[] }, code: string) =>
  services.length === 1 && services[0] === code;
