import { type Decimal, type DecimalLike, parseDecimal, type Rounding, roundDecimal } from '../money/index.ts';

export type LifetimeValueInput = {
  /** Average revenue per account and month; from `mrr` and `customers` unless given. */
  arpa?: DecimalLike;
  mrr?: DecimalLike;
  customers?: number;
  churn_percent: DecimalLike;
  /** 100 unless given. */
  gross_margin_percent?: DecimalLike;
  /** Cost to acquire a customer. */
  cac?: DecimalLike;
};

export type LifetimeValue = {
  arpa: Decimal | null;
  ltv: Decimal | null;
  payback_months: Decimal | null;
  ltv_to_cac: Decimal | null;
};

/**
 * LTV = ARPA x margin / churn; payback = CAC / (ARPA x margin). Each is computed exactly and rounded once; null where it
 * would divide by zero.
 *
 * @example ARPA 50, margin 80 %, churn 5 %, CAC 300: LTV 800, payback 7.5 months, LTV to CAC 2.67
 */
export function lifetimeValue(input: LifetimeValueInput, rounding: Rounding): LifetimeValue {
  const arpa = averageRevenue(input);
  const monthlyMargin = arpa?.times(parseDecimal(input.gross_margin_percent ?? '100')).div(100) ?? null;
  const ltv = quotient(monthlyMargin?.times(100) ?? null, parseDecimal(input.churn_percent));
  const cac = input.cac === undefined ? null : parseDecimal(input.cac);
  const rounded = (value: Decimal | null) => value && roundDecimal(value, rounding.scale, rounding.mode);
  return {
    arpa: rounded(arpa),
    ltv: rounded(ltv),
    payback_months: rounded(quotient(cac, monthlyMargin)),
    ltv_to_cac: rounded(quotient(ltv, cac)),
  };
}

function averageRevenue({ arpa, mrr, customers }: LifetimeValueInput): Decimal | null {
  if (arpa !== undefined) return parseDecimal(arpa);
  if (mrr === undefined || customers === undefined) return null;
  return quotient(parseDecimal(mrr), parseDecimal(BigInt(customers)));
}

function quotient(dividend: Decimal | null, divisor: Decimal | null): Decimal | null {
  return dividend === null || divisor === null || divisor.isZero() ? null : dividend.div(divisor);
}
