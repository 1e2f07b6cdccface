import type { InvoiceFilters, InvoiceStatus, InvoiceStatusSums } from '@revenue/billing-core/invoices';
import { wireSum } from '@revenue/billing-core/money';
import type { OperationContext } from '../context.ts';
import { invoiceConditions } from './invoice-conditions.ts';

interface Row {
  status: InvoiceStatus;
  currency: string;
  count: number;
  total: string;
  amount_due: string;
}

/**
 * How many invoices there are in each status, and how much they come to in each currency. Exact however many there are:
 * what is counted and summed stands in the index `invoices_tally_idx`, so no invoice is read for it.
 */
export async function sumInvoices(
  ctx: OperationContext,
  input: Omit<InvoiceFilters, 'status'>,
): Promise<InvoiceStatusSums> {
  const { values, text } = invoiceConditions(ctx.tenant_id, input);
  const { rows } = await ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    client.query<Row>(
      `SELECT i.status, i.currency, count(*)::int AS count, sum(i.total)::text AS total, sum(i.amount_due)::text AS amount_due
         FROM invoices i WHERE ${text()} GROUP BY i.status, i.currency ORDER BY i.status, i.currency`,
      values,
    ),
  );
  return {
    data: rows.map(({ total, amount_due, ...row }) => ({
      ...row,
      total: wireSum(BigInt(total), row.currency),
      amount_due: wireSum(BigInt(amount_due), row.currency),
    })),
  };
}
