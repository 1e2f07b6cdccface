import { wireSum } from '@revenue/billing-core/money';
import {
  type GetRevenueReport,
  type ReportGroup,
  type RevenueGroup,
  type RevenueReport,
  type RevenueRow,
  reportPeriods,
} from '@revenue/billing-core/reports';
import { addDays, addIntervals, earlierDate, type LocalDate, laterDate } from '@revenue/billing-core/time';
import { Prisma, type Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { namesOf } from './names-of.ts';
import { type RankedCustomer, rankCustomers, widenRange } from './rank-customers.ts';
import { resolveRange } from './resolve-range.ts';
import { type RevenueQuery, revenueOfCustomers, revenueSource } from './revenue-source.ts';

type Sums = { currency: string; invoices: bigint; net: bigint; tax: bigint };
type Group = Sums & { key: string | null };
type Row = Group & { period_start: LocalDate };
type Loaded = {
  rows: Row[];
  groups: Group[];
  /** These tell how many invoices there are. */
  counted: readonly Sums[];
};

/**
 * What was invoiced, less discounts and credit notes, by period of issue and by product, plan, customer, country or
 * currency. Final invoices count until they are void. Amounts of different currencies are never added up.
 *
 * @throws BillingError validation_failed when `to` is before `from`, or the interval gives too many periods
 */
export async function getRevenueReport(ctx: OperationContext, input: GetRevenueReport): Promise<RevenueReport> {
  const { from, to } = await resolveRange(ctx, input);
  const { interval, currency, top } = input;
  const group_by = input.group_by ?? null;
  const periods = reportPeriods(from, to, interval);
  const query: RevenueQuery = { tenant_id: ctx.tenant_id, from, to, interval, currency };
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await seeOneMoment(tx);
    const { rows, groups, counted } = await loadSums(tx, query, group_by, top);
    const names = await namesOf(tx, ctx.tenant_id, group_by, groups);
    return {
      from,
      to,
      interval,
      group_by,
      periods,
      totals: totalsOf(counted),
      groups: groups.map((group) => toGroup(group, names)),
      data: rows.map((row) => toRow(row, names)),
    };
  });
}

/** What is invoiced between two statements of a report is in all of them or in none. */
export async function seeOneMoment(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`;
}

async function loadSums(tx: Tx, query: RevenueQuery, group_by: ReportGroup | null, top: number): Promise<Loaded> {
  if (group_by === 'customer') return loadCustomers(tx, query, top);
  const periods = await loadPeriods(tx, query);
  if (group_by === null) return { rows: periods, groups: [], counted: periods };
  const rows =
    group_by === 'currency'
      ? periods.map((row) => ({ ...row, key: row.currency }))
      : await loadGroups(tx, query, group_by, top);
  // An invoice is one of each product and plan on it, so only periods tell how many there are.
  return { rows, groups: groupsOf(rows), counted: periods };
}

/** By the first day of a period. Sums of months and quarters lie in it whole. */
const periodOf = ({ interval }: RevenueQuery) => Prisma.sql`date_trunc(${interval}, day::timestamp)::date::text`;

/** What came to nothing, as an invoice and its voiding, is no row. */
const SOMETHING = Prisma.sql`(sum(invoices) <> 0 OR sum(net) <> 0 OR sum(tax) <> 0)`;

function loadPeriods(tx: Tx, query: RevenueQuery): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT ${periodOf(query)} AS period_start, currency, NULL AS key,
           sum(invoices)::bigint AS invoices, sum(net)::bigint AS net, sum(tax)::bigint AS tax
      FROM (${revenueSource(query, 'country')}) source
     GROUP BY 1, 2 HAVING ${SOMETHING} ORDER BY 1, 2`;
}

