import type { IsoDate } from '../../../kernel/clocks/index.ts';
import { isIsoDate } from '../../../kernel/clocks/index.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { parseFamilyCardNumber, parseNik, parsePhone } from '../../../kernel/identity/index.ts';
import {
  type AnswerValue,
  type Field,
  fieldsFor,
  type ServiceDefinition,
} from '../../offices/index.ts';
import type { PlainAnswers } from '../answers.ts';

/** The longest answer, in characters. */
const LONGEST = 4000;

type Read = { ok: true; value: AnswerValue } | { ok: false; reason: Reason };

/**
 * Reads what was typed into a service's form, field by field. Only fields that are asked are read; each fault is a sentence
 * under the field's key. Empty optional fields are left out.
 */
export function readAnswers(
  definition: Pick<ServiceDefinition, 'fields'>,
  typed: PlainAnswers,
  today: IsoDate,
): { answers: PlainAnswers; faults: Readonly<Record<string, Reason>> } {
  const answers: Record<string, AnswerValue> = {};
  const faults: Record<string, Reason> = {};
  for (const field of fieldsFor(definition, typed)) {
    const raw = typed[field.key];
    if (raw === undefined || raw === '' || (Array.isArray(raw) && raw.length === 0)) {
      if (field.required) faults[field.key] = reason('form.required');
      continue;
    }
    const read = readField(field, raw, today);
    if (read.ok) answers[field.key] = read.value;
    else faults[field.key] = read.reason;
  }
  return { answers, faults };
}

function readField(field: Field, raw: AnswerValue, today: IsoDate): Read {
  const text = String(raw).trim();
  // Nobody's number, date or address is longer; what is, is not even looked at: some patterns take their time over it.
  if (field.kind !== 'choices' && text.length > LONGEST) return bounded(text, LONGEST);
  switch (field.kind) {
    case 'text':
    case 'address':
      return bounded(text, 300);
    case 'long_text':
      return bounded(text, LONGEST);
    case 'number':
    case 'area':
      return amount(field, text.replaceAll('.', '').replace(',', '.'), false);
    case 'rupiah':
      return amount(
        field,
        text
          .replace(/^rp\s*/i, '')
          .replaceAll('.', '')
          .replace(/,0+$/, ''),
        true,
      );
    case 'date':
      return isIsoDate(text) ? { ok: true, value: text } : no('dossiers.answer.date');
    case 'choice':
      return field.options?.some((option) => option.value === text)
        ? { ok: true, value: text }
        : no('dossiers.answer.choice');
    case 'choices': {
      const chosen = [...new Set(typeof raw === 'object' ? raw : [text])];
      const known = chosen.every((value) =>
        field.options?.some((option) => option.value === value),
      );
      return known ? { ok: true, value: chosen } : no('dossiers.answer.choice');
    }
    case 'yes_no':
      return { ok: true, value: raw === true || text === 'true' || text === 'ya' };
    case 'nik': {
      const nik = parseNik(text, today);
      return nik.ok ? { ok: true, value: nik.nik } : nik;
    }
    case 'family_card': {
      const card = parseFamilyCardNumber(text, today);
      return card.ok ? { ok: true, value: card.number } : card;
    }
    case 'phone': {
      const phone = parsePhone(text);
      return phone.ok ? { ok: true, value: phone.number } : phone;
    }
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 254
        ? { ok: true, value: text }
        : no('dossiers.answer.email');
  }
}

function bounded(text: string, most: number): Read {
  return text.length <= most
    ? { ok: true, value: text }
    : { ok: false, reason: reason('dossiers.answer.too_long', { most }) };
}

function amount(field: Field, text: string, whole: boolean): Read {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || (whole && !Number.isSafeInteger(value)))
    return no('dossiers.answer.number');
  if (value < (field.min ?? 0))
    return { ok: false, reason: reason('dossiers.answer.at_least', { least: field.min ?? 0 }) };
  if (value > (field.max ?? Number.MAX_SAFE_INTEGER))
    return { ok: false, reason: reason('dossiers.answer.at_most', { most: field.max ?? 0 }) };
  return { ok: true, value };
}

const no = (key: Reason['key']): Read => ({ ok: false, reason: reason(key) });
