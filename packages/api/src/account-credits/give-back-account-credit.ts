import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { writeEntries } from './write-entries.ts';

/** Uses that nobody has given back yet. */
interface OpenUse {
  id: string;
  customer_id: string;
  currency: string;
  amount: bigint;
}

/**
 * Gives back what account credit paid of an invoice that becomes void: each use is reversed, once. The caller has locked
 * the invoice and sets its figures.
 */
export async function giveBackAccountCredit(
  client: SqlClient,
  ctx: OperationContext,
  invoiceId: string,
): Promise<void> {
  const { rows } = await client.query(
    `SELECT u.id, u.customer_id, u.currency, u.amount FROM account_credit_entries u
      WHERE u.tenant_id = $1::uuid AND u.invoice_id = $2::uuid AND u.kind = 'use'
        AND NOT EXISTS (SELECT 1 FROM account_credit_entries r WHERE r.tenant_id = u.tenant_id AND r.reverses_id = u.id)
      ORDER BY u.id`,
    [ctx.tenant_id, invoiceId],
  );
  await writeEntries(
    client,
    ctx,
    (rows as OpenUse[]).map(({ id, customer_id, currency, amount }) => ({
      ...{ customer_id, currency, kind: 'reversal' as const, amount: -BigInt(amount) },
      ...{ invoice_id: invoiceId, reverses_id: id },
    })),
  );
}
