import type { InvoiceStatus } from '../invoices/schema.ts';

/**
 * What an invoice means for the subscription that it bills.
 *
 * - awaited: it is overdue and its money is asked for. It makes a subscription past due, and keeps it paused.
 * - given_up: it is written off as uncollectible. Nobody waits for its money any more, so it makes no subscription past
 *   due, and one that was so only for its sake is active again: the company chose to go on without the money. Yet giving a
 *   debt up does not give back what was taken away for it: a subscription that grace has paused stays paused until the
 *   invoice is paid after all or void, or until somebody resumes it by hand.
 * - nothing: a draft, not due yet, paid or void.
 *
 * @example arrearsOfInvoice('overdue') // 'awaited'
 * @example arrearsOfInvoice('uncollectible') // 'given_up'
 * @example arrearsOfInvoice('sent') // 'nothing'
 */
export function arrearsOfInvoice(status: InvoiceStatus): 'awaited' | 'given_up' | 'nothing' {
  if (status === 'overdue') return 'awaited';
  return status === 'uncollectible' ? 'given_up' : 'nothing';
}
