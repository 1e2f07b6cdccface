import { type OperationContext, type Services, systemContext } from '@revenue/api/context';
import { getCustomerReport } from '@revenue/api/reports/get-customer-report';
import { getRevenueReport } from '@revenue/api/reports/get-revenue-report';
import { GetCustomerReport, GetRevenueReport } from '@revenue/billing-core/reports';
import { fixedClock } from '@revenue/billing-core/time';
import { createDatabase, type Database } from '@revenue/db/database';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '@revenue/db/roles';
import { withScratchDatabase } from '@revenue/db/testing/scratch-database';
import pg from 'pg';

const NOW = new Date('2026-06-30T12:00:00Z');
const TENANT = '01970000-0000-7000-8000-000000000001';
const GOAL_MILLISECONDS = 200;

/**
 * `pnpm bench reports [INVOICES]`: how long the reports of a tenant with a million invoices take, beside the same question
 * asked of the invoices themselves. Two years of invoices with two items each, 20,000 customers, 40 products, 30 countries.
 */
export async function benchReports(args: readonly string[]): Promise<void> {
  const invoices = Number(args[0] ?? 1_000_000);
  await withScratchDatabase(async (adminUrl) => {
    const filled = await seconds(() => fill(adminUrl, invoices));
    console.log(
      `${invoices.toLocaleString('en-US')} invoices made and sent in ${filled.toFixed(1)} s, their sums with them`,
    );
    const db = createDatabase({ appUrl: roleUrl(adminUrl, APP_ROLE), systemUrl: roleUrl(adminUrl, SYSTEM_ROLE) });
    try {
      await measure(db);
    } finally {
      await db.close();
    }
  });
}

async function measure(db: Database): Promise<void> {
  // Reports use the database and the clock and nothing else of the services.
  const services = { db, clock: fixedClock(NOW.toISOString()) } as Services;
  const ctx: OperationContext = systemContext(services, TENANT, 'bench');
  const revenue = (input: object) => () => getRevenueReport(ctx, GetRevenueReport.parse(input));
  const all = { from: '2024-07-01', to: '2026-06-30' };
  const bare = () =>
    db.withTenant(
      TENANT,
      (tx) => tx.$queryRaw`
        SELECT date_trunc('month', issue_date), currency, count(*), sum(subtotal - discount_total), sum(tax_total) FROM invoices
         WHERE tenant_id = ${TENANT}::uuid AND issue_date BETWEEN ${all.from}::date AND ${all.to}::date
           AND finalized_at IS NOT NULL AND status <> 'void' GROUP BY 1, 2`,
    );
  await line('baseline: months, summed over the invoices', bare);
  await line('revenue by month, two years', revenue(all), GOAL_MILLISECONDS);
  await line('revenue by day, two years', revenue({ ...all, interval: 'day' }), GOAL_MILLISECONDS);
  await line(
    'revenue by quarter and country',
    revenue({ ...all, interval: 'quarter', group_by: 'country' }),
    GOAL_MILLISECONDS,
  );
  await line('revenue by month and product', revenue({ ...all, group_by: 'product' }), GOAL_MILLISECONDS);
  await line('revenue by month and customer, a year', revenue({ group_by: 'customer' }), GOAL_MILLISECONDS);
  await line('revenue by month and customer, two years', revenue({ ...all, group_by: 'customer' }), GOAL_MILLISECONDS);
  await line(
    'top customers of a year, and ageing',
    () => getCustomerReport(ctx, GetCustomerReport.parse({})),
    GOAL_MILLISECONDS,
  );
}

async function line(what: string, work: () => Promise<unknown>, goal?: number): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) times.push((await seconds(work)) * 1000);
  const median = times.slice(1).sort((left, right) => left - right)[3] ?? 0;
  const verdict = goal === undefined ? '' : `   goal ${goal} ms: ${median <= goal ? 'met' : 'missed'}`;
  console.log(`${what.padEnd(46)}${median.toFixed(0).padStart(7)} ms${verdict}`);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function fill(adminUrl: string, invoices: number): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of STATEMENTS) await client.query(statement.replaceAll(':invoices', String(invoices)));
  } finally {
    await client.end();
  }
}

/** Ids that sort as they were made, without asking anybody for them. */
const id = (kind: string, number: string) =>
  `('0197${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const STATEMENTS = [
  `INSERT INTO tenants (id, slug, name, mode, currency, country, time_zone, locale, payment_terms, created_at, updated_at)
   VALUES ('${TENANT}', 'bench', 'Bench', 'test', 'USD', 'US', 'UTC', 'en-US', 'net_30', now(), now())`,
  `INSERT INTO customers (tenant_id, id, name, email, status, currency, country, payment_terms, locale, time_zone, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0001', 'n')}, 'Customer ' || n, 'c' || n || '@example.com', 'active', 'USD',
          (ARRAY['US','DE','FR','GB','JP','IN','BR','CA','AU','IT','ES','NL','SE','NO','DK','FI','PL','CZ','AT','CH','IE','PT','BE','GR','HU','RO','MX','KR','SG','NZ'])[1 + n % 30],
          'net_30', 'en-US', 'UTC', '{}', now(), now() FROM generate_series(1, 20000) n`,
  `INSERT INTO products (tenant_id, id, name, type, active, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0002', 'n')}, 'Product ' || n, 'one_time', true, '{}', now(), now() FROM generate_series(1, 40) n`,
  `INSERT INTO invoices (tenant_id, id, invoice_number, number_period, number_value, customer_id, status, currency, issue_date, due_date,
                         payment_terms, subtotal, total, amount_due, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0003', 'n')}, 'INV-' || n, '', n, ${id('0001', '1 + n % 20000')}, 'draft', CASE WHEN n % 10 = 0 THEN 'EUR' ELSE 'USD' END,
          date '2024-07-01' + (n % 730), date '2024-07-31' + (n % 730), 'net_30', 2 * (100 + n % 9000), 2 * (100 + n % 9000), 2 * (100 + n % 9000),
          '{}', now(), now() FROM generate_series(1, :invoices) n`,
  `INSERT INTO invoice_items (tenant_id, id, invoice_id, position, kind, product_id, description, quantity, amount, derivation, created_at)
   SELECT '${TENANT}', ${id('0004', '2 * n + p')}, ${id('0003', 'n')}, p + 1, 'manual', ${id('0002', '1 + (n + p) % 40')}, 'Work', 1, 100 + n % 9000, '{}', now()
     FROM generate_series(1, :invoices) n, generate_series(0, 1) p`,
  // Most are paid by now; one in twenty is open.
  `UPDATE invoices i SET status = CASE WHEN number_value % 20 = 0 THEN 'sent' ELSE 'paid' END, finalized_at = now(), content_hash = 'bench',
          amount_paid = CASE WHEN number_value % 20 = 0 THEN 0 ELSE total END, amount_due = CASE WHEN number_value % 20 = 0 THEN total ELSE 0 END,
          customer_snapshot = jsonb_build_object('country', (SELECT c.country FROM customers c WHERE c.tenant_id = i.tenant_id AND c.id = i.customer_id))`,
  'VACUUM ANALYZE',
];
