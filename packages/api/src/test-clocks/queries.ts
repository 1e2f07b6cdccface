import { DEFAULT_SUBSCRIPTION_POLICY } from '@revenue/billing-core/subscriptions';
import type { DueDay } from '@revenue/billing-core/test-clocks';
import type { Tx } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { REMIND_FROM_HOUR } from '../mails/remind-customers.ts';
import { BILLED_STATUSES } from '../subscriptions/live-statuses.ts';

/** What falls due in the next days, for `nextTick`. */
export interface ComingDue {
  due_at: Date[];
  due_days: DueDay[];
}

/**
 * What falls due in the two days after `now`, each kind by the rule of the job that does it. A kind that is missing here
 * is met at the next midnight of the tenant, hours late; so whoever adds a periodic job adds its line.
 */
export async function loadComingDue(client: SqlClient, tenant_id: string, now: Date): Promise<ComingDue> {
  const { rows } = await client.query(
    `WITH sent AS (
       SELECT c.time_zone, i.status, i.due_date, i.finalized_at
         FROM invoices i JOIN customers c ON c.tenant_id = i.tenant_id AND c.id = i.customer_id
        WHERE i.tenant_id = $1::uuid AND i.status IN ('sent', 'overdue') AND i.amount_due > 0),
     days AS (
       -- What was not paid in time becomes overdue when the day after begins.
       SELECT time_zone, due_date + 1 AS day, 0 AS hour FROM sent WHERE status = 'sent'
       UNION SELECT time_zone, resumes_on, 0 FROM subscriptions
              WHERE tenant_id = $1::uuid AND status = 'paused' AND resumes_on IS NOT NULL
       -- Trials end, some days before it is told, and a first payment is waited for so long.
       UNION SELECT time_zone, trial_end - before, 0
               FROM subscriptions, unnest(ARRAY[0, ${rule('trial_notice_days')}]) before
              WHERE tenant_id = $1::uuid AND status = 'trialing' AND trial_end IS NOT NULL
       -- Who pays is told of a renewal some days before it is billed.
       UNION SELECT time_zone, (next_billing_at AT TIME ZONE time_zone)::date - ${rule('renewal_notice_days')}, 0
               FROM subscriptions WHERE tenant_id = $1::uuid AND status IN ('active', 'past_due') AND next_billing_at > $2::timestamptz
                AND ${rule('renewal_notice_days')} > 0
       UNION SELECT time_zone, GREATEST(start_date, (created_at AT TIME ZONE 'UTC')::date) + ${rule('grace_days')} + 1, 0
               FROM subscriptions WHERE tenant_id = $1::uuid AND status = 'incomplete'
       UNION SELECT s.time_zone, s.due_date + d.shift, ${REMIND_FROM_HOUR}
               FROM mail_settings m, sent s, unnest(ARRAY(SELECT -unnest(m.days_before)) || m.days_after) AS d(shift)
              WHERE m.tenant_id = $1::uuid AND m.remind_since IS NOT NULL)
     SELECT min(next_billing_at) AS at, NULL::text AS day, NULL::int AS hour, NULL::text AS time_zone
       FROM subscriptions WHERE tenant_id = $1::uuid AND next_billing_at > $2::timestamptz
     UNION ALL SELECT min(retry_at), NULL, NULL, NULL FROM billing_failures WHERE tenant_id = $1::uuid AND retry_at > $2::timestamptz
     UNION ALL SELECT min(grace_ends_at), NULL, NULL, NULL FROM subscriptions
                WHERE tenant_id = $1::uuid AND grace_ends_at > $2::timestamptz
     -- Of a demand that is late already, the first reminder waits so long after it was made.
     UNION ALL SELECT min(finalized_at + interval '20 hours'), NULL, NULL, NULL FROM sent
                WHERE finalized_at + interval '20 hours' > $2::timestamptz
     UNION ALL SELECT NULL::timestamptz, day::text, hour, time_zone FROM days
                WHERE day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date - 1 AND ($2::timestamptz AT TIME ZONE 'UTC')::date + 2`,
    [tenant_id, now],
  );
  const found = rows as ({ at: Date | null } & DueDay)[];
  return {
    due_at: found.flatMap(({ at }) => (at === null ? [] : [at])),
    due_days: found.flatMap(({ day, hour, time_zone }) => (day === null ? [] : [{ day, hour, time_zone }])),
  };
}

/** As the tenant has it, or as it is unless said otherwise. */
const rule = (name: 'trial_notice_days' | 'renewal_notice_days' | 'grace_days') =>
  `COALESCE((SELECT ${name} FROM subscription_policies WHERE tenant_id = $1::uuid), ${DEFAULT_SUBSCRIPTION_POLICY[name]})`;

/** When a subscription is billed next, after `now`; null where none will be. */
export async function nextRenewalAt(tx: Tx, tenant_id: string, now: Date): Promise<Date | null> {
  const next = await tx.subscription.findFirst({
    where: { tenant_id, next_billing_at: { gt: now }, status: { in: BILLED_STATUSES } },
    orderBy: { next_billing_at: 'asc' },
    select: { next_billing_at: true },
  });
  return next?.next_billing_at ?? null;
}
