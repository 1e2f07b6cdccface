import type { UsageImportReport } from '@revenue/billing-core/usage';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { type Upload, uploadFile } from '../../api/upload-file.ts';
import { importFormat } from './import-format.ts';

/** `sent` are the bytes on their way; null while nothing is being sent. */
export type UploadState = { sent: number | null; error: unknown };

const idle: UploadState = { sent: null, error: null };

/** Sends one file and leads to its report. Leaving the page before it is sent takes it back. */
export function useUsageUpload() {
  const [state, setState] = useState<UploadState>(idle);
  const running = useRef<Upload<UsageImportReport> | null>(null);
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  useEffect(() => () => running.current?.cancel(), []);
  const start = async (file: File) => {
    const format = importFormat(file.name);
    if (format === null) {
      const reason = `"${file.name}" is neither CSV nor NDJSON by its name; its end must be .csv, .ndjson or .jsonl.`;
      setState({ sent: null, error: { status: 422, message: reason } });
      return;
    }
    setState({ sent: 0, error: null });
    const path = `/api/usage/imports?file_name=${encodeURIComponent(file.name)}`;
    running.current = uploadFile(path, file, format, (sent) => setState({ sent, error: null }));
    try {
      const report = await running.current.answer;
      await Promise.all([cache.usage.invalidate(), cache.overview.invalidate()]);
      await navigate({ to: '/usage/imports/$importId', params: { importId: report.id } });
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
