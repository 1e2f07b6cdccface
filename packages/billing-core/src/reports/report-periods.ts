import { BillingError } from '../errors/index.ts';
import { addIntervals, type LocalDate, periodContaining } from '../time/index.ts';
import type { ReportInterval } from './schema.ts';

/** Nobody reads more rows than this, and no chart shows them. */
export const MAX_REPORT_PERIODS = 1_000;

/** A Monday that begins a year: weeks, months, quarters and years are all counted from it. */
const WEEK_ANCHOR = '2024-01-01';

/**
 * The first days of the calendar periods that the days from `from` to `to`, both inclusive, lie in. Weeks begin on Monday
 * (ISO 8601). The first period may begin before `from`.
 *
 * @throws BillingError validation_failed naming `to` when it is before `from`, `interval` when there would be too many
 * @example reportPeriods('2026-01-15', '2026-03-01', 'month') // ['2026-01-01', '2026-02-01', '2026-03-01']
 * @example reportPeriods('2026-01-01', '2026-01-05', 'week') // ['2025-12-29', '2026-01-05']
 */
export function reportPeriods(from: LocalDate, to: LocalDate, interval: ReportInterval): LocalDate[] {
  if (to < from) throw fault('to', `${to} is before ${from}, the first day of the report`);
  const { start } = periodContaining(WEEK_ANCHOR, interval, 1, from);
  const starts: LocalDate[] = [];
  for (let k = 0, at = start; at <= to; k += 1, at = addIntervals(start, interval, 1, k)) {
    if (k >= MAX_REPORT_PERIODS) {
      throw fault(
        'interval',
        `${interval} gives more than ${MAX_REPORT_PERIODS} periods; take a longer one or fewer days`,
      );
    }
    starts.push(at);
  }
  return starts;
}

function fault(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path}: ${message}.`, { errors: [{ path, message }] });
}
