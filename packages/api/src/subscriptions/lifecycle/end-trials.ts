import { startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../../audit/write-changes.ts';
import type { OperationContext } from '../../context.ts';
import { recordMrr } from '../record-mrr.ts';
import { ENDS_WITHOUT_METHOD } from './billable.ts';

interface TrialRow {
  id: string;
  time_zone: string;
  trial_end: string;
  trial_without_method: 'pause' | 'cancel';
}

/**
 * Pauses or cancels trials that are over and have nobody who agreed how to pay, as was said when they began. A trial is
 * free, so there is nothing to settle. Doing it again finds none.
 */
export async function endTrials(ctx: OperationContext): Promise<number> {
  return ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const over = await loadOver(client, ctx);
    if (over.length === 0) return 0;
    const ids = over.map(({ id }) => id);
    await client.query(
      `UPDATE subscriptions SET status = CASE trial_without_method WHEN 'pause' THEN 'paused' ELSE 'canceled' END,
              paused_at = CASE trial_without_method WHEN 'pause' THEN $3::timestamptz END,
              pause_reason = CASE trial_without_method WHEN 'pause' THEN 'no_method' END,
              canceled_at = CASE trial_without_method WHEN 'cancel' THEN $3::timestamptz ELSE canceled_at END,
              ended_at = CASE trial_without_method WHEN 'cancel' THEN $3::timestamptz END,
              ends_on = CASE trial_without_method WHEN 'cancel' THEN trial_end ELSE ends_on END,
              next_billing_at = NULL, updated_at = $3, version = version + 1
        WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[])`,
      [ctx.tenant_id, ids, ctx.clock.now()],
    );
    await writeChanges(
      client,
      ctx,
      over.map(({ id, trial_end, trial_without_method }) => ({
        type: trial_without_method === 'pause' ? ('subscription.paused' as const) : ('subscription.canceled' as const),
        object_type: 'subscription',
        object_id: id,
        before: { status: 'trialing' },
        after: { id, status: STATUS[trial_without_method], trial_end, reason: 'no payment method' },
      })),
    );
    await recordMrr(client, ctx, ids);
    return ids.length;
  });
}

const STATUS = { pause: 'paused', cancel: 'canceled' } as const;

async function loadOver(client: SqlClient, { tenant_id, clock }: OperationContext): Promise<TrialRow[]> {
  const { rows } = await client.query(
    `SELECT s.id, s.time_zone, s.trial_end::text, s.trial_without_method FROM subscriptions s
      WHERE s.tenant_id = $1::uuid AND ${ENDS_WITHOUT_METHOD} AND s.trial_end <= ($2::timestamptz AT TIME ZONE 'UTC')::date + 1
      ORDER BY s.id FOR UPDATE OF s`,
    [tenant_id, clock.now()],
  );
  // Which day it is where the customer is, is for the core to say.
  return (rows as TrialRow[]).filter(({ trial_end, time_zone }) => startOfDay(trial_end, time_zone) <= clock.now());
}
