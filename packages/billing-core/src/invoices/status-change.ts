import { BillingError, type ErrorCode } from '../errors/index.ts';
import { fromMinor } from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { InvoiceStatus } from './schema.ts';
import { assertTransition, isOpen, isOverdue } from './status.ts';

/** What a change of status is judged by. Amounts in minor units. */
export type InvoiceStanding = {
  invoice_number: string;
  status: InvoiceStatus;
  currency: string;
  due_date: LocalDate;
  amount_due: bigint;
  amount_paid: bigint;
  /** What credit notes took off what is due. */
  amount_credited: bigint;
  /** How many items it has. */
  items: number;
};

export type StatusChange = {
  to: InvoiceStatus;
  /** The civil day where the customer is. */
  today: LocalDate;
  /** Why an invoice is voided. */
  void_reason?: string | undefined;
};

/** What stands in the way of a change, and what to do about it. */
type Obstacle = { code: ErrorCode; fault: string; path?: string };

/**
 * Refuses a change of status that is not legal, or whose need is not met:
 *
 * - sent: a draft needs an item, and an overdue invoice a due date that is not over
 * - paid: nothing is due any more
 * - overdue: something is due, and the due date is over
 * - void: a reason, and neither payment nor credit note; its number stays, so that the series has no gap
 * - uncollectible: something is due
 *
 * @throws BillingError illegal_transition, not_billable for a draft without items, validation_failed for a missing reason;
 * each names the status it is in, the one that was asked for, and the remedy
 * @example
 * const invoice = { invoice_number: 'INV-2026-001', status: 'sent', currency: 'USD', due_date: '2026-02-10', amount_due: 0n, amount_paid: 29800n, amount_credited: 0n, items: 2 };
 * assertStatusChange(invoice, { to: 'paid', today: '2026-02-01' }) // undefined
 * assertStatusChange(invoice, { to: 'overdue', today: '2026-02-11' }) // throws illegal_transition
 * assertStatusChange(invoice, { to: 'void', today: '2026-02-01' }) // throws validation_failed
 */
export function assertStatusChange(invoice: InvoiceStanding, change: StatusChange): void {
  const { status: from, invoice_number } = invoice;
  assertTransition(from, change.to);
  const obstacle = NEEDS[change.to](invoice, change);
  if (obstacle === null) return;
  const { code, fault, path } = obstacle;
  const message = `invoice ${invoice_number} is ${from} and cannot become ${change.to}: ${fault}.`;
  throw new BillingError(code, message, path === undefined ? {} : { errors: [{ path, message: 'is missing' }] });
}

const NEEDS: Record<InvoiceStatus, (invoice: InvoiceStanding, change: StatusChange) => Obstacle | null> = {
  // No transition leads here.
  draft: () => null,
  sent: (invoice, change) => (invoice.status === 'draft' ? needOfSending(invoice) : needOfReopening(invoice, change)),
  paid: ({ amount_due, currency }) =>
    amount_due > 0n
      ? illegal(`${fromMinor(amount_due, currency)} ${currency} is due; record what paid it first`)
      : null,
  overdue: needOfOverdue,
  void: needOfVoiding,
  uncollectible: ({ amount_due }) => (amount_due > 0n ? null : illegal('nothing is due on it; mark it paid')),
};

function illegal(fault: string): Obstacle {
  return { code: 'illegal_transition', fault };
}

function needOfSending({ items }: InvoiceStanding): Obstacle | null {
  return items > 0 ? null : { code: 'not_billable', fault: 'it has no items; add one or void it' };
}

function needOfReopening(invoice: InvoiceStanding, { today }: StatusChange): Obstacle | null {
  if (!isOverdue({ ...invoice, status: 'sent' }, today)) return null;
  return illegal(`it was due on ${invoice.due_date}; it stays overdue until it is paid, voided or given up`);
}

function needOfOverdue(invoice: InvoiceStanding, { today }: StatusChange): Obstacle | null {
  if (isOverdue(invoice, today)) return null;
  if (invoice.amount_due <= 0n) return illegal('nothing is due on it; mark it paid');
  return illegal(`it is due on ${invoice.due_date}; wait until that day is over`);
}

function needOfVoiding(
  { amount_paid, amount_credited, currency }: InvoiceStanding,
  { void_reason }: StatusChange,
): Obstacle | null {
  if (void_reason === undefined || void_reason.trim() === '') {
    const fault = 'its number stays and must be explained; say why in void_reason';
    return { code: 'validation_failed', fault, path: 'void_reason' };
  }
  if (amount_credited > 0n) {
    const credited = `${fromMinor(amount_credited, currency)} ${currency} of it was credited`;
    return illegal(`${credited}; credit the rest of it instead`);
  }
  if (amount_paid <= 0n) return null;
  return illegal(
    `${fromMinor(amount_paid, currency)} ${currency} was paid on it; refund that first, or issue a credit note`,
  );
}

/**
 * The status that the amounts and the due date of an invoice call for: what it becomes by itself, after a payment, a credit
 * or a night. A draft, an end, and one that was given up and is still unpaid stay what they are.
 *
 * @example
 * const invoice = { status: 'overdue', due_date: '2026-02-10', amount_due: 100n };
 * standingStatus(invoice, '2026-02-11') // 'overdue'
 * standingStatus({ ...invoice, status: 'sent' }, '2026-02-11') // 'overdue'
 * standingStatus({ ...invoice, amount_due: 0n }, '2026-02-11') // 'paid'
 */
export function standingStatus(
  invoice: Pick<InvoiceStanding, 'status' | 'due_date' | 'amount_due'>,
  today: LocalDate,
): InvoiceStatus {
  const { status, amount_due } = invoice;
  if (!isOpen(status) && status !== 'uncollectible') return status;
  if (amount_due <= 0n) return 'paid';
  if (status === 'uncollectible') return status;
  return isOverdue({ ...invoice, status: 'sent' }, today) ? 'overdue' : 'sent';
}
