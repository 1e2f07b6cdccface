import type { RevenueReport } from '@revenue/billing-core/reports';
import { countryName } from '../../format/places.ts';

/** More colours than this nobody tells apart; the rest is one more. */
const SHOWN = 5;

/** Net revenue by the first day of a period, in one currency: the whole, or that of one group. */
export function netByPeriod(
  report: Pick<RevenueReport, 'data'>,
  currency: string,
  key: string | null = null,
): Map<string, number> {
  const rows = report.data.filter((row) => row.currency === currency && row.key === key);
  return new Map(rows.map((row) => [row.period_start, row.net]));
}

/** The largest groups, each with what it has in a period, and what is left of the whole of it. */
export function partsOf(
  split: Pick<RevenueReport, 'data' | 'groups' | 'group_by'>,
  currency: string,
  whole: ReadonlyMap<string, number>,
): { series: { id: string; name: string }[]; at: (start: string) => number[] } {
  const groups = split.groups.filter((group) => group.currency === currency);
  const largest = groups.filter(({ key }) => key !== 'other').slice(0, SHOWN);
  const nets = largest.map(({ key }) => netByPeriod(split, currency, key));
  const series = largest.map(({ key, name }) => ({
    id: key ?? '',
    name: split.group_by === 'country' && key ? countryName(key) : (name ?? ''),
  }));
  if (groups.length > largest.length) series.push({ id: 'other', name: 'Other' });
  const at = (start: string) => {
    const shown = nets.map((net) => net.get(start) ?? 0);
    if (series.length === shown.length) return shown;
    const rest = shown.reduce((left, net) => left - net, whole.get(start) ?? 0);
    // What is left of sums of decimal numbers has no more places than they have.
    return [...shown, Math.round(rest * 10_000) / 10_000];
  };
  return { series, at };
}
