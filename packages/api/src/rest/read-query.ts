import { z } from 'zod';

/**
 * A query string holds texts only; numbers, booleans and lists are read as the field's schema wants them. What does not
 * read as such is left as it is, so that the schema refuses it with its path.
 */
export function readQuery(schema: z.ZodObject, query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const field = schema.shape[name];
      return [name, field ? readField(unwrap(field), value) : value];
    }),
  );
}

function readField(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodArray) {
    const values = Array.isArray(value) ? value : String(value).split(',');
    const element = unwrap(schema.element);
    return values.map((item) => readField(element, item));
  }
  if (typeof value !== 'string') return value;
  if (schema instanceof z.ZodNumber) return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (schema instanceof z.ZodBoolean) return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return unwrap(schema.unwrap());
  }
  return schema;
}
