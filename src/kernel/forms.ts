import type { z } from 'zod';
import { isMessageKey, type Reason, reason } from './i18n.ts';

/** What a browser sent: each name with its text, or its texts when the name came several times. */
export type FormInput = Readonly<Record<string, string | readonly string[]>>;

/** Sentences beside their fields; the empty name is about the form as a whole. */
export type FieldErrors = Readonly<Record<string, Reason>>;

export type Form<T> =
  | { readonly ok: true; readonly value: T; readonly input: FormInput }
  | { readonly ok: false; readonly errors: FieldErrors; readonly input: FormInput };

/**
 * Parses a form once, at the edge. Schemas name their sentences by message key (`z.string().min(1, 'form.required')`);
 * a check without one gets the general sentence. Everything typed is kept in `input`.
 */
export function readForm<S extends z.ZodType>(schema: S, input: FormInput): Form<z.infer<S>> {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, value: result.data, input };
  const errors: Record<string, Reason> = {};
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? '');
    errors[field] ??= isMessageKey(issue.message)
      ? reason(issue.message)
      : reason(
          input[field] === undefined || input[field] === '' ? 'form.required' : 'form.invalid',
        );
  }
  return { ok: false, errors, input };
}

/** The one text of a field: the last, when a name came several times (so that nobody smuggles a second value past a check). */
export function one(input: FormInput, name: string): string {
  const value = input[name];
  if (value === undefined) return '';
  return typeof value === 'string' ? value : (value.at(-1) ?? '');
}

/** All texts of a field. */
export function many(input: FormInput, name: string): readonly string[] {
  const value = input[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** Collects name–value pairs into a {@link FormInput}, safe against names such as `__proto__`. */
export function collect(pairs: Iterable<readonly [string, string]>): FormInput {
  const input: Record<string, string | string[]> = Object.create(null) as Record<
    string,
    string | string[]
  >;
  for (const [name, value] of pairs) {
    const clean = value.replaceAll('\r\n', '\n').replaceAll('\u0000', '');
    const before = input[name];
    if (before === undefined) input[name] = clean;
    else if (typeof before === 'string') input[name] = [before, clean];
    else before.push(clean);
  }
  return input;
}
