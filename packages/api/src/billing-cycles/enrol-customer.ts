import type { BillingCycleDetail, EnrolCustomer } from '@revenue/billing-core/billing-cycles';
import { BillingError } from '@revenue/billing-core/errors';
import { type Interval, localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import { loadLatestVersions } from '../catalog/plan-queries.ts';
import { writePlanVersion } from '../catalog/write-plan-version.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { loadSubscriber, startDateOf } from '../subscriptions/create-subscription.ts';
import { loadCycleRules } from '../subscriptions/cycle-rules.ts';
import { insertSubscription } from '../subscriptions/insert-subscription.ts';
import { loadSubscription } from '../subscriptions/queries.ts';
import { toSubscriptionView } from '../subscriptions/view.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { getBillingCycle } from './get-billing-cycle.ts';
import { type PricedItem, priceItems } from './price-items.ts';
import { type CycleRow, findEnrolment, loadCycle } from './queries.ts';

/**
 * Bills a customer for products on a cycle, from a day on. The items become a plan of the customer's own, with the prices
 * of today, and the enrolment a subscription to it: due, billed, canceled and reported like every other.
 *
 * @throws BillingError not_found; not_billable for a suspended customer; duplicate where the customer is on it already
 */
export async function enrolCustomer(ctx: OperationContext, input: EnrolCustomer): Promise<BillingCycleDetail> {
  await namingDuplicates({ external_id: 'There is a subscription with this external_id already.' }, () =>
    ctx.db.withTenant(ctx.tenant_id, (tx) => enrol(tx, ctx, input)),
  );
  return getBillingCycle(ctx, { id: input.id });
}

/** The same in a transaction of somebody else's. */
export async function enrol(tx: Tx, ctx: OperationContext, input: EnrolCustomer): Promise<void> {
  const { tenant_id } = ctx;
  // The locks make two enrolments of one customer see each other, and keep the cycle from being deleted meanwhile.
  await lockRow(tx, 'billing_cycles', tenant_id, input.id);
  await lockRow(tx, 'customers', tenant_id, input.customer_id);
  const cycle = await loadCycle(tx, tenant_id, input.id);
  const customer = await loadSubscriber(tx, tenant_id, input.customer_id);
  await refuseTwice(tx, tenant_id, input, { cycle, name: customer.name });
  const now = ctx.clock.now();
  const start_date = startDateOf(input, localDateAt(now, customer.time_zone));
  const items = await priceItems(tx, tenant_id, input.items, { ...termsOf(cycle), currency: customer.currency });
  const id = newId(now);
  const plan_id = await createOwnPlan(tx, ctx, cycle, { id, currency: customer.currency, items });
  const [version] = await loadLatestVersions(tx, tenant_id, [plan_id]);
  if (!version) throw new Error('a plan was written without coming back');
  const rules = await loadCycleRules(tx, tenant_id, cycle.id, version);
  const quantities = version.components.map((component, at) => ({
    component_id: component.id,
    quantity: items[at]?.quantity ?? '1',
  }));
  const terms = { quantities, external_id: input.external_id };
  const { components } = version;
  await insertSubscription(tx, ctx, { id, input: terms, customer, version, components, start_date, cycle: rules });
  const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
  await recordChange(tx, ctx, { type: 'subscription.created', object_type: 'subscription', object_id: id, after });
}

export function termsOf({ interval, interval_count, timing }: CycleRow) {
  return { interval: interval as Interval, interval_count, timing: timing as 'advance' | 'arrear' };
}

async function refuseTwice(
  tx: Tx,
  tenant_id: string,
  key: EnrolCustomer,
  { cycle, name }: { cycle: CycleRow; name: string },
): Promise<void> {
  if ((await findEnrolment(tx, tenant_id, key)) === null) return;
  throw new BillingError('duplicate', `${name} is billed on "${cycle.name}" already; change its items instead.`, {
    errors: [{ path: 'customer_id', message: 'is on this cycle already; change its items' }],
  });
}

async function createOwnPlan(
  tx: Tx,
  ctx: OperationContext,
  { name, interval, interval_count }: CycleRow,
  { id: subscription_id, currency, items }: { id: string; currency: string; items: PricedItem[] },
): Promise<string> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const id = newId(now);
  const code = `own-${subscription_id}`;
  await tx.plan.create({ data: { tenant_id, id, code, name, private: true, created_at: now, updated_at: now } });
  const components = items.map(({ component }) => component);
  const terms = { currency, interval: interval as Interval, interval_count, components };
  await writePlanVersion(tx, ctx, { id, version: 1 }, terms);
  const after = { id, code, name, private: true, version: 1, ...terms };
  await recordChange(tx, ctx, { type: 'plan.created', object_type: 'plan', object_id: id, after });
  return id;
}
