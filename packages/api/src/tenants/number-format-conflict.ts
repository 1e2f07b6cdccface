import { numberPeriod } from '@revenue/billing-core/invoices';
import type { Tx } from '@revenue/db/database';

/**
 * Why a format, good in itself, cannot be taken by this tenant now; null when it can. A sequence of its own that starts at
 * one again (yearly numbers become monthly, or the year becomes a part of the text) must not lead to numbers that are
 * given out already: every invoice from there on would fail.
 */
export async function numberFormatConflict(tx: Tx, tenant_id: string, format: string): Promise<string | null> {
  // Numbers of the same kind of period continue the same sequence, so they never meet.
  const period_length = numberPeriod(format, '2026-01-01').length;
  const [taken] = await tx.$queryRaw<{ invoice_number: string }[]>`
    SELECT invoice_number FROM invoices
     WHERE tenant_id = ${tenant_id}::uuid AND length(number_period) <> ${period_length} AND invoice_number ~ ${patternOf(format)}
     LIMIT 1`;
  return taken ? `would count from 1 again and come to ${taken.invoice_number}, which is given out already` : null;
}

/** Every number that the format may ever give, as a regular expression. Its literals are letters, digits and `._/-`. */
function patternOf(format: string): string {
  const pattern = format
    .replaceAll('.', '\\.')
    .replaceAll('{CUSTOMER}', '[A-Z0-9-]+')
    .replaceAll('{YYYY}', '\\d{4}')
    .replaceAll(/\{(YY|MM|DD)\}/g, '\\d{2}')
    .replaceAll(/\{SEQ(:\d+)?\}/g, '\\d+');
  return `^${pattern}$`;
}
