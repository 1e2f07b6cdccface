import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { writeEntries } from './write-entries.ts';

/** Minor units, above zero. */
export interface CreditGrant {
  customer_id: string;
  currency: string;
  amount: bigint;
  source: 'credit_note' | 'subscription';
  source_id: string;
}

/** Puts money on the credit of a customer; nothing for nothing. A credit note does so once: the database holds it to that. */
export async function grantAccountCredit(client: SqlClient, ctx: OperationContext, grant: CreditGrant): Promise<void> {
  const { customer_id, currency, amount, source, source_id } = grant;
  if (amount === 0n) return;
  const of = source === 'credit_note' ? { credit_note_id: source_id } : { subscription_id: source_id };
  await writeEntries(client, ctx, [{ customer_id, currency, kind: 'grant', amount, ...of }]);
}
