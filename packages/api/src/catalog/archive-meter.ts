import type { Meter } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { LIVE_STATUSES } from '../subscriptions/live-statuses.ts';
import { toMeterView } from './meter-view.ts';

/**
 * Ends a meter: it takes no more records, and what it has counted stays.
 *
 * @throws BillingError not_found; meter_in_use while a live subscription is billed by it
 */
export async function archiveMeter(ctx: OperationContext, { id }: { id: string }): Promise<Meter> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await tx.meter.findUnique({ where: { tenant_id_id: { tenant_id, id } } });
    if (!row) throw new BillingError('not_found', `There is no meter ${id}.`);
    if (row.archived_at) return toMeterView(row);
    const used = await tx.subscription.count({
      where: { tenant_id, status: { in: LIVE_STATUSES }, items: { some: { component: { meter_id: id } } } },
    });
    if (used > 0) {
      throw new BillingError(
        'meter_in_use',
        `Meter "${row.code}" bills ${used} live subscriptions; end or change them first.`,
      );
    }
    const archived = await tx.meter.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { archived_at: ctx.clock.now() },
    });
    const view = toMeterView(archived);
    await recordChange(tx, ctx, {
      type: 'meter.archived',
      object_type: 'meter',
      object_id: id,
      before: toMeterView(row),
      after: view,
    });
    return view;
  });
}
