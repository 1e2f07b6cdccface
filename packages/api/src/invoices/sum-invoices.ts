import { INVOICE_STATUSES, type InvoiceFilters, type InvoiceStatusSums } from '@revenue/billing-core/invoices';
import { wireAmount } from '@revenue/billing-core/money';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { sqlConditions } from '../sql-conditions.ts';
import { invoiceConditions } from './invoice-conditions.ts';

type Filters = Omit<InvoiceFilters, 'status'>;
type Sum = Omit<InvoiceStatusSums['data'][number], 'total' | 'amount_due'> & { total: bigint; amount_due: bigint };

/**
 * How many invoices there are in each status, and how much they come to in each currency. Almost all invoices of a tenant
 * are paid, and those are not read: what is final and not void stands in the sums that the reports are made of, and paid
 * is what is left of them without the other statuses. A search, a customer or a run leaves few enough to be read.
 */
export async function sumInvoices(ctx: OperationContext, input: Filters): Promise<InvoiceStatusSums> {
  const sums = await ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    input.q || input.customer_id || input.billing_run_id
      ? readSums(client, ctx.tenant_id, input, INVOICE_STATUSES)
      : deriveSums(client, ctx.tenant_id, input),
  );
  const inOrder = sums.toSorted((a, b) => order(a).localeCompare(order(b)));
  return {
    data: inOrder.map((sum) => ({
      ...sum,
      total: wireAmount(sum.total, sum.currency),
      amount_due: wireAmount(sum.amount_due, sum.currency),
    })),
  };
}

const order = ({ status, currency }: Sum) => `${status} ${currency}`;

async function readSums(
  client: SqlClient,
  tenant_id: string,
  filters: Filters,
  statuses: readonly Sum['status'][],
): Promise<Sum[]> {
  const { values, bind, text } = invoiceConditions(tenant_id, filters);
  const { rows } = await client.query(
    `SELECT i.status, i.currency, count(*)::int AS count, sum(i.total)::text AS total, sum(i.amount_due)::text AS amount_due
       FROM invoices i WHERE ${text()} AND i.status = ANY (${bind(statuses)}) GROUP BY i.status, i.currency`,
    values,
  );
  return (rows as Record<keyof Sum, string>[]).map((row) => ({
    status: row.status as Sum['status'],
    currency: row.currency,
    count: Number(row.count),
    total: BigInt(row.total),
    amount_due: BigInt(row.amount_due),
  }));
}

async function deriveSums(client: SqlClient, tenant_id: string, filters: Filters): Promise<Sum[]> {
  // Both statements see the same moment: an invoice that is paid between them would be counted twice, or not at all.
  await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  const others = await readSums(
    client,
    tenant_id,
    filters,
    INVOICE_STATUSES.filter((status) => status !== 'paid'),
  );
  const paid = (await finalSums(client, tenant_id, filters)).map((sum) => {
    const counted = others.filter(({ status, currency }) => currency === sum.currency && COUNTED.has(status));
    return {
      ...sum,
      status: 'paid' as const,
      count: counted.reduce((count, other) => count - other.count, sum.count),
      total: counted.reduce((total, other) => total - other.total, sum.total),
      amount_due: 0n,
    };
  });
  return [...others, ...paid.filter(({ count }) => count > 0)];
}

/** Final and not void, beside paid. */
const COUNTED = new Set<Sum['status']>(['sent', 'overdue', 'uncollectible']);

async function finalSums(client: SqlClient, tenant_id: string, filters: Filters) {
  const { values, bind, when, text } = sqlConditions(tenant_id, 'r');
  when(filters.currency, (currency) => `r.currency = ${bind(currency)}`);
  when(filters.issued_from, (day) => `r.issue_date >= ${bind(day)}::date`);
  when(filters.issued_to, (day) => `r.issue_date <= ${bind(day)}::date`);
  const { rows } = await client.query(
    `SELECT r.currency, sum(r.invoices)::int AS count, sum(r.net + r.tax)::text AS total
       FROM revenue_by_country r WHERE ${text()} GROUP BY r.currency`,
    values,
  );
  return (rows as { currency: string; count: number; total: string }[]).map((row) => ({
    ...row,
    total: BigInt(row.total),
  }));
}
