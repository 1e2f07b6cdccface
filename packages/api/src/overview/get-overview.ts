import { wireAmount } from '@revenue/billing-core/money';
import type { Overview } from '@revenue/billing-core/overview';
import { addDays, addIntervals, localDateAt } from '@revenue/billing-core/time';
import { fromDbDate, toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';

/** The figures of the first page: what is owed, what came in, what is waiting to be billed. */
export async function getOverview(ctx: OperationContext): Promise<Overview> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { time_zone: true } });
    const today = localDateAt(now, tenant.time_zone);
    const monthStart = `${today.slice(0, 7)}-01`;
    const yearStart = addIntervals(monthStart, 'month', 1, -11);
    return {
      today,
      customers: await tx.customer.count({ where: { tenant_id, deleted_at: null } }),
      active_subscriptions: await tx.subscription.count({
        where: { tenant_id, status: { in: ['active', 'trialing', 'past_due'] } },
      }),
      subscriptions_due: await tx.subscription.count({ where: { tenant_id, next_billing_at: { lte: now } } }),
      by_currency: await sumByCurrency(tx, tenant_id, monthStart),
      invoiced_by_month: await sumByMonth(tx, tenant_id, yearStart),
      usage_by_day: await countUsage(tx, tenant_id, addDays(today, -29), now),
    };
  });
}

async function sumByCurrency(tx: Tx, tenantId: string, monthStart: string): Promise<Overview['by_currency']> {
  type Row = Record<'open' | 'overdue' | 'drafts' | 'invoiced' | 'paid', bigint> & { currency: string };
  const rows = await tx.$queryRaw<Row[]>`
    SELECT currency, sum(open)::bigint AS open, sum(overdue)::bigint AS overdue, sum(drafts)::bigint AS drafts,
           sum(invoiced)::bigint AS invoiced, sum(paid)::bigint AS paid
      FROM (SELECT currency,
                   COALESCE(sum(amount_due) FILTER (WHERE status IN ('sent', 'overdue')), 0) AS open,
                   COALESCE(sum(amount_due) FILTER (WHERE status = 'overdue'), 0) AS overdue,
                   COALESCE(sum(total) FILTER (WHERE status = 'draft'), 0) AS drafts,
                   COALESCE(sum(total) FILTER (WHERE status NOT IN ('draft', 'void') AND issue_date >= ${toDbDate(monthStart)}::date), 0) AS invoiced,
                   0 AS paid
              FROM invoices WHERE tenant_id = ${tenantId}::uuid GROUP BY currency
            UNION ALL
            SELECT currency, 0, 0, 0, 0, sum(amount) FROM payments
             WHERE tenant_id = ${tenantId}::uuid AND status = 'succeeded' AND received_on >= ${toDbDate(monthStart)}::date GROUP BY currency) parts
     GROUP BY currency ORDER BY sum(open) + sum(invoiced) + sum(drafts) DESC, currency`;
  return rows.map(({ currency, open, overdue, drafts, invoiced, paid }) => ({
    currency,
    open: wireAmount(open, currency),
    overdue: wireAmount(overdue, currency),
    drafts: wireAmount(drafts, currency),
    invoiced_this_month: wireAmount(invoiced, currency),
    paid_this_month: wireAmount(paid, currency),
  }));
}

async function sumByMonth(tx: Tx, tenantId: string, from: string): Promise<Overview['invoiced_by_month']> {
  const rows = await tx.$queryRaw<{ month: string; currency: string; invoices: number; total: bigint }[]>`
    SELECT to_char(issue_date, 'YYYY-MM') AS month, currency, count(*)::int AS invoices, sum(total)::bigint AS total
      FROM invoices
     WHERE tenant_id = ${tenantId}::uuid AND status NOT IN ('draft', 'void') AND issue_date >= ${toDbDate(from)}::date
     GROUP BY 1, 2 ORDER BY 1, 2`;
  return rows.map((row) => ({ ...row, total: wireAmount(row.total, row.currency) }));
}

/** Records that are dated ahead wait for their day: the chart shows what has happened. */
async function countUsage(tx: Tx, tenantId: string, from: string, now: Date): Promise<Overview['usage_by_day']> {
  const rows = await tx.$queryRaw<{ day: Date; records: number }[]>`
    SELECT (occurred_at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS records
      FROM usage_records WHERE tenant_id = ${tenantId}::uuid AND occurred_at >= ${toDbDate(from)} AND occurred_at <= ${now}
     GROUP BY 1 ORDER BY 1`;
  return rows.map(({ day, records }) => ({ day: fromDbDate(day), records }));
}
