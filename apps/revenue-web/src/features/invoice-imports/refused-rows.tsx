import type { InvoiceImportReport, RefusedImportRow } from '@revenue/billing-core/invoice-imports';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { downloadFile } from '../../api/rest.ts';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { ListPages } from '../../list/list-pages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { toast } from '../../ui/toast.tsx';

const route = getRouteApi('/app/invoices/imports/$importId');

function DownloadButton({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    await downloadFile(`/api/invoices/imports/${id}/refused.csv`, 'refused-rows.csv').catch((error: unknown) =>
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

function useColumns(): Column<RefusedImportRow>[] {
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
      id: 'number',
      header: 'Number',
      from: 'sm',
      className: 'align-top',
      cell: (row) => row.document_number ?? <span className="text-ink-faint">–</span>,
    },
    { id: 'why', header: 'Reason', wrap: true, className: 'min-w-56 align-top', cell: (row) => row.message },
    {
      id: 'row',
      header: 'The row as it is',
      wrap: true,
      className: 'min-w-64 align-top',
      cell: (row) => <code className="line-clamp-3 break-all text-ink-soft text-xs">{row.raw}</code>,
    },
  ];
}

/** Why rows were not taken: by reason, then each of them. */
export function RefusedRows({ report }: { report: InvoiceImportReport }) {
  const { cursor } = route.useSearch();
  const columns = useColumns();
  const rows = trpc.invoice_imports.refused.useQuery(
    { id: report.id, cursor, limit: 50 },
    { placeholderData: (before) => before },
  );
  return (
    <>
      <Card title="Why rows were refused">
        <ul className="flex flex-col gap-2 text-sm">
          {report.refused.map((reason) => (
            <li key={reason.reason} className="flex gap-3">
              <span className="tabular w-20 shrink-0 text-right font-medium text-ink">
                {counted(reason.rows, 'row')}
              </span>
              <span className="text-ink-soft">
                {reason.says} <span className="text-ink-faint">First in line {reason.first_line}.</span>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card
        flush
        title="Refused rows"
        description="Lines as in the file; the header is line 1."
        actions={<DownloadButton id={report.id} />}
      >
        {rows.error ? (
          <ProblemState error={rows.error} onRetry={() => rows.refetch()} />
        ) : (
          <DataTable
            caption="Refused rows"
            columns={columns}
            rows={rows.data?.data}
            rowKey={(row) => String(row.line_number)}
          />
        )}
        <ListPages
          shown={rows.data?.data.length}
          total={report.rows_refused}
          noun="refused row"
          cursor={cursor}
          nextCursor={rows.data?.next_cursor}
        />
      </Card>
    </>
  );
}
