import { type Decimal, type DecimalLike, type Rounding, roundDecimal } from '../money/index.ts';
import { taxAmount } from '../taxes/index.ts';

/**
 * Net, tax and total of a credited item: net and tax are each rounded from the exact amount, the total is their sum.
 * @example creditAmounts('42.14', '20', { scale: 2, mode: 'half_up' }) // 42.14, 8.43, 50.57
 */
export function creditAmounts(
  itemAmount: DecimalLike,
  taxPercent: DecimalLike,
  rounding: Rounding,
): { net: Decimal; tax: Decimal; total: Decimal } {
  const net = roundDecimal(itemAmount, rounding.scale, rounding.mode);
  const tax = taxAmount(itemAmount, taxPercent, rounding);
  return { net, tax, total: net.plus(tax) };
}
