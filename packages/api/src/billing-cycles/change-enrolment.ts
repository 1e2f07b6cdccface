import type { BillingCycleDetail, ChangeEnrolment } from '@revenue/billing-core/billing-cycles';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import { loadLatestVersions } from '../catalog/plan-queries.ts';
import type { PlanVersionRow } from '../catalog/plan-view.ts';
import { writePlanVersion } from '../catalog/write-plan-version.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { recordMrr } from '../subscriptions/record-mrr.ts';
import { termsOf } from './enrol-customer.ts';
import { getBillingCycle } from './get-billing-cycle.ts';
import { type PricedItem, priceItems } from './price-items.ts';
import { loadCycle, requireEnrolment } from './queries.ts';
import { toEnrolmentView } from './view.ts';

/**
 * Bills a customer for other items from the first period on that is not billed yet; nothing is prorated. The old items
 * stay behind with what was billed for them.
 *
 * @throws BillingError not_found where the customer is not on the cycle by products; as `enrolCustomer` for the items
 */
export async function changeEnrolment(ctx: OperationContext, input: ChangeEnrolment): Promise<BillingCycleDetail> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const cycle = await loadCycle(tx, tenant_id, input.id);
    const { id } = await requireEnrolment(tx, tenant_id, input);
    // A run that is billing it right now goes first; what it has billed stays billed.
    await lockRow(tx, 'subscriptions', tenant_id, id);
    const before = await requireEnrolment(tx, tenant_id, input);
    const { currency, plan_id } = before.plan_version;
    const items = await priceItems(tx, tenant_id, input.items, { ...termsOf(cycle), currency });
    const { interval, interval_count } = termsOf(cycle);
    const components = items.map(({ component }) => component);
    const next = before.plan_version.version + 1;
    await writePlanVersion(tx, ctx, { id: plan_id, version: next }, { currency, interval, interval_count, components });
    const [version] = await loadLatestVersions(tx, tenant_id, [plan_id]);
    if (!version) throw new Error('a plan version was written without coming back');
    await moveTo(tx, ctx, id, version, items);
    await recordMrr(sqlClientOf(tx), ctx, [id]);
    const after = toEnrolmentView(await requireEnrolment(tx, tenant_id, input));
    const object = { object_type: 'subscription', object_id: id };
    await recordChange(tx, ctx, { type: 'subscription.updated', ...object, before: toEnrolmentView(before), after });
  });
  return getBillingCycle(ctx, { id: input.id });
}

async function moveTo(
  tx: Tx,
  ctx: OperationContext,
  id: string,
  version: PlanVersionRow,
  items: PricedItem[],
): Promise<void> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id, id } },
    data: { plan_version_id: version.id, updated_at: now, version: { increment: 1 } },
  });
  await tx.subscriptionItem.updateMany({
    where: { tenant_id, subscription_id: id, state: 'current' },
    data: { state: 'ended' },
  });
  await tx.subscriptionItem.createMany({
    data: version.components.map((component, at) => ({
      tenant_id,
      id: newId(now),
      subscription_id: id,
      plan_component_id: component.id,
      quantity: items[at]?.quantity ?? '1',
      created_at: now,
    })),
  });
}
