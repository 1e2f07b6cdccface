import { Decimal, type DecimalLike, decimalText, parseDecimal, type Rounding, roundIfAsked } from '../money/index.ts';
import { underCommitment } from './limits.ts';
import type { Portion } from './portion.ts';

export type SpendLimits = {
  charges: DecimalLike;
  minimum?: DecimalLike;
  maximum?: DecimalLike;
  /** What the same period was billed before; the maximum counts it. */
  previously_billed?: DecimalLike;
  percent_discount?: DecimalLike;
  /** The minimum is made up on the last invoice of the period only. */
  last_in_period: boolean;
  rounding?: Rounding;
};

export type LimitedSpend = {
  percent_discount_amount: Decimal;
  maximum_spend_discount: Decimal;
  minimum_spend_true_up: Decimal;
  total: Decimal;
};

/**
 * Percent discount first, then the maximum, then the minimum. Source: OpenMeter.
 * @example
 * const input = { charges: '200', percent_discount: '50', previously_billed: '35', maximum: '100', last_in_period: true };
 * applySpendLimits(input).maximum_spend_discount // 35
 * applySpendLimits(input).total // 65
 */
export function applySpendLimits(input: SpendLimits): LimitedSpend {
  const charges = parseDecimal(input.charges);
  const before = parseDecimal(input.previously_billed ?? '0');
  const discount = roundIfAsked(charges.times(parseDecimal(input.percent_discount ?? '0')).div(100), input.rounding);
  const discounted = charges.minus(discount);
  const over =
    input.maximum === undefined ? new Decimal(0) : before.plus(discounted).minus(parseDecimal(input.maximum));
  const overMaximum = Decimal.max(0, Decimal.min(over, discounted));
  const billed = discounted.minus(overMaximum);
  const missing = parseDecimal(input.minimum ?? '0')
    .minus(before)
    .minus(billed);
  const trueUp = input.last_in_period ? Decimal.max(0, missing) : new Decimal(0);
  return {
    percent_discount_amount: discount,
    maximum_spend_discount: overMaximum,
    minimum_spend_true_up: trueUp,
    total: billed.plus(trueUp),
  };
}

/**
 * What is missing to a minimum, prorated by days where only a part of the period is billed; never below zero.
 * @example minimumTrueUp('10', '2', { part: 15, whole: 31 }, { scale: 2, mode: 'half_up' }) // 2.84
 */
export function minimumTrueUp(
  minimum: DecimalLike,
  used: DecimalLike,
  portion?: Portion,
  rounding?: Rounding,
): Decimal {
  const whole = parseDecimal(minimum);
  const due = portion === undefined ? whole : whole.times(portion.part).div(portion.whole);
  return roundIfAsked(Decimal.max(0, due.minus(parseDecimal(used))), rounding);
}

export type WindowCommitment = { commitment_amount: DecimalLike; overage_factor: DecimalLike; true_up: boolean };

/**
 * What one window costs under a commitment: above it the commitment and the excess times the factor, below it the
 * commitment with true-up, the usage without. Exact. Source: Flexprice.
 *
 * @example
 * const commitment = { commitment_amount: '100', overage_factor: '1.5', true_up: true };
 * priceCommitment('120', commitment) // 130
 * priceCommitment('80', commitment) // 100
 * priceCommitment('80', { ...commitment, true_up: false }) // 80
 */
export function priceCommitment(usageCost: DecimalLike, commitment: WindowCommitment): Decimal {
  const { commitment_amount, overage_factor, true_up } = commitment;
  const terms = { amount: decimalText(commitment_amount), overage_factor: decimalText(overage_factor), true_up };
  return underCommitment(terms, parseDecimal(usageCost), undefined, null);
}
