import { wireAmount } from '@revenue/billing-core/money';
import {
  type GetRevenueReport,
  type RevenueReport,
  type RevenueRow,
  reportPeriods,
} from '@revenue/billing-core/reports';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { namesOf } from './names-of.ts';
import { resolveRange } from './resolve-range.ts';
import { type RevenueQuery, revenueSource } from './revenue-source.ts';

type Sums = { currency: string; invoices: bigint; net: bigint; tax: bigint };
type Row = Sums & { period_start: Date; key: string | null };

/**
 * What was invoiced, less discounts, by period of issue and by product, customer or country. Final invoices count until
 * they are void. Amounts of different currencies are never added up.
 *
 * @throws BillingError validation_failed when `to` is before `from`, or the interval gives too many periods
 */
export async function getRevenueReport(ctx: OperationContext, input: GetRevenueReport): Promise<RevenueReport> {
  const { from, to } = await resolveRange(ctx, input);
  const { interval, currency, top } = input;
  const group_by = input.group_by ?? null;
  const periods = reportPeriods(from, to, interval);
  const query: RevenueQuery = { tenant_id: ctx.tenant_id, from, to, interval, group_by, currency };
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const rows = group_by === null ? await loadPeriods(tx, query) : await loadGroups(tx, query, top);
    const names = await namesOf(tx, ctx.tenant_id, group_by, rows);
    return {
      from,
      to,
      interval,
      group_by,
      periods,
      totals: totalsOf(rows),
      data: rows.map((row) => toRow(row, names)),
    };
  });
}

function loadPeriods(tx: Tx, query: RevenueQuery): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT date_trunc(${query.interval}, day)::date AS period_start, currency, NULL AS key,
           sum(invoices)::bigint AS invoices, sum(net)::bigint AS net, sum(tax)::bigint AS tax
      FROM (${revenueSource(query)}) source
     GROUP BY 1, 2 HAVING sum(invoices) <> 0 ORDER BY 1, 2`;
}

function loadGroups(tx: Tx, query: RevenueQuery, top: number): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH sums AS MATERIALIZED (
      SELECT date_trunc(${query.interval}, day)::date AS period_start, currency, key,
             sum(invoices) AS invoices, sum(net) AS net, sum(tax) AS tax
        FROM (${revenueSource(query)}) source GROUP BY 1, 2, 3 HAVING sum(invoices) <> 0),
    places AS (
      SELECT currency, key, row_number() OVER (PARTITION BY currency ORDER BY sum(net) DESC, key) AS place
        FROM sums GROUP BY 1, 2)
    SELECT s.period_start, s.currency, CASE WHEN p.place <= ${top} THEN s.key ELSE 'other' END AS key,
           sum(s.invoices)::bigint AS invoices, sum(s.net)::bigint AS net, sum(s.tax)::bigint AS tax
      FROM sums s JOIN places p USING (currency, key)
     GROUP BY 1, 2, 3 ORDER BY 1, 2, min(p.place)`;
}

function totalsOf(rows: readonly Row[]): RevenueReport['totals'] {
  const totals = new Map<string, Sums>();
  for (const { currency, invoices, net, tax } of rows) {
    const sum = totals.get(currency) ?? { currency, invoices: 0n, net: 0n, tax: 0n };
    totals.set(currency, { currency, invoices: sum.invoices + invoices, net: sum.net + net, tax: sum.tax + tax });
  }
  return [...totals.values()].map(toSums).sort((left, right) => right.net - left.net);
}

function toRow(row: Row, names: ReadonlyMap<string, string>): RevenueRow {
  const name = row.key === null ? null : (names.get(row.key) ?? row.key);
  return { period_start: fromDbDate(row.period_start), key: row.key, name, ...toSums(row) };
}

export function toSums({ currency, invoices, net, tax }: Sums) {
  return {
    currency,
    invoices: Number(invoices),
    net: wireAmount(net, currency),
    tax: wireAmount(tax, currency),
    total: wireAmount(net + tax, currency),
  };
}
