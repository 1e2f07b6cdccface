import { UsageRecordInput } from '@revenue/billing-core/usage';
import { unstorableFault } from '../refuse-unstorable-text.ts';
import { faultsOf } from '../zod-faults.ts';
import type { FileRow } from './files/file-row.ts';

/** A row that is not taken, and why. */
export interface Rejection {
  line_number: number;
  raw: string;
  code: string;
  path: string | null;
  message: string;
}

/** A row that can be taken if what it names is there, or why it cannot. */
export type JudgedRow = { row: FileRow; record: UsageRecordInput } | { rejection: Rejection };

type Fault = { path: string; message: string };

const MAX_RAW = 2_000;

export function judgeRow(row: FileRow): JudgedRow {
  if ('fault' in row.content) {
    return { rejection: toRejection(row, 'malformed_body', [{ path: '', message: row.content.fault }]) };
  }
  const unstorable = unstorableFault(row.content.fields);
  if (unstorable) return { rejection: toRejection(row, 'validation_failed', [unstorable]) };
  const parsed = UsageRecordInput.safeParse(row.content.fields);
  if (parsed.success) return { row, record: parsed.data };
  const { code, faults } = faultsOf(parsed.error);
  return { rejection: toRejection(row, code, faults) };
}

/** Names the first fault as the place; the message says every one. */
export function toRejection({ line_number, raw }: FileRow, code: string, faults: Fault[]): Rejection {
  const [first] = faults;
  const message = faults.map((fault, at) => (at === 0 ? fault.message : `${fault.path} ${fault.message}`)).join('; ');
  return { line_number, raw: storable(raw).slice(0, MAX_RAW), code, path: first?.path || null, message };
}

/** What PostgreSQL cannot store is shown as the replacement character. */
const storable = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed();
