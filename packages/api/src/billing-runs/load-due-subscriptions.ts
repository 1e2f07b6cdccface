import { Pricing } from '@revenue/billing-core/catalog';
import type { PlanInterval, RenewedComponent, RenewedSubscription } from '@revenue/billing-core/subscriptions';
import type { TaxedCustomer } from '@revenue/billing-core/taxes';
import type { Interval } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** A subscription that is due: whose it is, and who pays for it. */
export interface DueSubscription extends RenewedSubscription {
  id: string;
  status: string;
  customer: { id: string; name: string };
  /** The customer itself, or the account above that its invoices go to; taxes are those of who pays. */
  payer: TaxedCustomer & { id: string; name: string; time_zone: string; payment_terms: string };
  /** By whose rules it is billed; null for none but the customer's. */
  cycle: { id: string; payment_terms: string | null; auto_send: boolean } | null;
}

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
  AND s.status IN ('active', 'trialing', 'past_due')
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
 * Everything that the plan of these payers' renewals needs, in one statement. With `lock` nobody else can renew or
 * change them until the transaction ends, and what another worker has billed meanwhile is no longer due here.
 */
export async function loadDueSubscriptions(
  client: SqlClient,
  tenantId: string,
  scope: RunScope,
  payerIds: string[],
  { lock, held = false }: DueOptions & { lock: boolean },
): Promise<DueSubscription[]> {
  const { rows } = await client.query(
    `${selectSubscriptions('AND pc.plan_version_id = s.plan_version_id')}
      WHERE ${isDue(held)} AND p.id = ANY($6::uuid[])
        AND s.customer_id = ANY(ARRAY(SELECT unnest($6::uuid[]) UNION
                                      SELECT id FROM customers WHERE tenant_id = $1 AND payer_id = ANY($6::uuid[])))
      ORDER BY p.id, s.customer_id, s.id ${lock ? 'FOR UPDATE OF s' : ''}`,
    [...scopeValues(tenantId, scope), payerIds],
  );
  return (rows as Row[]).map(toDueSubscription);
}

/** One subscription as a run takes it up, due or not; undefined where there is none. */
export async function loadSubscriptionToBill(
  client: SqlClient,
  tenantId: string,
  id: string,
): Promise<DueSubscription | undefined> {
  const { rows } = await client.query(
    `${selectSubscriptions('AND pc.plan_version_id = s.plan_version_id')} WHERE s.tenant_id = $1 AND s.id = $2::uuid`,
    [tenantId, id],
  );
  return (rows as Row[]).map(toDueSubscription)[0];
}

/**
 * These subscriptions, due or not, locked, with all the components they ever had: what is billed again may be of one
 * that was changed away since.
 */
export async function loadSubscriptionsByItem(
  client: SqlClient,
  tenantId: string,
  subscriptionItemIds: string[],
): Promise<DueSubscription[]> {
  const { rows } = await client.query(
    `${selectSubscriptions('')}
      WHERE s.tenant_id = $1 AND s.id IN (SELECT subscription_id FROM subscription_items
                                           WHERE tenant_id = $1 AND id = ANY($2::uuid[]))
      ORDER BY s.id FOR UPDATE OF s`,
    [tenantId, subscriptionItemIds],
  );
  return (rows as Row[]).map(toDueSubscription);
}

const selectSubscriptions = (ofComponents: string) => `
     SELECT s.id, s.status, s.time_zone, s.start_date::text, s.anchor_date::text, s.cycle_index, s.current_period_start::text,
            s.current_period_end::text, s.next_billing_at, s.cancel_at_period_end, s.issue_days_before,
            s.billing_cycle_id, bc.payment_terms AS cycle_terms, bc.auto_send,
            c.id AS customer_id, c.name AS customer_name, p.id AS payer_id, p.name AS payer_name,
            p.time_zone AS payer_time_zone, p.payment_terms, p.country AS payer_country, p.tax_exempt, p.tax_exempt_reason,
            pv.interval, pv.interval_count, pv.currency,
            (SELECT json_agg(json_build_object(
                      'subscription_item_id', si.id, 'kind', pc.kind, 'name', pc.name, 'timing', pc.timing,
                      'every', CASE WHEN pc.interval IS NOT NULL THEN json_build_object(
                        'interval', pc.interval, 'interval_count', pc.interval_count) END,
                      'pricing', pc.pricing, 'product_id', pc.product_id, 'meter_id', pc.meter_id,
                      'quantity', trim_scale(si.quantity)::text) ORDER BY pc.position)
               FROM subscription_items si
               JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
              WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id ${ofComponents}) AS components
       FROM subscriptions s
       JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id
       JOIN customers p ON p.tenant_id = c.tenant_id AND p.id = COALESCE(c.payer_id, c.id)
       JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
       LEFT JOIN billing_cycles bc ON bc.tenant_id = s.tenant_id AND bc.id = s.billing_cycle_id`;

interface Row {
  id: string;
  status: string;
  time_zone: string;
  start_date: string;
  anchor_date: string;
  cycle_index: number;
  current_period_start: string;
  current_period_end: string;
  next_billing_at: Date;
  cancel_at_period_end: boolean;
  issue_days_before: number;
  billing_cycle_id: string | null;
  cycle_terms: string | null;
  auto_send: boolean | null;
  customer_id: string;
  customer_name: string;
  payer_id: string;
  payer_name: string;
  payer_time_zone: string;
  payment_terms: string;
  payer_country: string;
  tax_exempt: boolean;
  tax_exempt_reason: string | null;
  interval: Interval;
  interval_count: number;
  currency: string;
  components: (Omit<RenewedComponent, 'pricing' | 'every'> & { pricing: unknown; every: PlanInterval | null })[] | null;
}

function toDueSubscription(row: Row): DueSubscription {
  return {
    id: row.id,
    status: row.status,
    time_zone: row.time_zone,
    start_date: row.start_date,
    anchor_date: row.anchor_date,
    cycle_index: row.cycle_index,
    current_period_start: row.current_period_start,
    current_period_end: row.current_period_end,
    next_billing_at: row.next_billing_at,
    cancel_at_period_end: row.cancel_at_period_end,
    issue_days_before: row.issue_days_before,
    cycle:
      row.billing_cycle_id === null
        ? null
        : { id: row.billing_cycle_id, payment_terms: row.cycle_terms, auto_send: row.auto_send === true },
    customer: { id: row.customer_id, name: row.customer_name },
    payer: {
      id: row.payer_id,
      name: row.payer_name,
      time_zone: row.payer_time_zone,
      payment_terms: row.payment_terms,
      country: row.payer_country,
      tax_exempt: row.tax_exempt,
      tax_exempt_reason: row.tax_exempt_reason,
    },
    plan: {
      interval: row.interval,
      interval_count: row.interval_count,
      currency: row.currency,
      components: (row.components ?? []).map(({ every, ...component }) => ({
        ...component,
        ...(every === null ? {} : { every }),
        pricing: Pricing.parse(component.pricing),
      })),
    },
  };
}
