import type { CustomerImportReport, ImportCustomers } from '@revenue/billing-core/customers';
import { useRef, useState } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { type Upload, uploadFile } from '../../../api/upload-file.ts';

type State = { busy: 'check' | 'import' | null; report: CustomerImportReport | null; error: unknown };
const idle: State = { busy: null, report: null, error: null };

/** Sends one file: first to be checked, then to be taken. */
export function useCustomerImport() {
  const [state, setState] = useState<State>(idle);
  const running = useRef<Upload<CustomerImportReport> | null>(null);
  const cache = trpc.useUtils();
  const send = async (file: File, existing: ImportCustomers['existing'], dry_run: boolean) => {
    setState((before) => ({ ...before, busy: dry_run ? 'check' : 'import', error: null }));
    const query = new URLSearchParams({ file_name: file.name, existing, dry_run: String(dry_run) });
    running.current = uploadFile(`/api/customers/imports?${query}`, file, 'text/csv', () => undefined);
    try {
      const report = await running.current.answer;
      if (!dry_run) await cache.customers.invalidate();
      setState({ busy: null, report, error: null });
    } catch (error) {
      setState({ busy: null, report: null, error });
    }
  };
  return { ...state, send, forget: () => setState(idle) };
}
