import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { BillingError } from '../errors/index.ts';

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}(:?\d{2})?)$/;

/**
 * Reads an ISO 8601 instant. The zone is required: a time without one is a different instant on every machine.
 * What is finer than a millisecond is cut off.
 *
 * @throws BillingError invalid_instant
 * @example parseInstant('2023-11-16T18:15:46+01:00') // '2023-11-16T17:15:46.000Z'
 * @example parseInstant('2023-11-16T18:15:46') // throws invalid_instant
 */
export function parseInstant(text: string): Date {
  const milliseconds = instantMilliseconds(text);
  if (milliseconds !== null) return new Date(milliseconds);
  throw new BillingError('invalid_instant', `"${text.slice(0, 40)}" ${INSTANT_HINT}.`);
}

const INSTANT_HINT = 'is not an instant with a zone; write it like "2026-01-31T12:00:00Z"';

function instantMilliseconds(text: string): number | null {
  if (!ISO_INSTANT.test(text)) return null;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** On the wire a text with a zone; inside, a `Date`. */
export const InstantSchema = z
  .string()
  .transform((text, context) => {
    const milliseconds = instantMilliseconds(text);
    if (milliseconds !== null) return new Date(milliseconds);
    context.addIssue({ code: 'custom', message: INSTANT_HINT, params: { code: 'invalid_instant' } });
    return z.NEVER;
  })
  .meta({ format: 'date-time', description: 'Instant, ISO 8601 with a zone: 2026-01-31T12:00:00Z.' });
