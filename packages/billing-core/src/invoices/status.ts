import { BillingError } from '../errors/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { InvoiceStatus } from './schema.ts';

// Never back to draft: a final document is corrected by another document. A draft has its number already, so it is
// voided and kept, not deleted.
const TRANSITIONS: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  draft: ['sent', 'void'],
  sent: ['paid', 'overdue', 'void', 'uncollectible'],
  overdue: ['paid', 'sent', 'void', 'uncollectible'],
  uncollectible: ['paid', 'void'],
  paid: [],
  void: [],
};

export function canTransition(from: InvoiceStatus, to: InvoiceStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** The statuses an invoice may go to from here, for buttons and messages. */
export function nextStatuses(from: InvoiceStatus): readonly InvoiceStatus[] {
  return TRANSITIONS[from];
}

/** @throws BillingError illegal_transition, naming what is possible instead. */
export function assertTransition(from: InvoiceStatus, to: InvoiceStatus): void {
  if (canTransition(from, to)) return;
  const possible = TRANSITIONS[from].join(', ') || 'nothing, it is final';
  throw new BillingError(
    'illegal_transition',
    `an invoice that is ${from} cannot become ${to}; possible: ${possible}.`,
  );
}

/** True from the day after the due date, while something is owed on a sent invoice. */
export function isOverdue(
  invoice: { status: InvoiceStatus; due_date: LocalDate; amount_due: bigint },
  today: LocalDate,
): boolean {
  return invoice.status === 'sent' && invoice.amount_due > 0n && invoice.due_date < today;
}
