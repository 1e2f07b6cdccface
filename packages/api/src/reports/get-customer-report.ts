import { wireSum } from '@revenue/billing-core/money';
import { type CustomerReport, type GetCustomerReport, reportPeriods } from '@revenue/billing-core/reports';
import { Prisma, type Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { seeOneMoment, toSums } from './get-revenue-report.ts';
import { namesOf } from './names-of.ts';
import { rankCustomers, widenRange } from './rank-customers.ts';
import { type ReportRange, resolveRange } from './resolve-range.ts';

type Buckets = Record<'current' | 'days_1_30' | 'days_31_60' | 'days_61_90' | 'over_90' | 'amount_due', bigint>;
type Ageing = Buckets & { currency: string; invoices: bigint };
type Named = { customer_id: string; customer_name: string };

/**
 * Who brings the revenue of a range, and who owes what for how long. Shares are of the net revenue in the same currency.
 *
 * @throws BillingError validation_failed when `to` is before `from`
 */
export async function getCustomerReport(ctx: OperationContext, input: GetCustomerReport): Promise<CustomerReport> {
  const range = await resolveRange(ctx, input);
  reportPeriods(range.from, range.to, 'year');
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await seeOneMoment(tx);
    return {
      from: range.from,
      to: range.to,
      top: await loadTop(tx, ctx.tenant_id, range, input),
      ageing_as_of: range.today,
      ...(await loadAgeing(tx, ctx.tenant_id, range.today, input)),
    };
  });
}

/**
 * The first half of it alone.
 *
 * @throws BillingError validation_failed when `to` is before `from`
 */
export async function getTopCustomers(
  ctx: OperationContext,
  input: GetCustomerReport,
): Promise<Pick<CustomerReport, 'from' | 'to' | 'top'>> {
  const range = await resolveRange(ctx, input);
  const { from, to } = range;
  reportPeriods(from, to, 'year');
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await seeOneMoment(tx);
    return { from, to, top: await loadTop(tx, ctx.tenant_id, range, input) };
  });
}

/**
 * The other half: no range tells what is open now.
 *
 * @throws BillingError validation_failed when `to` is before `from`
 */
export async function getAgeing(
  ctx: OperationContext,
  input: GetCustomerReport,
): Promise<Pick<CustomerReport, 'ageing_as_of' | 'ageing' | 'ageing_totals'>> {
  const { from, to, today } = await resolveRange(ctx, input);
  reportPeriods(from, to, 'year');
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => ({
    ageing_as_of: today,
    ...(await loadAgeing(tx, ctx.tenant_id, today, input)),
  }));
}

async function loadTop(
  tx: Tx,
  tenant_id: string,
  { from, to }: ReportRange,
  { currency, limit }: GetCustomerReport,
): Promise<CustomerReport['top']> {
  const query = await widenRange(tx, { tenant_id, from, to, interval: 'year', currency });
  const ranked = await rankCustomers(tx, query, limit);
  const names = await namesOf(tx, tenant_id, 'customer', ranked);
  return ranked.map(({ key, share, ...sums }) => ({
    customer_id: key,
    customer_name: names.get(key) ?? '',
    ...toSums(sums),
    share_percent: share,
  }));
}

async function loadAgeing(
  tx: Tx,
  tenant_id: string,
  today: string,
  { currency, limit }: GetCustomerReport,
): Promise<Pick<CustomerReport, 'ageing' | 'ageing_totals'>> {
  const open = Prisma.sql`
    SELECT customer_id, currency, amount_due, ${today}::date - due_date AS late FROM invoices
     WHERE tenant_id = ${tenant_id}::uuid AND status IN ('sent', 'overdue')
       ${currency === undefined ? Prisma.empty : Prisma.sql`AND currency = ${currency}`}`;
  const buckets = Prisma.sql`
    COALESCE(sum(amount_due) FILTER (WHERE late <= 0), 0)::bigint AS current,
    COALESCE(sum(amount_due) FILTER (WHERE late BETWEEN 1 AND 30), 0)::bigint AS days_1_30,
    COALESCE(sum(amount_due) FILTER (WHERE late BETWEEN 31 AND 60), 0)::bigint AS days_31_60,
    COALESCE(sum(amount_due) FILTER (WHERE late BETWEEN 61 AND 90), 0)::bigint AS days_61_90,
    COALESCE(sum(amount_due) FILTER (WHERE late > 90), 0)::bigint AS over_90,
    sum(amount_due)::bigint AS amount_due, count(*) AS invoices`;
  // One pass over what is open: by customer first, the totals from those.
  const rows = await tx.$queryRaw<(Ageing & { [Field in keyof Named]: Named[Field] | null })[]>`
    WITH debts AS MATERIALIZED (SELECT customer_id, currency, ${buckets} FROM (${open}) open GROUP BY 1, 2),
    places AS (SELECT *, row_number() OVER (PARTITION BY currency ORDER BY amount_due DESC, customer_id) AS place FROM debts)
    SELECT p.currency, p.current, p.days_1_30, p.days_31_60, p.days_61_90, p.over_90, p.amount_due, p.invoices,
           p.customer_id::text AS customer_id, c.name AS customer_name, p.place
      FROM places p JOIN customers c ON c.tenant_id = ${tenant_id}::uuid AND c.id = p.customer_id
     WHERE p.place <= ${limit}
    UNION ALL
    SELECT currency, sum(current)::bigint, sum(days_1_30)::bigint, sum(days_31_60)::bigint, sum(days_61_90)::bigint,
           sum(over_90)::bigint, sum(amount_due)::bigint, sum(invoices)::bigint, NULL, NULL, 0
      FROM debts GROUP BY currency
     ORDER BY currency, place`;
  const byInvoices = (left: Ageing, right: Ageing) => Number(right.invoices - left.invoices);
  return {
    ageing_totals: rows
      .filter((row) => row.customer_id === null)
      .sort(byInvoices)
      .map(toAgeing),
    ageing: rows.flatMap(({ customer_id, customer_name, ...debt }) =>
      customer_id === null ? [] : [{ customer_id, customer_name: customer_name ?? '', ...toAgeing(debt) }],
    ),
  };
}

function toAgeing({ currency, invoices, ...rest }: Ageing) {
  return {
    currency,
    invoices: Number(invoices),
    current: wireSum(rest.current, currency),
    days_1_30: wireSum(rest.days_1_30, currency),
    days_31_60: wireSum(rest.days_31_60, currency),
    days_61_90: wireSum(rest.days_61_90, currency),
    over_90: wireSum(rest.over_90, currency),
    amount_due: wireSum(rest.amount_due, currency),
  };
}
