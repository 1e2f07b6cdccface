import { INVOICE_SORTS, INVOICE_STATUSES, type InvoiceSummary } from '@revenue/billing-core/invoices';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileText, Plus, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { currencyOptions } from '../../format/places.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { InvoiceTabs } from './invoice-tabs.tsx';

const route = getRouteApi('/app/invoices');

const asStatus = (word: string | undefined) => INVOICE_STATUSES.find((status) => status === word);
const asSort = (word: string | undefined) => INVOICE_SORTS.find((sort) => sort === word) ?? '-created_at';

const newInvoice = (
  <Button asChild variant="primary">
    <Link to="/invoices/new">
      <Plus aria-hidden />
      New invoice
    </Link>
  </Button>
);

function useColumns(): Column<InvoiceSummary>[] {
  const format = useFormat();
  return [
    {
      id: 'number',
      header: 'Number',
      cell: (invoice) => (
        <>
          <span className="block whitespace-nowrap">{invoice.invoice_number}</span>
          <span className="block sm:hidden">
            <Status status={invoice.status} />
          </span>
        </>
      ),
    },
    {
      id: 'customer',
      header: 'Customer',
      wrap: true,
      cell: (invoice) => <span className="line-clamp-1">{invoice.customer.name}</span>,
    },
    { id: 'status', header: 'Status', from: 'sm', cell: (invoice) => <Status status={invoice.status} /> },
    {
      id: 'issued',
      header: 'Issued',
      sort: 'issue_date',
      from: 'lg',
      cell: (invoice) => format.date(invoice.issue_date),
    },
    { id: 'due', header: 'Due', sort: 'due_date', from: 'md', cell: (invoice) => format.date(invoice.due_date) },
    {
      id: 'amount_due',
      header: 'Still due',
      align: 'end',
      from: 'lg',
      cell: (invoice) =>
        invoice.amount_due === 0 || invoice.status === 'draft' ? (
          <span className="text-ink-faint">–</span>
        ) : (
          <Money amount={invoice.amount_due} currency={invoice.currency} className="text-ink-soft" />
        ),
    },
    {
      id: 'total',
      header: 'Total',
      align: 'end',
      cell: (invoice) => <Money amount={invoice.total} currency={invoice.currency} className="font-medium" />,
    },
  ];
}

export function InvoiceList() {
  const search = route.useSearch();
  const { change } = useListAddress();
  const columns = useColumns();
  const { q, customer_id, billing_run_id, currency, cursor } = search;
  const status = asStatus(search.status);
  const sort = asSort(search.sort);
  const list = trpc.invoices.list.useQuery(
    { q, status, customer_id, billing_run_id, currency, sort, cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const filtered = Boolean(q || status || customer_id || billing_run_id || currency || cursor);
  const empty = filtered ? (
    <EmptyState icon={SearchX} title="No invoice matches">
      Change the search, choose another tab or clear the filters.
    </EmptyState>
  ) : (
    <EmptyState
      icon={FileText}
      title="No invoices yet"
      action={
        <>
          <Button asChild>
            <Link to="/billing-runs/new">Start a billing run</Link>
          </Button>
          {newInvoice}
        </>
      }
    >
      A billing run invoices every subscription that is due. Anything else is written by hand.
    </EmptyState>
  );
  return (
    <>
      <PageHeader title="Invoices" description="What has been billed, and what is still owed." actions={newInvoice} />
      <InvoiceTabs status={status} filters={{ q, customer_id, billing_run_id, currency }} />
      <ListToolbar filters={{ customer_id, billing_run_id, currency }}>
        <SearchBox value={q} placeholder="Search number or customer" />
        <FilterSelect label="Any currency" name="currency" value={currency} options={currencyOptions} />
      </ListToolbar>
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Invoices"
            sticky
            columns={columns}
            rows={list.data?.data}
            rowKey={(invoice) => invoice.id}
            rowLink={(invoice) => ({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } })}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={empty}
          />
        )}
        <ListPages shown={list.data?.data.length} noun="invoice" cursor={cursor} nextCursor={list.data?.next_cursor} />
      </Card>
    </>
  );
}
