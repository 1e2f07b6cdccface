import type { BillingRunPage, ListBillingRuns } from '@revenue/billing-core/billing-runs';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstant } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { toBillingRunSummary } from './view.ts';

/** The runs of the tenant, newest first unless asked otherwise. */
export async function listBillingRuns(
  ctx: OperationContext,
  { status, trigger, sort, limit, cursor }: ListBillingRuns,
): Promise<BillingRunPage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf(sort, cursor, (_, text) => readInstant(text));
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.billingRun.findMany({
      where: { tenant_id, ...presentFields({ status, trigger }), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
    }),
  );
  const page = cutPage(rows, limit, sort);
  return { data: page.rows.map(toBillingRunSummary), next_cursor: page.next_cursor };
}
