import { type Rated, rate } from '../catalog/rate.ts';
import type { DecimalLike, Derivation, RoundingMode } from '../money/index.ts';

/**
 * quantity x unit price, rounded once to the minor unit, with its derivation.
 * @example lineAmount('3', '99.995', 'USD', { mode: 'half_up' }).amount // 29999n
 */
export function lineAmount(
  quantity: DecimalLike,
  unitPrice: string,
  currency: string,
  rounding: { mode: RoundingMode },
): Rated & { derivation: Derivation } {
  return rate({ model: 'per_unit', unit_amount: unitPrice, per_units: '1' }, quantity, currency, rounding);
}
