import { BillingError } from '@revenue/billing-core/errors';
import type { SqlClient } from '@revenue/jobs/job-queue';

/**
 * Keeps an invoice from being void while another gives back of its lines, or a line that waits would. What the invoice
 * gives back of itself goes with it.
 *
 * @throws BillingError illegal_transition, which names what has to go first
 */
export async function refuseCredited(
  client: SqlClient,
  tenantId: string,
  { id, invoice_number }: { id: string; invoice_number: string },
): Promise<void> {
  const { rows } = await client.query(
    `SELECT ci.invoice_number FROM invoice_items o
       JOIN invoice_items c ON c.tenant_id = o.tenant_id AND c.credits_item_id = o.id
       JOIN invoices ci ON ci.tenant_id = c.tenant_id AND ci.id = c.invoice_id AND ci.status <> 'void' AND ci.id <> o.invoice_id
      WHERE o.tenant_id = $1::uuid AND o.invoice_id = $2::uuid
      UNION ALL
     SELECT NULL FROM invoice_items o
       JOIN pending_invoice_items w ON w.tenant_id = o.tenant_id AND w.credits_item_id = o.id AND w.status = 'waiting'
      WHERE o.tenant_id = $1::uuid AND o.invoice_id = $2::uuid
      LIMIT 1`,
    [tenantId, id],
  );
  const [found] = rows as { invoice_number: string | null }[];
  if (!found) return;
  const isWaiting = found.invoice_number === null;
  const by = isWaiting ? 'A line that waits for the next invoice' : `Invoice ${found.invoice_number}`;
  const first = isWaiting ? 'bill it first' : 'void that one first, or correct this one with a credit note';
  throw new BillingError(
    'illegal_transition',
    `${by} gives back a part of what ${invoice_number} charged, for a change of the subscription; ${first}.`,
  );
}
