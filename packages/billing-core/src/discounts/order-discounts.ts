import { compareFractions, toFraction } from '../money/index.ts';
import type { Discount } from './apply-discounts.ts';

/**
 * - in_order: as given
 * - percent_first, fixed_first: by type, within a type as given
 * - by_value: percents first, within a type the larger first, then by the lines they are for: the same totals in
 *   whatever order the discounts are given
 */
export type DiscountOrder = 'in_order' | 'percent_first' | 'fixed_first' | 'by_value';

/**
 * Discounts in the order in which they are taken, each with its position in the list that was given, from 0.
 *
 * @throws BillingError validation_failed when the order looks at values and one is not a decimal
 * @example
 * const ten = { type: 'percent', value: '10' };
 * const five = { type: 'fixed', value: '5' };
 * orderDiscounts([five, ten], 'percent_first').map(({ index }) => index) // [1, 0]
 */
export function orderDiscounts(
  discounts: readonly Discount[],
  order: DiscountOrder,
): { discount: Discount; index: number }[] {
  const numbered = discounts.map((discount, index) => ({ discount, index }));
  if (order === 'in_order') return numbered;
  if (order === 'by_value') return numbered.sort((left, right) => byValue(left.discount, right.discount));
  const first = order === 'percent_first' ? 'percent' : 'fixed';
  const isFirst = ({ discount }: { discount: Discount }) => discount.type === first;
  return [...numbered.filter(isFirst), ...numbered.filter((entry) => !isFirst(entry))];
}

function byValue(left: Discount, right: Discount): number {
  if (left.type !== right.type) return left.type === 'percent' ? -1 : 1;
  const larger = compareFractions(toFraction(right.value), toFraction(left.value));
  return larger === 0 ? compareTexts(linesOf(left), linesOf(right)) : larger;
}

// A discount for all lines comes before one for some; the names only fix an order.
function linesOf({ applies_to }: Discount): string {
  return applies_to === undefined ? '' : `/${[...applies_to].sort().join('/')}`;
}

function compareTexts(left: string, right: string): number {
  return Number(left > right) - Number(left < right);
}
