import { addDays, addIntervals, daysBetween, type LocalDate } from '../time/index.ts';

/**
 * The days before a range that it may be compared with: as many months where it begins with a month, else as many days. A
 * month that is not over is compared with the same part of the earlier one.
 *
 * @example rangeBefore('2025-12-01', '2026-11-28') // { from: '2024-12-01', to: '2025-11-28' }
 * @example rangeBefore('2026-03-09', '2026-03-15') // { from: '2026-03-02', to: '2026-03-08' }
 */
export function rangeBefore(from: LocalDate, to: LocalDate): { from: LocalDate; to: LocalDate } {
  if (!from.endsWith('-01')) {
    const days = daysBetween(from, to) + 1;
    return { from: addDays(from, -days), to: addDays(to, -days) };
  }
  const months = monthsOf(to) - monthsOf(from) + 1;
  const isWhole = addDays(to, 1).endsWith('-01');
  // Of 31 days of March February has 28: the day before what is compared is the last that can count.
  const shifted = isWhole ? addDays(from, -1) : addIntervals(to, 'month', 1, -months);
  return { from: addIntervals(from, 'month', 1, -months), to: shifted };
}

function monthsOf(day: LocalDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
