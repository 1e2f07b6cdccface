import { type Decimal, type DecimalLike, parseDecimal, type Rounding, settle } from '../money/index.ts';

export type SplitGross = { net: Decimal; tax: Decimal };

/**
 * Net and tax of an amount in major units that contains its tax. One part is rounded, the other is the difference, so
 * they add up.
 *
 * - net: net = round(gross / (1 + rate))
 * - tax: tax = round(gross x rate / (1 + rate))
 *
 * @throws BillingError validation_failed
 * @example splitGross('100', '20', { scale: 2, mode: 'half_up' }, 'net') // { net: '83.33', tax: '16.67' }
 */
export function splitGross(
  gross: DecimalLike,
  percent: DecimalLike,
  rounding: Rounding,
  roundedPart: 'net' | 'tax',
): SplitGross {
  const whole = parseDecimal(gross);
  const rate = parseDecimal(percent);
  const hundredAndRate = rate.plus(100);
  const exact = roundedPart === 'net' ? whole.times(100).div(hundredAndRate) : whole.times(rate).div(hundredAndRate);
  const rounded = settle(exact, rounding.scale, rounding.mode);
  const rest = whole.minus(rounded);
  return roundedPart === 'net' ? { net: rounded, tax: rest } : { net: rest, tax: rounded };
}

/**
 * Tax in major units on an amount that does not contain it.
 *
 * @throws BillingError validation_failed
 * @example taxAmount('100', '8.875', { scale: 2, mode: 'half_up' }) // 8.88
 */
export function taxAmount(taxable: DecimalLike, percent: DecimalLike, rounding: Rounding): Decimal {
  return settle(parseDecimal(taxable).times(parseDecimal(percent)).div(100), rounding.scale, rounding.mode);
}
