import { Pricing } from '@revenue/billing-core/catalog';
import { BillingError, type ErrorCode } from '@revenue/billing-core/errors';
import type { PlanInterval, TargetComponent, UpdateSubscription } from '@revenue/billing-core/subscriptions';
import type { Interval } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import type { PlanVersionRow } from '../catalog/plan-view.ts';
import { loadCycleRules } from './cycle-rules.ts';
import { LIVE_STATUSES } from './live-statuses.ts';
import {
  findVersion,
  loadAddOns,
  refuseCurrency,
  refuseOutOfCatalogue,
  refuseSharedMeters,
  type VersionRow,
  versionOfPlan,
} from './load-add-ons.ts';
import type { SubscriptionState } from './load-state.ts';
import { lockMeters } from './lock-meters.ts';
import { meterHolder, meterInUse } from './meter-in-use.ts';
import { freshMeters } from './refuse-billed-usage.ts';
import { refuseFinePrices } from './refuse-fine-prices.ts';

export type AskedChange = Pick<
  UpdateSubscription,
  'plan_id' | 'plan_version_id' | 'quantities' | 'add_ons' | 'prices' | 'when' | 'proration' | 'set_up_fees'
> & {
  /** Of a migration, which shows it beforehand: which component follows which; null for one that ends. */
  follows?: ReadonlyMap<string, string | null>;
};

/** What a subscription is changed to: the version of its plan, and all components, those of add-ons included. */
export interface ChangeTarget {
  version: VersionRow;
  components: TargetComponent[];
}

/**
 * @throws BillingError not_found; not_billable for what is not offered; currency_mismatch; meter_in_use; validation_failed
 * for quantities and prices of other components
 */
export async function loadTarget(
  tx: Tx,
  tenant_id: string,
  state: SubscriptionState,
  asked: AskedChange,
): Promise<ChangeTarget> {
  const version = await loadPlanVersion(tx, tenant_id, state, asked);
  const held = await loadPresentAddOns(tx, tenant_id, state);
  const add_ons = asked.add_ons === undefined ? held : await loadAddOns(tx, tenant_id, asked.add_ons, held);
  for (const [at, of] of add_ons.entries()) refuseCurrency(of, state.currency, `add_ons[${at}].plan_id`);
  // What it has already stays, whatever became of its cycle meanwhile.
  const fresh = [version, ...add_ons.filter(({ id }) => !held.some((one) => one.id === id))];
  const terms = { ...version, components: fresh.flatMap((of) => of.components) };
  if (state.cycle !== null) await loadCycleRules(tx, tenant_id, state.cycle.id, terms);
  const components = [version, ...add_ons].flatMap((of) => of.components.map((row) => toTarget(row, of, version)));
  refuseStrangers(asked, components, state);
  // A migration carries what was agreed before there was this rule.
  if (asked.follows === undefined) refuseFinePrices(asked.prices ?? [], state.currency);
  refuseSharedMeters([version, ...add_ons]);
  await refuseMeterInUse(tx, tenant_id, state, components);
  return { version, components };
}

async function loadPlanVersion(
  tx: Tx,
  tenant_id: string,
  state: SubscriptionState,
  asked: AskedChange,
): Promise<VersionRow> {
  const { plan_id, plan_version_id = plan_id === undefined ? state.plan_version_id : undefined } = asked;
  const path = plan_id === undefined ? 'plan_version_id' : 'plan_id';
  const version = await findVersion(tx, tenant_id, { plan_id, plan_version_id }, path);
  if (version.id === state.plan_version_id) return version;
  const { name, kind } = version.plan;
  if (kind !== 'plan')
    throw fault('not_billable', path, 'is an add-on', `"${name}" is an add-on; name it in add_ons instead.`);
  if (version.plan.private)
    throw fault(
      'not_billable',
      path,
      'is not in the catalogue',
      `"${name}" was made for one customer on a billing cycle.`,
    );
  // Who is on a plan that is closed to new subscribers may still be moved from version to version of it.
  if (!(await isOnPlan(tx, tenant_id, state, version.plan.id))) refuseOutOfCatalogue(version, path);
  refuseCurrency(version, state.currency, path);
  return version;
}

