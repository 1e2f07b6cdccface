import { Decimal, type DecimalLike, parseDecimal, type Rounding, roundDecimal } from '../money/index.ts';
import type { Interval } from '../time/index.ts';

export type RecurringItem = {
  /** Of one, for one period. */
  amount: DecimalLike;
  interval: Interval;
  interval_count: number;
  /** 1 unless given. */
  quantity?: DecimalLike;
};

/** Intervals in a year: what a period's amount is multiplied by, before the twelfth of it is a month's. */
const PER_YEAR: Record<Interval, number> = { day: 365, week: 52, month: 12, quarter: 4, half_year: 2, year: 1 };

/**
 * Monthly recurring revenue of items: month/n, quarter/3n, half_year/6n, year/12n, week x 52/12/n, day x 365/12/n.
 * Exact quotients are added and rounded once. ARR is the exact sum times twelve.
 *
 * @example 299 a quarter: MRR 99.67, ARR 1196
 */
export function normalizeMrr(items: readonly RecurringItem[], rounding: Rounding): { mrr: Decimal; arr: Decimal } {
  // Over one denominator, so that three thirds are a whole: no quotient is rounded before the sum.
  const denominator = items.reduce((product, item) => product.times(item.interval_count), new Decimal(1));
  const yearly = items.reduce((sum, { amount, quantity, interval, interval_count }) => {
    const perPeriod = parseDecimal(amount).times(parseDecimal(quantity ?? '1'));
    return sum.plus(perPeriod.times(PER_YEAR[interval]).times(denominator).div(interval_count));
  }, new Decimal(0));
  const { scale, mode } = rounding;
  return {
    mrr: roundDecimal(yearly.div(denominator.times(12)), scale, mode),
    arr: roundDecimal(yearly.div(denominator), scale, mode),
  };
}
