import { Pricing } from '@revenue/billing-core/catalog';
import type { RenewedComponent, RenewedSubscription } from '@revenue/billing-core/subscriptions';
import type { TaxedCustomer } from '@revenue/billing-core/taxes';
import type { Interval } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** A subscription that is due, with whom it bills. */
export interface DueSubscription extends RenewedSubscription {
  id: string;
  status: string;
  customer: TaxedCustomer & { id: string; name: string; time_zone: string; payment_terms: string };
}

/** Which subscriptions a run takes up. */
export interface RunScope {
  as_of: Date;
  customer_id: string | null;
}

const IS_DUE = `s.tenant_id = $1 AND s.next_billing_at <= $2 AND s.status IN ('active', 'trialing', 'past_due')
  AND ($3::uuid IS NULL OR s.customer_id = $3)`;

export async function countDue(client: SqlClient, tenantId: string, scope: RunScope): Promise<number> {
  const { rows } = await client.query(`SELECT count(*)::int AS due FROM subscriptions s WHERE ${IS_DUE}`, [
    tenantId,
    scope.as_of,
    scope.customer_id,
  ]);
  return (rows as { due: number }[])[0]?.due ?? 0;
}

/** The next customers with something due, after `after` in the order of their ids. */
export async function nextDueCustomers(
  client: SqlClient,
  tenantId: string,
  scope: RunScope,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT s.customer_id FROM subscriptions s
      WHERE ${IS_DUE} AND ($4::uuid IS NULL OR s.customer_id > $4) ORDER BY s.customer_id LIMIT $5`,
    [tenantId, scope.as_of, scope.customer_id, after, limit],
  );
  return (rows as { customer_id: string }[]).map((row) => row.customer_id);
}

/**
 * Everything that the plan of these customers' renewals needs, in one statement. With `lock` nobody else can renew or
 * change them until the transaction ends, and what another worker has billed meanwhile is no longer due here.
 */
export async function loadDueSubscriptions(
  client: SqlClient,
  tenantId: string,
  scope: RunScope,
  customerIds: string[],
  { lock }: { lock: boolean },
): Promise<DueSubscription[]> {
  const { rows } = await client.query(
    `SELECT s.id, s.status, s.time_zone, s.anchor_date::text, s.cycle_index, s.current_period_start::text,
            s.current_period_end::text, s.next_billing_at, s.cancel_at_period_end,
            c.id AS customer_id, c.name AS customer_name, c.time_zone AS customer_time_zone, c.payment_terms,
            c.country AS customer_country, c.tax_exempt, c.tax_exempt_reason,
            pv.interval, pv.interval_count, pv.currency,
            (SELECT json_agg(json_build_object(
                      'subscription_item_id', si.id, 'kind', pc.kind, 'name', pc.name, 'timing', pc.timing,
                      'pricing', pc.pricing, 'product_id', pc.product_id, 'meter_id', pc.meter_id,
                      'quantity', trim_scale(si.quantity)::text) ORDER BY pc.position)
               FROM subscription_items si
               JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
              WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id) AS components
       FROM subscriptions s
       JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id
       JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
      WHERE ${IS_DUE} AND s.customer_id = ANY($4::uuid[])
      ORDER BY s.customer_id, s.id ${lock ? 'FOR UPDATE OF s' : ''}`,
    [tenantId, scope.as_of, scope.customer_id, customerIds],
  );
  return (rows as Row[]).map(toDueSubscription);
}

interface Row {
  id: string;
  status: string;
  time_zone: string;
  anchor_date: string;
  cycle_index: number;
  current_period_start: string;
  current_period_end: string;
  next_billing_at: Date;
  cancel_at_period_end: boolean;
  customer_id: string;
  customer_name: string;
  customer_time_zone: string;
  payment_terms: string;
  customer_country: string;
  tax_exempt: boolean;
  tax_exempt_reason: string | null;
  interval: Interval;
  interval_count: number;
  currency: string;
  components: (Omit<RenewedComponent, 'pricing'> & { pricing: unknown })[] | null;
}

function toDueSubscription(row: Row): DueSubscription {
  return {
    id: row.id,
    status: row.status,
    time_zone: row.time_zone,
    anchor_date: row.anchor_date,
    cycle_index: row.cycle_index,
    current_period_start: row.current_period_start,
    current_period_end: row.current_period_end,
    next_billing_at: row.next_billing_at,
    cancel_at_period_end: row.cancel_at_period_end,
    customer: {
      id: row.customer_id,
      name: row.customer_name,
      time_zone: row.customer_time_zone,
      payment_terms: row.payment_terms,
      country: row.customer_country,
      tax_exempt: row.tax_exempt,
      tax_exempt_reason: row.tax_exempt_reason,
    },
    plan: {
      interval: row.interval,
      interval_count: row.interval_count,
      currency: row.currency,
      components: (row.components ?? []).map((component) => ({
        ...component,
        pricing: Pricing.parse(component.pricing),
      })),
    },
  };
}
