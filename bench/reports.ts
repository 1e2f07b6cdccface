import { type OperationContext, type Services, systemContext } from '@revenue/api/context';
import { getCustomerReport } from '@revenue/api/reports/get-customer-report';
import { getRevenueReport } from '@revenue/api/reports/get-revenue-report';
import { ageingCsvRoute, revenueCsvRoute, topCustomersCsvRoute } from '@revenue/api/reports/report-csv-routes';
import type { PlainRoute } from '@revenue/api/rest/plain-route';
import { GetCustomerReport, GetRevenueReport } from '@revenue/billing-core/reports';
import { fixedClock } from '@revenue/billing-core/time';
import { createDatabase } from '@revenue/db/database';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '@revenue/db/roles';
import { withScratchDatabase } from '@revenue/db/testing/scratch-database';
import pg from 'pg';
import { fillInvoices, TENANT } from './fill-invoices.ts';
import { seconds } from './measure.ts';
import { connectionsTime, ownTime } from './processor-time.ts';

const NOW = new Date('2026-06-30T12:00:00Z');
const GOAL_MILLISECONDS = 200;
const ROUNDS = 100;
/** Reading a million invoices takes seconds, and more of it says nothing more. */
const BASELINE_ROUNDS = 5;

/**
 * `pnpm bench reports [INVOICES]`: how long the reports of a tenant with a million invoices take, each beside the same
 * answer added up over the invoices themselves. Two years of invoices with two items each, one of them of a plan, 20,000
 * customers, 40 products, 10 plans, 30 countries; one invoice in twenty is open. The processor time, of this process and of
 * its connections, says what a report costs also where others keep the machine busy; the goal is one of waiting.
 */
export async function benchReports(args: readonly string[]): Promise<void> {
  const invoices = Number(args[0] ?? 1_000_000);
  await withScratchDatabase(async (adminUrl) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    const db = createDatabase({ appUrl: roleUrl(adminUrl, APP_ROLE), systemUrl: roleUrl(adminUrl, SYSTEM_ROLE) });
    // Reports use the database and the clock and nothing else of the services.
    const log = { info: () => undefined };
    const services = { db, clock: fixedClock(NOW.toISOString()), log } as unknown as Services;
    const ctx = systemContext(services, TENANT, 'bench');
    try {
      await fillInvoices(client, ctx, invoices);
      await measure(ctx, client);
    } finally {
      await client.end();
      await db.close();
    }
  });
}

const ALL = { from: '2024-07-01', to: '2026-06-30' };
const YEAR = { from: '2025-07-01', to: '2026-06-30' };
/** Cut at both ends, so that days of customers are read from their invoices. */
const CUT = { from: '2024-07-15', to: '2026-06-15' };

async function measure(ctx: OperationContext, owner: pg.Client): Promise<void> {
  const revenue = (input: object) => () => getRevenueReport(ctx, GetRevenueReport.parse(input));
  const customers = (input: object) => () => getCustomerReport(ctx, GetCustomerReport.parse(input));
  const line = lineOf(owner);
  const csv = (route: PlainRoute, query: object) => csvOf(ctx, route, query);
  const added = (key: string, from = 'invoices i') => addedUp(ctx, key, from);
  const items = `invoices i JOIN invoice_items t ON t.tenant_id = i.tenant_id AND t.invoice_id = i.id`;
  const plans = `${items} LEFT JOIN subscription_items si ON si.tenant_id = t.tenant_id AND si.id = t.subscription_item_id
    LEFT JOIN plan_components c ON c.tenant_id = si.tenant_id AND c.id = si.plan_component_id
    LEFT JOIN plan_versions v ON v.tenant_id = c.tenant_id AND v.id = c.plan_version_id`;
  console.log(`${'two years of'.padEnd(46)}${HEADER}`);
  await line('revenue by day', revenue({ ...ALL, interval: 'day' }));
  await line('  by week', revenue({ ...ALL, interval: 'week' }));
  await line('  by month', revenue(ALL), added('1'));
  await line('  by quarter', revenue({ ...ALL, interval: 'quarter' }));
  await line('  by year', revenue({ ...ALL, interval: 'year' }));
  await line('  by month and currency', revenue({ ...ALL, group_by: 'currency' }));
  const country = `customer_snapshot ->> 'country'`;
  await line('  by month and country', revenue({ ...ALL, group_by: 'country' }), added(country));
  await line('  by month and product', revenue({ ...ALL, group_by: 'product' }), added('t.product_id', items));
  await line('  by day and product', revenue({ ...ALL, interval: 'day', group_by: 'product' }));
  await line('  by month and plan', revenue({ ...ALL, group_by: 'plan' }), added('v.plan_id', plans));
  await line('  by month and customer', revenue({ ...ALL, group_by: 'customer' }), added('customer_id'));
  await line('  by day and customer', revenue({ ...ALL, interval: 'day', group_by: 'customer' }));
  await line('  the same by month, days cut at both ends', revenue({ ...CUT, group_by: 'customer' }));
  const thousand = { group_by: 'customer', top: '1000' };
  await line('  1,000 customers by month, as CSV', csv(revenueCsvRoute, { ...ALL, ...thousand }));
  await line('  the same, days cut at both ends', csv(revenueCsvRoute, { ...CUT, ...thousand }));
  await line('  the same of a year by week', csv(revenueCsvRoute, { ...YEAR, ...thousand, interval: 'week' }));
  await line('top customers of a year, and ageing', customers({}));
  await line('top customers of two years, and ageing', customers(ALL));
  await line('  1,000 of them, as CSV', csv(topCustomersCsvRoute, { ...ALL, limit: '1000' }));
  await line('  ageing of 1,000 customers, as CSV', csv(ageingCsvRoute, { limit: '1000' }));
}

