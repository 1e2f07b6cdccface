import type { SqlClient } from '@revenue/jobs/job-queue';
import { countDue, type RunScope } from './load-due-subscriptions.ts';

/** Whether a run of this scope waits for an approval: the tenant wants it of every run, or a cycle of what is due does. */
export async function needsApproval(client: SqlClient, tenantId: string, scope: RunScope): Promise<boolean> {
  const { rows } = await client.query('SELECT approve_billing_runs FROM tenants WHERE id = $1', [tenantId]);
  if ((rows as { approve_billing_runs: boolean }[])[0]?.approve_billing_runs) return true;
  if (scope.covers !== 'everything') return scope.covers === 'needing_approval';
  return (await countDue(client, tenantId, { ...scope, covers: 'needing_approval' })) > 0;
}
