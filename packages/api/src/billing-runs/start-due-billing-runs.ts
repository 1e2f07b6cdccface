import { executeBillingRun } from '@revenue/jobs/catalogue';
import { type Services, systemContext } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';
import { startBillingRun } from './start-billing-run.ts';

/**
 * The hourly tick: one run for each tenant with something due. A tenant whose last run is still going on is left to it;
 * what that one does not take up is due at the next tick. A run goes on while its job lives: one whose job was cancelled
 * or has failed for good must not keep its tenant from being billed for ever.
 */
export async function startDueBillingRuns(services: Services): Promise<number> {
  const now = services.clock.now();
  const tenants = await services.db.withSystem(
    'the tick looks at every tenant',
    (tx) =>
      tx.$queryRaw<{ tenant_id: string }[]>`
      SELECT DISTINCT s.tenant_id::text FROM subscriptions s
       WHERE s.next_billing_at <= ${now} AND s.status IN ('active', 'trialing', 'past_due')
         AND NOT EXISTS (SELECT 1 FROM billing_runs r
                          WHERE r.tenant_id = s.tenant_id AND r.status IN ('pending', 'running') AND r.customer_id IS NULL
                            AND EXISTS (SELECT 1 FROM pgboss.job j
                                         WHERE j.name = ${executeBillingRun.name} AND j.state IN ('created', 'retry', 'active')
                                           AND j.data->>'billing_run_id' = r.id::text))`,
  );
  const ids = tenants.map(({ tenant_id }) => tenant_id);
  await forEachTenant(services, ids, async (tenant_id) => {
    await startBillingRun(systemContext(services, tenant_id, 'billing.tick'), { allow_future: false }, 'schedule');
  });
  return tenants.length;
}
