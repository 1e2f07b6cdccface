import { DEFAULT_SUBSCRIPTION_POLICY, type SubscriptionPolicy } from '@revenue/billing-core/subscriptions';
import type { SqlClient } from '@revenue/jobs/job-queue';

export type LifecycleRules = Pick<
  SubscriptionPolicy,
  'grace_days' | 'after_grace' | 'trial_notice_days' | 'renewal_notice_days'
>;

/** What a tenant decided about trials, notices and unpaid invoices. */
export async function loadRules(client: SqlClient, tenantId: string): Promise<LifecycleRules> {
  const { rows } = await client.query(
    'SELECT grace_days, after_grace, trial_notice_days, renewal_notice_days FROM subscription_policies WHERE tenant_id = $1::uuid',
    [tenantId],
  );
  const [row] = rows as LifecycleRules[];
  return row ?? DEFAULT_SUBSCRIPTION_POLICY;
}
