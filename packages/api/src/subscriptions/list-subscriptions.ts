import type { ListSubscriptions, SubscriptionPage } from '@revenue/billing-core/subscriptions';
import type { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { escapePattern } from '../search-text.ts';
import { summaryInclude, toSubscriptionSummary } from './view.ts';

/** Subscriptions of the tenant, newest first, and how many there are in each status. */
export async function listSubscriptions(ctx: OperationContext, input: ListSubscriptions): Promise<SubscriptionPage> {
  const { tenant_id } = ctx;
  const { status, limit, cursor } = input;
  const found = filterOf(tenant_id, input);
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.subscription.findMany({
      where: { ...found, ...(status ? { status } : {}), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
      include: summaryInclude,
    });
    const groups = await tx.subscription.groupBy({
      by: ['status'],
      where: found,
      _count: true,
      orderBy: { status: 'asc' },
    });
    const page = cutPage(rows, limit, '-created_at');
    const counts = Object.fromEntries(groups.map((group) => [group.status, group._count]));
    const all = groups.reduce((sum, group) => sum + group._count, 0);
    return { data: page.rows.map(toSubscriptionSummary), next_cursor: page.next_cursor, counts: { all, ...counts } };
  });
}

function filterOf(
  tenant_id: string,
  { customer_id, plan_id, billing_cycle_id, q }: ListSubscriptions,
): Prisma.SubscriptionWhereInput {
  const contains = q ? ({ contains: escapePattern(q), mode: 'insensitive' } as const) : undefined;
  return {
    tenant_id,
    ...(customer_id ? { customer_id } : {}),
    ...(plan_id ? { plan_version: { plan_id } } : {}),
    ...(billing_cycle_id ? { billing_cycle_id } : {}),
    ...(contains ? { OR: [{ customer: { name: contains } }, { plan_version: { plan: { name: contains } } }] } : {}),
  };
}
