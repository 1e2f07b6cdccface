import type { InvoiceImport } from '@revenue/billing-core/invoice-imports';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileUp, Upload } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { ListPages } from '../../list/list-pages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

const route = getRouteApi('/app/invoices/imports');

const importButton = (
  <Button asChild variant="primary">
    <Link to="/invoices/import">
      <Upload aria-hidden />
      Import a file
    </Link>
  </Button>
);

function useColumns(): Column<InvoiceImport>[] {
  const format = useFormat();
  return [
    { id: 'file', header: 'File', cell: (file) => <span className="line-clamp-1 break-all">{file.file_name}</span> },
    { id: 'rows', header: 'Rows', align: 'end', from: 'sm', cell: (file) => format.number(file.rows_total) },
    { id: 'invoices', header: 'Invoices', align: 'end', cell: (file) => format.number(file.invoices) },
    {
      id: 'notes',
      header: 'Credit notes',
      align: 'end',
      from: 'sm',
      cell: (file) => format.number(file.credit_notes),
    },
    {
      id: 'refused',
      header: 'Rows refused',
      align: 'end',
      cell: (file) => (
        <span className={file.rows_refused > 0 ? 'font-medium text-danger-ink' : undefined}>
          {format.number(file.rows_refused)}
        </span>
      ),
    },
    {
      id: 'at',
      header: 'Imported',
      align: 'end',
      from: 'md',
      cell: (file) => <span className="text-ink-soft">{format.dateTime(file.created_at)}</span>,
    },
  ];
}

export function InvoiceImportList() {
  const { cursor } = route.useSearch();
  const columns = useColumns();
  const imports = trpc.invoice_imports.list.useQuery({ cursor, limit: 25 }, { placeholderData: (before) => before });
  return (
    <>
      <PageHeader
        title="Imports of invoices"
        parent={{ label: 'Invoices', link: { to: '/invoices' } }}
        actions={importButton}
      />
      <Card flush>
        {imports.error ? (
          <ProblemState error={imports.error} onRetry={() => imports.refetch()} />
        ) : (
          <DataTable
            caption="Imported files"
            columns={columns}
            rows={imports.data?.data}
            rowKey={(file) => file.id}
            rowLink={(file) => ({ to: '/invoices/imports/$importId', params: { importId: file.id } })}
            empty={
              <EmptyState icon={FileUp} title="No file was imported yet" action={importButton}>
                Each file keeps its report here: what became of its rows, and why some were refused.
              </EmptyState>
            }
          />
        )}
        <ListPages
          shown={imports.data?.data.length}
          noun="file"
          cursor={cursor}
          nextCursor={imports.data?.next_cursor}
        />
      </Card>
    </>
  );
}
