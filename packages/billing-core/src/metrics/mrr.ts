import { BillingError } from '../errors/index.ts';
import {
  type Decimal,
  type DecimalLike,
  divideFractions,
  type Fraction,
  multiplyFractions,
  type Rounding,
  subtractFractions,
  sumFractions,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import type { Interval } from '../time/index.ts';
import { roundedRatio } from './ratio.ts';

export type RecurringItem = {
  /** Of one, for one period, without tax. */
  amount: DecimalLike;
  interval: Interval;
  interval_count: number;
  /** 1 unless given. */
  quantity?: DecimalLike;
  /** What a lasting discount takes off one period, of all units together. Nothing unless given. */
  discount?: DecimalLike;
};

/** Intervals in a year: what a period's amount is multiplied by, before the twelfth of it is a month's. */
const PER_YEAR: Readonly<Record<Interval, bigint>> = {
  day: 365n,
  week: 52n,
  month: 12n,
  quarter: 4n,
  half_year: 2n,
  year: 1n,
};

/**
 * Monthly recurring revenue of items: month/n, quarter/3n, half_year/6n, year/12n, week x 52/12/n, day x 365/12/n, each of
 * amount x quantity - discount. ARR is twelve times the exact sum. Fractions are exact, added, and rounded once.
 *
 * What counts: fees that recur, without tax, after discounts that last. What does not: one-time fees, usage, a discount of
 * a single invoice, anything before a trial converts or while a subscription is paused (see `countsTowardMrr`).
 *
 * Source: the help centre of ChartMogul ("MRR", "Discounts"); 52 weeks and 365 days a year as Flowglad has it.
 *
 * @throws BillingError validation_failed for an interval that is not known or a count that is not a whole number above zero
 * @example normalizeMrr([{ amount: '299', interval: 'quarter', interval_count: 1 }], { scale: 2, mode: 'half_up' }) // { mrr: '99.67', arr: '1196' }
 * @example normalizeMrr([{ amount: '15', quantity: '10', discount: '30', interval: 'month', interval_count: 1 }], { scale: 2, mode: 'half_up' }).mrr // 120
 * @example normalizeMrr([{ amount: '1', interval: 'month', interval_count: 0 }], { scale: 2, mode: 'half_up' }) // throws validation_failed
 */
export function normalizeMrr(items: readonly RecurringItem[], rounding: Rounding): { mrr: Decimal; arr: Decimal } {
  const yearly = sumFractions(items.map(perYear));
  return {
    mrr: roundedRatio(divideFractions(yearly, TWELVE), rounding),
    arr: roundedRatio(yearly, rounding),
  };
}

const TWELVE = wholeFraction(12n);

function perYear({ amount, quantity = '1', discount = '0', interval, interval_count }: RecurringItem): Fraction {
  const perPeriod = subtractFractions(
    multiplyFractions(toFraction(amount), toFraction(quantity)),
    toFraction(discount),
  );
  const intervals = PER_YEAR[interval] as bigint | undefined;
  const count = Number(interval_count);
  if (intervals === undefined || !Number.isSafeInteger(count) || count < 1) {
    throw new BillingError(
      'validation_failed',
      `"every ${interval_count} ${interval}" is no period; use a whole count above zero of ${Object.keys(PER_YEAR).join(', ')}.`,
    );
  }
  return multiplyFractions(perPeriod, { n: intervals, d: BigInt(count) });
}
