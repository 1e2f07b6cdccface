import {
  type Decimal,
  type DecimalLike,
  divideFractions,
  type Fraction,
  multiplyFractions,
  type Rounding,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import { HUNDRED, quotientOrNull, roundedOrNull } from './ratio.ts';

export type LifetimeValueInput = {
  /** Average revenue per account and month; from `mrr` and `customers` unless given. */
  arpa?: DecimalLike | null;
  mrr?: DecimalLike | null;
  customers?: number | null;
  /** Of customers, a month. */
  churn_percent: DecimalLike;
  /** 100 unless given. */
  gross_margin_percent?: DecimalLike | null;
  /** Cost to acquire a customer. */
  cac?: DecimalLike | null;
};

/** In the currency of the revenue; months for the payback. null where a figure is missing or would divide by zero. */
export type LifetimeValue = {
  arpa: Decimal | null;
  ltv: Decimal | null;
  payback_months: Decimal | null;
  ltv_to_cac: Decimal | null;
};

/**
 * What a customer is worth: LTV = ARPA x gross margin / churn, payback = CAC / (ARPA x gross margin), LTV to CAC their
 * quotient. Each comes from exact figures and is rounded once. Without churn a customer never leaves, and there is no LTV:
 * null.
 *
 * Source: David Skok, "SaaS Metrics 2.0".
 *
 * @throws BillingError validation_failed
 * @example lifetimeValue({ arpa: '50', gross_margin_percent: '80', churn_percent: '5', cac: '300' }, { scale: 2, mode: 'half_up' }) // { arpa: '50', ltv: '800', payback_months: '7.5', ltv_to_cac: '2.67' }
 * @example lifetimeValue({ mrr: '12500', customers: 250, churn_percent: '2.5' }, { scale: 2, mode: 'half_up' }).ltv // 2000
 * @example lifetimeValue({ arpa: '50', churn_percent: '0' }, { scale: 2, mode: 'half_up' }).ltv // null
 */
export function lifetimeValue(input: LifetimeValueInput, rounding: Rounding): LifetimeValue {
  const arpa = averageRevenue(input);
  const margin = divideFractions(toFraction(input.gross_margin_percent ?? '100'), HUNDRED);
  const monthly = arpa === null ? null : multiplyFractions(arpa, margin);
  const churn = divideFractions(toFraction(input.churn_percent), HUNDRED);
  const ltv = quotientOrNull(monthly, churn);
  const cac = readOrNull(input.cac);
  return {
    arpa: roundedOrNull(arpa, rounding),
    ltv: roundedOrNull(ltv, rounding),
    payback_months: roundedOrNull(quotientOrNull(cac, monthly), rounding),
    ltv_to_cac: roundedOrNull(quotientOrNull(ltv, cac), rounding),
  };
}

/**
 * ARPA: MRR over the customers who pay it, rounded once; null without customers.
 *
 * Source: ChartMogul's help centre ("Average revenue per account").
 *
 * @throws BillingError validation_failed
 * @example averageRevenuePerAccount('12500', 250, { scale: 2, mode: 'half_up' }) // 50
 * @example averageRevenuePerAccount('0', 0, { scale: 2, mode: 'half_up' }) // null
 */
export function averageRevenuePerAccount(mrr: DecimalLike, customers: number, rounding: Rounding): Decimal | null {
  return roundedOrNull(averageRevenue({ mrr, customers }), rounding);
}

function averageRevenue({ arpa, mrr, customers }: Partial<LifetimeValueInput>): Fraction | null {
  if (arpa !== undefined && arpa !== null) return toFraction(arpa);
  if (customers === undefined || customers === null) return null;
  return quotientOrNull(readOrNull(mrr), wholeFraction(BigInt(customers)));
}

function readOrNull(value: DecimalLike | null | undefined): Fraction | null {
  return value === undefined || value === null ? null : toFraction(value);
}
