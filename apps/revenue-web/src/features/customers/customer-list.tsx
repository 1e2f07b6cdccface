import { CUSTOMER_STATUSES, type CustomerInList, type CustomerPage } from '@revenue/billing-core/customers';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Plus, SearchX, Upload, Users } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { countryName, countryOptions, currencyOptions } from '../../format/places.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { DayRange } from '../../list/day-range.tsx';
import { ExportButton } from '../../list/export-button.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { tabCount } from '../../list/tab-count.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { useSelection } from '../../list/use-selection.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { ListBulk } from '../bulk-actions/list-bulk.tsx';
import { RunningBulk } from '../bulk-actions/running-bulk.tsx';
import { Company } from './customer-name.tsx';
import { RestoreButton } from './restore-button.tsx';
import { useCustomerFilters } from './use-customer-filters.ts';

/** A tab of its own, beside the statuses. */
const DELETED = 'deleted';

const overdueOptions = [
  { value: 'yes', label: 'With overdue invoices' },
  { value: 'no', label: 'Nothing overdue' },
];

const bulkActions = ['suspend_customers', 'reactivate_customers'] as const;
const files = [{ path: '/customers.csv', label: 'customers' }] as const;

const newCustomer = (
  <Button asChild variant="primary">
    <Link to="/customers/new">
      <Plus aria-hidden />
      New customer
    </Link>
  </Button>
);

const pageActions = (
  <>
    <Button asChild>
      <Link to="/customers/import">
        <Upload aria-hidden />
        Import
      </Link>
    </Button>
    {newCustomer}
  </>
);

function Owed({ balances }: Pick<CustomerInList, 'balances'>) {
  if (balances.length === 0) return <span className="text-ink-faint">–</span>;
  return balances.map((balance) => (
    <span key={balance.currency} className={cx('block', balance.overdue > 0 && 'text-danger-ink')}>
      <Money amount={balance.amount_due} currency={balance.currency} />
      {balance.overdue > 0 ? <span className="sr-only"> of which overdue</span> : null}
    </span>
  ));
}

function useColumns(): Column<CustomerInList>[] {
  const format = useFormat();
  return [
    {
      id: 'name',
      header: 'Name',
      sort: 'name',
      cell: (customer) => (
        <span className="wrap-anywhere block min-w-32">
          {customer.name}
          <Company of={customer} />
        </span>
      ),
    },
    {
      id: 'email',
      header: 'E-mail',
      from: 'md',
      cell: (customer) => <span className="block max-w-64 truncate text-ink-soft">{customer.email}</span>,
    },
    { id: 'status', header: 'Status', from: 'sm', cell: (customer) => <Status status={customer.status} /> },
    { id: 'country', header: 'Country', from: 'lg', cell: (customer) => countryName(customer.country) },
    { id: 'currency', header: 'Currency', from: 'sm', cell: (customer) => customer.currency },
    {
      id: 'owed',
      header: 'Balance',
      align: 'end',
      cell: (customer) => <Owed balances={customer.balances} />,
    },
    {
      id: 'created',
      header: 'Created',
      sort: 'created_at',
      from: 'lg',
      align: 'end',
      cell: (customer) => <span className="text-ink-soft">{format.dayOf(customer.created_at)}</span>,
    },
  ];
}

/** Where it is too long for its line it goes on after the @, not in mid-word. */
function Address({ email }: { email: string }) {
  const at = email.lastIndexOf('@');
  return (
    <span className="wrap-break-word">
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  );
}

