import {
  Decimal,
  type DecimalLike,
  parseDecimal,
  type Rounding,
  sumDecimals,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import { percentOf } from './ratio.ts';

export type RetentionRates = {
  /** What the customers of the opening pay at the closing, in percent of what they paid. */
  net_revenue_retention: Decimal | null;
  /** The same with each customer counted up to what it paid. */
  gross_revenue_retention: Decimal | null;
  /** Customers of the opening that still pay, in percent. */
  customer_retention: Decimal | null;
  /** 100 less that. */
  customer_churn: Decimal | null;
};

/**
 * Retention of the customers who paid at the opening, from what each pays at the opening and at the closing, in percent,
 * each rounded once; null when nobody paid. New customers and returns from before are left out.
 *
 * NRR = sum of after / sum of before; GRR = sum of the smaller of before and after / sum of before. Over a year this is
 * what investors ask for; `mrrRates` tells the same from sums of movements, where a customer who left and came back within
 * the period counts as lost.
 *
 * Source: the SaaS Metrics Standards Board ("Gross revenue retention", "Net revenue retention").
 *
 * @throws BillingError validation_failed
 * @example
 * const customers = [{ mrr_before: '100', mrr_after: '150' }, { mrr_before: '100', mrr_after: '0' }, { mrr_before: '0', mrr_after: '70' }];
 * const rates = retentionRates(customers, { scale: 2, mode: 'half_up' });
 * [rates.net_revenue_retention, rates.gross_revenue_retention, rates.customer_retention] // ['75', '50', '50']
 */
export function retentionRates(
  customers: readonly { mrr_before: DecimalLike; mrr_after: DecimalLike }[],
  rounding: Rounding,
): RetentionRates {
  const opening = customers
    .map(({ mrr_before, mrr_after }) => ({ before: parseDecimal(mrr_before), after: parseDecimal(mrr_after) }))
    .filter(({ before }) => before.greaterThan(0));
  const kept = opening.filter(({ after }) => after.greaterThan(0)).length;
  const base = toFraction(sumDecimals(opening.map(({ before }) => before)));
  const revenue = (amounts: Decimal[]) => percentOf(toFraction(sumDecimals(amounts)), base, rounding);
  const count = (number: number) =>
    percentOf(wholeFraction(BigInt(number)), wholeFraction(BigInt(opening.length)), rounding);
  return {
    net_revenue_retention: revenue(opening.map(({ after }) => after)),
    gross_revenue_retention: revenue(opening.map(({ before, after }) => Decimal.min(before, after))),
    customer_retention: count(kept),
    customer_churn: count(opening.length - kept),
  };
}
