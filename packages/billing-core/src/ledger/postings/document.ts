import type { DocumentLine, EventOf } from '../event-schema.ts';
import { credit, debit, type Posting, sumOf, turned } from '../posting.ts';
import { assertParts, perInvoice, unbalanced } from './parts.ts';

/** Debit what is owed; credit revenue or what is still to be earned, taxes, rounding. */
export function invoiceFinalized(event: EventOf<'invoice_finalized'>): Posting[] {
  return [owed(event), ...figures(event)];
}

/** The invoice the other way round. */
export function invoiceVoided(event: EventOf<'invoice_voided'>): Posting[] {
  return [owed(event), ...figures(event)].map(turned);
}

/** An invoice below zero owes nothing: what it gives back goes to the credit balance. */
function owed({ total, source_id }: EventOf<'invoice_finalized' | 'invoice_voided'>): Posting {
  if (total < 0n) return debit('customer_credit', total, 'credit_granted');
  return debit('accounts_receivable', total, 'invoice', { invoice_id: source_id });
}

/** The figures of the invoice the other way round; what is credited lowers invoices, raises the balance, or is paid back. */
export function creditNoteIssued(event: EventOf<'credit_note_issued'>): Posting[] {
  const { offset, account_credit, refund, total } = event;
  assertParts(event, 'offset, account_credit and refund', sumOf(offset) + account_credit + refund, total);
  return [
    ...figures(event).map(turned),
    ...perInvoice(credit, offset, 'credit_offset'),
    credit('customer_credit', account_credit, 'credit_granted'),
    credit('refunds_payable', refund, 'refund_due'),
  ];
}

function figures(event: EventOf<'invoice_finalized' | 'invoice_voided' | 'credit_note_issued'>): Posting[] {
  const { lines, taxes, cash_rounding, total } = event;
  const net = lines.reduce((sum, { amount, discount }) => sum + amount - discount, 0n);
  const expected = net + sumOf(taxes) + cash_rounding;
  if (expected !== total) {
    const parts = `net ${net}, taxes ${sumOf(taxes)} and rounding ${cash_rounding}`;
    throw unbalanced(event, 'total', `is ${total} minor units, but ${parts} add up to ${expected}`);
  }
  return [
    ...lines.flatMap(linePostings),
    ...taxes.map(({ jurisdiction, amount }) => credit('tax_payable', amount, 'tax', { key: jurisdiction })),
    credit('rounding', cash_rounding, 'cash_rounding'),
  ];
}

function linePostings({ amount, discount, recognition, category }: DocumentLine): Posting[] {
  const about = { key: category };
  // IFRS 15.47: revenue is what the seller is entitled to, so what is deferred is the price after discount.
  if (recognition === 'deferred') return [credit('deferred_revenue', amount - discount, 'deferral', about)];
  const earned =
    recognition === 'wallet' ? credit('wallet_prepaid', amount, 'top_up') : credit('revenue', amount, 'revenue', about);
  return [earned, debit('discounts_given', discount, 'discount', about)];
}
