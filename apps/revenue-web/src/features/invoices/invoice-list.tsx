import type { InvoiceSummary } from '@revenue/billing-core/invoices';
import { Link } from '@tanstack/react-router';
import { FileText, Plus, SearchX, Upload } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { ListPages } from '../../list/list-pages.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { useSelection } from '../../list/use-selection.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RunningBulk } from '../bulk-actions/running-bulk.tsx';
import { CustomerName } from '../customers/customer-name.tsx';
import { InvoiceBulk } from './invoice-bulk.tsx';
import { InvoiceTabs } from './invoice-tabs.tsx';
import { InvoiceToolbar } from './invoice-toolbar.tsx';
import { isOwed } from './owed-words.ts';
import { useInvoiceFilters } from './use-invoice-filters.ts';

const newInvoice = (
  <Button asChild variant="primary">
    <Link to="/invoices/new">
      <Plus aria-hidden />
      New invoice
    </Link>
  </Button>
);

const headActions = (
  <>
    <Button asChild>
      <Link to="/invoices/import">
        <Upload aria-hidden />
        Import
      </Link>
    </Button>
    {newInvoice}
  </>
);

function useColumns(): Column<InvoiceSummary>[] {
  const format = useFormat();
  return [
    {
      id: 'number',
      header: 'Number',
      cell: (invoice) => <span className="whitespace-nowrap">{invoice.invoice_number}</span>,
    },
    {
      id: 'customer',
      header: 'Customer',
      from: 'sm',
      wrap: true,
      cell: (invoice) => <CustomerName customer={invoice.customer} />,
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
      header: 'Amount due',
      align: 'end',
      from: 'lg',
      cell: (invoice) =>
        invoice.amount_due === 0 || !isOwed(invoice) ? (
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
  const { filters, status, sort, cursor, search } = useInvoiceFilters();
  const { change } = useListAddress();
  const columns = useColumns();
  const format = useFormat();
  const list = trpc.invoices.list.useQuery(
    { ...filters, status, sort, cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const selection = useSelection(
    JSON.stringify({ filters, status }),
    (list.data?.data ?? []).map(({ id }) => id),
  );
  const filtered = Boolean(status || cursor || Object.values(filters).some(Boolean));
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
      <PageHeader title="Invoices" description="What has been billed, and what is still owed." actions={headActions} />
      <RunningBulk />
      <InvoiceTabs status={status} filters={filters} search={search} />
      <InvoiceToolbar columns={columns} />
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Invoices"
            sticky
            columns={shownColumns(columns, search.columns)}
            rows={list.data?.data}
            rowKey={(invoice) => invoice.id}
            selection={selection}
            rowName={(invoice) => invoice.invoice_number}
            rowLink={(invoice) => ({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } })}
            essentials={(invoice) => (
              <>
                <CustomerName customer={invoice.customer} />
                <Status status={invoice.status} /> due {format.date(invoice.due_date)}
              </>
            )}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={empty}
          />
        )}
        <ListPages shown={list.data?.data.length} noun="invoice" cursor={cursor} nextCursor={list.data?.next_cursor} />
      </Card>
      <InvoiceBulk selection={selection} />
    </>
  );
}
