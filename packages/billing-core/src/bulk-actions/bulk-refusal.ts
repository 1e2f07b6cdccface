import type { InvoiceStatus } from '../invoices/schema.ts';
import { canTransition } from '../invoices/status.ts';
import type { BulkActionName } from './schema.ts';

/** What a record is judged by before it is touched. */
export type BulkFacts =
  | { status: InvoiceStatus; has_items: boolean; has_payments: boolean; has_credits: boolean }
  | { status: 'active' | 'suspended' | 'closed' }
  | { active: boolean };

type InvoiceFacts = Extract<BulkFacts, { has_items: boolean }>;

/**
 * Why an action is not done to a record, in words that fit every record in the same state; null when it is.
 * An invoice that was sent is not sent again with many others: its customer would hear of it twice by accident.
 *
 * @example
 * bulkRefusal('void_invoices', { status: 'sent', has_items: true, has_payments: false, has_credits: false }) // null
 * bulkRefusal('void_invoices', { status: 'paid', has_items: true, has_payments: true, has_credits: false }) // 'paid: cannot be voided'
 * bulkRefusal('archive_products', { active: false }) // 'not sold any more already'
 */
export function bulkRefusal(action: BulkActionName, facts: BulkFacts): string | null {
  if ('active' in facts) return productRefusal(action, facts.active);
  if ('has_items' in facts) return invoiceRefusal(action, facts);
  return customerRefusal(action, facts.status);
}

function invoiceRefusal(
  action: BulkActionName,
  { status, has_items, has_payments, has_credits }: InvoiceFacts,
): string | null {
  switch (action) {
    case 'finalize_invoices':
    case 'send_invoices':
      if (status !== 'draft') return `${status}: only drafts are sent together`;
      return has_items ? null : 'draft without items';
    case 'mark_invoices_paid':
      if (status === 'paid') return 'paid already';
      return canTransition(status, 'paid') ? null : `${status}: cannot be paid`;
    case 'void_invoices':
      if (status === 'void') return 'void already';
      if (!canTransition(status, 'void')) return `${status}: cannot be voided`;
      if (has_credits) return 'partly credited: credit the rest of it instead';
      return has_payments ? 'partly paid: refund or credit it instead' : null;
    default:
      return 'is an invoice';
  }
}

function customerRefusal(action: BulkActionName, status: string): string | null {
  if (action === 'suspend_customers') return status === 'active' ? null : `${status} already`;
  if (status === 'suspended') return null;
  return status === 'active' ? 'active already' : `${status}: reopened on its own page only`;
}

function productRefusal(action: BulkActionName, active: boolean): string | null {
  if (action === 'archive_products') return active ? null : 'not sold any more already';
  return active ? 'sold already' : null;
}
