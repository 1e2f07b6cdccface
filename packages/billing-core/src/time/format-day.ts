import { withWesternDigits } from '../money/format-money.ts';

/**
 * An ISO day as a reader of `locale` expects it.
 * @example formatDay('2026-01-11', 'en-GB') // '11 Jan 2026'
 */
export function formatDay(day: string, locale: string): string {
  return dayFormat(locale).format(midnight(day));
}

/**
 * A half-open range of days shown with its last day inside: 1 November to 1 December is "1 – 30 Nov 2023".
 * @example formatDayRange('2026-01-01', '2026-02-01', 'en-GB').includes('31 Jan 2026') // true
 */
export function formatDayRange(start: string, endExclusive: string, locale: string): string {
  const lastDay = new Date(midnight(endExclusive).getTime() - MILLISECONDS_PER_DAY);
  return dayFormat(locale).formatRange(midnight(start), lastDay);
}

const MILLISECONDS_PER_DAY = 86_400_000;

// A civil day has no zone: it is read and written in the same one, so it never moves.
function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayFormat(locale: string): Intl.DateTimeFormat {
  const known = formats.get(locale);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(withWesternDigits(locale), { dateStyle: 'medium', timeZone: 'UTC' });
  if (formats.size >= MAX_KEPT) formats.clear();
  formats.set(locale, format);
  return format;
}

// A letter shows a dozen days, and to make a format takes longer than to write a thousand days by it.
const MAX_KEPT = 100;
const formats = new Map<string, Intl.DateTimeFormat>();
