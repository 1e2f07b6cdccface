import { formatNumber, numberPeriod } from '@revenue/billing-core/invoices';
import { localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';

/** The numbers that the next invoices of today would get. Reserves nothing. */
export async function nextInvoiceNumbers(
  tx: Tx,
  tenant: { id: string; time_zone: string },
  format: string,
  now: Date,
  count: number,
): Promise<string[]> {
  const issueDate = localDateAt(now, tenant.time_zone);
  const period = numberPeriod(format, issueDate);
  const counter = await tx.numberCounter.findFirst({ where: { tenant_id: tenant.id, kind: 'invoice', period } });
  const last = counter?.last_value ?? 0n;
  return Array.from({ length: count }, (_, at) => formatNumber(format, { sequence: last + BigInt(at + 1), issueDate }));
}
