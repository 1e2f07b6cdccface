import {
  currencyExponent,
  type Decimal,
  type DecimalLike,
  parseDecimal,
  type RoundingMode,
  roundDecimal,
} from '../money/index.ts';

export type Conversion = {
  /** Major units of the source currency. */
  amount: DecimalLike;
  to: string;
  /** Units of the target for one unit of the source; with `divide`, of the source for one of the target. */
  rate: DecimalLike;
  rate_direction: 'multiply' | 'divide';
  /** Without a mode the result stays exact, for sums that are rounded later. */
  mode?: RoundingMode;
};

/**
 * Converts an amount at a rate and rounds once, to the minor units of the target.
 *
 * @throws BillingError unknown_currency
 * @example convert({ amount: '12.34', to: 'JPY', rate: '149.87', rate_direction: 'multiply', mode: 'half_up' }) // 1849
 */
export function convert({ amount, to, rate, rate_direction, mode }: Conversion): Decimal {
  const source = parseDecimal(amount);
  const factor = parseDecimal(rate);
  const exact = rate_direction === 'multiply' ? source.times(factor) : source.div(factor);
  return mode === undefined ? exact : roundDecimal(exact, currencyExponent(to), mode);
}
