import { z } from 'zod';
import type { JsonValue } from '../../../kernel/db.ts';
import { canonical } from '../../../kernel/ledger.ts';

/**
 * A value with its keys in the order of its schema, so that the same content always gives the same bytes whatever the
 * database did to it. A default that says nothing (false, an empty list) is left out, as people leave it out.
 */
export function ordered(schema: z.core.$ZodType, value: JsonValue): JsonValue {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return ordered(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item: JsonValue) => ordered(schema.element, item));
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const option = schema.options.find((candidate) => z.safeParse(candidate, value).success);
    return option ? ordered(option, value) : value;
  }
  if (!isRecord(value)) return value;
  if (schema instanceof z.ZodObject) return byShape(schema.shape, value);
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function byShape(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  value: Readonly<Record<string, JsonValue>>,
): JsonValue {
  const entries = Object.entries(shape).flatMap(([key, part]): [string, JsonValue][] => {
    const own = value[key];
    if (own === undefined || isNothing(part, own)) return [];
    return [[key, ordered(part, own)]];
  });
  return Object.fromEntries(entries);
}

function isNothing(schema: z.core.$ZodType, value: JsonValue): boolean {
  if (!(schema instanceof z.ZodDefault)) return false;
  return (
    ['false', '[]', '{}'].includes(canonical(value)) &&
    canonical(schema.parse(undefined) as JsonValue) === canonical(value)
  );
}

function isRecord(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
