import type { Tx } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** The set-based statements of a bare client within a transaction of Prisma's: one change, one commit. */
export function sqlClientOf(tx: Tx): SqlClient {
  return { query: async (text, values = []) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values) }) };
}
