import type { Period } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { firstDay, type MeteredLife } from './unbilled-periods.ts';

/** One meter of one subscription, with what is told of it. */
export interface Metered extends MeteredLife {
  subscription_id: string;
  customer_id: string;
  customer_name: string;
  meter_id: string;
  code: string;
  meter_name: string;
  unit: string | null;
  time_zone: string;
}

/**
 * Subscriptions with each of the meters that they count or counted, newest first. An item counts from the first paid day,
 * or from that of the change that brought it, until the change or the end that took it away. Where one
 * is billed in longer periods than its plan, days are late once such a period is over.
 */
export async function loadMeteredLives(
  client: SqlClient,
  tenantId: string,
  customerId: string | null,
  limit: number,
): Promise<Metered[]> {
  const { rows } = await client.query(
    `WITH newest AS MATERIALIZED (
       SELECT s.id FROM subscriptions s
        WHERE s.tenant_id = $1 AND ($2::uuid IS NULL OR s.customer_id = $2)
          AND EXISTS (SELECT FROM subscription_items si
                        JOIN plan_components pc ON pc.tenant_id = $1 AND pc.id = si.plan_component_id AND pc.kind = 'usage'
                       WHERE si.tenant_id = $1 AND si.subscription_id = s.id AND si.state <> 'scheduled')
        ORDER BY s.id DESC LIMIT $3),
     metered AS (
       SELECT si.subscription_id, pc.meter_id,
              jsonb_agg(jsonb_build_object(
                'from', GREATEST(s.start_date, s.trial_end, si.active_from),
                'to', LEAST(si.ended_on, CASE WHEN s.ended_at IS NOT NULL THEN s.ends_on END))) AS lives,
              (array_agg(jsonb_build_object('interval', pc.interval, 'count', COALESCE(pc.interval_count, 1))
                ORDER BY si.state = 'current' DESC, si.active_from DESC))[1] AS every
         FROM newest
         JOIN subscriptions s ON s.tenant_id = $1 AND s.id = newest.id
         JOIN subscription_items si ON si.tenant_id = $1 AND si.subscription_id = s.id AND si.state <> 'scheduled'
         JOIN plan_components pc ON pc.tenant_id = $1 AND pc.id = si.plan_component_id AND pc.kind = 'usage'
        GROUP BY si.subscription_id, pc.meter_id
        ORDER BY si.subscription_id DESC LIMIT $3)
     SELECT s.id AS subscription_id, c.id AS customer_id, c.name AS customer_name, m.id AS meter_id, m.code,
            m.name AS meter_name, m.unit, s.time_zone, s.anchor_date::text, s.current_period_start::text,
            s.next_billing_at IS NULL AS is_settled, s.issue_days_before > 0 AS bills_early,
            COALESCE(every ->> 'interval', pv.interval) AS interval,
            CASE WHEN every ->> 'interval' IS NULL THEN pv.interval_count ELSE (every ->> 'count')::int END AS interval_count,
            metered.lives, COALESCE(p.pauses, '[]') AS pauses
       FROM metered
       JOIN subscriptions s ON s.tenant_id = $1 AND s.id = metered.subscription_id
       JOIN customers c ON c.tenant_id = $1 AND c.id = s.customer_id
       JOIN plan_versions pv ON pv.tenant_id = $1 AND pv.id = s.plan_version_id
       JOIN meters m ON m.tenant_id = $1 AND m.id = metered.meter_id
       LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('from', ch.effective_on, 'to', ch.until)) FILTER (WHERE ch.kind = 'pause') AS pauses
           FROM (SELECT kind, effective_on, lead(effective_on) OVER (ORDER BY effective_at, id) AS until
                   FROM subscription_changes
                  WHERE tenant_id = $1 AND subscription_id = s.id AND kind IN ('pause', 'resume') AND status = 'applied') ch) p ON true
      ORDER BY s.id DESC, m.code`,
    [tenantId, customerId, limit],
  );
  return rows as Metered[];
}

/** A line of usage; its invoice is null while it waits for the next one. */
export interface BilledUsage extends Period {
  quantity: string;
  invoice: { id: string; invoice_number: string } | null;
}

/**
 * What was billed of each, by its place in `lives`: the lines that end within its last periods. A void line counts until its
 * period is billed again.
 */
export async function loadBilledUsage(
  client: SqlClient,
  tenantId: string,
  lives: readonly Metered[],
): Promise<Map<number, BilledUsage[]>> {
  const { rows } = await client.query(
    `WITH asked AS (
       SELECT l.place::int - 1 AS place, l.since, si.id AS item_id
         FROM unnest($2::uuid[], $3::uuid[], $4::date[]) WITH ORDINALITY AS l(subscription_id, meter_id, since, place)
         JOIN subscription_items si ON si.tenant_id = $1 AND si.subscription_id = l.subscription_id
         JOIN plan_components pc ON pc.tenant_id = $1 AND pc.id = si.plan_component_id AND pc.meter_id = l.meter_id AND pc.kind = 'usage')
     SELECT asked.place, it.service_start::text AS start, it.service_end::text AS "end", trim_scale(it.quantity)::text AS quantity,
            jsonb_build_object('id', i.id, 'invoice_number', i.invoice_number) AS invoice
       FROM asked
       JOIN invoice_items it ON it.tenant_id = $1 AND it.subscription_item_id = asked.item_id AND it.service_end > asked.since
                            AND it.released_at IS NULL AND it.credits_item_id IS NULL
       JOIN invoices i ON i.tenant_id = $1 AND i.id = it.invoice_id
     UNION ALL
     SELECT asked.place, w.service_start::text, w.service_end::text, trim_scale(w.quantity)::text, NULL
       FROM asked
       JOIN pending_invoice_items w ON w.tenant_id = $1 AND w.subscription_item_id = asked.item_id AND w.status = 'waiting'
                                   AND w.service_end > asked.since AND w.credits_item_id IS NULL AND w.credits_pending_id IS NULL`,
    [
      tenantId,
      lives.map(({ subscription_id }) => subscription_id),
      lives.map(({ meter_id }) => meter_id),
      lives.map(firstDay),
    ],
  );
  const found = new Map<number, BilledUsage[]>();
  for (const { place, ...line } of rows as (BilledUsage & { place: number })[])
    found.set(place, [...(found.get(place) ?? []), line]);
  return found;
}
