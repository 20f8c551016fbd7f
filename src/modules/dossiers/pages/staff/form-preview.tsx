import type { FormInput } from '../../../../kernel/forms.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { FileField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ServiceDefinition } from '../../../offices/index.ts';
import { questionsAsked, type Slot, slotsNeeded } from '../../drafting/asked-once.ts';
import { AnswerFields } from '../citizen/answer-fields.tsx';
import { typedContent } from '../citizen/draft-form.ts';
import { RequirementTags } from '../citizen/draft-slots.tsx';

/**
 * The application form of a service that need not be published, as its applicants would see it. What is tried in it decides
 * what it asks; it takes no file and sends nothing.
 */
export function FormPreview(props: {
  readonly visit: Visit;
  readonly definition: ServiceDefinition;
  readonly tried: FormInput;
}) {
  const { visit, definition, tried } = props;
  const { t, page: ctx, lang } = visit;
  const services = [{ code: definition.code, definition }];
  const { answers, fullName } = typedContent(services, tried, {});
  const questions = questionsAsked(services, answers);
  return (
    <>
      <PageHead title={localise(definition.name, lang).text} lead={t('dossiers.form.lead')} />
      <Form action={ctx.path} id="permohonan">
        <Section title={t('dossiers.form.who')}>
          <TextField
            ctx={ctx}
            name="nama"
            label={t('dossiers.form.full_name')}
            description={t('dossiers.form.full_name_help')}
            value={fullName}
            autocomplete="off"
          />
        </Section>
        {questions.length > 0 ? (
          <Section title={t('dossiers.form.details')}>
            <div class="sl-flow">
              <AnswerFields ctx={ctx} questions={questions} answers={answers} errors={{}} />
              <Button type="submit" kind="secondary">
                {t('dossiers.preview.show')}
              </Button>
            </div>
          </Section>
        ) : null}
        <Section title={t('dossiers.form.documents')} id="lampiran">
          <div class="sl-flow">
            {slotsNeeded(services, answers).map((slot) => (
              <SlotPreview visit={visit} slot={slot} />
            ))}
          </div>
        </Section>
        <ButtonRow>
          <Button type="button" size="lg" disabled>
            {t('dossiers.form.send')}
          </Button>
        </ButtonRow>
        <p class="sl-quiet">{t('dossiers.preview.no_sending')}</p>
      </Form>
    </>
  );
}

function SlotPreview({ visit, slot }: { readonly visit: Visit; readonly slot: Slot }) {
  const { t, page: ctx, lang } = visit;
  const { name, requirement } = slot;
  const words = localise(requirement.name, lang).text;
  return (
    <Card title={words} level={3} meta={<RequirementTags t={t} requirement={requirement} />}>
      {requirement.help ? <p class="sl-quiet">{localise(requirement.help, lang).text}</p> : null}
      <FileField
        ctx={ctx}
        name={`berkas.${name}`}
        label={t('dossiers.form.choose_for', { name: words })}
        optional="unmarked"
        disabled
      />
    </Card>
  );
}
