import {
  coverDays,
  type ReportGroup,
  type ReportInterval,
  type Span,
  type SumGrain,
  startsOf,
} from '@revenue/billing-core/reports';
import type { LocalDate } from '@revenue/billing-core/time';
import { Prisma } from '@revenue/db/database';

export type RevenueQuery = {
  tenant_id: string;
  from: LocalDate;
  to: LocalDate;
  interval: ReportInterval;
  currency: string | undefined;
};

type Dimension = Exclude<ReportGroup, 'currency'>;

/** The sums that fit into the periods of a report. Quarters and years there are of customers alone: see `revenue_grains()`. */
const FITTING: Record<ReportInterval, Exclude<SumGrain, 'day'>[]> = {
  day: [],
  week: [],
  month: ['month'],
  quarter: ['quarter', 'month'],
  year: ['year', 'quarter', 'month'],
};

/**
 * Rows (day, currency, key, invoices, net, tax) that add up to the revenue of the range and of each of its periods. They
 * come from the sums that are kept with every final document, the longest that fit. Of customers no days are kept: those
 * come from the documents themselves.
 */
export function revenueSource(query: RevenueQuery, dimension: Dimension): Prisma.Sql {
  const { from, to, interval } = query;
  const grains = FITTING[interval].filter((grain) => grain === 'month' || dimension === 'customer');
  return unionOf(
    coverDays(from, to, grains).map((span) =>
      isKept(span, dimension) ? sumsOf(query, dimension, span) : customersByDay(query, span, null),
    ),
  );
}

type CustomerOf = { currency: string /** The id of the customer. */; key: string };

/**
 * The same of these customers alone, of which there are some, each in their currency: a sum is found by its whole key instead of reading past those of
 * all the others, and is not looked for in other currencies.
 */
export function revenueOfCustomers(query: RevenueQuery, customers: readonly CustomerOf[]): Prisma.Sql {
  const ofCurrency = Map.groupBy(customers, ({ currency }) => currency);
  const parts = coverDays(query.from, query.to, FITTING[query.interval]).flatMap((span) => {
    if (!isKept(span, 'customer')) return customersByDay(query, span, [...new Set(customers.map(({ key }) => key))]);
    return [...ofCurrency].map(([currency, those]) => keptSums(query, span, currency, those));
  });
  return unionOf(parts);
}

function keptSums(query: RevenueQuery, span: Span, currency: string, customers: readonly CustomerOf[]): Prisma.Sql {
  return Prisma.sql`
    SELECT starts_on AS day, currency, key, invoices, net, tax FROM revenue_sums
     WHERE tenant_id = ${query.tenant_id}::uuid AND dimension = 'customer' AND grain = ${span.grain}
       AND starts_on = ANY (${startsOf(span)}::date[]) AND currency = ${currency}
       AND key = ANY (${customers.map(({ key }) => key)})`;
}

function isKept({ grain }: Span, dimension: Dimension): boolean {
  return grain !== ('day' satisfies SumGrain) || dimension !== 'customer';
}

function sumsOf(query: RevenueQuery, dimension: Dimension, { grain, start, end }: Span): Prisma.Sql {
  return Prisma.sql`
    SELECT starts_on AS day, currency, key, invoices, net, tax FROM revenue_sums
     WHERE tenant_id = ${query.tenant_id}::uuid AND dimension = ${dimension} AND grain = ${grain}
       AND starts_on >= ${start}::date AND starts_on < ${end}::date ${inCurrency(query)}`;
}

function customersByDay(query: RevenueQuery, { start, end }: Span, ids: readonly string[] | null): Prisma.Sql {
  return Prisma.sql`
    SELECT day, currency, key, invoices::bigint, net, tax FROM revenue_parts
     WHERE tenant_id = ${query.tenant_id}::uuid AND dimension = 'customer' AND counts
       AND day >= ${start}::date AND day < ${end}::date ${inCurrency(query)}
       ${ids === null ? Prisma.empty : Prisma.sql`AND customer_id = ANY (${ids}::uuid[])`}`;
}

function inCurrency({ currency }: RevenueQuery): Prisma.Sql {
  return currency === undefined ? Prisma.empty : Prisma.sql`AND currency = ${currency}`;
}

function unionOf(parts: Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(parts, ' UNION ALL ');
}
