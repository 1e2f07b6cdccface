import { getRouteApi } from '@tanstack/react-router';
import { DayRange } from '../../list/day-range.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';

const route = getRouteApi('/app/reports/revenue');

const intervals = [
  { value: 'day', label: 'By day' },
  { value: 'week', label: 'By week' },
  { value: 'quarter', label: 'By quarter' },
  { value: 'year', label: 'By year' },
];
const groups = [
  { value: 'product', label: 'Split by product' },
  { value: 'plan', label: 'Split by plan' },
  { value: 'customer', label: 'Split by customer' },
  { value: 'country', label: 'Split by country' },
  { value: 'currency', label: 'Split by currency' },
];

/** The days shown are those of the report, also where the address names none. */
export function RevenueFilters({ report }: { report: { from: string; to: string } | undefined }) {
  const { from, to, interval, group_by } = route.useSearch();
  return (
    <ListToolbar filters={{ from, to, interval, group_by }}>
      <DayRange from={from ?? report?.from} to={to ?? report?.to} />
      <FilterSelect label="By month" name="interval" value={interval} options={intervals} />
      <FilterSelect label="Not split" name="group_by" value={group_by} options={groups} />
    </ListToolbar>
  );
}
