import { calendarMonths, daysBetween, type Period, periodAt } from '../../time/index.ts';

/** A part of a service period, and what it counts against the others. */
export type WeightedPeriod = Period & { weight: number };

/** The parts of a straight line: calendar months by their days of service, or months of service. */
export function weightedPeriods(period: Period, policy: 'daily' | 'monthly'): WeightedPeriod[] {
  if (policy === 'monthly') return monthsOfService(period);
  return calendarMonths(period).map((month) => ({ ...month, weight: daysOf(month) }));
}

/** Whole months weigh what the last one has days when it is whole, so that its days can be weighed against theirs. */
function monthsOfService({ start, end }: Period): WeightedPeriod[] {
  const months: Period[] = [];
  let month = periodAt(start, 'month', 1, 0);
  while (month.end < end) {
    months.push({ start: month.start, end: month.end });
    month = periodAt(start, 'month', 1, month.index + 1);
  }
  const last = { start: month.start, end };
  return [...months.map((whole) => ({ ...whole, weight: daysOf(month) })), { ...last, weight: daysOf(last) }];
}

function daysOf({ start, end }: Period): number {
  return daysBetween(start, end);
}
