import type { Pricing } from '../catalog/pricing.ts';
import { rate } from '../catalog/rate.ts';
import { type DecimalLike, multiply, parseDecimal, type RoundingMode } from '../money/index.ts';
import type { PlanInterval } from '../subscriptions/plan-renewal.ts';
import { normalizeMrr } from './mrr.ts';

/** What of a subscription recurs. */
export type MrrTerms = PlanInterval & {
  currency: string;
  items: readonly {
    kind: 'recurring' | 'usage';
    pricing: Pricing;
    quantity: DecimalLike;
    /** Where it is charged in longer periods than the plan. */
    every?: PlanInterval;
  }[];
  /** A lasting discount of everything that recurs. */
  percent_off?: DecimalLike | null;
  /** The same as an amount off each period of the plan, in minor units. */
  amount_off?: bigint | null;
};

/**
 * The MRR of a subscription while it counts, in minor units: what a whole period of each recurring item costs on an invoice,
 * made monthly as `normalizeMrr` does, less lasting discounts, rounded once and never below zero. Usage, with its minimums
 * and commitments, is no recurring revenue.
 *
 * @throws BillingError invalid_pricing, unknown_currency
 * @example
 * const seats = { kind: 'recurring', quantity: '3', pricing: Pricing.parse({ model: 'per_unit', unit_amount: '20' }) };
 * const support = { kind: 'recurring', quantity: '1', every: { interval: 'year', interval_count: 1 }, pricing: Pricing.parse({ model: 'flat', amount: '120' }) };
 * const terms = { currency: 'EUR', interval: 'month', interval_count: 1, items: [seats, support] };
 * subscriptionMrr(terms, 'half_up') // 7000n
 * subscriptionMrr({ ...terms, percent_off: '50' }, 'half_up') // 3500n
 * subscriptionMrr({ ...terms, amount_off: 9000n }, 'half_up') // 0n
 */
export function subscriptionMrr(terms: MrrTerms, mode: RoundingMode): bigint {
  const { currency, interval, interval_count } = terms;
  const fees = terms.items
    .filter(({ kind }) => kind === 'recurring')
    .map(({ pricing, quantity, every }) => {
      const { amount } = rate(pricing, quantity, currency, { mode }, { explain: false });
      const discount = multiply(multiply(String(amount), terms.percent_off ?? '0'), '0.01');
      return { amount: String(amount), discount, ...(every ?? { interval, interval_count }) };
    });
  const off = { amount: '0', discount: String(terms.amount_off ?? 0n), interval, interval_count };
  const { mrr } = normalizeMrr([...fees, off], { scale: 0, mode });
  return parseDecimal(mrr).isNegative() ? 0n : BigInt(mrr.toFixed(0));
}
