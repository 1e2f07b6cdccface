import { numberPeriod } from '@revenue/billing-core/invoices';
import { Prisma, type Tx } from '@revenue/db/database';
import type { NumberedKind } from './numbered-kind.ts';

const DOCUMENTS: Record<NumberedKind, { table: string; column: string }> = {
  invoice: { table: 'invoices', column: 'invoice_number' },
  credit_note: { table: 'credit_notes', column: 'credit_note_number' },
};

/**
 * Why a format, good in itself, cannot be taken by this tenant now; null when it can. A sequence of its own that starts at
 * one again (yearly numbers become monthly, or the year becomes a part of the text) must not lead to numbers that are
 * given out already: every invoice from there on would fail.
 */
export async function numberFormatConflict(
  tx: Tx,
  tenant_id: string,
  kind: NumberedKind,
  format: string,
): Promise<string | null> {
  // Numbers of the same kind of period continue the same sequence, so they never meet.
  const period_length = numberPeriod(format, '2026-01-01').length;
  const table = Prisma.raw(DOCUMENTS[kind].table);
  const column = Prisma.raw(DOCUMENTS[kind].column);
  const [taken] = await tx.$queryRaw<{ number: string }[]>`
    SELECT ${column} AS number FROM ${table}
     WHERE tenant_id = ${tenant_id}::uuid AND length(number_period) <> ${period_length} AND ${column} ~ ${patternOfNumbers(format)}
     LIMIT 1`;
  return taken ? `would count from 1 again and come to ${taken.number}, which is given out already` : null;
}

/** Every number that the format may ever give, as a regular expression. Its literals are letters, digits and `._/-`. */
export function patternOfNumbers(format: string): string {
  const pattern = format
    .replaceAll('.', '\\.')
    .replaceAll('{CUSTOMER}', '[A-Z0-9-]+')
    .replaceAll('{YYYY}', '\\d{4}')
    .replaceAll(/\{(YY|MM|DD)\}/g, '\\d{2}')
    .replaceAll(/\{SEQ(:\d+)?\}/g, '\\d+');
  return `^${pattern}$`;
}
