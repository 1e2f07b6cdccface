import type { Portion } from '../../catalog/rate.ts';
import { Decimal, type DecimalLike, parseDecimal, type Rounding, sumDecimals } from '../../money/index.ts';
import { prorate } from './prorate.ts';

export type PlanChange = { credit: Decimal; charge: Decimal; net: Decimal };

/**
 * Credit for the unused part of the old amount and charge for the same part of the new one. Each is rounded; the net is
 * the sum of the rounded lines, which can differ by a cent from rounding the exact net.
 *
 * @example from 100 to 30 with 17 of 31 days left: credit -54.84, charge 16.45, net -38.39
 */
export function planChange(
  oldAmount: DecimalLike,
  newAmount: DecimalLike,
  left: Portion,
  rounding: Rounding,
): PlanChange {
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
 * The lines of a change of several components: for each a credit, then a charge. Lines of zero are left out.
 */
export function componentsChange(
  components: readonly ChangedComponent[],
  left: Portion,
  rounding: Rounding,
): { lines: Decimal[]; net: Decimal } {
  const lines = components
    .flatMap((component) => componentLines(component, left, rounding))
    .filter((line) => !line.isZero());
  return { lines, net: sumDecimals(lines) };
}

function componentLines(component: ChangedComponent, left: Portion, rounding: Rounding): Decimal[] {
  if (component.usage === true) return [];
  if (component.one_time === true) return [prorate(component.new_amount, { part: 1, whole: 1 }, rounding)];
  const portion = { part: left.part, whole: component.own_period_days ?? left.whole };
  const { credit, charge } = planChange(component.old_amount, component.new_amount, portion, rounding);
  return [credit, charge];
}

/**
 * A credit never exceeds what was paid less the credits already given, and is never below zero.
 * @example cappedCredit('300', '200', '50') // 150
 */
export function cappedCredit(potential: DecimalLike, paid: DecimalLike, earlierCredits: DecimalLike): Decimal {
  return Decimal.max(0, Decimal.min(parseDecimal(potential), parseDecimal(paid).minus(parseDecimal(earlierCredits))));
}
