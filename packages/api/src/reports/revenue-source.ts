import type { ReportGroup, ReportInterval } from '@revenue/billing-core/reports';
import { addDays, addIntervals, type LocalDate } from '@revenue/billing-core/time';
import { Prisma } from '@revenue/db/database';

export type RevenueQuery = {
  tenant_id: string;
  from: LocalDate;
  to: LocalDate;
  interval: ReportInterval;
  group_by: ReportGroup | null;
  currency: string | undefined;
};

/**
 * Rows (day, currency, key, invoices, net, tax) that add up to the revenue of the range. They come from the sums that are
 * kept with every final invoice. Customers are summed by month, so the days of a month that is cut, and all days where
 * periods are shorter than months, come from the invoices themselves.
 */
export function revenueSource(query: RevenueQuery): Prisma.Sql {
  const { from, to } = query;
  if (query.group_by === 'product')
    return sumsByDay(query, Prisma.raw('revenue_by_product'), Prisma.raw('product_key'));
  if (query.group_by !== 'customer') return sumsByDay(query, Prisma.raw('revenue_by_country'), Prisma.raw('country'));
  const months = query.interval === 'day' || query.interval === 'week' ? null : wholeMonths(from, to);
  if (months === null) return customersByDay(query, from, to);
  const parts = [customersByMonth(query, months.start, months.end)];
  if (from < months.start) parts.push(customersByDay(query, from, addDays(months.start, -1)));
  if (months.end <= to) parts.push(customersByDay(query, months.end, to));
  return Prisma.join(parts, ' UNION ALL ');
}

/** The months that lie in the range whole, half-open, or null when there is none. */
export function wholeMonths(from: LocalDate, to: LocalDate): { start: LocalDate; end: LocalDate } | null {
  const first = `${from.slice(0, 7)}-01`;
  const start = first === from ? first : addIntervals(first, 'month', 1, 1);
  const end = `${addDays(to, 1).slice(0, 7)}-01`;
  return start < end ? { start, end } : null;
}

function sumsByDay({ tenant_id, from, to, currency }: RevenueQuery, table: Prisma.Sql, key: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT issue_date AS day, currency, ${key} AS key, invoices, net, tax FROM ${table}
     WHERE tenant_id = ${tenant_id}::uuid AND issue_date BETWEEN ${from}::date AND ${to}::date ${inCurrency(currency)}`;
}

function customersByMonth({ tenant_id, currency }: RevenueQuery, start: LocalDate, end: LocalDate): Prisma.Sql {
  return Prisma.sql`
    SELECT month AS day, currency, customer_id AS key, invoices, net, tax FROM revenue_by_customer
     WHERE tenant_id = ${tenant_id}::uuid AND month >= ${start}::date AND month < ${end}::date ${inCurrency(currency)}`;
}

function customersByDay({ tenant_id, currency }: RevenueQuery, from: LocalDate, to: LocalDate): Prisma.Sql {
  return Prisma.sql`
    SELECT issue_date AS day, currency, customer_id AS key, 1::bigint AS invoices, subtotal - discount_total AS net,
           tax_total AS tax
      FROM invoices
     WHERE tenant_id = ${tenant_id}::uuid AND issue_date BETWEEN ${from}::date AND ${to}::date
       AND revenue_counts(status, finalized_at) ${inCurrency(currency)}`;
}

function inCurrency(currency: string | undefined): Prisma.Sql {
  return currency === undefined ? Prisma.empty : Prisma.sql`AND currency = ${currency}`;
}
