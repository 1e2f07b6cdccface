import { type Rated, rate } from '../catalog/rate.ts';
import type { DecimalLike, Derivation, RoundingMode } from '../money/index.ts';

/**
 * quantity x unit price, rounded once to the minor unit, with its derivation. The price is in major units of the currency and
 * may have up to twelve places; the amount is in minor units.
 *
 * @throws BillingError validation_failed, unknown_currency, amount_out_of_range
 * @example lineAmount('3', '99.995', 'USD', { mode: 'half_up' }).amount // 29999n
 * @example lineAmount('1', '0.005', 'USD', { mode: 'half_even' }).derivation.steps.at(-1).result // '0'
 */
export function lineAmount(
  quantity: DecimalLike,
  unitPrice: string,
  currency: string,
  rounding: { mode: RoundingMode },
): Rated & { derivation: Derivation } {
  return rate({ model: 'per_unit', unit_amount: unitPrice, per_units: '1' }, quantity, currency, rounding);
}