function loadGroups(
  tx: Tx,
  query: RevenueQuery,
  group_by: 'product' | 'plan' | 'country',
  top: number,
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH sums AS MATERIALIZED (
      SELECT ${periodOf(query)} AS period_start, currency, key,
             sum(invoices) AS invoices, sum(net) AS net, sum(tax) AS tax
        FROM (${revenueSource(query, group_by)}) source GROUP BY 1, 2, 3 HAVING ${SOMETHING}),
    places AS (
      SELECT currency, key, row_number() OVER (PARTITION BY currency ORDER BY sum(net) DESC, key) AS place
        FROM sums GROUP BY 1, 2)
    SELECT s.period_start, s.currency, CASE WHEN p.place <= ${top} THEN s.key ELSE 'other' END AS key,
           sum(s.invoices)::bigint AS invoices, sum(s.net)::bigint AS net, sum(s.tax)::bigint AS tax
      FROM sums s JOIN places p USING (currency, key)
     GROUP BY 1, 2, 3 ORDER BY 1, 2, min(p.place)`;
}

/**
 * As the other groups, without sorting every customer into every period: who is at the top is found over the whole range,
 * and what the periods come to beyond them is the rest.
 */
async function loadCustomers(tx: Tx, query: RevenueQuery, top: number): Promise<Loaded> {
  const wide = await widenRange(tx, query);
  const ranked = await rankCustomers(tx, wide, top);
  const named = await loadNamed(tx, withinPeriods(wide, query), ranked);
  const periods = await loadPeriods(tx, query);
  const rows = periods.flatMap((period) =>
    withRest(period, named.get(period.currency)?.get(period.period_start) ?? []),
  );
  return { rows, groups: groupsOf([...ranked, ...rows.filter(isRest)]), counted: periods };
}

/** Nothing was invoiced on the days that a wider range has besides, so periods without a day of the report are left out. */
function withinPeriods(wide: RevenueQuery, { from, to, interval }: RevenueQuery): RevenueQuery {
  const starts = reportPeriods(from, to, interval);
  const first = starts[0] ?? from;
  const end = addDays(addIntervals(first, interval, 1, starts.length), -1);
  return { ...wide, from: laterDate(wide.from, first), to: earlierDate(wide.to, end) };
}

/** By currency and first day of the period. */
type Named = Map<string, Map<string, Row[]>>;

/**
 * What each of these customers comes to in each period, in the order of their ranks. A thousand customers over two years are
 * fifty thousand rows: each customer's are handed over as one text, since the driver takes longer over rows than the
 * database does.
 */
async function loadNamed(tx: Tx, wide: RevenueQuery, ranked: readonly RankedCustomer[]): Promise<Named> {
  if (ranked.length === 0) return new Map();
  const texts = await tx.$queryRaw<{ customer: string; text: string }[]>`
    SELECT concat_ws(' ', currency, key) AS customer,
           string_agg(concat_ws(' ', ${periodOf(wide)}, invoices, net, tax), ',') AS text
      FROM (${revenueOfCustomers(wide, ranked)}) source GROUP BY currency, key`;
  const textOf = new Map(texts.map(({ customer, text }) => [customer, text]));
  const named: Named = new Map();
  for (const { currency, key } of ranked) {
    const lines = textOf.get(`${currency} ${key}`)?.split(',') ?? [];
    const parts = lines.map((line) => readPart(line, currency, key));
    const periods = getOrAdd(named, currency, () => new Map<string, Row[]>());
    for (const row of addUp(parts, ({ period_start }) => period_start)) {
      if (!isNothing(row)) getOrAdd(periods, row.period_start, () => []).push(row);
    }
  }
  return named;
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function readPart(line: string, currency: string, key: string): Row {
  const [period_start = '', invoices = 0, net = 0, tax = 0] = line.split(' ');
  return { period_start, currency, key, invoices: BigInt(invoices), net: BigInt(net), tax: BigInt(tax) };
}

const isNothing = ({ invoices, net, tax }: Sums) => invoices === 0n && net === 0n && tax === 0n;

function withRest(period: Row, named: Row[]): Row[] {
  const rest = { ...period, key: 'other' };
  for (const { invoices, net, tax } of named) {
    rest.invoices -= invoices;
    rest.net -= net;
    rest.tax -= tax;
  }
  return isNothing(rest) ? named : [...named, rest];
}

function totalsOf(rows: readonly Sums[]): RevenueReport['totals'] {
  const totals = addUp(rows);
  const byInvoices = (left: Sums, right: Sums) => Number(right.invoices - left.invoices);
  return totals
    .sort((left, right) => byInvoices(left, right) || compareText(left.currency, right.currency))
    .map(toSums);
}

/** The rest comes last, however large it is: it is no one. */
function groupsOf(rows: readonly Group[]): Group[] {
  return addUp(rows, ({ key }) => key).sort(
    (left, right) =>
      compareText(left.currency, right.currency) || Number(isRest(left)) - Number(isRest(right)) || byNet(left, right),
  );
}

const isRest = ({ key }: Group) => key === 'other';

/** One sum of each currency and key. Maps within maps: a text made of both, for each row, took longer than the sums. */
function addUp<Row extends Sums>(rows: readonly Row[], keyOf: (row: Row) => string | null = () => null): Row[] {
  const currencies = new Map<string, Map<string | null, Row>>();
  for (const row of rows) {
    const sums = getOrAdd(currencies, row.currency, () => new Map<string | null, Row>());
    const key = keyOf(row);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? row : { ...row, ...added(sum, row) });
  }
  return [...currencies.values()].flatMap((sums) => [...sums.values()]);
}

const added = (left: Sums, right: Sums) => ({
  invoices: left.invoices + right.invoices,
  net: left.net + right.net,
  tax: left.tax + right.tax,
});

const byNet = (left: Sums, right: Sums) => Number(right.net > left.net) - Number(right.net < left.net);
const compareText = (left: string, right: string) => Number(left > right) - Number(left < right);

function toGroup({ key, currency, invoices, net, tax }: Group, names: ReadonlyMap<string, string>): RevenueGroup {
  const name = key === null ? null : (names.get(key) ?? key);
  return { key, name, ...toSums({ currency, invoices, net, tax }) };
}

/** The same in one piece: there are a hundred thousand rows in a large report, and what each is put together from is garbage. */
function toRow(row: Row, names: ReadonlyMap<string, string>): RevenueRow {
  const { period_start, key, currency, invoices, net, tax } = row;
  return {
    period_start,
    key,
    name: key === null ? null : (names.get(key) ?? key),
    currency,
    invoices: Number(invoices),
    net: wireSum(net, currency),
    tax: wireSum(tax, currency),
    total: wireSum(net + tax, currency),
  };
}

export function toSums({ currency, invoices, net, tax }: Sums) {
  return {
    currency,
    invoices: Number(invoices),
    net: wireSum(net, currency),
    tax: wireSum(tax, currency),
    total: wireSum(net + tax, currency),
  };
}
