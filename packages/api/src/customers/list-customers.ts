import { CUSTOMER_STATUSES, type CustomerPage, type ListCustomers } from '@revenue/billing-core/customers';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { matching } from '../search-text.ts';
import { loadBalances } from './queries.ts';
import { toCustomerView } from './view.ts';

type SortField = 'created_at' | 'name' | 'email';

export async function listCustomers(ctx: OperationContext, input: ListCustomers): Promise<CustomerPage> {
  const { tenant_id } = ctx;
  const { status, country, currency, q, sort, limit, cursor } = input;
  const others = { tenant_id, deleted_at: null, ...presentFields({ country, currency }) };
  const found = { ...others, ...matching(q, ['name', 'email', 'company']) };
  const keyset = keysetOf<SortField>(sort, cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.customer.findMany({
      where: { ...found, ...presentFields({ status }), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
    });
    const groups = await tx.customer.groupBy({
      by: ['status'],
      where: found,
      _count: true,
      orderBy: { status: 'asc' },
    });
    const page = cutPage<(typeof rows)[number], SortField>(rows, limit, sort);
    const ids = page.rows.map((row) => row.id);
    const balances = await loadBalances(tx, tenant_id, ids);
    return {
      data: page.rows.map((row) => ({ ...toCustomerView(row), balances: balances.get(row.id) ?? [] })),
      next_cursor: page.next_cursor,
      counts: countByStatus(groups),
    };
  });
}

function countByStatus(groups: { status: string; _count: number }[]): CustomerPage['counts'] {
  const counts = { all: 0, active: 0, suspended: 0, closed: 0 };
  for (const status of CUSTOMER_STATUSES) {
    counts[status] = groups.find((group) => group.status === status)?._count ?? 0;
    counts.all += counts[status];
  }
  return counts;
}
