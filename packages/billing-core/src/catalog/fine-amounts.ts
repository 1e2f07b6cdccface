import { currencyExponent, Decimal } from '../money/index.ts';
import type { Pricing } from './pricing.ts';

/** An amount that a currency cannot have. */
export type FineAmount = { path: (string | number)[]; message: string };

/**
 * The amounts of a pricing that are charged as they are and have more decimals than the currency: nobody can pay half a
 * yen. Prices of a unit, a package or a transaction may be finer, since their product with a quantity is rounded.
 *
 * @throws BillingError unknown_currency
 * @example fineAmounts(Pricing.parse({ model: 'flat', amount: '100.5' }), 'JPY') // [{ path: ['amount'], message: 'is 100.5, and JPY has no decimals; round it to 101' }]
 * @example fineAmounts(Pricing.parse({ model: 'flat', amount: '100.5' }), 'USD') // []
 * @example fineAmounts(Pricing.parse({ model: 'per_unit', unit_amount: '0.0004', minimum_amount: '9.999' }), 'EUR')[0].message // 'is 9.999, and EUR has 2 decimals; round it to 10'
 * @example fineAmounts(Pricing.parse({ model: 'package', package_size: '1000', package_amount: '0.0015' }), 'USD') // []
 */
export function fineAmounts(pricing: Pricing, currency: string): FineAmount[] {
  const places = currencyExponent(currency);
  return chargedWhole(pricing).flatMap(([path, amount]) => {
    const exact = new Decimal(amount);
    if (exact.decimalPlaces() <= places) return [];
    const decimals = places === 0 ? 'no decimals' : `${places} decimals`;
    const rounded = exact.toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed();
    return [{ path, message: `is ${exact.toFixed()}, and ${currency} has ${decimals}; round it to ${rounded}` }];
  });
}

type Whole = [path: (string | number)[], amount: string];

function chargedWhole(pricing: Pricing): Whole[] {
  const { commitment } = pricing;
  const amounts: [path: (string | number)[], amount: string | undefined][] = [
    ...ofModel(pricing),
    [['commitment', 'amount'], commitment?.amount],
    [['maximum_amount'], pricing.maximum_amount],
    [['minimum_amount'], pricing.minimum_amount],
  ];
  return amounts.flatMap(([path, amount]): Whole[] => (amount === undefined ? [] : [[path, amount]]));
}

function ofModel(pricing: Pricing): [path: (string | number)[], amount: string | undefined][] {
  if (pricing.model === 'flat') return [[['amount'], pricing.amount]];
  if (!('tiers' in pricing)) return [];
  return pricing.tiers.map(({ flat_amount }, at) => [['tiers', at, 'flat_amount'], flat_amount]);
}
