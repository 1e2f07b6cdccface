import {
  addDays,
  dateParts,
  type LocalDate,
  localDateAt,
  toLocalDate,
} from '../../packages/billing-core/src/time/index.ts';

const MONTHS_BACK = 6;

/** The first day of the story: that of the month six months before today. */
export function firstDay(now: Date): LocalDate {
  const { year, month } = dateParts(localDateAt(now, 'UTC'));
  const months = year * 12 + (month - 1) - MONTHS_BACK;
  return toLocalDate(Math.floor(months / 12), (months % 12) + 1, 1);
}

export type StoryDay = { index: number; date: LocalDate; noon: Date; weekday: number; day_of_month: number };

/** Every day that has had its noon in UTC, when it is the same date in all the zones of the story. */
export function* daysUntil(now: Date, first: LocalDate): Generator<StoryDay> {
  for (let index = 0; ; index += 1) {
    const date = addDays(first, index);
    const noon = new Date(`${date}T12:00:00Z`);
    if (noon > now) return;
    yield { index, date, noon, weekday: noon.getUTCDay() || 7, day_of_month: noon.getUTCDate() };
  }
}

export function firstOfMonth(day: LocalDate): LocalDate {
  const { year, month } = dateParts(day);
  return toLocalDate(year, month, 1);
}
