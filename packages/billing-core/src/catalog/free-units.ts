import { Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';

export type FreeUnits = {
  billable_quantity: Decimal;
  previous_billable_quantity: Decimal;
  discounted_quantity: Decimal;
};

/**
 * Free units are used up in order of time, first by the earlier slices of the period.
 * @example freeUnits('10', '5', '15') // { billable_quantity: '10', previous_billable_quantity: '0', discounted_quantity: '5' }
 */
export function freeUnits(freeQuantity: DecimalLike, previousQuantity: DecimalLike, quantity: DecimalLike): FreeUnits {
  const free = parseDecimal(freeQuantity);
  const before = parseDecimal(previousQuantity);
  const now = parseDecimal(quantity);
  const left = Decimal.max(0, free.minus(before));
  const discounted = Decimal.min(left, now);
  return {
    billable_quantity: now.minus(discounted),
    previous_billable_quantity: Decimal.max(0, before.minus(free)),
    discounted_quantity: discounted,
  };
}

/**
 * A base fee with included units, and a price for what goes over them.
 * @example feeWithIncludedUnits({ base_amount: '100', included_units: '1000', overage_unit_amount: '0.05', quantity: '1200' }) // { overage_units: '200', amount: '110' }
 */
export function feeWithIncludedUnits(input: {
  base_amount: DecimalLike;
  included_units: DecimalLike;
  overage_unit_amount: DecimalLike;
  quantity: DecimalLike;
}): { overage_units: Decimal; amount: Decimal } {
  const over = Decimal.max(0, parseDecimal(input.quantity).minus(parseDecimal(input.included_units)));
  return {
    overage_units: over,
    amount: parseDecimal(input.base_amount).plus(over.times(parseDecimal(input.overage_unit_amount))),
  };
}
