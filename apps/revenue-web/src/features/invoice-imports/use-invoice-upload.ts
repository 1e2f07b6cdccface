import type { InvoiceImportReport } from '@revenue/billing-core/invoice-imports';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { type Upload, uploadFile } from '../../api/upload-file.ts';
import { type ImportChoices, importPath } from './import-choices.ts';

/** `sent` are the bytes on their way; null while nothing is being sent. */
type UploadState = { sent: number | null; error: unknown };

const idle: UploadState = { sent: null, error: null };

/** Sends one file and leads to its report. Leaving the page before it is sent takes it back. */
export function useInvoiceUpload() {
  const [state, setState] = useState<UploadState>(idle);
  const running = useRef<Upload<InvoiceImportReport> | null>(null);
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  useEffect(() => () => running.current?.cancel(), []);
  const start = async (file: File, choices: ImportChoices) => {
    setState({ sent: 0, error: null });
    const path = importPath(file.name, choices);
    running.current = uploadFile(path, file, 'text/csv', (sent) => setState({ sent, error: null }));
    try {
      const report = await running.current.answer;
      await cache.invalidate();
      await navigate({ to: '/invoices/imports/$importId', params: { importId: report.id } });
    } catch (error) {
      setState({ sent: null, error });
    }
  };
  const cancel = () => {
    running.current?.cancel();
    setState(idle);
  };
  return { ...state, start, cancel, forget: () => setState(idle) };
}
