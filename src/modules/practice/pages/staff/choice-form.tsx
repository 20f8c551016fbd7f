import { z } from 'zod';
import { type FormInput, one, readForm } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { Details } from '../../../../ui/details.tsx';
import { RadioGroup, SelectField, TextField } from '../../../../ui/fields.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { OfficeService } from '../../../offices/index.ts';
import { DIFFICULTIES, LARGEST_SEED, LONGEST_CLASS, MOST_DOSSIERS } from '../../rules.ts';

/** What somebody wants to train on, as the form says it. */
export const choiceShape = {
  layanan: z.string().default(''),
  tingkat: z.enum(DIFFICULTIES),
  jumlah: z.coerce
    .number('practice.form.dossiers_range')
    .int('practice.form.dossiers_range')
    .min(1, 'practice.form.dossiers_range')
    .max(MOST_DOSSIERS, 'practice.form.dossiers_range'),
  undian: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^\d{1,6}$/.test(text) && Number(text) >= 1),
      'practice.form.seed_range',
    ),
};
const choiceSchema = z.object(choiceShape);

/** The choice in a form that was read. */
export function chosenIn(form: z.infer<typeof choiceSchema>, services: readonly OfficeService[]) {
  return {
    serviceId: services.find(({ code }) => code === form.layanan)?.id ?? null,
    difficulty: form.tingkat,
    dossiers: form.jumlah,
    seed: form.undian === '' ? undefined : Number(form.undian),
  };
}

export const readChoice = (input: FormInput) => readForm(choiceSchema, input);

/** What is said beside a field that was filled in wrongly, with the numbers it speaks of. */
export type Errors = Readonly<Record<string, string>>;
export function errorsIn(visit: Visit, form: ReturnType<typeof readChoice>): Errors {
  if (form.ok) return {};
  const most: Readonly<Record<string, number>> = {
    jumlah: MOST_DOSSIERS,
    undian: LARGEST_SEED,
    menit: LONGEST_CLASS,
  };
  return Object.fromEntries(
    Object.entries(form.errors).map(([field, why]) => [
      field,
      say(visit.t, { ...why, params: { ...why.params, most: most[field] ?? 0 } }),
    ]),
  );
}

/** The fields that say what to train on. */
export function ChoiceFields(props: {
  readonly visit: Visit;
  readonly services: readonly OfficeService[];
  readonly input: FormInput;
  readonly errors: Errors;
}) {
  const { visit, services, input, errors } = props;
  const { t, page: ctx, lang } = visit;
  return (
    <>
      <SelectField
        ctx={ctx}
        name="layanan"
        label={t('practice.form.service')}
        optional="unmarked"
        value={one(input, 'layanan')}
        empty={t('practice.form.service_any')}
        options={services.map(({ code, definition }) => ({
          value: code,
          label: localise(definition.name, lang).text,
        }))}
      />
      <RadioGroup
        ctx={ctx}
        name="tingkat"
        label={t('practice.form.difficulty')}
        value={one(input, 'tingkat') || 'easy'}
        error={errors.tingkat}
        choices={DIFFICULTIES.map((value) => ({
          value,
          label: t(`practice.difficulty.${value}`),
          description: t(`practice.difficulty.${value}_text`),
        }))}
      />
      <TextField
        ctx={ctx}
        name="jumlah"
        label={t('practice.form.dossiers')}
        value={one(input, 'jumlah') || '3'}
        error={errors.jumlah}
        inputMode="numeric"
        size={4}
        maxLength={2}
      />
      <Details
        summary={t('practice.form.more')}
        open={one(input, 'undian') !== '' || errors.undian !== undefined}
      >
        <TextField
          ctx={ctx}
          name="undian"
          label={t('practice.form.seed')}
          description={t('practice.form.seed_help')}
          value={one(input, 'undian')}
          error={errors.undian}
          inputMode="numeric"
          size={8}
          maxLength={6}
          optional
        />
      </Details>
    </>
  );
}
