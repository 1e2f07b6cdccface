import { Temporal } from 'temporal-polyfill';
import { addIntervals, type CalendarInterval } from './interval.ts';
import { periodContaining } from './period.ts';
import { localDateAt } from './time-zone.ts';

/**
 * Boundaries at a time of day on the wall clock of a zone. `anchor` is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS` without a
 * zone of its own.
 */
export type ClockGrid = { anchor: string; interval: CalendarInterval; interval_count: number; time_zone: string };

export type ClockCycle = { index: number; start: Date; end: Date };

/**
 * What a wall clock in the zone shows at an instant, as `YYYY-MM-DDTHH:MM:SS`.
 * @example wallClockAt(parseInstant('2026-07-01T12:00:00Z'), 'Europe/Berlin') // '2026-07-01T14:00:00'
 */
export function wallClockAt(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

/**
 * The instant of a wall-clock time. A skipped one moves forward by the gap, a doubled one is the earlier.
 * @example wallClockInstant('2026-03-29T02:30:00', 'Europe/Berlin') // '2026-03-29T01:30:00.000Z'
 * @example wallClockInstant('2026-10-25T02:30:00', 'Europe/Berlin') // '2026-10-25T00:30:00.000Z'
 */
export function wallClockInstant(wallClock: string, timeZone: string): Date {
  const local = Temporal.PlainDateTime.from(wallClock);
  return new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/**
 * Boundary `k` of the grid, counted from the anchor: the wall-clock time stays, through every change of the clocks. The
 * example gives the earlier of the two 01:30 of that night.
 * @example
 * const grid = { anchor: '2025-10-02T01:30:00', interval: 'month', interval_count: 1, time_zone: 'America/New_York' };
 * boundaryAt(grid, 1) // '2025-11-02T05:30:00.000Z'
 */
export function boundaryAt({ anchor, interval, interval_count, time_zone }: ClockGrid, k: number): Date {
  const [day = anchor, time = '00:00:00'] = anchor.split('T');
  return wallClockInstant(`${addIntervals(day, interval, interval_count, k)}T${time}`, time_zone);
}

/**
 * The cycle that holds an instant: start <= now < end. The anchor may lie in the future.
 *
 * @throws BillingError invalid_date, invalid_time_zone
 * @example
 * const grid = { anchor: '2026-01-31', interval: 'month', interval_count: 1, time_zone: 'UTC' };
 * cycleAt(grid, parseInstant('2026-02-28T00:00:00Z')).index // 1
 * cycleAt(grid, parseInstant('2026-02-27T23:59:59Z')).end // '2026-02-28T00:00:00.000Z'
 */
export function cycleAt(grid: ClockGrid, now: Date): ClockCycle {
  const today = localDateAt(now, grid.time_zone);
  const [anchorDay = grid.anchor] = grid.anchor.split('T');
  let { index } = periodContaining(anchorDay, grid.interval, grid.interval_count, today);
  // The day decides up to the time of day: on a boundary day the cycle may still be the one before.
  while (now < boundaryAt(grid, index)) index -= 1;
  while (now >= boundaryAt(grid, index + 1)) index += 1;
  return { index, start: boundaryAt(grid, index), end: boundaryAt(grid, index + 1) };
}

/**
 * The first boundary strictly after an instant; an end of the subscription that comes earlier replaces it.
 * @example
 * const grid = { anchor: '2026-01-31', interval: 'month', interval_count: 1, time_zone: 'UTC' };
 * nextBoundary(grid, parseInstant('2026-01-31T00:00:00Z')) // '2026-02-28T00:00:00.000Z'
 * nextBoundary(grid, parseInstant('2026-01-31T00:00:00Z'), parseInstant('2026-02-03T00:00:00Z')) // '2026-02-03T00:00:00.000Z'
 */
export function nextBoundary(grid: ClockGrid, after: Date, subscriptionEnd?: Date): Date {
  const { end } = cycleAt(grid, after);
  return subscriptionEnd !== undefined && subscriptionEnd < end ? subscriptionEnd : end;
}
