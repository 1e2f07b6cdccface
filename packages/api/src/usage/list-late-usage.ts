import { MAX_SIGNIFICANT_DIGITS, parseDecimal } from '@revenue/billing-core/money';
import { type Interval, laterDate, type Period, periodAt, startOfDay } from '@revenue/billing-core/time';
import type { LateUsage, LateUsagePage, ListLateUsage } from '@revenue/billing-core/usage';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { loadUsageTotals } from './load-usage-totals.ts';

/** Items of subscriptions that one answer looks at, and how many of their billed periods. */
const ITEMS = 2_000;
const PERIODS_BACK = 3;

/**
 * Usage that no invoice bills, though its period was billed: the last three billed periods of every item that bills usage,
 * counted anew by the meter's aggregation and set beside what was invoiced. Billing such an invoice again bills it.
 */
export async function listLateUsage(ctx: OperationContext, { customer_id }: ListLateUsage): Promise<LateUsagePage> {
  const { tenant_id } = ctx;
  return ctx.db.withTenantSql(tenant_id, async (client) => {
    const items = await loadUsageItems(client, tenant_id, customer_id ?? null);
    const periods = items.slice(0, ITEMS).flatMap((item) => billedPeriods(item).map((period) => ({ item, period })));
    const totals = await loadUsageTotals(
      client,
      tenant_id,
      periods.map(({ item, period }) => ({
        customer_id: item.customer_id,
        meter_id: item.meter_id,
        from: startOfDay(period.start, item.time_zone),
        to: startOfDay(period.end, item.time_zone),
      })),
    );
    const lines = await loadLines(client, tenant_id, periods);
    const data = periods.flatMap(({ item, period }, at) => {
      return toLateView(item, period, totals[at] ?? '0', lines.get(`${item.id}/${period.start}`)) ?? [];
    });
    return { data, complete: items.length <= ITEMS };
  });
}

interface UsageItem {
  id: string;
  subscription_id: string;
  customer_id: string;
  customer_name: string;
  meter_id: string;
  code: string;
  meter_name: string;
  unit: string | null;
  time_zone: string;
  start_date: string;
  anchor_date: string;
  cycle_index: number;
  has_ended: boolean;
  interval: Interval;
  interval_count: number;
}

async function loadUsageItems(client: SqlClient, tenantId: string, customerId: string | null): Promise<UsageItem[]> {
  const { rows } = await client.query(
    `SELECT si.id, s.id AS subscription_id, c.id AS customer_id, c.name AS customer_name, m.id AS meter_id, m.code,
            m.name AS meter_name, m.unit, s.time_zone, s.start_date::text, s.anchor_date::text, s.cycle_index,
            s.next_billing_at IS NULL AS has_ended, pv.interval, pv.interval_count
       FROM subscriptions s
       JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id
       JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
       JOIN plan_components pc ON pc.tenant_id = s.tenant_id AND pc.plan_version_id = pv.id AND pc.kind = 'usage'
       JOIN subscription_items si ON si.tenant_id = s.tenant_id AND si.subscription_id = s.id AND si.plan_component_id = pc.id
       JOIN meters m ON m.tenant_id = s.tenant_id AND m.id = pc.meter_id
      WHERE s.tenant_id = $1 AND ($2::uuid IS NULL OR s.customer_id = $2)
      ORDER BY si.id DESC LIMIT $3`,
    [tenantId, customerId, ITEMS + 1],
  );
  return rows as UsageItem[];
}

/** The last periods that are billed, newest first: those before the current one, and this as well where it was the last. */
function billedPeriods({ anchor_date, start_date, interval, interval_count, ...item }: UsageItem): Period[] {
  const last = item.has_ended ? item.cycle_index : item.cycle_index - 1;
  return Array.from({ length: PERIODS_BACK }, (_, back) => periodAt(anchor_date, interval, interval_count, last - back))
    .filter(({ end }) => end > start_date)
    .map(({ start, end }) => ({ start: laterDate(start, start_date), end }));
}

interface Line {
  quantity: string;
  invoice_id: string;
  invoice_number: string;
}

/** What was invoiced, by item and first day. A void line counts until its period is billed again. */
async function loadLines(
  client: SqlClient,
  tenantId: string,
  periods: { item: UsageItem; period: Period }[],
): Promise<Map<string, Line>> {
  const { rows } = await client.query(
    `SELECT it.subscription_item_id, it.service_start::text, trim_scale(it.quantity)::text AS quantity,
            i.id AS invoice_id, i.invoice_number
       FROM unnest($2::uuid[], $3::date[]) AS p(item_id, start)
       JOIN invoice_items it ON it.tenant_id = $1 AND it.subscription_item_id = p.item_id AND it.service_start = p.start
                            AND it.released_at IS NULL
       JOIN invoices i ON i.tenant_id = $1 AND i.id = it.invoice_id`,
    [tenantId, periods.map(({ item }) => item.id), periods.map(({ period }) => period.start)],
  );
  const found = rows as (Line & { subscription_item_id: string; service_start: string })[];
  return new Map(found.map((line) => [`${line.subscription_item_id}/${line.service_start}`, line]));
}

function toLateView(item: UsageItem, period: Period, total: string, line: Line | undefined): LateUsage | null {
  const quantity = parseDecimal(total);
  const invoiced = parseDecimal(line?.quantity ?? '0');
  const difference = quantity.minus(invoiced);
  if (difference.isZero()) return null;
  // Sums may have more digits than JSON carries; this is for looking, not for computing.
  const shown = (value: typeof quantity) => value.toSignificantDigits(MAX_SIGNIFICANT_DIGITS).toNumber();
  return {
    customer: { id: item.customer_id, name: item.customer_name },
    subscription_id: item.subscription_id,
    meter: { id: item.meter_id, code: item.code, name: item.meter_name, unit: item.unit },
    period,
    invoice: line ? { id: line.invoice_id, invoice_number: line.invoice_number } : null,
    invoiced_quantity: shown(invoiced),
    quantity: shown(quantity),
    difference: shown(difference),
  };
}