/** The whole answer without sums: months, currencies and keys over every invoice, as somebody would write it first. */
function addedUp(ctx: OperationContext, key: string, from: string) {
  return () =>
    ctx.db.withTenant(TENANT, (tx) =>
      tx.$queryRawUnsafe(
        `SELECT date_trunc('month', i.issue_date), i.currency, ${key}, count(*),
                ${from.includes('invoice_items') ? 'sum(t.amount - t.discount_amount), sum(t.tax_amount)' : 'sum(i.subtotal - i.discount_total), sum(i.tax_total)'}
           FROM ${from}
          WHERE i.tenant_id = '${TENANT}' AND i.issue_date BETWEEN '${ALL.from}' AND '${ALL.to}'
            AND i.finalized_at IS NOT NULL AND i.status <> 'void'
          GROUP BY 1, 2, 3 ORDER BY 5 DESC LIMIT 1000`,
      ),
    );
}

/** What a browser downloads, without the network. */
function csvOf(ctx: OperationContext, route: PlainRoute, query: object): () => Promise<unknown> {
  const reply = { type: () => reply, header: () => reply, send: (text: string) => text };
  type Handled = Parameters<PlainRoute['handle']>;
  return async () => route.handle(ctx, { query } as Handled[1], reply as unknown as Handled[2]);
}

const HEADER = `${'p50'.padStart(7)} ms${'p99'.padStart(7)} ms${'processor'.padStart(13)}   over the invoices`;

type Line = (what: string, work: () => Promise<unknown>, baseline?: () => Promise<unknown>) => Promise<void>;

function lineOf(owner: pg.Client): Line {
  const processor = async () => (ownTime() + (await connectionsTime(owner, APP_ROLE))) / 1000;
  return async (what, work, baseline) => {
    const before = await processor();
    const times = await timesOf(work, ROUNDS);
    const each = ((await processor()) - before) / (ROUNDS + WARM_UPS);
    const beside =
      baseline === undefined ? undefined : (await timesOf(baseline, BASELINE_ROUNDS)).at(BASELINE_ROUNDS / 2);
    const [median = 0, slowest = 0] = [times.at(ROUNDS / 2), times.at(ROUNDS * 0.99 - 1)];
    const verdict = `goal ${GOAL_MILLISECONDS} ms: ${slowest <= GOAL_MILLISECONDS ? 'met' : 'missed'}`;
    const text = (value: number | undefined) => (value === undefined ? '' : `${value.toFixed(0)} ms`).padStart(10);
    console.log(
      `${what.padEnd(46)}${text(median)}${text(slowest)}${text(each).padStart(13)}${text(beside).padStart(20)}   ${verdict}`,
    );
  };
}

const WARM_UPS = 2;

/** Sorted, without the first ones, which fill the caches. */
async function timesOf(work: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds + WARM_UPS; round += 1) times.push((await seconds(work)) * 1000);
  return times.slice(WARM_UPS).sort((left, right) => left - right);
}
