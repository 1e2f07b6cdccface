import type { UsageImport, UsageRejection } from '@revenue/billing-core/usage';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { downloadFile } from '../../api/rest.ts';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { ListPages } from '../../list/list-pages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { toast } from '../../ui/toast.tsx';

const route = getRouteApi('/app/usage/imports/$importId');

function useColumns(): Column<UsageRejection>[] {
  const format = useFormat();
  return [
    {
      id: 'line',
      header: 'Line',
      align: 'end',
      className: 'w-16 align-top',
      cell: (row) => <span className="text-ink-soft">{format.number(row.line_number)}</span>,
    },
    {
      id: 'column',
      header: 'Column',
      from: 'sm',
      className: 'align-top',
      cell: (row) =>
        row.path ? <code className="text-xs">{row.path}</code> : <span className="text-ink-faint">–</span>,
    },
    {
      id: 'reason',
      header: 'Reason',
      wrap: true,
      className: 'min-w-56 align-top',
      cell: (row) => (
        <>
          {row.path ? <code className="block text-ink-soft text-xs sm:hidden">{row.path}</code> : null}
          {row.message}
        </>
      ),
    },
    {
      id: 'row',
      header: 'The row as it is',
      wrap: true,
      className: 'min-w-72 align-top',
      cell: (row) => <code className="line-clamp-3 break-all text-ink-soft text-xs">{row.raw}</code>,
    },
  ];
}

function DownloadButton({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    await downloadFile(`/api/usage/imports/${id}/rejections.csv`, 'rejected-rows.csv').catch((error: unknown) =>
      toast.failed('The rows were not downloaded', readProblem(error).message),
    );
    setBusy(false);
  };
  return (
    <Button size="sm" busy={busy} onClick={download} icon={<Download aria-hidden />}>
      Download
    </Button>
  );
}

/** Which rows were not taken, and why. */
export function RejectedRows({ report }: { report: UsageImport }) {
  const { cursor } = route.useSearch();
  const columns = useColumns();
  const rows = trpc.usage.imports.rejections.useQuery(
    { id: report.id, cursor, limit: 50 },
    { placeholderData: (before) => before },
  );
  return (
    <Card
      flush
      title="Rejected rows"
      description="Lines as in the file; the header of a CSV is line 1."
      actions={<DownloadButton id={report.id} />}
    >
      {rows.error ? (
        <ProblemState error={rows.error} onRetry={() => rows.refetch()} />
      ) : (
        <DataTable
          caption="Rejected rows"
          columns={columns}
          rows={rows.data?.data}
          rowKey={(row) => String(row.line_number)}
        />
      )}
      <ListPages
        shown={rows.data?.data.length}
        total={report.rows_rejected}
        noun="rejected row"
        cursor={cursor}
        nextCursor={rows.data?.next_cursor}
      />
    </Card>
  );
}
