import { type ReactNode, useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { downloadFile } from '../../api/rest.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';

type Paper = { path: string; name: string; label: string; icon: ReactNode };

/** Fetches a document, which may have to be drawn first, and hands it to the browser. */
export function DownloadButton({ path, name, label, icon }: Paper) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      await downloadFile(path, name);
    } catch (error) {
      toast.failed('The PDF was not made', readProblem(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={download} icon={icon}>
      {label}
    </Button>
  );
}
