import { Prisma, type Tx } from '@revenue/db/database';

type LockableTable =
  | 'billing_cycles'
  | 'customers'
  | 'products'
  | 'plans'
  | 'subscriptions'
  | 'invoices'
  | 'mails'
  | 'saved_views'
  | 'bulk_actions'
  | 'test_clock_advances';

/**
 * Takes a row for this transaction: of two changes of one record the second waits, and then sees the first. False when
 * there is no such row.
 */
export async function lockRow(tx: Tx, table: LockableTable, tenant_id: string, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM ${Prisma.raw(table)} WHERE tenant_id = ${tenant_id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return rows.length === 1;
}
