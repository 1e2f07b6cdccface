import { z } from 'zod';
import { BillingError } from '../errors/index.ts';
import { addDays, type LocalDate, lastDayOfMonth, parseLocalDate } from './local-date.ts';

const NET_DAYS = /^net_([1-9]\d{0,2})$/;
const TERMS_HINT = 'must be due_on_receipt, end_of_month or net_N with N from 1 to 365, such as net_30';

/**
 * The days of `net_N`, or null for the other terms and for nonsense.
 * @example netDays('net_30') // 30
 * @example netDays('end_of_month') // null
 */
export function netDays(terms: string): number | null {
  const days = Number(NET_DAYS.exec(terms)?.[1]);
  return Number.isInteger(days) && days <= 365 ? days : null;
}

export const PaymentTerms = z
  .string()
  .refine((terms) => terms === 'due_on_receipt' || terms === 'end_of_month' || netDays(terms) !== null, TERMS_HINT)
  .describe('due_on_receipt, end_of_month, or net_N (days after the issue date) such as net_30.');
export type PaymentTerms = z.infer<typeof PaymentTerms>;

/**
 * The day by which an invoice is to be paid. `end_of_month` is the last day of the month of issue.
 *
 * @throws BillingError invalid_terms, invalid_date
 * @example dueDate('2026-01-11', 'net_30') // '2026-02-10'
 * @example dueDate('2024-02-10', 'end_of_month') // '2024-02-29'
 * @example dueDate('2024-02-10', 'due_on_receipt') // '2024-02-10'
 * @example dueDate('2024-02-10', 'net_0') // throws invalid_terms
 */
export function dueDate(issueDate: LocalDate, terms: string): LocalDate {
  parseLocalDate(issueDate);
  if (terms === 'due_on_receipt') return issueDate;
  if (terms === 'end_of_month') return lastDayOfMonth(issueDate);
  const days = netDays(terms);
  if (days === null) throw new BillingError('invalid_terms', `payment terms "${terms}" ${TERMS_HINT}.`);
  return addDays(issueDate, days);
}
