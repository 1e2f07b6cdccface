import { addIntervals } from '@revenue/billing-core/time';

/** The months up to that of `today`, oldest first, as YYYY-MM. */
export function lastMonths(today: string, count: number): string[] {
  const first = `${today.slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, index) => addIntervals(first, 'month', 1, index - count + 1).slice(0, 7));
}
