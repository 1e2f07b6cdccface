import { type DecimalLike, type RoundingMode, sum } from '../money/index.ts';
import { type LocalDate, periodAt } from '../time/index.ts';
import { rateComponent } from './component-line.ts';
import { dayOnly } from './component-service.ts';
import { assertWholeMultiple } from './own-interval.ts';
import type { PlanInterval, RenewalLine, RenewedComponent } from './plan-renewal.ts';

/** A component as a price list has it: nobody holds it yet, and its id names its line. */
export type PricedItem = Omit<RenewedComponent, 'active_from'>;

export type FullPeriodLine = RenewalLine & PlanInterval;

export type FullPeriod = {
  lines: FullPeriodLine[];
  /** What comes every so often: a sum for each length of period, that of the plan first. Minor units. */
  totals: (PlanInterval & { amount: bigint })[];
  /** What is charged once, in none of these sums. Minor units. */
  once: bigint;
};

export type PlanFullPeriod = {
  plan: PlanInterval & { currency: string; components: readonly PricedItem[] };
  /** The first day of the period. */
  from: LocalDate;
  /** Of a usage component: what its meter counted in its period. */
  usage: (component: PricedItem) => DecimalLike;
  rounding: { mode: RoundingMode };
  explain?: boolean;
};

/**
 * What one whole period of a plan costs, each component once for the whole of its own period: the lines that
 * `planRenewal` makes of a subscription that starts on a boundary, before tax and discounts. Usage of nothing that costs
 * nothing has no line.
 *
 * @throws BillingError invalid_pricing, unknown_currency, amount_out_of_range
 * @example
 * const fee = (id, amount) => ({ subscription_item_id: id, kind: 'recurring', name: id, timing: 'advance', quantity: '1',
 *   product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'flat', amount }) });
 * const licence = { ...fee('licence', 120), every: { interval: 'year', interval_count: 1 } };
 * const plan = { interval: 'month', interval_count: 1, currency: 'USD', components: [fee('base', 10), licence] };
 * const period = planFullPeriod({ plan, from: '2026-03-01', usage: () => '0', rounding: { mode: 'half_up' } });
 * period.lines.map(({ amount, service_end }) => [amount, service_end]) // [[1000n, '2026-04-01'], [12000n, '2027-03-01']]
 * period.totals.map(({ interval, amount }) => [interval, amount]) // [['month', 1000n], ['year', 12000n]]
 */
export function planFullPeriod({ plan, from, usage, rounding, explain = true }: PlanFullPeriod): FullPeriod {
  const lines = plan.components.flatMap((component): FullPeriodLine[] => {
    assertWholeMultiple(component, plan);
    const { interval, interval_count } = component.every ?? plan;
    const { start, end } = component.kind === 'one_time' ? dayOnly(from) : periodAt(from, interval, interval_count, 0);
    const isUsage = component.kind === 'usage';
    const quantity = isUsage ? usage(component) : component.quantity;
    const terms = { currency: plan.currency, rounding, explain };
    const line = rateComponent(component, quantity, { start, end }, undefined, terms);
    return isUsage && line.amount === 0n && line.quantity === '0' ? [] : [{ ...line, interval, interval_count }];
  });
  const [once, recurring] = [true, false].map((is) => lines.filter(({ kind }) => (kind === 'one_time') === is));
  const amounts = (once ?? []).map(({ amount }) => ({ amount, currency: plan.currency }));
  return { lines, totals: totalsOf(recurring ?? [], plan), once: sum(amounts, plan.currency).amount };
}

function totalsOf(lines: readonly FullPeriodLine[], plan: PlanFullPeriod['plan']): FullPeriod['totals'] {
  const lengths = [plan, ...lines].map(({ interval, interval_count }) => ({ interval, interval_count }));
  const isSame = (one: PlanInterval, other: PlanInterval) =>
    one.interval === other.interval && one.interval_count === other.interval_count;
  const different = lengths.filter((length, at) => lengths.findIndex((other) => isSame(other, length)) === at);
  return different.map((length) => {
    const amounts = lines
      .filter((line) => isSame(line, length))
      .map(({ amount }) => ({ amount, currency: plan.currency }));
    return { ...length, amount: sum(amounts, plan.currency).amount };
  });
}
