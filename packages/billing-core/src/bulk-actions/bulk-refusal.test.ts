import { describe, expect, it } from 'vitest';
import { INVOICE_STATUSES } from '../invoices/schema.ts';
import { bulkRefusal } from './bulk-refusal.ts';
import type { BulkActionName } from './schema.ts';

const invoice = { has_items: true, has_payments: false, has_credits: false };
const going = (action: BulkActionName) =>
  INVOICE_STATUSES.filter((status) => bulkRefusal(action, { ...invoice, status }) === null);

describe('what is done to many invoices', () => {
  it.each([
    ['finalize_invoices', ['draft']],
    ['send_invoices', ['draft']],
    ['mark_invoices_paid', ['sent', 'overdue', 'uncollectible']],
    ['void_invoices', ['draft', 'sent', 'overdue', 'uncollectible']],
  ] as const)('%s goes for %j', (action, statuses) => {
    expect(going(action)).toEqual(statuses);
  });

  it('sends no draft without items, and voids nothing that money came in for', () => {
    expect(bulkRefusal('send_invoices', { ...invoice, status: 'draft', has_items: false })).toBe('draft without items');
    expect(bulkRefusal('void_invoices', { ...invoice, status: 'sent', has_payments: true })).toMatch('partly paid');
    expect(bulkRefusal('void_invoices', { ...invoice, status: 'sent', has_credits: true })).toMatch('partly credited');
  });

  it('says of what is there already that it is', () => {
    expect(bulkRefusal('mark_invoices_paid', { ...invoice, status: 'paid' })).toBe('paid already');
    expect(bulkRefusal('void_invoices', { ...invoice, status: 'void' })).toBe('void already');
    expect(bulkRefusal('suspend_customers', { status: 'suspended' })).toBe('suspended already');
    expect(bulkRefusal('reactivate_customers', { status: 'active' })).toBe('active already');
    expect(bulkRefusal('archive_products', { active: false })).toBe('not sold any more already');
    expect(bulkRefusal('restore_products', { active: true })).toBe('sold already');
  });
});

describe('what is done to many customers and products', () => {
  it('suspends the active, reactivates the suspended, and leaves the closed', () => {
    expect(bulkRefusal('suspend_customers', { status: 'active' })).toBeNull();
    expect(bulkRefusal('reactivate_customers', { status: 'suspended' })).toBeNull();
    expect(bulkRefusal('reactivate_customers', { status: 'closed' })).toBe('closed: reopened on its own page only');
    expect(bulkRefusal('archive_products', { active: true })).toBeNull();
    expect(bulkRefusal('restore_products', { active: false })).toBeNull();
  });

  it('does to an invoice what is done to invoices only', () => {
    expect(bulkRefusal('archive_products', { ...invoice, status: 'sent' })).toBe('is an invoice');
  });
});
