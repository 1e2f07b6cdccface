import { Pricing } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import {
  type PlanInterval,
  type PlannedChange,
  type PricedItem,
  planChange,
  planFullPeriod,
  type SubscribedItem,
  type TargetComponent,
  targetItems,
} from '@revenue/billing-core/subscriptions';
import type { Interval } from '@revenue/billing-core/time';
import type { SubscriptionState } from '../../subscriptions/load-state.ts';
import type { PlanVersionRow } from '../plan-view.ts';
import type { LoadedMigration } from './load-migration.ts';
import { migrationTerms } from './migration-terms.ts';

/** What moving one subscription comes to, in minor units before tax and discounts; or why it cannot be moved. */
export type PlannedMigration =
  | { planned: PlannedChange; net: bigint; period_before: bigint; period_after: bigint }
  | { failure: string };

/** The change that a migration makes of one subscription, by the function that carries changes out. */
export function planMigrationOf(
  state: SubscriptionState,
  migration: Pick<LoadedMigration, 'from' | 'to' | 'mapping'>,
  { when, at }: { when: 'now' | 'renewal'; at: Date },
): PlannedMigration {
  if (state.scheduled_change) return { failure: 'Another change of it is scheduled; undo that first.' };
  const { to } = migration;
  const length = { interval: to.interval as Interval, interval_count: to.interval_count };
  let next = 0;
  const asked = migrationTerms(state, { to_version_id: to.id, when, mapping: migration.mapping });
  const items = targetItems(state.items, targetsOf(state, migration), {
    quantities: new Map((asked.quantities ?? []).map(({ component_id, quantity }) => [component_id ?? '', quantity])),
    prices: new Map((asked.prices ?? []).map(({ component_id, pricing }) => [component_id, pricing])),
    ...(asked.follows === undefined ? {} : { follows: asked.follows }),
    keeps_period: length.interval === state.interval && length.interval_count === state.interval_count,
    newId: () => `new-${++next}`,
  });
  const terms = { subscription: state, at, policy: state.policy, rounding: DEFAULT_ROUNDING };
  try {
    const moment = when === 'now' ? ('now' as const) : ('period_end' as const);
    const planned = planChange({ ...terms, items, plan: length, when: moment, usage: () => '0', explain: false });
    return {
      planned,
      net: planned.when === 'now' ? planned.net : 0n,
      period_before: feesOf(state.items, { ...state, currency: state.currency }),
      period_after: feesOf(planned.items, { ...length, currency: state.currency }),
    };
  } catch (error) {
    if (error instanceof BillingError && error.kind !== 'internal') return { failure: error.message };
    throw error;
  }
}

/** The components of the version, and those of add-ons as they are. */
function targetsOf(
  { items }: SubscriptionState,
  { from, to }: Pick<LoadedMigration, 'from' | 'to'>,
): TargetComponent[] {
  const own = new Set(from.components.map(({ id }) => id));
  const addOns = items
    .filter(({ plan_component_id }) => !own.has(plan_component_id))
    .map(({ plan_component_id, name, timing, pricing, product_id, meter_id, kind, every }): TargetComponent => {
      const shared = { component_id: plan_component_id, name, timing, pricing, product_id, meter_id };
      return { ...shared, kind: kind as TargetComponent['kind'], ...(every ? { every } : {}) };
    });
  return [...to.components.map(toTarget), ...addOns];
}

function toTarget(row: PlanVersionRow['components'][number]): TargetComponent {
  const { interval, interval_count } = row;
  return {
    component_id: row.id,
    kind: row.kind as TargetComponent['kind'],
    name: row.name,
    timing: row.timing as TargetComponent['timing'],
    pricing: Pricing.parse(row.pricing),
    product_id: row.product_id,
    meter_id: row.meter_id,
    ...(interval === null ? {} : { every: { interval: interval as Interval, interval_count: interval_count ?? 1 } }),
  };
}

/** Every fee of the items once, for the whole of its period. */
function feesOf(
  items: readonly SubscribedItem[],
  { interval, interval_count, currency }: PlanInterval & { currency: string },
): bigint {
  const fees = items
    .filter(({ kind }) => kind === 'recurring')
    .map((item) => ({ ...item, kind: 'recurring' }) as PricedItem);
  const { lines } = planFullPeriod({
    plan: { interval, interval_count, currency, components: fees },
    from: SOME_DAY,
    usage: () => '0',
    rounding: DEFAULT_ROUNDING,
    explain: false,
  });
  return lines.reduce((total, { amount }) => total + amount, 0n);
}

/** What a whole period costs does not depend on which it is. */
const SOME_DAY = '2026-01-01';
