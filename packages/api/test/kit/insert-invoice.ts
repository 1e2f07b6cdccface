import { randomUUID } from 'node:crypto';
import type { TestApi } from './start-api.ts';

let numbers = 1;

/** An invoice in any state, as reads meet it: not made by the operations, so the invariants do not hold for it. */
export async function insertInvoice(
  tenant: TestApi,
  customer_id: string,
  fields: { status: string; amount_due: bigint; number: string },
): Promise<void> {
  const { tenant_id, clock, db } = tenant;
  const now = clock.now();
  const { status, amount_due: amount, number: invoice_number } = fields;
  const dates = { issue_date: now, due_date: now, created_at: now, updated_at: now };
  const totals = { subtotal: amount, total: amount, amount_due: amount };
  const row = {
    tenant_id,
    id: randomUUID(),
    customer_id,
    invoice_number,
    currency: 'USD',
    payment_terms: 'net_30',
  };
  const number = { number_period: '2026', number_value: BigInt(numbers++) };
  await db.withTenant(tenant_id, async (tx) => {
    await tx.invoice.create({ data: { ...row, ...number, ...dates, ...totals, status: 'draft' } });
    if (status === 'draft') return;
    const final = { status, finalized_at: now, sent_at: now, content_hash: 'x'.repeat(64) };
    await tx.invoice.updateMany({ where: { tenant_id, id: row.id }, data: final });
  });
}
