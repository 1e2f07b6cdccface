import { isBillingError } from '@revenue/billing-core/errors';
import { Prisma } from '@revenue/db/database';
import { type OperationContext, type Services, systemContext } from '../../context.ts';
import { databaseFault } from '../../database-faults.ts';
import { forEachTenant } from '../../for-each-tenant.ts';
import { ofThisClock } from '../../tenants/tenant-clock.ts';
import { ENDS_WITHOUT_METHOD } from './billable.ts';
import { endGrace } from './end-grace.ts';
import { endOnDay } from './end-on-day.ts';
import { endTrials } from './end-trials.ts';
import { expireIncomplete } from './expire-incomplete.ts';
import { resumeDue } from './resume-due.ts';
import { takeBackTrialBill } from './take-back-trial-bill.ts';
import { tellRenewals } from './tell-renewals.ts';
import { tellTrialsEnding } from './tell-trials-ending.ts';

/**
 * The hourly look at subscriptions on which time alone acts: trials that end soon or are over without a payment method,
 * renewals that are to be told of, first payments that did not come, grace that is over, pauses, and ends on a day. It may run twice, late or after weeks: each step finds only what is still to do.
 */
export async function careForSubscriptions(services: Services): Promise<void> {
  const tenants = await services.db.withSystem(
    'the tick looks at every tenant',
    (tx) =>
      tx.$queryRaw<{ tenant_id: string }[]>`
      SELECT DISTINCT tenant_id::text FROM subscriptions
       WHERE ${ofThisClock(services, Prisma.sql`tenant_id`)}
         AND (status IN ('trialing', 'incomplete', 'past_due', 'paused') OR (ends_on IS NOT NULL AND ended_at IS NULL)
              OR status = 'active' AND EXISTS (SELECT 1 FROM subscription_policies p
                                                WHERE p.tenant_id = subscriptions.tenant_id AND p.renewal_notice_days > 0))`,
  );
  const ids = tenants.map(({ tenant_id }) => tenant_id);
  await forEachTenant(services, ids, (tenant_id) =>
    careForTenant(systemContext(services, tenant_id, 'subscriptions.care')),
  );
}

/** Most pauses last until somebody ends them, and are not looked at by the hour. */
const MAY_BE_RESUMED = `s.status = 'paused' AND CASE WHEN s.resumes_on IS NULL THEN s.pause_reason <> 'asked'
  ELSE s.resumes_on <= ($2::timestamptz AT TIME ZONE 'UTC')::date + 1 END`;

/** Before the trials end, each by itself: one that cannot be taken back holds up no other. */
const MAY_BE_TAKEN_BACK = `${ENDS_WITHOUT_METHOD} AND s.billed_early IS NOT NULL
  AND s.trial_end <= ($2::timestamptz AT TIME ZONE 'UTC')::date + 1`;

/** Nothing is due of one that pauses, so no billing run sees that its contract is over. */
const MAY_END = `s.ended_at IS NULL AND ($2::timestamptz AT TIME ZONE 'UTC')::date + 1 >=
  CASE WHEN s.status = 'paused' AND s.contract_at_end = 'expire' THEN LEAST(s.ends_on, s.contract_ends_on) ELSE s.ends_on END`;

/** The same for one tenant. A step that fails keeps none of the others waiting; in the end the job fails, and is seen. */
export async function careForTenant(ctx: OperationContext): Promise<void> {
  const steps: (() => Promise<unknown>)[] = [
    () => tellTrialsEnding(ctx),
    () => tellRenewals(ctx),
    () => forEachOf(ctx, MAY_BE_TAKEN_BACK, (id) => takeBackTrialBill(ctx, id)),
    () => endTrials(ctx),
    () => forEachOf(ctx, `s.status = 'incomplete'`, (id) => expireIncomplete(ctx, id)),
    () => forEachOf(ctx, MAY_BE_RESUMED, (id) => resumeDue(ctx, id)),
    () => forEachOf(ctx, MAY_END, (id) => endOnDay(ctx, id)),
    // Whose end has come has no grace any more: paused first, it would be charged until today.
    () => forEachOf(ctx, `s.status = 'past_due' AND s.grace_ends_at <= $2`, (id) => endGrace(ctx, id)),
  ];
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} steps failed; the log says why.`);
}

/** One after the other, each in its own transaction: what cannot be done for one is told and holds no other up. */
async function forEachOf(
  ctx: OperationContext,
  condition: string,
  work: (id: string) => Promise<unknown>,
): Promise<void> {
  const found = await ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    client.query<{ id: string }>(
      `SELECT s.id FROM subscriptions s
        WHERE s.tenant_id = $1 AND s.created_at <= $2::timestamptz AND ${condition} ORDER BY s.id`,
      [ctx.tenant_id, ctx.clock.now()],
    ),
  );
  const failures: unknown[] = [];
  for (const { id } of found.rows) {
    await work(id).catch((error: unknown) => {
      // Of a database that is away the next is told the same.
      if (databaseFault(error)) throw error;
      ctx.log.warn({ err: error, subscription_id: id }, 'a subscription could not be taken care of');
      // What a rule refuses waits for somebody; what nobody foresaw is to be looked at.
      if (!isBillingError(error)) failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} subscriptions failed.`);
}
