import type { UsageImport } from '@revenue/billing-core/usage';
import { getRouteApi } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { ListPages } from '../../list/list-pages.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { importButton, UsageHead } from './usage-head.tsx';

const route = getRouteApi('/app/usage/imports');

function useColumns(): Column<UsageImport>[] {
  const format = useFormat();
  return [
    {
      id: 'file',
      header: 'File',
      cell: (file) => (
        <span className="line-clamp-1 break-all" title={file.file_name}>
          {file.file_name}
        </span>
      ),
    },
    { id: 'rows', header: 'Rows', align: 'end', from: 'sm', cell: (file) => format.number(file.rows_total) },
    { id: 'accepted', header: 'New', align: 'end', cell: (file) => format.number(file.rows_accepted) },
    { id: 'known', header: 'Known', align: 'end', from: 'sm', cell: (file) => format.number(file.rows_duplicate) },
    {
      id: 'rejected',
      header: 'Rejected',
      align: 'end',
      cell: (file) => (
        <span className={file.rows_rejected > 0 ? 'font-medium text-danger-ink' : undefined}>
          {format.number(file.rows_rejected)}
        </span>
      ),
    },
    {
      id: 'by',
      header: 'Imported by',
      from: 'lg',
      cell: (file) => <span className="text-ink-soft">{file.created_by}</span>,
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

export function UsageImportList() {
  const { cursor } = route.useSearch();
  const columns = useColumns();
  const imports = trpc.usage.imports.list.useQuery({ cursor, limit: 25 }, { placeholderData: (before) => before });
  const data = imports.data;
  return (
    <>
      <UsageHead current="imports" />
      <div className="h-4" />
      <Card flush>
        {imports.error ? (
          <ProblemState error={imports.error} onRetry={() => imports.refetch()} />
        ) : (
          <DataTable
            caption="Imported files"
            columns={columns}
            rows={data?.data}
            rowKey={(file) => file.id}
            rowLink={(file) => ({ to: '/usage/imports/$importId', params: { importId: file.id } })}
            empty={
              <EmptyState icon={FileUp} title="No file was imported yet" action={importButton}>
                Each file keeps its report here: how many rows were new, known already or wrong, and why.
              </EmptyState>
            }
          />
        )}
        <ListPages shown={data?.data.length} noun="file" cursor={cursor} nextCursor={data?.next_cursor} />
      </Card>
    </>
  );
}
