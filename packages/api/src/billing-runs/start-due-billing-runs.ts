import { Prisma } from '@revenue/db/database';
import { executeBillingRun } from '@revenue/jobs/catalogue';
import { type Services, systemContext } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';
import { BILLABLE } from '../subscriptions/lifecycle/billable.ts';
import { ofThisClock } from '../tenants/tenant-clock.ts';
import type { RunCovers } from './load-due-subscriptions.ts';
import { startBillingRun } from './start-billing-run.ts';

interface DueTenant {
  tenant_id: string;
  covers: RunCovers;
}

/**
 * The hourly tick: one run for each tenant with something due, and another for what needs an approval, so that nothing
 * waits for a decision that it does not need. What somebody has decided against, by taking a waiting run back, is left
 * out until its subscription is changed or its next period is due; something else that falls due brings it along. Customers who are held back, and what has failed and is not to be tried yet,
 * start no run. A tenant whose last run is still going on, or waits for approval, is left to it; what that one does not
 * take up is due at a later tick. A run goes on while its job lives: one whose job was cancelled or has failed for good
 * must not keep its tenant from being billed for ever.
 */
export async function startDueBillingRuns(services: Services): Promise<number> {
  const now = services.clock.now();
  const due = await services.db.withSystem(
    'the tick looks at every tenant',
    (tx) =>
      tx.$queryRaw<DueTenant[]>`
      WITH due AS (
        SELECT DISTINCT s.tenant_id, CASE WHEN t.approve_billing_runs THEN 'everything'
                                          WHEN COALESCE(bc.requires_approval, false) THEN 'needing_approval'
                                          ELSE 'needing_none' END AS covers,
               t.approve_billing_runs OR COALESCE(bc.requires_approval, false) AS waits
          FROM subscriptions s
          JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
          JOIN tenants t ON t.id = s.tenant_id
          LEFT JOIN billing_cycles bc ON bc.tenant_id = s.tenant_id AND bc.id = s.billing_cycle_id
         WHERE ${ofThisClock(services, Prisma.sql`s.tenant_id`)} AND s.next_billing_at <= ${now} AND ${Prisma.raw(BILLABLE)}
           AND NOT EXISTS (SELECT 1 FROM billing_holds h
                            WHERE h.tenant_id = s.tenant_id AND h.customer_id IN (s.customer_id, (
                                    SELECT k.payer_id FROM customers k WHERE k.tenant_id = s.tenant_id AND k.id = s.customer_id)))
           AND NOT EXISTS (SELECT 1 FROM billing_failures f
                            WHERE f.tenant_id = s.tenant_id AND f.subscription_id = s.id AND f.retry_at > ${now})
           AND NOT EXISTS (SELECT 1 FROM billing_runs k
                            WHERE (t.approve_billing_runs OR bc.requires_approval)
                              AND k.tenant_id = s.tenant_id AND k.status = 'canceled' AND k.finished_at >= s.updated_at
                              AND LEAST(k.as_of, k.finished_at) >= s.next_billing_at
                              AND (k.customer_id IS NULL OR k.customer_id = s.customer_id)
                              AND s.next_billing_at + make_interval(
                                    days => pv.interval_count * CASE pv.interval WHEN 'day' THEN 1 WHEN 'week' THEN 7 ELSE 0 END,
                                    months => pv.interval_count * CASE pv.interval WHEN 'month' THEN 1 WHEN 'quarter' THEN 3
                                                WHEN 'half_year' THEN 6 WHEN 'year' THEN 12 ELSE 0 END) > ${now}))
      SELECT d.tenant_id::text, d.covers FROM due d
       WHERE NOT EXISTS (
               SELECT 1 FROM billing_runs r
                WHERE r.tenant_id = d.tenant_id AND r.customer_id IS NULL
                  AND ((d.waits AND r.status = 'awaiting_approval')
                       OR (r.status IN ('pending', 'running') AND r.covers IN ('everything', d.covers)
                           AND EXISTS (SELECT 1 FROM pgboss.job j
                                        WHERE j.name = ${executeBillingRun.name} AND j.state IN ('created', 'retry', 'active')
                                          AND j.data->>'billing_run_id' = r.id::text))))
       ORDER BY d.tenant_id, d.covers`,
  );
  const runs = Map.groupBy(due, ({ tenant_id }) => tenant_id);
  await forEachTenant(services, [...runs.keys()], async (tenant_id) => {
    const ctx = systemContext(services, tenant_id, 'billing.tick');
    for (const { covers } of runs.get(tenant_id) ?? []) {
      await startBillingRun(ctx, { allow_future: false }, { trigger: 'schedule', covers });
    }
  });
  return due.length;
}