function StatusTabs({ counts }: { counts: CustomerPage['counts'] | undefined }) {
  const { filters, search } = useCustomerFilters();
  const kept = { ...search, status: undefined, cursor: undefined };
  const tabs = [
    { id: 'all', label: 'All', count: tabCount(counts?.all), link: { to: '/customers', search: kept } as const },
    ...CUSTOMER_STATUSES.map((word) => ({
      id: word,
      label: humanize(word),
      count: tabCount(counts?.[word]),
      link: { to: '/customers', search: { ...kept, status: word } } as const,
    })),
    ...(counts?.deleted || filters.deleted
      ? [
          {
            id: DELETED,
            label: 'Deleted',
            count: tabCount(counts?.deleted),
            link: { to: '/customers', search: { ...kept, status: DELETED } } as const,
          },
        ]
      : []),
  ];
  return (
    <TabLinks label="Customers by status" tabs={tabs} current={filters.deleted ? DELETED : (filters.status ?? 'all')} />
  );
}

function CustomerToolbar({
  columns,
  count,
}: {
  columns: readonly { id: string; header: string }[];
  count: number | undefined;
}) {
  const { filters, sort, search } = useCustomerFilters();
  const { q, country, currency, overdue, from, to } = search;
  return (
    <ListToolbar
      filters={{ country, currency, overdue, from, to }}
      end={
        <ListEnd list="customers" search={search} columns={columns}>
          <ExportButton files={files} query={{ ...filters, sort }} count={count} />
        </ListEnd>
      }
    >
      <SearchBox value={q} placeholder="Search name, e-mail or company" />
      <FilterSelect label="Any country" name="country" value={country} options={countryOptions} />
      <FilterSelect label="Any currency" name="currency" value={currency} options={currencyOptions} />
      <FilterSelect label="Overdue or not" name="overdue" value={overdue} options={overdueOptions} />
      <DayRange label="Created" from={from} to={to} />
    </ListToolbar>
  );
}

const nothingMatches = (
  <EmptyState icon={SearchX} title="No customer matches">
    Change the search or clear the filters.
  </EmptyState>
);
const noCustomers = (
  <EmptyState icon={Users} title="No customers yet" action={newCustomer}>
    A customer is who you bill. Add one, then give it a subscription or an invoice.
  </EmptyState>
);

/** A deleted customer has no page until it is restored. */
const restoreColumn: Column<CustomerInList> = {
  id: 'restore',
  header: '',
  align: 'end',
  cell: (customer) => <RestoreButton customer={customer} />,
};

const rowLink = (customer: CustomerInList): LinkProps => ({
  to: '/customers/$customerId',
  params: { customerId: customer.id },
});

export function CustomerList() {
  const { filters, sort, search } = useCustomerFilters();
  const { change } = useListAddress();
  const columns = useColumns();
  const list = trpc.customers.list.useQuery(
    { ...filters, sort, cursor: search.cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const ids = (list.data?.data ?? []).map(({ id }) => id);
  const selection = useSelection(JSON.stringify(filters), ids);
  const { deleted } = filters;
  const count = list.data?.counts[deleted ? DELETED : (filters.status ?? 'all')];
  const filtered = Boolean(search.cursor || Object.values(filters).some(Boolean));
  return (
    <>
      <PageHeader
        title="Customers"
        description="Who you bill, in which currency and on which terms."
        actions={pageActions}
      />
      <RunningBulk />
      <StatusTabs counts={list.data?.counts} />
      <CustomerToolbar columns={columns} count={count} />
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Customers"
            sticky
            columns={[...shownColumns(columns, search.columns), ...(deleted ? [restoreColumn] : [])]}
            essentials={(customer) => (
              <>
                <Address email={customer.email} />
                {customer.status === 'active' ? null : <Status status={customer.status} />}
              </>
            )}
            rows={list.data?.data}
            rowKey={(customer) => customer.id}
            {...(deleted ? {} : { rowLink, selection })}
            rowName={(customer) => customer.name}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={filtered ? nothingMatches : noCustomers}
          />
        )}
        <ListPages
          shown={list.data?.data.length}
          noun="customer"
          cursor={search.cursor}
          nextCursor={list.data?.next_cursor}
        />
      </Card>
      <ListBulk
        selection={selection}
        total={count}
        noun="customer"
        actions={bulkActions}
        filter={filters}
        files={files}
        sort={sort}
        search={search}
      />
    </>
  );
}
