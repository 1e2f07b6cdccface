import type { InvoicePage, ListInvoices } from '@revenue/billing-core/invoices';
import { parseLocalDate } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstant } from '../pagination.ts';
import { escapePattern } from '../search-text.ts';
import { summaryInclude, toInvoiceSummary } from './view.ts';

/** Invoices of the tenant, filtered, in the order asked for. */
export async function listInvoices(ctx: OperationContext, input: ListInvoices): Promise<InvoicePage> {
  const { limit, cursor, sort } = input;
  const keyset = keysetOf(sort, cursor, (field, text) =>
    field === 'created_at' ? readInstant(text) : toDbDate(parseLocalDate(text.slice(0, 10))),
  );
  const rows = await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.invoice.findMany({
      where: { ...filterOf(ctx.tenant_id, input), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
      include: summaryInclude,
    }),
  );
  const page = cutPage(rows, limit, sort);
  return { data: page.rows.map(toInvoiceSummary), next_cursor: page.next_cursor };
}

type Filters = Pick<
  ListInvoices,
  'status' | 'customer_id' | 'billing_run_id' | 'subscription_id' | 'currency' | 'issued_from' | 'issued_to' | 'q'
>;

/** The conditions that the list and its status tabs share. */
export function filterOf(tenant_id: string, filters: Filters): Prisma.InvoiceWhereInput {
  const { status, customer_id, billing_run_id, subscription_id, currency, issued_from, issued_to, q } = filters;
  return {
    tenant_id,
    ...(status ? { status } : {}),
    ...(customer_id ? { customer_id } : {}),
    ...(billing_run_id ? { billing_run_id } : {}),
    ...(subscription_id ? { items: { some: { subscription_item: { subscription_id } } } } : {}),
    ...(currency ? { currency } : {}),
    ...(issued_from || issued_to
      ? {
          issue_date: {
            ...(issued_from ? { gte: toDbDate(issued_from) } : {}),
            ...(issued_to ? { lte: toDbDate(issued_to) } : {}),
          },
        }
      : {}),
    ...(q
      ? {
          OR: [
            { invoice_number: { startsWith: escapePattern(q), mode: 'insensitive' } },
            { customer: { name: { contains: escapePattern(q), mode: 'insensitive' } } },
            { customer: { company: { contains: escapePattern(q), mode: 'insensitive' } } },
          ],
        }
      : {}),
  };
}
