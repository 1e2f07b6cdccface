import { startOfDay } from '@revenue/billing-core/time';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../../audit/write-changes.ts';
import { dropFirstLines } from '../../billing-runs/load-waiting-lines.ts';
import type { OperationContext } from '../../context.ts';
import { dropScheduled } from '../drop-scheduled.ts';
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
 * free, so there is nothing to settle; a change that was scheduled does not come. Doing it again finds none.
 */
export async function endTrials(ctx: OperationContext): Promise<number> {
  return ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const over = await loadOver(client, ctx);
    if (over.length === 0) return 0;
    const ids = over.map(({ id }) => id);
    await writeEnds(client, ctx, ids);
    await insertChanges(client, ctx, over);
    await writeChanges(
      client,
      ctx,
      over.map(({ id, trial_end, trial_without_method }) => ({
        type: trial_without_method === 'pause' ? ('subscription.paused' as const) : ('subscription.canceled' as const),
        object_type: 'subscription',
        object_id: id,
        before: { status: 'trialing', reason: null },
        after: { id, status: STATUS[trial_without_method], trial_end, reason: 'no payment method' },
      })),
    );
    for (const what of ['pause', 'cancel'] as const)
      await dropScheduled(
        client,
        ctx,
        over.filter(({ trial_without_method }) => trial_without_method === what).map(({ id }) => id),
        { reason: 'its trial ended without a payment method', ends: what === 'pause' ? 'stay' : 'go' },
      );
    const canceled = over.filter(({ trial_without_method }) => trial_without_method === 'cancel').map(({ id }) => id);
    await dropFirstLines(client, ctx.tenant_id, ctx.clock.now(), canceled);
    await recordMrr(client, ctx, ids);
    return ids.length;
  });
}

async function writeEnds(client: SqlClient, ctx: OperationContext, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE subscriptions SET status = CASE trial_without_method WHEN 'pause' THEN 'paused' ELSE 'canceled' END,
            paused_at = CASE trial_without_method WHEN 'pause' THEN $3::timestamptz END,
            pause_reason = CASE trial_without_method WHEN 'pause' THEN 'no_method' END,
            canceled_at = CASE trial_without_method WHEN 'cancel' THEN $3::timestamptz ELSE canceled_at END,
            ended_at = CASE trial_without_method WHEN 'cancel' THEN $3::timestamptz END,
            ends_on = CASE trial_without_method WHEN 'cancel' THEN trial_end ELSE ends_on END,
            cancel_at_period_end = cancel_at_period_end AND trial_without_method = 'pause',
            next_billing_at = NULL, updated_at = $3, version = version + 1
      WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[])`,
    [ctx.tenant_id, ids, ctx.clock.now()],
  );
}

/** Each of them beside those that somebody asked for: MRR is told anew from them. */
async function insertChanges(client: SqlClient, ctx: OperationContext, over: readonly TrialRow[]): Promise<void> {
  const now = ctx.clock.now();
  await client.query(
    `INSERT INTO subscription_changes (tenant_id, id, subscription_id, kind, status, effective_on, effective_at,
        from_plan_version_id, to_plan_version_id, items, net, currency, details, actor, created_at, applied_at)
     SELECT $1::uuid, u.change_id, s.id, u.kind, 'applied', u.effective_on, u.effective_at, s.plan_version_id, s.plan_version_id, '[]',
            0, pv.currency, '{"pause_reason": "no_method"}', $7, $8::timestamptz, $8::timestamptz
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::timestamptz[])
            AS u(id, change_id, kind, effective_on, effective_at)
       JOIN subscriptions s ON s.tenant_id = $1::uuid AND s.id = u.id
       JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id`,
    [
      ctx.tenant_id,
      over.map(({ id }) => id),
      over.map(() => newId(now)),
      over.map(({ trial_without_method }) => trial_without_method),
      over.map(({ trial_end }) => trial_end),
      over.map(({ trial_end, time_zone }) => startOfDay(trial_end, time_zone)),
      ctx.actor.name,
      now,
    ],
  );
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
