import type { InvoiceStatus } from '../invoices/index.ts';

const CREDITABLE: ReadonlySet<InvoiceStatus> = new Set(['sent', 'paid', 'overdue', 'uncollectible']);

/**
 * Whether an invoice may be corrected by a credit note: a draft is edited instead, and a void one does not count any more.
 * @example isCreditable('paid') // true
 * @example isCreditable('draft') // false
 */
export function isCreditable(status: InvoiceStatus): boolean {
  return CREDITABLE.has(status);
}
