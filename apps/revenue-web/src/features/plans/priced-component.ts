import type { Pricing } from '@revenue/billing-core/catalog';
import { type Derivation, fromMinor } from '@revenue/billing-core/money';
import { type PricedItem, planFullPeriod } from '@revenue/billing-core/subscriptions';
import type { Interval } from '@revenue/billing-core/time';

/** A component of a plan as cards and calculators show it, saved or still being typed. */
export type PricedComponent = {
  id: string;
  name: string;
  kind: string;
  unit: string | null;
  timing: string;
  pricing: Pricing;
  /** Its own, where it is billed in longer periods than the plan. */
  every?: { interval: string; interval_count: number };
};

export type PlanLength = { currency: string; interval: string; interval_count: number };

export type CalculatedLine = { component: PricedComponent; amount: string; derivation: Derivation | null };

/** Whether the price depends on a quantity at all. */
export const takesQuantity = (component: PricedComponent) => component.pricing.model !== 'flat';

/** The quantity of such a component is money that a meter sums. */
export const takesMoney = ({ pricing: { model } }: PricedComponent) =>
  model === 'percentage' || model === 'graduated_percentage';

/** Any day: what a whole period costs does not depend on which it is. */
const SOME_DAY = '2026-01-01';

/** What one period costs at these quantities: the lines of a billing run, here in the browser. Decimal texts. */
export function calculate(
  components: readonly PricedComponent[],
  quantities: ReadonlyMap<string, string>,
  { currency, interval, interval_count }: PlanLength,
) {
  const items = components.map((component) => toItem(component, quantities.get(component.id) ?? '0'));
  const { lines, totals, once } = planFullPeriod({
    plan: { currency, interval: interval as Interval, interval_count, components: items },
    from: SOME_DAY,
    usage: ({ quantity }) => quantity,
    rounding: { mode: 'half_up' },
  });
  const lineOf = (component: PricedComponent) => lines.find((line) => line.subscription_item_id === component.id);
  return {
    lines: components.map((component): CalculatedLine => {
      const line = lineOf(component);
      return {
        component,
        amount: fromMinor(line?.amount ?? 0n, currency),
        derivation: line?.derivation ?? null,
      };
    }),
    totals: totals.map(({ amount, ...length }) => ({ ...length, total: fromMinor(amount, currency) })),
    /** What is charged once, with the first period; null where nothing is. */
    once: once === 0n ? null : fromMinor(once, currency),
  };
}

function toItem({ id, kind, name, timing, pricing, every }: PricedComponent, quantity: string): PricedItem {
  return {
    subscription_item_id: id,
    kind: kind === 'usage' || kind === 'one_time' ? kind : 'recurring',
    name,
    timing: timing === 'advance' ? 'advance' : 'arrear',
    pricing,
    product_id: null,
    meter_id: kind === 'usage' ? id : null,
    quantity,
    ...(every ? { every: { ...every, interval: every.interval as Interval } } : {}),
  };
}