async function isOnPlan(tx: Tx, tenant_id: string, state: SubscriptionState, plan_id: string): Promise<boolean> {
  return (await tx.planVersion.count({ where: { tenant_id, id: state.plan_version_id, plan_id } })) === 1;
}

function loadPresentAddOns(tx: Tx, tenant_id: string, state: SubscriptionState): Promise<VersionRow[]> {
  const ids = state.items.map(({ plan_component_id }) => plan_component_id);
  return tx.planVersion.findMany({
    where: { tenant_id, id: { not: state.plan_version_id }, components: { some: { id: { in: ids } } } },
    include: versionOfPlan,
    orderBy: { id: 'asc' },
  });
}

function toTarget(
  row: PlanVersionRow['components'][number],
  of: PlanVersionRow,
  plan: PlanVersionRow,
): TargetComponent {
  const { interval, interval_count } = row.interval === null ? of : row;
  const every: PlanInterval = { interval: interval as Interval, interval_count: interval_count ?? 1 };
  const isOther = every.interval !== plan.interval || every.interval_count !== plan.interval_count;
  const isOwn = isOther && row.kind !== 'one_time';
  return {
    component_id: row.id,
    kind: row.kind as TargetComponent['kind'],
    name: row.name,
    timing: row.timing as TargetComponent['timing'],
    pricing: Pricing.parse(row.pricing),
    product_id: row.product_id,
    meter_id: row.meter_id,
    ...(isOwn ? { every } : {}),
  };
}

function refuseStrangers(
  { quantities = [], prices = [] }: AskedChange,
  components: TargetComponent[],
  state: SubscriptionState,
): void {
  const fees = new Set(components.filter(({ kind }) => kind === 'recurring').map(({ component_id }) => component_id));
  const items = new Set(
    state.items.filter(({ kind }) => kind === 'recurring').map((item) => item.subscription_item_id),
  );
  for (const [at, { component_id, item_id }] of quantities.entries()) {
    if (component_id !== undefined && !fees.has(component_id))
      throw stranger(`quantities[${at}].component_id`, 'is no recurring component of what is subscribed to');
    if (item_id !== undefined && !items.has(item_id))
      throw stranger(`quantities[${at}].item_id`, 'is no recurring item of the subscription');
  }
  const known = new Set(components.map(({ component_id }) => component_id));
  const at = prices.findIndex(({ component_id }) => !known.has(component_id));
  if (at >= 0) throw stranger(`prices[${at}].component_id`, 'is no component of what is subscribed to');
}

/** Its usage would be billed twice by another that goes on; by a former one, see `refuseBilledUsage`. */
async function refuseMeterInUse(
  tx: Tx,
  tenant_id: string,
  state: SubscriptionState,
  components: readonly TargetComponent[],
): Promise<void> {
  const fresh = freshMeters(state, components);
  if (fresh.length === 0) return;
  await lockMeters(tx, tenant_id, state.customer.id);
  const other = await tx.subscriptionItem.findFirst({
    where: {
      tenant_id,
      state: { not: 'ended' },
      component: { meter_id: { in: fresh } },
      subscription: { customer_id: state.customer.id, id: { not: state.id }, status: { in: LIVE_STATUSES } },
    },
    include: meterHolder,
  });
  if (other) throw meterInUse(state.customer.name, other);
}

function stranger(path: string, message: string): BillingError {
  return fault('validation_failed', path, message, `${path} ${message}.`);
}

function fault(code: ErrorCode, path: string, message: string, sentence: string): BillingError {
  return new BillingError(code, sentence, { errors: [{ path, message }] });
}
