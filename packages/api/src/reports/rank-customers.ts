import { addDays, addIntervals, type LocalDate } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import { Prisma, type Tx } from '@revenue/db/database';
import { type RevenueQuery, revenueSource } from './revenue-source.ts';

export type RankedCustomer = {
  currency: string;
  /** The id of the customer. */
  key: string;
  invoices: bigint;
  net: bigint;
  tax: bigint;
  /** Percent of the net revenue in this currency, one decimal place. */
  share: number;
};

/** The customers with most net revenue in the range, so many of each currency. */
export function rankCustomers(tx: Tx, query: RevenueQuery, top: number): Promise<RankedCustomer[]> {
  // Where a customer stands goes by the whole range, whatever its periods are.
  const source = revenueSource({ ...query, interval: 'year' }, 'customer');
  // Added up once; the top of each currency is then picked without putting everybody else in order.
  return tx.$queryRaw<RankedCustomer[]>`
    WITH sums AS MATERIALIZED (
      SELECT currency, key, sum(invoices)::bigint AS invoices, sum(net)::bigint AS net, sum(tax)::bigint AS tax
        FROM (${source}) source
       GROUP BY 1, 2 HAVING sum(invoices) <> 0 OR sum(net) <> 0 OR sum(tax) <> 0)
    SELECT best.*, COALESCE(round(100 * best.net / NULLIF(whole.net, 0), 1), 0)::float8 AS share
      FROM (SELECT currency, sum(net) AS net FROM sums GROUP BY 1) whole
     CROSS JOIN LATERAL (
       SELECT * FROM sums WHERE sums.currency = whole.currency ORDER BY net DESC, key LIMIT ${top}) best
     ORDER BY currency, net DESC, key`;
}

/**
 * The same report over more days: those beside the range on which nothing was invoiced may as well be in it, up to the ends
 * of its years. A report up to today, the usual one, then reads whole months, quarters or years and no single document.
 */
export async function widenRange(tx: Tx, query: RevenueQuery): Promise<RevenueQuery> {
  const { from, to } = query;
  const { start } = yearOf(from);
  const { end } = yearOf(to);
  const dayOf = (where: Prisma.Sql, order: Prisma.Sql) => Prisma.sql`
    (SELECT starts_on FROM revenue_sums
      WHERE tenant_id = ${query.tenant_id}::uuid AND dimension = 'country' AND grain = 'day' AND ${where}
      ORDER BY starts_on ${order} LIMIT 1)`;
  const [beside] = await tx.$queryRaw<{ before: Date | null; after: Date | null }[]>`
    SELECT ${dayOf(Prisma.sql`starts_on >= ${start}::date AND starts_on < ${from}::date`, Prisma.sql`DESC`)} AS before,
           ${dayOf(Prisma.sql`starts_on > ${to}::date AND starts_on < ${end}::date`, Prisma.sql`ASC`)} AS after`;
  return {
    ...query,
    from: beside?.before ? addDays(fromDbDate(beside.before), 1) : start,
    to: addDays(beside?.after ? fromDbDate(beside.after) : end, -1),
  };
}

function yearOf(day: LocalDate): { start: LocalDate; end: LocalDate } {
  const start = `${day.slice(0, 4)}-01-01`;
  return { start, end: addIntervals(start, 'year', 1, 1) };
}
