import type { BillingRun, BillingRunStatus, BillingRunSummary } from '@revenue/billing-core/billing-runs';
import type { Prisma } from '@revenue/db/database';

type RunRecord = Prisma.BillingRunGetPayload<object>;

export function toBillingRunSummary(row: RunRecord): BillingRunSummary {
  return {
    id: row.id,
    as_of: row.as_of.toISOString(),
    status: row.status as BillingRunStatus,
    trigger: row.trigger as BillingRunSummary['trigger'],
    customer_id: row.customer_id,
    covers: row.covers as BillingRunSummary['covers'],
    approved_by: row.approved_by,
    approved_at: row.approved_at?.toISOString() ?? null,
    subscriptions_total: row.subscriptions_total,
    subscriptions_done: row.subscriptions_done,
    invoices_created: row.invoices_created,
    errors_count: row.errors_count,
    totals: row.totals as BillingRunSummary['totals'],
    failure: row.failure,
    requested_by: row.requested_by,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

export function toBillingRunView(row: RunRecord, errors: BillingRun['errors']): BillingRun {
  return { ...toBillingRunSummary(row), errors };
}
