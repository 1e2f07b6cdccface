import { Download } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { downloadFile } from '../../api/rest.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';

/** The rows of a report for a spreadsheet, under the filters that are set now. */
export function DownloadCsv({ report, query }: { report: string; query: Record<string, string | undefined> }) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    const set = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    const address = `/api/reports/${report}.csv?${new URLSearchParams(set)}`;
    await downloadFile(address, `${report}.csv`).catch((error: unknown) =>
      toast.failed('The report was not downloaded', readProblem(error).message),
    );
    setBusy(false);
  };
  return (
    <Button size="sm" busy={busy} onClick={download} icon={<Download aria-hidden />}>
      CSV
    </Button>
  );
}
