import {
  CUSTOMER_SORTS,
  CUSTOMER_STATUSES,
  type CustomerInList,
  type CustomerPage,
  type CustomerStatus,
} from '@revenue/billing-core/customers';
import { getRouteApi, Link, type LinkProps } from '@tanstack/react-router';
import { Plus, SearchX, Upload, Users } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { countryName, countryOptions, currencyOptions } from '../../format/places.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { DayRange } from '../../list/day-range.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { RestoreButton } from './restore-button.tsx';

const route = getRouteApi('/app/customers');

/** A tab of its own, beside the statuses. */
const DELETED = 'deleted';

const asStatus = (word: string | undefined) => CUSTOMER_STATUSES.find((status) => status === word);
const asSort = (word: string | undefined) => CUSTOMER_SORTS.find((sort) => sort === word) ?? '-created_at';

const overdueOptions = [
  { value: 'yes', label: 'With overdue invoices' },
  { value: 'no', label: 'Nothing overdue' },
];

const newCustomer = (
  <Button asChild variant="primary">
    <Link to="/customers/new">
      <Plus aria-hidden />
      New customer
    </Link>
  </Button>
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
      cell: (customer) => <span className="wrap-anywhere block min-w-32">{customer.name}</span>,
    },
    {
      id: 'email',
      header: 'E-mail',
      from: 'md',
      cell: (customer) => <span className="block max-w-64 truncate text-ink-soft">{customer.email}</span>,
    },
    { id: 'status', header: 'Status', cell: (customer) => <Status status={customer.status} /> },
    { id: 'country', header: 'Country', from: 'lg', cell: (customer) => countryName(customer.country) },
    { id: 'currency', header: 'Currency', from: 'sm', cell: (customer) => customer.currency },
    {
      id: 'owed',
      header: 'Owed',
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

function StatusTabs({
  status,
  counts,
}: {
  status: CustomerStatus | typeof DELETED | undefined;
  counts: CustomerPage['counts'] | undefined;
}) {
  const tabs = [
    { id: 'all', label: 'All', count: counts?.all, link: { to: '/customers', search: {} } as const },
    ...CUSTOMER_STATUSES.map((word) => ({
      id: word,
      label: humanize(word),
      count: counts?.[word],
      link: { to: '/customers', search: { status: word } } as const,
    })),
    ...(counts?.deleted || status === DELETED
      ? [
          {
            id: DELETED,
            label: 'Deleted',
            count: counts?.deleted,
            link: { to: '/customers', search: { status: DELETED } } as const,
          },
        ]
      : []),
  ];
  return <TabLinks label="Customers by status" tabs={tabs} current={status ?? 'all'} />;
}

function Filters() {
  const { q, country, currency, overdue, from, to } = route.useSearch();
  return (
    <ListToolbar filters={{ country, currency, overdue, from, to }}>
      <SearchBox value={q} placeholder="Search name, e-mail or company" />
      <FilterSelect label="Any country" name="country" value={country} options={countryOptions} />
      <FilterSelect label="Any currency" name="currency" value={currency} options={currencyOptions} />
      <FilterSelect label="Overdue or not" name="overdue" value={overdue} options={overdueOptions} />
      <DayRange from={from} to={to} label="Created" />
    </ListToolbar>
  );
}

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
  const search = route.useSearch();
  const { change } = useListAddress();
  const columns = useColumns();
  const deleted = search.status === DELETED;
  const status = asStatus(search.status);
  const { q, country, currency, cursor, overdue, from, to } = search;
  const filters = {
    country,
    currency,
    deleted,
    has_overdue: overdue === undefined ? undefined : overdue === 'yes',
    created_from: from,
    created_to: to,
  };
  const sort = asSort(search.sort);
  const list = trpc.customers.list.useQuery(
    { ...filters, q, status, sort, cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const filtered = Boolean(q || status || deleted || country || currency || cursor || overdue || from || to);
  const empty = filtered ? (
    <EmptyState icon={SearchX} title="No customer matches">
      Change the search or clear the filters.
    </EmptyState>
  ) : (
    <EmptyState icon={Users} title="No customers yet" action={newCustomer}>
      A customer is who you bill. Add one, then give it a subscription or an invoice.
    </EmptyState>
  );
  return (
    <>
      <PageHeader
        title="Customers"
        description="Who you bill, in which currency and on which terms."
        actions={
          <>
            <Button asChild>
              <Link to="/customers/import">
                <Upload aria-hidden />
                Import
              </Link>
            </Button>
            {newCustomer}
          </>
        }
      />
      <StatusTabs status={deleted ? DELETED : status} counts={list.data?.counts} />
      <Filters />
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Customers"
            sticky
            columns={deleted ? [...columns, restoreColumn] : columns}
            rows={list.data?.data}
            rowKey={(customer) => customer.id}
            {...(deleted ? {} : { rowLink })}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={empty}
          />
        )}
        <ListPages shown={list.data?.data.length} noun="customer" cursor={cursor} nextCursor={list.data?.next_cursor} />
      </Card>
    </>
  );
}
