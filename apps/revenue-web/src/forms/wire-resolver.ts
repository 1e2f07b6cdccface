import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';

/** To a person who left a field empty, 'expected string, received undefined' says nothing. */
export const missing = (issue: { code?: string; input?: unknown }) =>
  issue.code === 'invalid_type' && issue.input === undefined ? 'Fill this in.' : undefined;

/**
 * Checks a form against the schema of the wire before it is sent. A control that was left empty holds '', which the
 * wire knows as absent (creating) or as null (changing: the value is cleared).
 */
export function wireResolver<Values extends FieldValues, Sent extends FieldValues>(
  schema: z.ZodType<Sent>,
  blank: undefined | null,
): Resolver<Values, unknown, Sent> {
  const check = zodResolver(schema as never, { error: missing }) as unknown as Resolver<Values, unknown, Sent>;
  return (values, context, options) => check(replaceBlanks(values, blank) as Values, context, options);
}

export function replaceBlanks(value: unknown, blank: undefined | null): unknown {
  if (value === '') return blank;
  if (Array.isArray(value)) return value.map((entry) => replaceBlanks(entry, blank));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, entry]) => [name, replaceBlanks(entry, blank)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}
