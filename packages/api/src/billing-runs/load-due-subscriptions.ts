import { bareArray } from '@revenue/db/bulk-values';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { BILLABLE } from '../subscriptions/lifecycle/billable.ts';
import { type DueRow, type DueSubscription, SELECT_SUBSCRIPTIONS, toDueSubscriptions } from './due-subscription.ts';

export type { DueSubscription } from './due-subscription.ts';

/** What a run may take up: everything, or only what needs an approval, or none. */
export type RunCovers = 'everything' | 'needing_approval' | 'needing_none';

/** Which subscriptions a run takes up. */
export interface RunScope {
  as_of: Date;
  customer_id: string | null;
  covers: RunCovers;
  /** Scheduled runs leave alone what has failed until it is to be tried again; people mean what they ask for. */
  trigger: 'manual' | 'schedule';
}

/**
 * Of a row `s` of subscriptions. Customers who are held back, or whose payer is, are left out of every run; with `held` they are what is
 * looked for.
 */
const isDue = (held: boolean) => `s.tenant_id = $1 AND s.next_billing_at <= $2
  AND ${BILLABLE}
  AND ($3::uuid IS NULL OR s.customer_id = $3
       OR s.customer_id IN (SELECT id FROM customers WHERE tenant_id = $1 AND payer_id = $3))
  AND ${held ? '' : 'NOT'} EXISTS (
        SELECT 1 FROM billing_holds h
         WHERE h.tenant_id = $1 AND h.customer_id IN (s.customer_id, (
                 SELECT k.payer_id FROM customers k WHERE k.tenant_id = $1 AND k.id = s.customer_id)))
  AND ($4 = 'everything' OR ($4 = 'needing_approval') = EXISTS (
        SELECT 1 FROM billing_cycles a WHERE a.tenant_id = $1 AND a.id = s.billing_cycle_id AND a.requires_approval))
  AND ($5 = 'manual' OR NOT EXISTS (
        SELECT 1 FROM billing_failures f WHERE f.tenant_id = $1 AND f.subscription_id = s.id AND f.retry_at > $2))`;

const scopeValues = (tenantId: string, scope: RunScope) => [
  tenantId,
  scope.as_of,
  scope.customer_id,
  scope.covers,
  scope.trigger,
];

interface DueOptions {
  /** Those who are held back instead of those who are not. */
  held?: boolean;
}

export async function countDue(client: SqlClient, tenantId: string, scope: RunScope): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS due FROM subscriptions s WHERE ${isDue(false)}`,
    scopeValues(tenantId, scope),
  );
  return (rows as { due: number }[])[0]?.due ?? 0;
}

/**
 * The next customers who pay for something that is due, after `after` in the order of their ids. Accounts that another
 * pays for come with their payer, so that all of them are on one invoice.
 */
export async function nextDueCustomers(
  client: SqlClient,
  tenantId: string,
  scope: RunScope,
  after: string | null,
  limit: number,
  { held = false }: DueOptions = {},
): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT COALESCE(paid.payer_id, s.customer_id) AS payer_id
       FROM subscriptions s
       LEFT JOIN customers paid ON paid.tenant_id = s.tenant_id AND paid.id = s.customer_id AND paid.payer_id IS NOT NULL
      WHERE ${isDue(held)} AND ($6::uuid IS NULL OR COALESCE(paid.payer_id, s.customer_id) > $6) ORDER BY payer_id LIMIT $7`,
    [...scopeValues(tenantId, scope), after, limit],
  );
  return (rows as { payer_id: string }[]).map((row) => row.payer_id);
}

/**
 * Everything that the plan of these payers' renewals needs, in four statements. With `lock` nobody else can renew or
 * change them until the transaction ends, and what another worker has billed meanwhile is no longer due here. The lock
 * comes first, in a statement of its own: one that waits for a lock sees the subscription as it is then, but its items and
 * its scheduled change as they were before.
 */
export async function loadDueSubscriptions(
  client: SqlClient,
  tenantId: string,
  scope: RunScope,
  payerIds: string[],
  { lock, held = false }: DueOptions & { lock: boolean },
): Promise<DueSubscription[]> {
  const { rows: due } = await client.query(
    `SELECT s.id, s.customer_id FROM subscriptions s
      WHERE ${isDue(held)}
        AND s.customer_id = ANY(ARRAY(SELECT unnest($6::uuid[]) UNION
                                      SELECT id FROM customers WHERE tenant_id = $1 AND payer_id = ANY($6::uuid[])))
      ORDER BY s.id ${lock ? 'FOR UPDATE' : ''}`,
    [...scopeValues(tenantId, scope), bareArray(payerIds)],
  );
  const { rows } = await client.query(
    `${SELECT_SUBSCRIPTIONS}
      WHERE s.tenant_id = $1 AND s.id = ANY($2::uuid[]) AND c.id = ANY($4::uuid[]) AND p.id = ANY($3::uuid[])
      ORDER BY p.id, s.customer_id, s.id`,
    [
      tenantId,
      bareArray((due as Found[]).map(({ id }) => id)),
      bareArray(payerIds),
      // Says nothing new, but is where PostgreSQL would otherwise read all customers for each chunk.
      bareArray([...new Set((due as Found[]).map(({ customer_id }) => customer_id))]),
    ],
  );
  return toDueSubscriptions(client, tenantId, rows as DueRow[], 'current');
}

interface Found {
  id: string;
  customer_id: string;
}

/** One subscription as a run takes it up, due or not; undefined where there is none. */
export async function loadSubscriptionToBill(
  client: SqlClient,
  tenantId: string,
  id: string,
): Promise<DueSubscription | undefined> {
  return (await loadSubscriptionsToBill(client, tenantId, [id]))[0];
}

/** The same of many, in the order of their ids. */
export async function loadSubscriptionsToBill(
  client: SqlClient,
  tenantId: string,
  ids: readonly string[],
): Promise<DueSubscription[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query(
    `${SELECT_SUBSCRIPTIONS} WHERE s.tenant_id = $1 AND s.id = ANY($2::uuid[]) ORDER BY s.id`,
    [tenantId, bareArray(ids)],
  );
  return toDueSubscriptions(client, tenantId, rows as DueRow[], 'current');
}

/**
 * These subscriptions, due or not, locked, with all the items they ever had: what is billed again may be of one that was
 * changed away since.
 */
export async function loadSubscriptionsByItem(
  client: SqlClient,
  tenantId: string,
  subscriptionItemIds: string[],
): Promise<DueSubscription[]> {
  const values = [tenantId, subscriptionItemIds];
  const areTheirs = `s.tenant_id = $1 AND s.id IN (SELECT subscription_id FROM subscription_items
                                                    WHERE tenant_id = $1 AND id = ANY($2::uuid[]))`;
  await client.query(`SELECT FROM subscriptions s WHERE ${areTheirs} ORDER BY s.id FOR UPDATE`, values);
  const { rows } = await client.query(`${SELECT_SUBSCRIPTIONS} WHERE ${areTheirs} ORDER BY s.id`, values);
  return toDueSubscriptions(client, tenantId, rows as DueRow[], 'ever');
}
