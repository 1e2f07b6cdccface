import { earlierDate, type LocalDate, laterDate, type Period, periodContaining } from '../time/index.ts';
import type { ChangedSubscription, NewItem } from './changes/change-terms.ts';
import { dayOnly } from './component-service.ts';

type Standing = Pick<
  ChangedSubscription,
  'anchor_date' | 'start_date' | 'trial_end' | 'current_period_start' | 'current_period_end'
>;

/**
 * The days that an item is, or will be, charged for in the current period, where no change and no line says it: all of the
 * period from its first paid day on, or of the longer period of its own. Of a fee once the day that it is charged for, in
 * whatever period.
 *
 * @example
 * const standing = { anchor_date: '2025-01-01', start_date: '2025-01-01', trial_end: '2025-03-11',
 *   current_period_start: '2025-03-01', current_period_end: '2025-04-01' };
 * subscribedService(standing, { kind: 'recurring' }) // { start: '2025-03-11', end: '2025-04-01' }
 * const yearly = { kind: 'recurring', every: { interval: 'year', interval_count: 1 } };
 * subscribedService({ ...standing, trial_end: null }, yearly) // { start: '2025-01-01', end: '2026-01-01' }
 */
export function subscribedService(
  { anchor_date, start_date, trial_end, current_period_start, current_period_end }: Standing,
  { every, kind }: Pick<NewItem, 'every' | 'kind'>,
  active_from?: LocalDate,
): Period {
  const begin = laterDate(active_from ?? start_date, trial_end ?? '');
  if (kind === 'one_time') return dayOnly(begin);
  const from = laterDate(current_period_start, begin);
  if (every === undefined) return { start: earlierDate(from, current_period_end), end: current_period_end };
  const { start, end } = periodContaining(anchor_date, every.interval, every.interval_count, from);
  return { start: earlierDate(laterDate(start, begin), end), end };
}
