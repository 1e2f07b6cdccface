import { z } from 'zod';
import { BillingError } from '../errors/index.ts';
import type { LocalDate } from '../time/index.ts';

const TOKEN = /\{(YYYY|YY|MM|DD|CUSTOMER|SEQ(?::(\d+))?)\}/g;
const LITERALS = /^[A-Za-z0-9._/-]*$/;
const MAX_LENGTH = 60;
const MAX_DIGITS = 12;

/**
 * Why a format would not give unique, readable numbers; null when it does. Source: EU VAT directive 2006/112, article 226
 * (2), asks for a number of one or more series that names an invoice uniquely.
 * @example numberFormatFault('INV-{YYYY}-{SEQ:3}') // null
 * @example numberFormatFault('{CUSTOMER}{SEQ}') // 'needs a character such as "-" between {CUSTOMER} and {SEQ}'
 */
export function numberFormatFault(format: string): string | null {
  if (format.length === 0 || format.length > MAX_LENGTH) return `must have 1 to ${MAX_LENGTH} characters`;
  if (!LITERALS.test(format.replaceAll(TOKEN, ''))) {
    return 'may hold letters, digits, ". _ / -" and {YYYY} {YY} {MM} {DD} {CUSTOMER} {SEQ} {SEQ:3}';
  }
  const tokens = tokensOf(format);
  const sequences = tokens.filter((token) => token.startsWith('SEQ'));
  if (sequences.length !== 1) return 'must hold {SEQ} or {SEQ:n} exactly once';
  const digits = sequences[0]?.split(':')[1];
  if (digits !== undefined && (Number(digits) < 1 || Number(digits) > MAX_DIGITS))
    return `{SEQ:n} takes n from 1 to ${MAX_DIGITS}`;
  return calendarFault(tokens) ?? neighbourFault(format);
}

// The sequence starts again with the finest calendar part, so the coarser ones must be there too or numbers repeat.
function calendarFault(tokens: string[]): string | null {
  const hasYear = tokens.includes('YYYY') || tokens.includes('YY');
  if (tokens.includes('MM') && !hasYear) return 'with {MM} must hold {YYYY} or {YY}, or numbers repeat every year';
  if (tokens.includes('DD') && !tokens.includes('MM')) return 'with {DD} must hold {MM}, or numbers repeat every month';
  return null;
}

// "1" after customer "A1" reads like "11" after "A": two documents, one number.
function neighbourFault(format: string): string | null {
  const touching = /\{CUSTOMER\}\{SEQ|\{SEQ(:\d+)?\}\{CUSTOMER\}/.test(format);
  return touching ? 'needs a character such as "-" between {CUSTOMER} and {SEQ}' : null;
}

function tokensOf(format: string): string[] {
  return [...format.matchAll(TOKEN)].map((match) => match[0].slice(1, -1));
}

export const NumberFormat = z
  .string()
  .superRefine((format, context) => {
    const fault = numberFormatFault(format);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault, params: { code: 'invalid_number_format' } });
  })
  .describe('How numbers are formed: INV-{YYYY}-{SEQ:3} gives INV-2026-001.');
export type NumberFormat = z.infer<typeof NumberFormat>;

export type NumberParts = { sequence: bigint | number; issueDate: LocalDate; customerCode?: string };

/**
 * The number of a document. A sequence that has outgrown its digits takes more of them.
 *
 * @throws BillingError invalid_number_format
 * @example formatNumber('INV-{YYYY}-{SEQ:3}', { sequence: 1n, issueDate: '2026-01-11' }) // "INV-2026-001"
 * @example formatNumber('{CUSTOMER}-{YY}{MM}-{SEQ}', { sequence: 7, issueDate: '2026-01-11', customerCode: 'ACME' }) // "ACME-2601-7"
 * @example formatNumber('INV', { sequence: 1n, issueDate: '2026-01-11' }) // throws invalid_number_format
 */
export function formatNumber(format: string, parts: NumberParts): string {
  assertNumberFormat(format);
  const [year = '', month = '', day = ''] = parts.issueDate.split('-');
  return format.replaceAll(TOKEN, (_match, token: string, digits: string | undefined) => {
    if (token === 'YYYY') return year;
    if (token === 'YY') return year.slice(2);
    if (token === 'MM') return month;
    if (token === 'DD') return day;
    if (token === 'CUSTOMER') return parts.customerCode ?? '';
    return parts.sequence.toString().padStart(Number(digits ?? 1), '0');
  });
}

/**
 * The part of the calendar after which the sequence starts again: the finest one in the format. `''` never.
 *
 * @throws BillingError invalid_number_format
 * @example numberPeriod('INV-{YYYY}-{SEQ:3}', '2026-01-11') // "2026"
 * @example numberPeriod('INV-{SEQ}', '2026-01-11') // ""
 */
export function numberPeriod(format: string, issueDate: LocalDate): string {
  assertNumberFormat(format);
  const tokens = tokensOf(format);
  if (tokens.includes('DD')) return issueDate;
  if (tokens.includes('MM')) return issueDate.slice(0, 7);
  return tokens.includes('YYYY') || tokens.includes('YY') ? issueDate.slice(0, 4) : '';
}

export type NumberRestart = 'never' | 'yearly' | 'monthly' | 'daily';

const RESTARTS: readonly [periodLength: number, restart: NumberRestart][] = [
  [10, 'daily'],
  [7, 'monthly'],
  [4, 'yearly'],
];

/**
 * How often the sequence starts again at one.
 *
 * @throws BillingError invalid_number_format
 * @example numberRestart('INV-{YYYY}-{SEQ:3}') // 'yearly'
 * @example numberRestart('INV-{SEQ}') // 'never'
 */
export function numberRestart(format: string): NumberRestart {
  const { length } = numberPeriod(format, '2026-01-01');
  return RESTARTS.find(([periodLength]) => periodLength === length)?.[1] ?? 'never';
}

const CODE_LENGTH = 20;
const ID_DIGITS = 6;

/**
 * What {CUSTOMER} stands for: the letters, digits and hyphens of the customer's external id, or else the end of his id, so
 * that no invoice ever fails for want of a code.
 *
 * @example customerCode({ id: '01940000-0000-7000-8000-0000000abcde', external_id: 'acme 7' }) // 'ACME7'
 * @example customerCode({ id: '01940000-0000-7000-8000-0000000abcde', external_id: null }) // '0ABCDE'
 */
export function customerCode({ id, external_id }: { id: string; external_id: string | null }): string {
  const code = (external_id ?? '')
    .replace(/[^A-Za-z0-9-]/g, '')
    .toUpperCase()
    .slice(0, CODE_LENGTH);
  return code === '' ? id.slice(-ID_DIGITS).toUpperCase() : code;
}

// A billing run gives thousands of numbers of one format.
const MAX_KNOWN = 1_000;
const known = new Set<string>();

function assertNumberFormat(format: string): void {
  if (known.has(format)) return;
  const fault = numberFormatFault(format);
  if (fault !== null) throw new BillingError('invalid_number_format', `number format "${format}" ${fault}.`);
  if (known.size >= MAX_KNOWN) known.clear();
  known.add(format);
}
