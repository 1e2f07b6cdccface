import { trpc } from '../../api/trpc.ts';
import { countryOptions } from '../../format/places.ts';
import { DayRange } from '../../list/day-range.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { useMetricsQuery } from './use-metrics-query.ts';

const intervals = [
  { value: 'day', label: 'By day' },
  { value: 'week', label: 'By week' },
  { value: 'quarter', label: 'By quarter' },
  { value: 'year', label: 'By year' },
];
const groups = [
  { value: 'plan', label: 'Split by plan' },
  { value: 'country', label: 'Split by country' },
];

/** The days shown are those of the report, also where the address names none. */
export function MetricsFilters({
  report,
  splits = false,
}: {
  report: { from: string; to: string } | undefined;
  splits?: boolean;
}) {
  const { range, group_by } = useMetricsQuery();
  const plans = trpc.plans.list.useQuery({ limit: 100 });
  const { from, to, interval, plan_id, country } = range;
  return (
    <ListToolbar filters={{ from, to, interval, plan_id, country, ...(splits ? { group_by } : {}) }}>
      <DayRange from={from ?? report?.from} to={to ?? report?.to} />
      <FilterSelect label="By month" name="interval" value={interval} options={intervals} />
      <FilterSelect
        label="Any plan"
        name="plan_id"
        value={plan_id}
        options={(plans.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterSelect label="Any country" name="country" value={country} options={countryOptions} />
      {splits ? <FilterSelect label="Not split" name="group_by" value={group_by} options={groups} /> : null}
    </ListToolbar>
  );
}
