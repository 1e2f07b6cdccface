import { wireSum } from '@revenue/billing-core/money';
import type { Overview } from '@revenue/billing-core/overview';
import type { SubscriptionStatus } from '@revenue/billing-core/subscriptions';
import { addDays, addIntervals, localDateAt } from '@revenue/billing-core/time';
import { fromDbDate, toDbDate } from '@revenue/db/civil-dates';
import { Prisma, type Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { BILLED_STATUSES } from '../subscriptions/live-statuses.ts';

/** The figures of the first page: what is owed, what came in, what is waiting to be billed. */
export async function getOverview(ctx: OperationContext): Promise<Overview> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { time_zone: true } });
    const today = localDateAt(now, tenant.time_zone);
    const monthStart = `${today.slice(0, 7)}-01`;
    const yearStart = addIntervals(monthStart, 'month', 1, -11);
    const invoiced_by_month = await sumByMonth(tx, tenant_id, yearStart);
    return {
      today,
      customers: await tx.customer.count({ where: { tenant_id, deleted_at: null } }),
      ...(await countSubscriptions(tx, tenant_id)),
      subscriptions_due: await tx.subscription.count({ where: { tenant_id, next_billing_at: { lte: now } } }),
      by_currency: await sumByCurrency(tx, tenant_id, { monthStart, today }),
      invoiced_by_month: invoiced_by_month.map((row) => ({ ...row, total: wireSum(row.total, row.currency) })),
      usage_by_day: await countUsage(tx, tenant_id, addDays(today, -29), now),
    };
  });
}

/** Those that are billed period after period, by where they stand. */
async function countSubscriptions(tx: Tx, tenant_id: string) {
  const rows = await tx.subscription.groupBy({
    by: ['status'],
    where: { tenant_id, status: { in: BILLED_STATUSES } },
    _count: true,
  });
  const count = (status: SubscriptionStatus) => rows.find((row) => row.status === status)?._count ?? 0;
  return {
    active_subscriptions: count('active'),
    trialing_subscriptions: count('trialing'),
    past_due_subscriptions: count('past_due'),
  };
}

/**
 * What was invoiced, from the sums that are kept with every final document: those of credit notes are added back. Rows
 * (month, currency, invoices, total), the first day of a month each.
 */
const invoicedSince = (tenantId: string, monthStart: string) => Prisma.sql`
  SELECT month, currency, sum(invoices)::int AS invoices, sum(total)::bigint AS total
    FROM (SELECT starts_on AS month, currency, invoices, net + tax AS total FROM revenue_sums
           WHERE tenant_id = ${tenantId}::uuid AND dimension = 'country' AND grain = 'month' AND starts_on >= ${monthStart}::date
           UNION ALL
          SELECT date_trunc('month', issue_date::timestamp)::date, currency, 0, total FROM credit_notes
           WHERE tenant_id = ${tenantId}::uuid AND issue_date >= ${monthStart}::date) parts
   GROUP BY 1, 2 HAVING sum(invoices) <> 0 OR sum(total) <> 0`;

/** What subscriptions are worth a month on a day, of rows of `mrr_spans`. */
const mrrOn = (day: string) => Prisma.sql`
  COALESCE(sum(mrr) FILTER (WHERE from_day <= ${day}::date AND COALESCE(until_day > ${day}::date, true)), 0)`;

async function sumByCurrency(
  tx: Tx,
  tenantId: string,
  { monthStart, today }: { monthStart: string; today: string },
): Promise<Overview['by_currency']> {
  type Row = Record<'open' | 'overdue' | 'drafts' | 'invoiced' | 'paid' | 'mrr' | 'mrr_before', bigint> & {
    currency: string;
  };
  // The first part names every currency that was ever invoiced; the second is read from the index of the tallies alone.
  const rows = await tx.$queryRaw<Row[]>`
    SELECT currency, sum(open)::bigint AS open, sum(overdue)::bigint AS overdue, sum(drafts)::bigint AS drafts,
           sum(invoiced)::bigint AS invoiced, sum(paid)::bigint AS paid,
           sum(mrr)::bigint AS mrr, sum(mrr_before)::bigint AS mrr_before
      FROM (SELECT DISTINCT currency, 0 AS open, 0 AS overdue, 0 AS drafts, 0 AS invoiced, 0 AS paid, 0 AS mrr, 0 AS mrr_before FROM revenue_sums
             WHERE tenant_id = ${tenantId}::uuid AND dimension = 'country' AND grain = 'month'
            UNION ALL
            SELECT currency, COALESCE(sum(amount_due) FILTER (WHERE status <> 'draft'), 0),
                   COALESCE(sum(amount_due) FILTER (WHERE status = 'overdue'), 0),
                   COALESCE(sum(total) FILTER (WHERE status = 'draft'), 0), 0, 0, 0, 0
              FROM invoices WHERE tenant_id = ${tenantId}::uuid AND status IN ('draft', 'sent', 'overdue') GROUP BY currency
            UNION ALL
            SELECT currency, 0, 0, 0, total, 0, 0, 0 FROM (${invoicedSince(tenantId, monthStart)}) invoiced
            UNION ALL
            SELECT currency, 0, 0, 0, 0, sum(amount), 0, 0 FROM payments
             WHERE tenant_id = ${tenantId}::uuid AND status = 'succeeded' AND received_on >= ${monthStart}::date GROUP BY currency
            UNION ALL
            SELECT currency, 0, 0, 0, 0, 0, ${mrrOn(today)}, ${mrrOn(addDays(today, -30))} FROM mrr_spans
             WHERE tenant_id = ${tenantId}::uuid AND mrr > 0 GROUP BY currency) parts
     GROUP BY currency ORDER BY sum(open) + sum(invoiced) + sum(drafts) DESC, currency`;
  return rows.map(({ currency, open, overdue, drafts, invoiced, paid, mrr, mrr_before }) => ({
    currency,
    open: wireSum(open, currency),
    overdue: wireSum(overdue, currency),
    drafts: wireSum(drafts, currency),
    invoiced_this_month: wireSum(invoiced, currency),
    paid_this_month: wireSum(paid, currency),
    mrr: wireSum(mrr, currency),
    mrr_30_days_ago: wireSum(mrr_before, currency),
  }));
}

type Invoiced = { month: string; currency: string; invoices: number; total: bigint };

function sumByMonth(tx: Tx, tenantId: string, from: string): Promise<Invoiced[]> {
  return tx.$queryRaw<Invoiced[]>`
    SELECT to_char(month, 'YYYY-MM') AS month, currency, invoices, total FROM (${invoicedSince(tenantId, from)}) invoiced
     ORDER BY 1, 2`;
}

/** Records that are dated ahead wait for their day: the chart shows what has happened. */
async function countUsage(tx: Tx, tenantId: string, from: string, now: Date): Promise<Overview['usage_by_day']> {
  const rows = await tx.$queryRaw<{ day: Date; records: number }[]>`
    SELECT (occurred_at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS records
      FROM usage_records WHERE tenant_id = ${tenantId}::uuid AND occurred_at >= ${toDbDate(from)} AND occurred_at <= ${now}
     GROUP BY 1 ORDER BY 1`;
  return rows.map(({ day, records }) => ({ day: fromDbDate(day), records }));
}
