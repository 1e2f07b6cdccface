import { BillingError } from '@revenue/billing-core/errors';
import type { CreateInvoice, Invoice } from '@revenue/billing-core/invoices';
import { assertInvoiceDays, localDateAt } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { readDiscount } from './asked-discount.ts';
import { completeItems } from './complete-items.ts';
import { computeDraft } from './compute-draft.ts';
import { getInvoice } from './get-invoice.ts';
import { type InvoiceDraftRow, insertInvoices } from './insert-invoices.ts';
import { TAX_PARTIES, type TaxPartiesRow, toTaxParties } from './tax-parties.ts';

/**
 * Makes a draft by hand and gives it its number. Dates, currency and terms that are left out are the customer's; today
 * is today where the customer is.
 *
 * @throws BillingError not_found for an unknown customer or product, not_billable for a suspended or closed customer,
 * duplicate, invalid_date, amount_not_exact, amount_out_of_range
 */
export async function createInvoice(ctx: OperationContext, input: CreateInvoice): Promise<Invoice> {
  // Two at once under one external_id do not see each other; then the unique key has the last word.
  const taken = { external_id: `external_id "${input.external_id}" is that of another invoice.` };
  const { id } = await namingDuplicates(taken, () =>
    ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
      const draft = await planInvoice(client, ctx, input);
      await refuseTakenExternalId(client, ctx.tenant_id, draft.external_id);
      const [stored] = await insertInvoices(client, ctx, [draft]);
      if (!stored) throw new Error('an invoice was inserted without coming back');
      return stored;
    }),
  );
  return getInvoice(ctx, { id });
}

/** Everything about the invoice but its number: the same plan serves the preview. */
export async function planInvoice(
  client: SqlClient,
  ctx: OperationContext,
  input: CreateInvoice,
): Promise<InvoiceDraftRow> {
  const customer = await loadBillTo(client, ctx.tenant_id, input.customer_id);
  const currency = input.currency ?? customer.currency;
  const today = localDateAt(ctx.clock.now(), customer.time_zone);
  const issue_date = input.issue_date ?? today;
  assertInvoiceDays(input, issue_date, today);
  const payment_terms = input.payment_terms ?? customer.payment_terms;
  const items = await completeItems(client, ctx.tenant_id, { currency, ...toTaxParties(customer) }, input.items);
  const terms = {
    currency,
    issue_date,
    payment_terms,
    ...(input.due_date ? { due_date: input.due_date } : {}),
    ...readDiscount(input, currency),
    prices_include_tax: input.prices_include_tax ?? customer.seller_prices_include_tax,
  };
  const draft = computeDraft(terms, items);
  refuseNegativeTotal(draft.total);
  return {
    ...draft,
    customer_id: customer.id,
    external_id: input.external_id ?? null,
    billing_run_id: null,
    notes: input.notes ?? null,
    terms: input.terms ?? null,
    purchase_order_number: input.purchase_order_number ?? null,
    metadata: input.metadata ?? {},
  };
}

/** Money that the seller owes is a credit note's business. */
export function refuseNegativeTotal(total: bigint): void {
  if (total >= 0n) return;
  throw new BillingError(
    'not_billable',
    'The items come to less than zero; an invoice asks for money, it does not give any.',
    {
      errors: [{ path: 'items', message: 'come to less than zero' }],
    },
  );
}

type BillTo = TaxPartiesRow & {
  id: string;
  name: string;
  status: string;
  currency: string;
  time_zone: string;
  payment_terms: string;
};

async function loadBillTo(client: SqlClient, tenantId: string, id: string): Promise<BillTo> {
  const { rows } = await client.query(
    `SELECT c.id, c.name, c.status, c.currency, c.time_zone, c.payment_terms, ${TAX_PARTIES}
       FROM customers c JOIN tenants t ON t.id = c.tenant_id
      WHERE c.tenant_id = $1 AND c.id = $2 AND c.deleted_at IS NULL FOR KEY SHARE OF c`,
    [tenantId, id],
  );
  const [customer] = rows as BillTo[];
  if (customer?.status === 'active') return customer;
  if (customer) {
    throw new BillingError(
      'not_billable',
      `${customer.name} is ${customer.status}; only active customers are invoiced.`,
      {
        errors: [{ path: 'customer_id', message: `is ${customer.status}` }],
      },
    );
  }
  throw new BillingError('not_found', `There is no customer ${id}.`, {
    errors: [{ path: 'customer_id', message: 'is unknown' }],
  });
}

async function refuseTakenExternalId(client: SqlClient, tenantId: string, externalId: string | null): Promise<void> {
  if (externalId === null) return;
  const { rows } = await client.query('SELECT invoice_number FROM invoices WHERE tenant_id = $1 AND external_id = $2', [
    tenantId,
    externalId,
  ]);
  const [taken] = rows as { invoice_number: string }[];
  if (!taken) return;
  throw new BillingError('duplicate', `external_id "${externalId}" is that of invoice ${taken.invoice_number}.`, {
    errors: [{ path: 'external_id', message: 'is taken' }],
  });
}
