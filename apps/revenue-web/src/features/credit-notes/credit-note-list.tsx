import { CREDIT_NOTE_SORTS, type CreditNoteSummary } from '@revenue/billing-core/credit-notes';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus, ReceiptText, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { currencyOptions } from '../../format/places.ts';
import { useFormat } from '../../format/use-format.ts';
import { ExportButton } from '../../list/export-button.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

const route = getRouteApi('/app/credit-notes');

const files = [
  { path: '/credit-notes.csv', label: 'credit notes' },
  { path: '/credit-note-items.csv', label: 'lines' },
] as const;

const asSort = (word: string | undefined) => CREDIT_NOTE_SORTS.find((sort) => sort === word) ?? '-created_at';

function useColumns(): Column<CreditNoteSummary>[] {
  const format = useFormat();
  return [
    {
      id: 'number',
      header: 'Number',
      cell: (note) => <span className="whitespace-nowrap">{note.credit_note_number}</span>,
    },
    {
      id: 'customer',
      header: 'Customer',
      wrap: true,
      cell: (note) => <span className="line-clamp-1">{note.customer.name}</span>,
    },
    {
      id: 'invoice',
      header: 'Of invoice',
      from: 'md',
      cell: (note) => note.invoice?.invoice_number ?? <span className="text-ink-faint">–</span>,
    },
    {
      id: 'issued',
      header: 'Issued',
      sort: 'issue_date',
      from: 'sm',
      cell: (note) => format.date(note.issue_date),
    },
    {
      id: 'reason',
      header: 'Reason',
      from: 'lg',
      wrap: true,
      cell: (note) => <span className="line-clamp-1 text-ink-soft">{note.reason}</span>,
    },
    {
      id: 'total',
      header: 'Credited',
      align: 'end',
      cell: (note) => <Money amount={note.credited_total} currency={note.currency} className="font-medium" />,
    },
  ];
}

function Empty({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState icon={SearchX} title="No credit note matches">
      Change the search or clear the filters.
    </EmptyState>
  ) : (
    <EmptyState
      icon={ReceiptText}
      title="No credit notes yet"
      action={
        <Button asChild>
          <Link to="/invoices">See the invoices</Link>
        </Button>
      }
    >
      A credit note takes a final invoice back, whole or in part. Open the invoice and choose Credit.
    </EmptyState>
  );
}

export function CreditNoteList() {
  const search = route.useSearch();
  const { change } = useListAddress();
  const columns = useColumns();
  const { q, customer_id, currency, cursor } = search;
  const sort = asSort(search.sort);
  const list = trpc.credit_notes.list.useQuery(
    { q, customer_id, currency, sort, cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  return (
    <>
      <PageHeader
        title="Credit notes"
        description="What was taken back of invoices, and why."
        actions={
          <Button asChild>
            <Link to="/credit-notes/new">
              <Plus aria-hidden />
              Without an invoice
            </Link>
          </Button>
        }
      />
      <ListToolbar
        filters={{ customer_id, currency }}
        end={
          <ListEnd list="credit_notes" search={search} columns={columns}>
            <ExportButton files={files} query={{ q, customer_id, currency, sort }} count={list.data?.count} />
          </ListEnd>
        }
      >
        <SearchBox value={q} placeholder="Search number or customer" />
        <FilterSelect label="Any currency" name="currency" value={currency} options={currencyOptions} />
      </ListToolbar>
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Credit notes"
            sticky
            columns={shownColumns(columns, search.columns)}
            rows={list.data?.data}
            rowKey={(note) => note.id}
            rowLink={(note) => ({ to: '/credit-notes/$creditNoteId', params: { creditNoteId: note.id } })}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={<Empty filtered={Boolean(q || customer_id || currency || cursor)} />}
          />
        )}
        <ListPages
          shown={list.data?.data.length}
          noun="credit note"
          cursor={cursor}
          nextCursor={list.data?.next_cursor}
        />
      </Card>
    </>
  );
}
