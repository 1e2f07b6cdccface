import { BillingError } from '../errors/index.ts';
import { addDays, type LocalDate } from './local-date.ts';

/** Before it nobody billed with a computer; such a day is a slip of the keys, as 1066 is. */
export const EARLIEST_DAY: LocalDate = '1970-01-01';
/** How far ahead an invoice may be dated, and how long after its date it may be due. */
export const MAX_DAYS_AHEAD = 366;
export const MAX_DAYS_UNTIL_DUE = 1_830;

/**
 * Why a day cannot be that of an invoice; null when it can. `today` is the day where the customer is.
 *
 * @example issueDateFault('1066-10-14', '2026-01-11') // 'is 1066-10-14, before 1970-01-01; is a digit mistyped?'
 * @example issueDateFault('2026-12-31', '2026-01-11') // null
 */
export function issueDateFault(day: LocalDate, today: LocalDate): string | null {
  if (day < EARLIEST_DAY) return `is ${day}, before ${EARLIEST_DAY}; is a digit mistyped?`;
  const latest = addDays(today, MAX_DAYS_AHEAD);
  if (day <= latest) return null;
  return `is ${day}, more than ${MAX_DAYS_AHEAD} days ahead; choose a day up to ${latest}`;
}

/**
 * Why an invoice of that day cannot be due then; null when it can.
 * @example dueDateFault('2062-02-10', '2026-01-11') // 'is 2062-02-10, more than 1830 days after the issue date; choose a day up to 2031-01-15'
 */
export function dueDateFault(due: LocalDate, issued: LocalDate): string | null {
  const latest = addDays(issued, MAX_DAYS_UNTIL_DUE);
  if (due <= latest) return null;
  return `is ${due}, more than ${MAX_DAYS_UNTIL_DUE} days after the issue date; choose a day up to ${latest}`;
}

export type InvoiceDays = { issue_date?: LocalDate | undefined; due_date?: LocalDate | undefined };

/**
 * Refuses days that were given for an invoice and cannot be meant.
 * @param issued the issue date that counts when none is given
 * @throws BillingError invalid_date with the field, the value and the remedy
 * @example assertInvoiceDays({ issue_date: '2026-01-11', due_date: '2026-02-10' }, '2026-01-11', '2026-01-11') // undefined
 * @example assertInvoiceDays({ due_date: '2062-02-10' }, '2026-01-11', '2026-01-11') // throws invalid_date
 */
export function assertInvoiceDays(given: InvoiceDays, issued: LocalDate, today: LocalDate): void {
  const { issue_date, due_date } = given;
  const issue_fault = issue_date === undefined ? null : issueDateFault(issue_date, today);
  const due_fault = due_date === undefined || issue_fault ? null : dueDateFault(due_date, issue_date ?? issued);
  const [path, message] = issue_fault ? ['issue_date', issue_fault] : ['due_date', due_fault];
  if (message) throw new BillingError('invalid_date', `${path} ${message}.`, { errors: [{ path, message }] });
}
