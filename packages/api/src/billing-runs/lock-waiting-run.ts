import { BillingError } from '@revenue/billing-core/errors';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** Takes a run for a decision on it: of two people who decide at once the second learns of the first. */
export async function lockWaitingRun(client: SqlClient, tenantId: string, id: string): Promise<void> {
  const { rows } = await client.query('SELECT status FROM billing_runs WHERE tenant_id = $1 AND id = $2 FOR UPDATE', [
    tenantId,
    id,
  ]);
  const [run] = rows as { status: string }[];
  if (!run) throw new BillingError('not_found', `There is no billing run ${id}.`);
  if (run.status === 'awaiting_approval') return;
  throw new BillingError(
    'illegal_transition',
    `The run is ${run.status}; only one that waits for approval is decided on.`,
  );
}
