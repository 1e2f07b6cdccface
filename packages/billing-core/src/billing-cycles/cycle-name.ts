import type { Interval } from '../time/index.ts';

const ONE: Record<Interval, string> = {
  day: 'Daily',
  week: 'Weekly',
  month: 'Monthly',
  quarter: 'Quarterly',
  half_year: 'Half-yearly',
  year: 'Yearly',
};

/**
 * What a cycle is called where nobody has named it.
 * @example cycleName('month', 1) // 'Monthly'
 * @example cycleName('half_year', 3) // 'Every 3 half-years'
 */
export function cycleName(interval: Interval, count: number): string {
  return count === 1 ? ONE[interval] : `Every ${count} ${interval.replace('_', '-')}s`;
}
