import { BillingError } from '@revenue/billing-core/errors';
import { fromMinor } from '@revenue/billing-core/money';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { ComputedDraft } from './compute-draft.ts';

interface CreditedLine {
  id: string;
  position: number;
  /** Minor units, of lines on invoices and of those that wait. */
  credited: string;
}

/**
 * Keeps a draft from charging less for a line than changes of its subscription have given back of it already: the
 * customer would be given the difference.
 *
 * @param kept the stored lines, in the order of the first ones of `computed`
 * @throws BillingError validation_failed, which names the line and how to give money back instead
 */
export async function refuseOverCredited(
  client: SqlClient,
  tenantId: string,
  kept: readonly { id: string }[],
  { currency, items, percent_off }: ComputedDraft,
): Promise<void> {
  const nets = new Map(kept.map(({ id }, at) => [id, (items[at]?.amount ?? 0n) - (items[at]?.discount_amount ?? 0n)]));
  const over = (await loadCredited(client, tenantId, [...nets.keys()])).find(
    ({ id, credited }) => BigInt(credited) > (nets.get(id) ?? 0n),
  );
  if (!over) return;
  const net = fromMinor(nets.get(over.id) ?? 0n, currency);
  const back = fromMinor(BigInt(over.credited), currency);
  const message = `leaves ${net} ${currency} of item ${over.position}, of which a change of its subscription has given back ${back}; take less off, or send the invoice and credit the rest`;
  const path = percent_off === null ? 'amount_off' : 'percent_off';
  throw new BillingError('validation_failed', `The discount ${message}.`, { errors: [{ path, message }] });
}

async function loadCredited(client: SqlClient, tenantId: string, ids: readonly string[]): Promise<CreditedLine[]> {
  const { rows } = await client.query(
    `SELECT o.id, o.position, sum(c.amount)::text AS credited
       FROM invoice_items o
       JOIN (SELECT it.credits_item_id AS id, -it.amount AS amount FROM invoice_items it
               JOIN invoices v ON v.tenant_id = it.tenant_id AND v.id = it.invoice_id AND v.status <> 'void'
              WHERE it.tenant_id = $1::uuid AND it.credits_item_id = ANY($2::uuid[])
             UNION ALL
             SELECT w.credits_item_id, -w.amount FROM pending_invoice_items w
              WHERE w.tenant_id = $1::uuid AND w.credits_item_id = ANY($2::uuid[]) AND w.status = 'waiting') c ON c.id = o.id
      WHERE o.tenant_id = $1::uuid AND o.id = ANY($2::uuid[])
      GROUP BY o.id, o.position ORDER BY o.position`,
    [tenantId, ids],
  );
  return rows as CreditedLine[];
}
