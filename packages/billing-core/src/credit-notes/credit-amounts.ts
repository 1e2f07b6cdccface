import { type Decimal, type DecimalLike, type Rounding, roundDecimal } from '../money/index.ts';
import { taxAmount } from '../taxes/index.ts';

/**
 * Net, tax and total of one amount to credit, in major units, where there is no invoice to mirror: net and tax are each
 * rounded from the exact amount, the total is their sum. Source: the credit notes of Lago.
 *
 * @throws BillingError validation_failed when the amount or the percent is not a decimal
 * @example
 * creditAmounts('0.076', '20', { scale: 2, mode: 'half_up' }) // { net: '0.08', tax: '0.02', total: '0.1' }
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
