import type { LifecycleRow } from '@revenue/billing-core/metrics';
import { addDays } from '@revenue/billing-core/time';
import { Prisma, type Tx } from '@revenue/db/database';
import { BILLED_IN_SQL } from '../../subscriptions/live-statuses.ts';
import type { MovementQuery } from './movement-source.ts';

export type LifecycleQuery = Omit<MovementQuery, 'group_by'>;

export const EVENTS = [
  'started',
  'trials_started',
  'converted',
  'paused',
  'resumed',
  'past_due',
  'canceled',
  'expired',
] as const satisfies (keyof LifecycleRow)[];

export type EventRow = Record<(typeof EVENTS)[number], number> & { start: Date };

/** start is null for what stands before the range. */
export type StandingRow = { start: Date | null; status: string; subscriptions: number };

export type TrialRow = { start: Date; started: number; converted: number; lost: number };

/**
 * The spans of the tenant with what the subscription was before, and its first days of trial and of paying. The plan is
 * that of the span: a subscription that comes from another plan has not begun anew.
 */
function spansOf({ tenant_id, to, plan_id, currency, country, customer_id }: LifecycleQuery): Prisma.Sql {
  const inCountry = Prisma.sql`AND m.customer_id IN (
    SELECT id FROM customers WHERE tenant_id = ${tenant_id}::uuid AND country = ${country})`;
  return Prisma.sql`
    SELECT * FROM (
      SELECT m.*, lag(m.status) OVER life AS was,
             min(m.from_day) FILTER (WHERE m.status = 'trialing') OVER everything AS trial_day,
             min(m.from_day) FILTER (WHERE m.status IN ('active', 'past_due')) OVER everything AS paid_day
        FROM mrr_spans m
       WHERE m.tenant_id = ${tenant_id}::uuid AND m.from_day < ${addDays(to, 1)}::date
         ${country === undefined ? Prisma.empty : inCountry}
         ${customer_id === undefined ? Prisma.empty : Prisma.sql`AND m.customer_id = ${customer_id}::uuid`}
      WINDOW life AS (PARTITION BY m.subscription_id ORDER BY m.from_day), everything AS (PARTITION BY m.subscription_id)) m
     WHERE true ${plan_id === undefined ? Prisma.empty : Prisma.sql`AND plan_id = ${plan_id}::uuid`}
       ${currency === undefined ? Prisma.empty : Prisma.sql`AND currency = ${currency}`}`;
}

const startOf = ({ interval }: LifecycleQuery, day: Prisma.Sql) =>
  Prisma.sql`date_trunc(${interval}, ${day}::timestamp)::date`;

/** How many more or less there are of each status, by period. */
export function loadStandings(tx: Tx, query: LifecycleQuery): Promise<StandingRow[]> {
  const { from, to } = query;
  return tx.$queryRaw<StandingRow[]>`
    WITH spans AS (${spansOf(query)})
    SELECT CASE WHEN day >= ${from}::date THEN ${startOf(query, Prisma.sql`day`)} END AS start, status, sum(change)::int AS subscriptions
      FROM (SELECT from_day AS day, status, 1 AS change FROM spans
            UNION ALL SELECT until_day, status, -1 FROM spans WHERE until_day <= ${to}::date) changes
     GROUP BY 1, 2`;
}

export function loadEvents(tx: Tx, query: LifecycleQuery): Promise<EventRow[]> {
  const count = (condition: string) => Prisma.raw(`(count(*) FILTER (WHERE ${condition}))::int`);
  const ended = `status IN ('canceled', 'expired')`;
  return tx.$queryRaw<EventRow[]>`
    SELECT ${startOf(query, Prisma.sql`from_day`)} AS start,
           ${count(`was IS NULL AND NOT ${ended}`)} AS started,
           ${count('from_day = trial_day')} AS trials_started,
           ${count('from_day = paid_day AND paid_day > trial_day')} AS converted,
           ${count(`status = 'paused' AND was IS DISTINCT FROM 'paused'`)} AS paused,
           ${count(`was = 'paused' AND status IN (${BILLED_IN_SQL})`)} AS resumed,
           ${count(`status = 'past_due' AND was IS DISTINCT FROM 'past_due'`)} AS past_due,
           ${count(`status = 'canceled' AND was IS DISTINCT FROM 'canceled'`)} AS canceled,
           ${count(`status = 'expired' AND was IS DISTINCT FROM 'expired'`)} AS expired
      FROM (${spansOf(query)}) spans WHERE from_day >= ${query.from}::date GROUP BY 1`;
}

/** Trials by when they began, as known on the last day: what is neither paying nor still on trial is lost. */
export function loadTrials(tx: Tx, query: LifecycleQuery): Promise<TrialRow[]> {
  const { from, to } = query;
  return tx.$queryRaw<TrialRow[]>`
    SELECT ${startOf(query, Prisma.sql`trial_day`)} AS start, count(*)::int AS started,
           (count(*) FILTER (WHERE paid))::int AS converted, (count(*) FILTER (WHERE NOT paid AND NOT running))::int AS lost
      FROM (SELECT subscription_id, trial_day, COALESCE(bool_or(paid_day > trial_day), false) AS paid,
                   bool_or(status = 'trialing' AND COALESCE(until_day > ${to}::date, true)) AS running
              FROM (${spansOf(query)}) spans WHERE trial_day >= ${from}::date GROUP BY 1, 2) trials
     GROUP BY 1 ORDER BY 1`;
}
