import { BillingError } from '@revenue/billing-core/errors';

/** One row of a file: what it says as the fields of a record, or why it cannot be read. */
export interface FileRow {
  line_number: number;
  raw: string;
  content: { fields: Record<string, unknown> } | { fault: string };
}

/** The file as a whole is refused, so it leaves nothing. */
export function unreadableFile(reason: string): BillingError {
  return new BillingError('malformed_body', `The file cannot be read: ${reason}. Nothing was imported.`, {
    errors: [{ path: '', message: reason }],
  });
}
