import { wireAmount } from '@revenue/billing-core/money';
import {
  type GetRevenueReport,
  type RevenueGroup,
  type RevenueReport,
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
    const rows = await loadRows(tx, query, top);
    // An invoice is one of each product on it, so only periods tell how many there are.
    const counted = group_by === 'product' ? await loadPeriods(tx, { ...query, group_by: null }) : rows;
    const names = await namesOf(tx, ctx.tenant_id, group_by, rows);
    return {
      from,
      to,
      interval,
      group_by,
      periods,
      totals: totalsOf(counted),
      groups: group_by === null ? [] : groupsOf(rows).map((row) => toGroup(row, names)),
      data: rows.map((row) => ({ period_start: fromDbDate(row.period_start), ...toGroup(row, names) })),
    };
  });
}

function loadRows(tx: Tx, query: RevenueQuery, top: number): Promise<Row[]> {
  if (query.group_by === null) return loadPeriods(tx, query);
  return query.group_by === 'customer' ? loadCustomers(tx, query, top) : loadGroups(tx, query, top);
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

function totalsOf(rows: readonly Sums[]): RevenueReport['totals'] {
  const totals = addUp(rows, ({ currency }) => currency);
  const byInvoices = (left: Sums, right: Sums) => Number(right.invoices - left.invoices);
  return totals
    .sort((left, right) => byInvoices(left, right) || compareText(left.currency, right.currency))
    .map(toSums);
}

/**
 * As the other groups, without sorting every customer into every period: who is at the top is found over the whole range,
 * and what the periods come to beyond them is the rest.
 */
async function loadCustomers(tx: Tx, query: RevenueQuery, top: number): Promise<Row[]> {
  const source = revenueSource(query);
  const named = await tx.$queryRaw<Row[]>`
    WITH places AS (
      SELECT currency, key, row_number() OVER (PARTITION BY currency ORDER BY net DESC, key) AS place
        FROM (SELECT currency, key, sum(net) AS net FROM (${source}) source
               GROUP BY 1, 2 HAVING sum(invoices) <> 0) sums)
    SELECT date_trunc(${query.interval}, s.day)::date AS period_start, s.currency, s.key::text AS key,
           sum(s.invoices)::bigint AS invoices, sum(s.net)::bigint AS net, sum(s.tax)::bigint AS tax
      FROM (${source}) s JOIN places p USING (currency, key)
     WHERE p.place <= ${top}
     GROUP BY 1, 2, 3 HAVING sum(s.invoices) <> 0 ORDER BY 1, 2, min(p.place)`;
  const periods = await loadPeriods(tx, { ...query, group_by: null });
  const placeOf = ({ period_start, currency }: Row) => `${period_start.getTime()} ${currency}`;
  const byPeriod = Map.groupBy(named, placeOf);
  return periods.flatMap((period) => withRest(period, byPeriod.get(placeOf(period)) ?? []));
}

function withRest(period: Row, named: Row[]): Row[] {
  const [sum] = addUp(named, () => '');
  const invoices = period.invoices - (sum?.invoices ?? 0n);
  if (invoices === 0n) return named;
  const rest = { invoices, net: period.net - (sum?.net ?? 0n), tax: period.tax - (sum?.tax ?? 0n) };
  return [...named, { ...period, key: 'other', ...rest }];
}

/** The rest comes last, however large it is: it is no one. */
function groupsOf(rows: readonly Row[]): Row[] {
  const isRest = ({ key }: Row) => Number(key === 'other');
  return addUp(rows, ({ currency, key }) => `${currency} ${key}`).sort(
    (left, right) => compareText(left.currency, right.currency) || isRest(left) - isRest(right) || byNet(left, right),
  );
}

function addUp<Row extends Sums>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const sum = sums.get(keyOf(row));
    const { invoices, net, tax } = sum ?? { invoices: 0n, net: 0n, tax: 0n };
    sums.set(keyOf(row), { ...row, invoices: invoices + row.invoices, net: net + row.net, tax: tax + row.tax });
  }
  return [...sums.values()];
}

const byNet = (left: Sums, right: Sums) => Number(right.net > left.net) - Number(right.net < left.net);
const compareText = (left: string, right: string) => Number(left > right) - Number(left < right);

function toGroup(row: Row, names: ReadonlyMap<string, string>): RevenueGroup {
  const name = row.key === null ? null : (names.get(row.key) ?? row.key);
  return { key: row.key, name, ...toSums(row) };
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
