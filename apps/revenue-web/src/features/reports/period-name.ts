import type { ReportInterval } from '@revenue/billing-core/reports';
import type { Format } from '../../format/create-format.ts';

/** A period in words: short below a bar, in full in a table. */
export function periodName(format: Format, interval: ReportInterval, start: string): { label: string; name: string } {
  const year = start.slice(0, 4);
  if (interval === 'year') return { label: year, name: year };
  if (interval === 'quarter') {
    const quarter = `Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;
    return { label: `${quarter} ${year.slice(2)}`, name: `${quarter} ${year}` };
  }
  if (interval === 'month') return { label: format.monthName(start), name: format.month(start) };
  const label = format.shortDate(start);
  return { label, name: interval === 'week' ? `Week of ${format.date(start)}` : format.date(start) };
}
