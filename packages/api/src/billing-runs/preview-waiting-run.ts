import type { BillingRunPreview } from '@revenue/billing-core/billing-runs';
import { BillingError } from '@revenue/billing-core/errors';
import type { OperationContext } from '../context.ts';
import type { RunScope } from './load-due-subscriptions.ts';
import { previewScope } from './preview-billing-run.ts';

/** What a run that is made already has still to bill: all of it while it waits for approval. */
export async function previewWaitingRun(ctx: OperationContext, { id }: { id: string }): Promise<BillingRunPreview> {
  const { tenant_id } = ctx;
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.billingRun.findUnique({ where: { tenant_id_id: { tenant_id, id } } }),
  );
  if (!row) throw new BillingError('not_found', `There is no billing run ${id}.`);
  const { as_of, customer_id } = row;
  const covers = row.covers as RunScope['covers'];
  return previewScope(ctx, { as_of, customer_id, covers, trigger: row.trigger as RunScope['trigger'] });
}
