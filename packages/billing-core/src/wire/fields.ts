import { z } from 'zod';
import { isCountryCode } from './countries.ts';
import { faultWords } from './fault-words.ts';

// The library's own words speak to programmers; these stand behind the name of a field. A schema's own words go first.
z.config({ localeError: faultWords });

/** Ids are UUIDv7 on the way out; any UUID is accepted on the way in, and an unknown one is a 404. */
export const Id = z.uuid().toLowerCase().describe('UUID');

/** An instant on the wire: UTC, ISO 8601, milliseconds. */
export const Instant = z.iso.datetime({ offset: true }).describe('Instant in UTC, ISO 8601');

export const ExternalId = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('Your own id for this record; unique per tenant and kind.');

const MAX_METADATA_BYTES = 16_384;

export const Metadata = z
  .record(z.string().min(1).max(100), z.json())
  .refine(
    (value) => JSON.stringify(value).length <= MAX_METADATA_BYTES,
    'metadata is larger than 16 KiB; keep it small',
  )
  .describe('Your own data, kept and returned as it is.');
export type Metadata = z.infer<typeof Metadata>;

/** A trimmed text that may be cleared with null. */
export const optionalText = (max: number) => z.string().trim().min(1).max(max).nullable().optional();

export const CountryCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountryCode, 'is not a country of ISO 3166-1; use two letters such as US, DE or JP')
  .describe('ISO 3166-1 alpha-2.');

export const Locale = z
  .string()
  .refine(isLocale, 'is not a language tag (BCP 47); use one such as en-US or de-DE')
  .describe('BCP 47: the language and the look of numbers and dates.');

/** Addresses differ in case only by accident, so they are kept in lower case. */
export const EmailAddress = z
  .string()
  .trim()
  .max(320)
  .toLowerCase()
  .pipe(z.email('is not an e-mail address; use one such as ada@example.com'))
  .describe('Kept in lower case.');

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
