import { useRef, useState } from 'react';
import { type Upload, uploadFile } from '../../api/upload-file.ts';
import type { CsvReport, Existing, Mapping } from './csv-report.ts';

type State<Report> = { busy: 'check' | 'import' | null; report: Report | null; error: unknown };

/** Sends one file: first to be checked, then to be taken. */
export function useCsvImport<Report extends CsvReport>(path: string, onTaken: () => Promise<unknown>) {
  const idle: State<Report> = { busy: null, report: null, error: null };
  const [state, setState] = useState(idle);
  const running = useRef<Upload<Report> | null>(null);
  const send = async (file: File, options: { existing: Existing; mapping: Mapping; dry_run: boolean }) => {
    const { existing, mapping, dry_run } = options;
    setState((before) => ({ ...before, busy: dry_run ? 'check' : 'import', error: null }));
    const query = new URLSearchParams({ file_name: file.name, existing, dry_run: String(dry_run), ...mapping });
    running.current = uploadFile(`${path}?${query}`, file, 'text/csv', () => undefined);
    try {
      const report = await running.current.answer;
      if (!dry_run) await onTaken();
      setState({ busy: null, report, error: null });
    } catch (error) {
      setState({ busy: null, report: null, error });
    }
  };
  return { ...state, send, forget: () => setState(idle) };
}
