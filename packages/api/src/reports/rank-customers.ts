import { addDays, addIntervals, type LocalDate, periodContaining } from '@revenue/billing-core/time';
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
  return tx.$queryRaw<RankedCustomer[]>`
    WITH sums AS (
      SELECT currency, key, sum(invoices) AS invoices, sum(net) AS net, sum(tax) AS tax
        FROM (${source}) source
       GROUP BY 1, 2 HAVING sum(invoices) <> 0 OR sum(net) <> 0 OR sum(tax) <> 0),
    places AS (
      SELECT *, row_number() OVER (PARTITION BY currency ORDER BY net DESC, key) AS place,
             round(100 * net / NULLIF(sum(net) OVER (PARTITION BY currency), 0), 1)::float8 AS share
        FROM sums)
    SELECT currency, key, invoices::bigint, net::bigint, tax::bigint, COALESCE(share, 0) AS share
      FROM places WHERE place <= ${top} ORDER BY currency, place`;
}

/**
 * The same report over more days: those beside the range on which nothing was invoiced may as well be in it, up to the ends
 * of its quarters. A report up to today, the usual one, then reads whole months and quarters and no single document.
 */
export async function widenRange(tx: Tx, query: RevenueQuery): Promise<RevenueQuery> {
  const { from, to } = query;
  const { start } = quarterOf(from);
  const { end } = quarterOf(to);
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

function quarterOf(day: LocalDate): { start: LocalDate; end: LocalDate } {
  const { start } = periodContaining('2024-01-01', 'quarter', 1, day);
  return { start, end: addIntervals(start, 'quarter', 1, 1) };
}
