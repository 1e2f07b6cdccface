import type { LocalDate } from '../time/local-date.ts';
import { dueDate } from '../time/payment-terms.ts';
import type { DueOnSending } from './schema.ts';

/**
 * A draft that waits takes days from its customer: its due date was counted from the day it was dated. It is told before
 * it is sent, and the terms begin with the sending unless another day than theirs was chosen for the draft.
 *
 * @throws BillingError invalid_terms, invalid_date
 * @example dueOnSending({ issue_date: '2026-01-11', due_date: '2026-02-10', payment_terms: 'net_30' }, '2026-01-11') // { due_date: '2026-02-10', from_today: null, suggested: 'due_date' }
 * @example dueOnSending({ issue_date: '2026-01-11', due_date: '2026-02-10', payment_terms: 'net_30' }, '2026-03-01') // { due_date: '2026-02-10', from_today: '2026-03-31', suggested: 'from_today' }
 * @example dueOnSending({ issue_date: '2026-01-11', due_date: '2026-02-28', payment_terms: 'net_30' }, '2026-03-01') // { due_date: '2026-02-28', from_today: '2026-03-31', suggested: 'due_date' }
 */
export function dueOnSending(
  draft: { issue_date: LocalDate; due_date: LocalDate; payment_terms: string },
  today: LocalDate,
): DueOnSending {
  const { issue_date, due_date, payment_terms } = draft;
  const later = today > issue_date ? dueDate(today, payment_terms) : due_date;
  if (later <= due_date) return { due_date, from_today: null, suggested: 'due_date' };
  const isOfTerms = due_date === dueDate(issue_date, payment_terms);
  return { due_date, from_today: later, suggested: isOfTerms ? 'from_today' : 'due_date' };
}
