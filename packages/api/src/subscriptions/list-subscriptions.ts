import {
  type ListSubscriptions,
  SUBSCRIPTION_STATUSES,
  type SubscriptionFilters,
  type SubscriptionPage,
} from '@revenue/billing-core/subscriptions';
import { parseLocalDate } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { countByWord } from '../count-by-word.ts';
import { cutPage, keysetOf, readInstant } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { escapePattern, isId } from '../search-text.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { LIVE_STATUSES } from './live-statuses.ts';
import { subscriptionConditions } from './subscription-conditions.ts';
import { summaryInclude, toSubscriptionSummary } from './view.ts';

type SortField = 'created_at' | 'start_date' | 'current_period_end';

/** Subscriptions of the tenant, filtered, in the order asked for, and how many there are in each status. */
export async function listSubscriptions(ctx: OperationContext, input: ListSubscriptions): Promise<SubscriptionPage> {
  const { tenant_id } = ctx;
  const { status, limit, cursor, sort, ...filters } = input;
  const keyset = keysetOf<SortField>(sort, cursor, (field, text) =>
    field === 'created_at' ? readInstant(text) : toDbDate(parseLocalDate(text.slice(0, 10))),
  );
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.subscription.findMany({
      where: { AND: [filterOf(tenant_id, filters), presentFields({ status }), keyset.where] },
      orderBy: keyset.orderBy,
      take: limit + 1,
      include: summaryInclude,
    });
    const counts = await countByWord(sqlClientOf(tx), {
      from: 'subscriptions s',
      column: 's.status',
      words: SUBSCRIPTION_STATUSES,
      conditions: subscriptionConditions(tenant_id, filters),
    });
    const page = cutPage<(typeof rows)[number], SortField>(rows, limit, sort);
    return { data: page.rows.map(toSubscriptionSummary), next_cursor: page.next_cursor, counts };
  });
}

function filterOf(tenant_id: string, filters: SubscriptionFilters): Prisma.SubscriptionWhereInput {
  const { customer_id, plan_id, billing_cycle_id, renews_from, renews_to, q } = filters;
  return {
    tenant_id,
    ...presentFields({ customer_id, billing_cycle_id }),
    ...(plan_id ? { plan_version: { plan_id } } : {}),
    AND: [renewingWithin(renews_from, renews_to), matchingText(q)],
  };
}

function renewingWithin(from: string | undefined, to: string | undefined): Prisma.SubscriptionWhereInput {
  if (from === undefined && to === undefined) return {};
  return {
    status: { in: LIVE_STATUSES },
    cancel_at_period_end: false,
    current_period_end: { ...(from ? { gte: toDbDate(from) } : {}), ...(to ? { lte: toDbDate(to) } : {}) },
  };
}

function matchingText(q: string | undefined): Prisma.SubscriptionWhereInput {
  if (!q) return {};
  const name = { contains: escapePattern(q), mode: 'insensitive' } as const;
  const named = [{ customer: { name } }, { plan_version: { plan: { name } } }, { external_id: q }];
  return { OR: isId(q) ? [...named, { id: q.toLowerCase() }] : named };
}
