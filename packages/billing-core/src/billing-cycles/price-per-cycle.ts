import { type DecimalLike, decimalText, multiply } from '../money/index.ts';
import { type Interval, intervalStep } from '../time/index.ts';

type Length = { interval: Interval; interval_count: number };

/**
 * What a product costs for one period of a cycle, from its price for an interval of its own: a monthly price three times
 * for a quarter. Exact decimal text in major units; null where the period is no whole number of those intervals, for
 * which no price follows.
 *
 * @example pricePerCycle({ unit_amount: '99', interval: 'month', interval_count: 1 }, { interval: 'quarter', interval_count: 1 }) // '297'
 * @example pricePerCycle({ unit_amount: '99', interval: 'year', interval_count: 1 }, { interval: 'month', interval_count: 1 }) // null
 * @example pricePerCycle({ unit_amount: '5', interval: 'day', interval_count: 1 }, { interval: 'week', interval_count: 2 }) // '70'
 */
export function pricePerCycle(price: Length & { unit_amount: DecimalLike }, cycle: Length): string | null {
  const own = intervalStep(price.interval);
  const wanted = intervalStep(cycle.interval);
  const times = (wanted.size * cycle.interval_count) / (own.size * price.interval_count);
  if (own.unit !== wanted.unit || !Number.isInteger(times)) return null;
  return decimalText(multiply(price.unit_amount, BigInt(times)));
}
