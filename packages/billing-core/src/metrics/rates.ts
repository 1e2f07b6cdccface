import { type Decimal, type DecimalLike, parseDecimal, type Rounding, roundDecimal } from '../money/index.ts';

export type RatesInput = {
  starting_mrr: DecimalLike;
  new?: DecimalLike;
  expansion?: DecimalLike;
  contraction?: DecimalLike;
  churn?: DecimalLike;
  reactivation?: DecimalLike;
  /** Counts customers who came back as retained. */
  retention_counts_reactivation?: boolean;
};

/** Percents, but for the quick ratio. null where the divisor is zero: no revenue to lose, or none lost. */
export type MrrRates = {
  gross_mrr_churn_rate: Decimal | null;
  net_mrr_churn_rate: Decimal | null;
  net_revenue_retention: Decimal | null;
  gross_revenue_retention: Decimal | null;
  quick_ratio: Decimal | null;
};

/**
 * - gross churn = (churn + contraction) / start
 * - net churn = (churn + contraction - expansion - reactivation) / start
 * - NRR = (start + expansion - contraction - churn) / start
 * - GRR = (start - contraction - churn) / start
 * - quick ratio = (new + expansion + reactivation) / (churn + contraction)
 *
 * @example start 10000, churn 200, contraction 100, expansion 500: 3 %, -2 %, NRR 102 %, GRR 97 %
 */
export function mrrRates(input: RatesInput, rounding: Rounding): MrrRates {
  const read = (value: DecimalLike | undefined) => parseDecimal(value ?? '0');
  const start = read(input.starting_mrr);
  const lost = read(input.churn).plus(read(input.contraction));
  const expansion = read(input.expansion);
  const reactivation = read(input.reactivation);
  const kept = input.retention_counts_reactivation === true ? expansion.plus(reactivation) : expansion;
  const gained = read(input.new).plus(expansion).plus(reactivation);
  return {
    gross_mrr_churn_rate: percentage(lost, start, rounding),
    net_mrr_churn_rate: percentage(lost.minus(expansion).minus(reactivation), start, rounding),
    net_revenue_retention: percentage(start.plus(kept).minus(lost), start, rounding),
    gross_revenue_retention: percentage(start.minus(lost), start, rounding),
    quick_ratio: lost.isZero() ? null : roundDecimal(gained.div(lost), rounding.scale, rounding.mode),
  };
}

/** Customers lost, in percent of those at the start; null when there were none. */
export function customerChurn(churned: number, atStart: number, rounding: Rounding): Decimal | null {
  return percentage(parseDecimal(BigInt(churned)), parseDecimal(BigInt(atStart)), rounding);
}

function percentage(part: Decimal, whole: Decimal, { scale, mode }: Rounding): Decimal | null {
  return whole.isZero() ? null : roundDecimal(part.times(100).div(whole), scale, mode);
}
