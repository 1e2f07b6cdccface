import type { Portion } from '../../catalog/rate.ts';
import { type Decimal, type DecimalLike, parseDecimal, type Rounding, sumDecimals } from '../../money/index.ts';
import { prorate } from './prorate.ts';

export type ChangeAmounts = { credit: Decimal; charge: Decimal; net: Decimal };

/**
 * Credit for the unused part of the old amount and charge for the same part of the new one, in major units. Each is
 * rounded; the net is the sum of the rounded lines, which can differ by a cent from rounding the exact net.
 *
 * @param rounding of each of the two; exact when left out
 * @example changeAmounts('100', '30', { part: 17, whole: 31 }, { scale: 2, mode: 'half_up' }) // { credit: '-54.84', charge: '16.45', net: '-38.39' }
 */
export function changeAmounts(
  oldAmount: DecimalLike,
  newAmount: DecimalLike,
  left: Portion,
  rounding?: Rounding,
): ChangeAmounts {
  const credit = prorate(parseDecimal(oldAmount).neg(), left, rounding);
  const charge = prorate(newAmount, left, rounding);
  return { credit, charge, net: credit.plus(charge) };
}

export type ChangedComponent = {
  old_amount: DecimalLike;
  new_amount: DecimalLike;
  /** Never prorated: what was used is billed as used. */
  usage?: boolean;
  /** Charged in full when it is new, and not given back. */
  one_time?: boolean;
  /** Days of the component's own period, where it is billed in another interval than the plan. */
  own_period_days?: number;
};

/**
 * The amounts of a change of several components: for each a credit, then a charge. Those of zero are left out.
 *
 * @param left the part of the period that is left, and the whole of it
 * @example
 * const cents = { scale: 2, mode: 'half_up' };
 * const seats = { old_amount: '50', new_amount: '100' };
 * const setup = { old_amount: '0', new_amount: '1000', one_time: true };
 * componentsChange([seats, setup], { part: 15, whole: 30 }, cents) // { lines: ['-25', '50', '1000'], net: '1025' }
 */
export function componentsChange(
  components: readonly ChangedComponent[],
  left: Portion,
  rounding?: Rounding,
): { lines: Decimal[]; net: Decimal } {
  const lines = components
    .flatMap((component) => componentAmounts(component, left, rounding))
    .filter((line) => !line.isZero());
  return { lines, net: sumDecimals(lines) };
}

function componentAmounts(component: ChangedComponent, left: Portion, rounding: Rounding | undefined): Decimal[] {
  if (component.usage === true) return [];
  if (component.one_time === true) return [prorate(component.new_amount, { part: 1, whole: 1 }, rounding)];
  const portion = { part: left.part, whole: component.own_period_days ?? left.whole };
  const { credit, charge } = changeAmounts(component.old_amount, component.new_amount, portion, rounding);
  return [credit, charge];
}
