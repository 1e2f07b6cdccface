import { CUSTOMER_STATUSES, type CustomerPage, type ListCustomers } from '@revenue/billing-core/customers';
import { addDays, startOfDay } from '@revenue/billing-core/time';
import type { Prisma, Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { countByWord, countUpTo } from '../count-by-word.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { matching } from '../search-text.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { customerConditions } from './customer-conditions.ts';
import { loadBalances } from './queries.ts';
import { toCustomerView } from './view.ts';

type SortField = 'created_at' | 'name' | 'email';

export async function listCustomers(ctx: OperationContext, input: ListCustomers): Promise<CustomerPage> {
  const { tenant_id } = ctx;
  const { status, deleted, sort, limit, cursor } = input;
  const keyset = keysetOf<SortField>(sort, cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const filters = await filtersOf(tx, tenant_id, input);
    const found = { ...filters, deleted_at: deleted ? { not: null } : null };
    const rows = await tx.customer.findMany({
      where: { ...found, ...presentFields({ status }), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
    });
    const counts = await countCustomers(tx, tenant_id, input);
    const page = cutPage<(typeof rows)[number], SortField>(rows, limit, sort);
    const ids = page.rows.map((row) => row.id);
    const balances = await loadBalances(tx, tenant_id, ids);
    return {
      data: page.rows.map((row) => ({ ...toCustomerView(row), balances: balances.get(row.id) ?? [] })),
      next_cursor: page.next_cursor,
      counts,
    };
  });
}

async function filtersOf(tx: Tx, tenant_id: string, input: ListCustomers): Promise<Prisma.CustomerWhereInput> {
  const { country, currency, parent_id, has_overdue, q } = input;
  const overdue = { status: 'overdue' };
  return {
    tenant_id,
    ...presentFields({ country, currency, parent_id }),
    ...(has_overdue === undefined ? {} : { invoices: has_overdue ? { some: overdue } : { none: overdue } }),
    ...(await createdWithin(tx, tenant_id, input)),
    ...matching(q, ['name', 'email', 'company']),
  };
}

/** Days are those of the tenant, like everywhere on its pages. */
async function createdWithin(
  tx: Tx,
  tenant_id: string,
  { created_from, created_to }: ListCustomers,
): Promise<Prisma.CustomerWhereInput> {
  if (!created_from && !created_to) return {};
  const { time_zone } = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { time_zone: true } });
  return {
    created_at: {
      ...(created_from ? { gte: startOfDay(created_from, time_zone) } : {}),
      ...(created_to ? { lt: startOfDay(addDays(created_to, 1), time_zone) } : {}),
    },
  };
}

async function countCustomers(tx: Tx, tenant_id: string, input: ListCustomers): Promise<CustomerPage['counts']> {
  const { status: _, sort: __, limit: ___, cursor: ____, ...filters } = input;
  const conditions = (deleted: boolean) => customerConditions(tenant_id, { ...filters, deleted });
  const client = sqlClientOf(tx);
  const live = { from: 'customers c', column: 'c.status', words: CUSTOMER_STATUSES, conditions: conditions(false) };
  return {
    ...(await countByWord(client, live)),
    deleted: await countUpTo(client, 'customers c', conditions(true)),
  };
}
