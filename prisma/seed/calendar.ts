import {
  addDays,
  dateParts,
  daysBetween,
  type LocalDate,
  localDateAt,
  toLocalDate,
} from '../../packages/billing-core/src/time/index.ts';

/** The first day of the story: that of the month so many months before today. */
export function firstDay(now: Date, monthsBack: number): LocalDate {
  const { year, month } = dateParts(localDateAt(now, 'UTC'));
  const months = year * 12 + (month - 1) - monthsBack;
  return toLocalDate(Math.floor(months / 12), (months % 12) + 1, 1);
}

export type StoryDay = {
  index: number;
  /** Days until the last of the story, which is today. */
  left: number;
  date: LocalDate;
  noon: Date;
  weekday: number;
  day_of_month: number;
};

/** Every day that has had its noon in UTC, when it is the same date in all the zones of the story. */
export function daysUntil(now: Date, first: LocalDate): StoryDay[] {
  const today = localDateAt(now, 'UTC');
  const last = noonOf(today) > now ? addDays(today, -1) : today;
  const days = daysBetween(first, last) + 1;
  return Array.from({ length: Math.max(0, days) }, (_, index) => {
    const date = addDays(first, index);
    const noon = noonOf(date);
    const left = days - 1 - index;
    return { index, left, date, noon, weekday: noon.getUTCDay() || 7, day_of_month: noon.getUTCDate() };
  });
}

function noonOf(date: LocalDate): Date {
  return new Date(`${date}T12:00:00Z`);
}

export function firstOfMonth(day: LocalDate): LocalDate {
  const { year, month } = dateParts(day);
  return toLocalDate(year, month, 1);
}
