import type { BillingRunPage, ListBillingRuns } from '@revenue/billing-core/billing-runs';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { toBillingRunSummary } from './view.ts';

/** The runs of the tenant, newest first. */
export async function listBillingRuns(
  ctx: OperationContext,
  { limit, cursor }: ListBillingRuns,
): Promise<BillingRunPage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.billingRun.findMany({ where: { tenant_id, ...keyset.where }, orderBy: keyset.orderBy, take: limit + 1 }),
  );
  const page = cutPage(rows, limit, '-created_at');
  return { data: page.rows.map(toBillingRunSummary), next_cursor: page.next_cursor };
}
