import type { UsageImport } from '@revenue/billing-core/usage';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { ImportCounts } from './import-counts.tsx';
import { RejectedRows } from './rejected-rows.tsx';

const route = getRouteApi('/app/usage/imports/$importId');

/** What the counts come to, in one sentence. */
function Outcome({ report }: { report: UsageImport }) {
  const { rows_total, rows_accepted, rows_duplicate, rows_rejected } = report;
  if (rows_total === 0) return <Callout tone="warning" title="The file has no rows" />;
  if (rows_rejected > 0) {
    return (
      <Callout tone="warning" title={`${counted(rows_rejected, 'row was', 'rows were')} not taken`}>
        Download them, correct them and import them again. What was taken counts once, so the whole corrected file may
        be sent too.
      </Callout>
    );
  }
  if (rows_accepted === 0) {
    return (
      <Callout title="Nothing was added">
        {rows_duplicate === 1 ? 'The only row was' : 'All rows were'} known already by their ids.
      </Callout>
    );
  }
  return <Callout tone="success" title="Every row is in" />;
}

export function UsageImportReport() {
  const { importId } = route.useParams();
  const format = useFormat();
  const report = trpc.usage.imports.get.useQuery({ id: importId }, { staleTime: Number.POSITIVE_INFINITY });
  if (report.error) return <ProblemState error={report.error} onRetry={() => report.refetch()} />;
  if (!report.data) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={report.data.file_name}
        parent={{ label: 'Usage imports', link: { to: '/usage/imports' } }}
        description={`Imported by ${report.data.created_by} on ${format.dateTime(report.data.created_at)}`}
        actions={
          <>
            <Button asChild>
              <Link to="/usage">See the records</Link>
            </Button>
            <Button asChild>
              <Link to="/usage/import">
                <Upload aria-hidden />
                Import another file
              </Link>
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <ImportCounts report={report.data} />
        <Outcome report={report.data} />
        {report.data.rows_rejected > 0 ? <RejectedRows report={report.data} /> : null}
      </div>
    </>
  );
}
