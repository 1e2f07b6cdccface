import { BillingError } from '@revenue/billing-core/errors';
import {
  assertTransition,
  contentHashInput,
  type FinalInvoiceContent,
  type InvoiceStatus,
} from '@revenue/billing-core/invoices';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { applyAccountCredit } from '../account-credits/apply-account-credit.ts';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { sha256 } from '../sha256.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { loadParties, snapshotCustomer, snapshotSeller } from './parties.ts';
import { loadInvoice } from './queries.ts';
import { itemTaxesFromJson, taxTableFromJson } from './stored-tax.ts';
import { type InvoiceRow, toInvoiceView } from './view.ts';

/**
 * Makes a draft final: seller and buyer are frozen, the content gets its hash, the status becomes `sent`. Then account
 * credit pays what it can, and wholly paid by it the invoice is `paid`. The caller has locked the invoice.
 *
 * @param before as it was, where it becomes final with another due date
 * @throws BillingError illegal_transition unless it is a draft, not_billable when it has no items
 */
export async function finalizeDraft(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  before: InvoiceRow = invoice,
): Promise<InvoiceRow> {
  const { tenant_id } = ctx;
  assertTransition(invoice.status as InvoiceStatus, 'sent');
  if (invoice.items.length === 0) {
    throw new BillingError('not_billable', `Invoice ${invoice.invoice_number} has no items; add one or void it.`);
  }
  const now = ctx.clock.now();
  const parties = await loadParties(tx, tenant_id, invoice.customer_id);
  const seller_snapshot = snapshotSeller(parties.seller, invoice.currency);
  const customer_snapshot = snapshotCustomer(parties.customer);
  const content = contentHashInput({ ...contentOf(invoice), seller: seller_snapshot, customer: customer_snapshot });
  const content_hash = sha256(content);
  await tx.invoice.update({
    where: { tenant_id_id: { tenant_id, id: invoice.id } },
    data: {
      status: 'sent',
      finalized_at: now,
      sent_at: now,
      updated_at: now,
      version: { increment: 1 },
      seller_snapshot,
      customer_snapshot,
      content_hash,
    },
  });
  const final = await loadInvoice(tx, tenant_id, invoice.id);
  await recordChange(tx, ctx, {
    type: 'invoice.finalized',
    object_type: 'invoice',
    object_id: invoice.id,
    before: {
      status: before.status,
      ...(before === invoice ? {} : { due_date: fromDbDate(before.due_date) }),
    },
    after: toInvoiceView(final),
  });
  const paid = await applyAccountCredit(sqlClientOf(tx), ctx, final);
  return paid === 0n ? final : loadInvoice(tx, tenant_id, invoice.id);
}

/** Everything on the document, nothing of its fate. */
function contentOf(invoice: InvoiceRow): Omit<FinalInvoiceContent, 'seller' | 'customer'> {
  return {
    invoice_number: invoice.invoice_number,
    currency: invoice.currency,
    issue_date: fromDbDate(invoice.issue_date),
    due_date: fromDbDate(invoice.due_date),
    payment_terms: invoice.payment_terms,
    purchase_order_number: invoice.purchase_order_number,
    notes: invoice.notes,
    terms: invoice.terms,
    subtotal: invoice.subtotal,
    discount_total: invoice.discount_total,
    tax_total: invoice.tax_total,
    tax_included: invoice.tax_included,
    total: invoice.total,
    taxes: taxTableFromJson(invoice.taxes),
    items: invoice.items.map((item) => ({
      position: item.position,
      description: item.description,
      quantity: item.quantity.toFixed(),
      unit_price: item.unit_price?.toFixed() ?? null,
      amount: item.amount,
      discount_amount: item.discount_amount,
      tax_amount: item.tax_amount,
      tax_inclusive: item.tax_inclusive,
      taxes: itemTaxesFromJson(item.taxes).map(({ row, taxable, tax }) => ({ row, taxable, tax })),
      service_start: item.service_start && fromDbDate(item.service_start),
      service_end: item.service_end && fromDbDate(item.service_end),
    })),
  };
}
