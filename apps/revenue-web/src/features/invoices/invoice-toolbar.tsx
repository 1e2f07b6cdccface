import { currencyOptions } from '../../format/places.ts';
import { DayRange } from '../../list/day-range.tsx';
import { ExportButton } from '../../list/export-button.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { useListAddress } from '../../list/use-list-address.ts';
import { Field } from '../../ui/field.tsx';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';
import { useInvoiceCount } from './use-invoice-count.ts';
import { useInvoiceFilters } from './use-invoice-filters.ts';

export const invoiceFiles = [
  { path: '/invoices.csv', label: 'invoices' },
  { path: '/invoice-items.csv', label: 'lines of these invoices' },
] as const;

export function InvoiceToolbar({ columns }: { columns: readonly { id: string; header: string }[] }) {
  const { filters, status, sort, search } = useInvoiceFilters();
  const { change } = useListAddress();
  const { customer_id, billing_run_id, currency, from, to } = search;
  const count = useInvoiceCount();
  return (
    <ListToolbar
      filters={{ customer_id, billing_run_id, currency, from, to }}
      end={
        <ListEnd list="invoices" search={search} columns={columns}>
          <ExportButton files={invoiceFiles} query={{ ...filters, status, sort }} count={count} />
        </ListEnd>
      }
    >
      <SearchBox value={search.q} placeholder="Search number or customer" />
      <Field label="Customer" hideLabel className="w-full sm:w-48">
        <CustomerCombobox value={customer_id} onChange={(id) => change({ customer_id: id })} clearable />
      </Field>
      <FilterSelect label="Any currency" name="currency" value={currency} options={currencyOptions} />
      <DayRange label="Issued" from={from} to={to} />
    </ListToolbar>
  );
}
