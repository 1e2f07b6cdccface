import { type Decimal, type Rounding, sumDecimals } from '../../money/index.ts';
import { type BilledPeriodsInput, billedPeriods, daysBetween } from '../../time/index.ts';
import { fractionOf } from './prorate.ts';

/**
 * How many billing cycles are billed: a stub counts its days out of the days of its cycle, each part rounded before
 * they are added. Source: the convention of Kill Bill, 9 decimals.
 *
 * @throws BillingError invalid_date
 * @example
 * const onTheThird = { mode: 'in_advance', bill_cycle_day: 3, interval: 'month' };
 * billingCycles({ ...onTheThird, start: '2011-02-17', target: '2011-03-03' }, { scale: 9, mode: 'half_up' }) // 1.5
 */
export function billingCycles(input: BilledPeriodsInput, rounding: Rounding): Decimal {
  const parts = billedPeriods(input).map(({ start, end, cycle }) =>
    fractionOf({ part: daysBetween(start, end), whole: daysBetween(cycle.start, cycle.end) }, rounding),
  );
  return sumDecimals(parts);
}
