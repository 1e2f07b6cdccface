import type { Tx } from '@revenue/db/database';

/**
 * Lets what takes a meter for a subscription of a customer wait for whatever else does: two that look at the same time would
 * both find it free, and its usage would be billed twice. Not the row of the customer, which invoices refer to as they are
 * made.
 */
export async function lockMeters(tx: Tx, tenant_id: string, customer_id: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('meters of ' || ${tenant_id} || '/' || ${customer_id}, 0))`;
}
