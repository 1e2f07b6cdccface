import { BillingError } from '../../errors/index.ts';
import { addDays, daysBetween, type Period } from '../../time/index.ts';
import { type RecognitionPart, type Recognizable, shareOut } from './recognition-part.ts';
import type { RecognitionPolicy } from './recognition-policy-schema.ts';
import { partsByUsage } from './recognize-by-usage.ts';
import { weightedPeriods } from './weighted-periods.ts';

/**
 * When an invoiced amount is earned: parts of the service period that add up to it exactly, each recognised on its last
 * day. Amounts are minor units, before discount and the discount apart; both are split alike. A negative amount (a credit
 * line) is the mirror of the positive one.
 *
 * - `daily`: one part for each calendar month the service touches, by its days of service. What is left over of the minor
 *   unit goes to the parts that lost most.
 * - `monthly`: one part for each month of service, counted from its first day, all the same; a last month that is not
 *   whole counts by its days.
 * - `point_in_time`: one part on the day of delivery.
 * - `usage`: each use by its share of the expected quantity, rounded down on the running total, so that a later use never
 *   changes an earlier part; what is not used is earned on the last day, what is used beyond is not paid by this amount.
 *
 * How a part came about is told by `explainRecognition`.
 *
 * Source: IFRS 15.35-45 and B44-B47, ASC 606-10-25-27 to 25-37 and 55-46 to 55-49.
 *
 * @param period the service period, half-open
 * @throws BillingError validation_failed when the period has no day, or a use lies outside of it
 * @example
 * const year = { start: '2026-01-15', end: '2026-04-15' };
 * const text = ({ recognize_on, amount }) => `${recognize_on} ${amount}`;
 * planRecognition({ amount: 9000n, discount: 0n }, year, { policy: 'daily' }).map(text) // ['2026-01-31 1700', '2026-02-28 2800', '2026-03-31 3100', '2026-04-14 1400']
 * planRecognition({ amount: 10000n, discount: 0n }, year, { policy: 'monthly' }).map(text) // ['2026-02-14 3334', '2026-03-14 3333', '2026-04-14 3333']
 * planRecognition({ amount: 9000n, discount: 0n }, year, { policy: 'point_in_time', on: '2026-01-20' }).map(text) // ['2026-01-20 9000']
 * planRecognition({ amount: 9000n, discount: 0n }, { start: '2026-01-15', end: '2026-01-15' }, { policy: 'daily' }) // throws validation_failed
 */
export function planRecognition(price: Recognizable, period: Period, policy: RecognitionPolicy): RecognitionPart[] {
  assertServed(period);
  if (policy.policy === 'usage') return partsByUsage(price, period, policy);
  if (policy.policy === 'point_in_time') {
    return [{ start: policy.on, end: addDays(policy.on, 1), recognize_on: policy.on, ...price }];
  }
  return shareOut(price, weightedPeriods(period, policy.policy)).map(({ start, end, amount, discount }) => ({
    start,
    end,
    recognize_on: addDays(end, -1),
    amount,
    discount,
  }));
}

function assertServed({ start, end }: Period): void {
  if (daysBetween(start, end) > 0) return;
  throw new BillingError(
    'validation_failed',
    `the service period from ${start} to ${end} has no day; nothing can be earned in it.`,
  );
}
