import {
  type Answers,
  type AnswerValue,
  type Field,
  fieldsFor,
  type ServiceDefinition,
} from '../../offices/index.ts';
import type { Chance } from './chance.ts';
import type { MadeUpPerson } from './made-up-person.ts';

/** Fills in a service's form as this person would: every field that is asked and required, and some of the others. */
export function madeUpAnswers(
  definition: Pick<ServiceDefinition, 'fields'>,
  person: MadeUpPerson,
  chance: Chance,
  today: string,
): Readonly<Record<string, AnswerValue>> {
  const answers: Record<string, AnswerValue> = {};
  // An answer may bring up further questions.
  for (;;) {
    const open = fieldsFor(definition, answers as Answers).filter(({ key }) => !(key in answers));
    if (open.length === 0) return withoutSilence(answers);
    for (const field of open)
      answers[field.key] =
        field.required || chance.happens(0.4) ? answerTo(field, person, chance, today) : '';
  }
}

const withoutSilence = (answers: Readonly<Record<string, AnswerValue>>) =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== ''));

/** Words that everybody answers with yes: that the land is not disputed, that it is one's own. */
const AFFIRMED = /tidak_|dikuasai|benar|setuju|milik/;

function answerTo(field: Field, person: MadeUpPerson, chance: Chance, today: string): AnswerValue {
  const { key, kind, min, max } = field;
  const within = (least: number, most: number) => {
    const from = Math.ceil(min ?? least);
    return chance.between(from, Math.max(from, Math.floor(Math.min(max ?? most, most))));
  };
  switch (kind) {
    case 'nik':
      return person.nik;
    case 'family_card':
      return person.familyCard;
    case 'phone':
      return `081${chance.between(1, 9)}0000${chance.between(1000, 9999)}`;
    case 'email':
      return 'rekaan@contoh.example';
    case 'address':
      return `${person.address}, ${person.village}, ${person.regency}`;
    case 'text':
      return textFor(key, person, chance);
    case 'long_text':
      return chance.pick([
        'Untuk keperluan keluarga.',
        'Sesuai dokumen terlampir.',
        'Mohon diproses.',
      ]);
    case 'number':
      return within(1, 12);
    case 'area':
      return within(60, 900);
    case 'rupiah':
      return within(50_000_000, 900_000_000);
    case 'date':
      return daysFrom(today, -chance.between(20, 300));
    case 'choice':
      return field.options?.length ? chance.pick(field.options).value : '';
    case 'choices':
      return field.options?.length ? [chance.pick(field.options).value] : [];
    case 'yes_no':
      return AFFIRMED.test(key) || chance.happens(0.2);
  }
}

function textFor(key: string, person: MadeUpPerson, chance: Chance): string {
  if (/nama/.test(key))
    return key.includes('kuasa') ? `${chance.pick(['Sri', 'Adi', 'Rina'])} Kuasa` : person.name;
  if (/letak|lokasi|tempat|alamat|desa|kelurahan/.test(key))
    return `${person.village}, ${person.regency}`;
  if (/nomor|nop|no_/.test(key))
    return `${chance.pick(['M', 'B'])}.${String(chance.between(12, 9_999)).padStart(5, '0')}`;
  return 'Sesuai dokumen terlampir';
}

/** A date so many days away from another, YYYY-MM-DD. */
export function daysFrom(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
