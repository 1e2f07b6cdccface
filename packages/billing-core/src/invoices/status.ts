import { BillingError } from '../errors/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { InvoiceStatus } from './schema.ts';

// Never back to draft: a final document is corrected by another document. A draft has its number already, so it is
// voided and kept, not deleted. What was given up may still be paid, or turn out never to have been owed.
const TRANSITIONS: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  draft: ['sent', 'void'],
  sent: ['paid', 'overdue', 'void', 'uncollectible'],
  overdue: ['paid', 'sent', 'void', 'uncollectible'],
  uncollectible: ['paid', 'void'],
  paid: [],
  void: [],
};

/**
 * Whether an invoice may ever go from one status to another; what the change needs besides is for `assertStatusChange`.
 * @example canTransition('draft', 'sent') // true
 * @example canTransition('sent', 'draft') // false
 */
export function canTransition(from: InvoiceStatus, to: InvoiceStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/**
 * The statuses an invoice may go to from here, for buttons and messages.
 * @example nextStatuses('draft') // ['sent', 'void']
 * @example nextStatuses('paid') // []
 */
export function nextStatuses(from: InvoiceStatus): readonly InvoiceStatus[] {
  return TRANSITIONS[from];
}

/**
 * Refuses a change that no invoice may make.
 *
 * @throws BillingError illegal_transition, naming what is possible instead
 * @example assertTransition('sent', 'overdue') // undefined
 * @example assertTransition('paid', 'void') // throws illegal_transition
 */
export function assertTransition(from: InvoiceStatus, to: InvoiceStatus): void {
  if (canTransition(from, to)) return;
  const possible = TRANSITIONS[from].join(', ') || 'nothing, it is final';
  throw new BillingError(
    'illegal_transition',
    `an invoice that is ${from} cannot become ${to}; possible: ${possible}.`,
  );
}

/**
 * Whether an invoice asks for money: it is final, and neither paid, void nor given up.
 * @example ['draft', 'sent', 'overdue', 'paid'].map(isOpen) // [false, true, true, false]
 */
export function isOpen(status: InvoiceStatus): boolean {
  return status === 'sent' || status === 'overdue';
}

/**
 * Whether a sent invoice is late: from the day after its due date, while something is owed.
 *
 * @param today the civil day where the customer is
 * @example
 * const invoice = { status: 'sent', due_date: '2026-02-10', amount_due: 100n };
 * isOverdue(invoice, '2026-02-10') // false
 * isOverdue(invoice, '2026-02-11') // true
 */
export function isOverdue(
  invoice: { status: InvoiceStatus; due_date: LocalDate; amount_due: bigint },
  today: LocalDate,
): boolean {
  return invoice.status === 'sent' && invoice.amount_due > 0n && invoice.due_date < today;
}
