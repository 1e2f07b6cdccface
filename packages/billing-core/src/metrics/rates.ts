import {
  addFractions,
  type Decimal,
  type DecimalLike,
  type Fraction,
  type Rounding,
  subtractFractions,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import { percentOf, quotientOrNull, roundedOrNull } from './ratio.ts';

/** The movements of a period, as `sumMovements` or `reconcileMovements` give them; what is left out is nothing. */
export type RatesInput = {
  /** MRR at the beginning of the period. */
  starting_mrr: DecimalLike;
  new?: DecimalLike | null;
  expansion?: DecimalLike | null;
  contraction?: DecimalLike | null;
  churn?: DecimalLike | null;
  reactivation?: DecimalLike | null;
  /** Counts customers who came back as retained. */
  retention_counts_reactivation?: boolean | null;
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
 * The rates of a period from its movements, in percent, each exact and rounded once:
 *
 * - gross churn = (churn + contraction) / start
 * - net churn = (churn + contraction - expansion - reactivation) / start
 * - NRR = (start + expansion - contraction - churn) / start, plus reactivation where it is asked for
 * - GRR = (start - contraction - churn) / start
 * - quick ratio = (new + expansion + reactivation) / (churn + contraction), a plain number
 *
 * Sources: ChartMogul's help centre for churn, net churn and quick ratio (which is Mamoon Hamid's); the SaaS Metrics
 * Standards Board for NRR and GRR. New business is in no rate but the quick ratio.
 *
 * @throws BillingError validation_failed
 * @example
 * const rates = mrrRates({ starting_mrr: '10000', churn: '200', contraction: '100', expansion: '500' }, { scale: 2, mode: 'half_up' });
 * [rates.gross_mrr_churn_rate, rates.net_mrr_churn_rate] // ['3', '-2']
 * [rates.net_revenue_retention, rates.gross_revenue_retention, rates.quick_ratio] // ['102', '97', '1.67']
 * @example mrrRates({ starting_mrr: '0', new: '100' }, { scale: 2, mode: 'half_up' }).quick_ratio // null
 */
export function mrrRates(input: RatesInput, rounding: Rounding): MrrRates {
  const read = (value: DecimalLike | null | undefined) => toFraction(value ?? '0');
  const start = read(input.starting_mrr);
  const lost = addFractions(read(input.churn), read(input.contraction));
  const expansion = read(input.expansion);
  const regained = addFractions(expansion, read(input.reactivation));
  const kept = input.retention_counts_reactivation === true ? regained : expansion;
  const percent = (part: Fraction) => percentOf(part, start, rounding);
  return {
    gross_mrr_churn_rate: percent(lost),
    net_mrr_churn_rate: percent(subtractFractions(lost, regained)),
    net_revenue_retention: percent(subtractFractions(addFractions(start, kept), lost)),
    gross_revenue_retention: percent(subtractFractions(start, lost)),
    quick_ratio: roundedOrNull(quotientOrNull(addFractions(read(input.new), regained), lost), rounding),
  };
}

/**
 * Customers lost in a period, in percent of those at its start, rounded once; null when there were none. Customers who came
 * and went within the period are in neither.
 *
 * Source: ChartMogul's help centre ("Customer churn rate").
 *
 * @example customerChurn(3, 40, { scale: 2, mode: 'half_up' }) // 7.5
 * @example customerChurn(0, 0, { scale: 2, mode: 'half_up' }) // null
 */
export function customerChurn(churned: number, atStart: number, rounding: Rounding): Decimal | null {
  return percentOf(wholeFraction(BigInt(churned)), wholeFraction(BigInt(atStart)), rounding);
}
