import type { UsageCount, UsageFilters } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { countUpTo } from '../count-by-word.ts';
import { usageConditions } from './usage-conditions.ts';

/** How many usage records match. */
export async function countUsage(ctx: OperationContext, input: UsageFilters): Promise<UsageCount> {
  const conditions = usageConditions(ctx.tenant_id, input);
  const count = await ctx.db.withTenantSql(ctx.tenant_id, (client) => countUpTo(client, 'usage_records u', conditions));
  return { count };
}
