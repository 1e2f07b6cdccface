import { type ReactNode, useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { downloadFile } from '../../api/rest.ts';
import { toast } from '../../ui/toast.tsx';

/** Where a document is had, what its file is called, and what is written on its button. */
export type Paper = { path: string; name: string; label: string; icon: ReactNode };

/** Fetches a document, which may have to be drawn first, and hands it to the browser. */
export function useDownload() {
  const [busy, setBusy] = useState(false);
  const download = async (path: string, name: string) => {
    setBusy(true);
    try {
      await downloadFile(path, name);
    } catch (error) {
      toast.failed('The PDF was not made', readProblem(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { busy, download };
}
