import type { Meter } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { OperationContext } from '../context.ts';
import { toMeterView } from './meter-view.ts';

export async function getMeter(ctx: OperationContext, { id }: { id: string }): Promise<Meter> {
  const { tenant_id } = ctx;
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.meter.findUnique({ where: { tenant_id_id: { tenant_id, id } } }),
  );
  if (!row) throw new BillingError('not_found', `There is no meter ${id}.`);
  return toMeterView(row);
}
