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
  const sums: RetentionSums = {
    opening_mrr: sumDecimals(opening.map(({ before }) => before)),
    kept_mrr: sumDecimals(opening.map(({ after }) => after)),
    kept_mrr_at_most: sumDecimals(opening.map(({ before, after }) => Decimal.min(before, after))),
    opening_customers: opening.length,
    lost_customers: opening.filter(({ after }) => !after.greaterThan(0)).length,
  };
  return retentionOfSums(sums, rounding);
}

/** Of the customers who paid at the opening. */
export type RetentionSums = {
  /** What they paid, what they pay at the closing, and that with each counted up to what it paid. */
  opening_mrr: DecimalLike;
  kept_mrr: DecimalLike;
  kept_mrr_at_most: DecimalLike;
  opening_customers: number;
  /** Those who pay nothing at the closing. */
  lost_customers: number;
};

/**
 * The same from sums, for those who cannot name every customer.
 *
 * @throws BillingError validation_failed
 * @example
 * const sums = { opening_mrr: '200', kept_mrr: '150', kept_mrr_at_most: '100', opening_customers: 2, lost_customers: 1 };
 * retentionOfSums(sums, { scale: 2, mode: 'half_up' }) // { net_revenue_retention: '75', gross_revenue_retention: '50', customer_retention: '50', customer_churn: '50' }
 */
export function retentionOfSums(sums: RetentionSums, rounding: Rounding): RetentionRates {
  const base = toFraction(sums.opening_mrr);
  const revenue = (amount: DecimalLike) => percentOf(toFraction(amount), base, rounding);
  const customers = wholeFraction(BigInt(sums.opening_customers));
  const count = (number: number) => percentOf(wholeFraction(BigInt(number)), customers, rounding);
  return {
    net_revenue_retention: revenue(sums.kept_mrr),
    gross_revenue_retention: revenue(sums.kept_mrr_at_most),
    customer_retention: count(sums.opening_customers - sums.lost_customers),
    customer_churn: count(sums.lost_customers),
  };
}
