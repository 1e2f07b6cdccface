import { wireSum } from '@revenue/billing-core/money';
import type { SubscriptionFilters, SubscriptionStatus, SubscriptionSums } from '@revenue/billing-core/subscriptions';
import type { OperationContext } from '../context.ts';
import { subscriptionConditions } from './subscription-conditions.ts';

interface Row {
  status: SubscriptionStatus;
  currency: string;
  count: number;
  mrr: string;
}

/** How many subscriptions match in each status, and what they are worth a month in each currency. */
export async function sumSubscriptions(
  ctx: OperationContext,
  input: Omit<SubscriptionFilters, 'status'>,
): Promise<SubscriptionSums> {
  const { values, text } = subscriptionConditions(ctx.tenant_id, input);
  const { rows } = await ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    client.query<Row>(
      `SELECT s.status, v.currency, count(*)::int AS count, COALESCE(sum(m.mrr), 0)::text AS mrr
         FROM subscriptions s
         JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
         LEFT JOIN mrr_spans m ON m.tenant_id = s.tenant_id AND m.subscription_id = s.id AND m.until_day IS NULL
        WHERE ${text()} GROUP BY s.status, v.currency ORDER BY s.status, v.currency`,
      values,
    ),
  );
  return { data: rows.map(({ mrr, ...row }) => ({ ...row, mrr: wireSum(BigInt(mrr), row.currency) })) };
}
