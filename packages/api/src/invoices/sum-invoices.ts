import type { InvoiceStatus, InvoiceStatusSums, ListInvoices } from '@revenue/billing-core/invoices';
import { wireAmount } from '@revenue/billing-core/money';
import type { OperationContext } from '../context.ts';
import { filterOf } from './list-invoices.ts';

/** How many invoices there are in each status, and how much they come to in each currency. */
export async function sumInvoices(
  ctx: OperationContext,
  input: Omit<ListInvoices, 'status' | 'limit' | 'cursor' | 'sort'>,
): Promise<InvoiceStatusSums> {
  const groups = await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.invoice.groupBy({
      by: ['status', 'currency'],
      where: filterOf(ctx.tenant_id, input),
      _count: true,
      _sum: { total: true, amount_due: true },
      orderBy: [{ status: 'asc' }, { currency: 'asc' }],
    }),
  );
  return {
    data: groups.map(({ status, currency, _count, _sum }) => ({
      status: status as InvoiceStatus,
      currency,
      count: _count,
      total: wireAmount(_sum.total ?? 0n, currency),
      amount_due: wireAmount(_sum.amount_due ?? 0n, currency),
    })),
  };
}
