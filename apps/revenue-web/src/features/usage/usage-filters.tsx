import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { trpc } from '../../api/trpc.ts';
import { DayRange } from '../../list/day-range.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { useListAddress } from '../../list/use-list-address.ts';
import { Field } from '../../ui/field.tsx';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';

const route = getRouteApi('/app/usage');

/** `end` is what is done with all that the filters leave. */
export function UsageFilters({ end }: { end: ReactNode }) {
  const { customer_id, meter, from, to } = route.useSearch();
  const { change } = useListAddress();
  const meters = trpc.meters.list.useQuery({ archived: true, limit: 100 });
  return (
    <ListToolbar filters={{ customer_id, meter, from, to }} end={end}>
      <Field label="Customer" hideLabel className="w-full sm:w-56">
        <CustomerCombobox value={customer_id} onChange={(id) => change({ customer_id: id })} clearable />
      </Field>
      <FilterSelect
        label="Any meter"
        name="meter"
        value={meter}
        options={(meters.data?.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      />
      <DayRange from={from} to={to} />
    </ListToolbar>
  );
}
