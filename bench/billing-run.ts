import { executeBillingRun } from '@revenue/api/billing-runs/execute-billing-run';
import { startBillingRun } from '@revenue/api/billing-runs/start-billing-run';
import { type OperationContext, type Services, systemContext } from '@revenue/api/context';
import { StartBillingRun } from '@revenue/billing-core/billing-runs';
import { fixedClock } from '@revenue/billing-core/time';
import { createDatabase, type Database } from '@revenue/db/database';
import { checkInvariants } from '@revenue/db/invariants';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '@revenue/db/roles';
import { withScratchDatabase } from '@revenue/db/testing/scratch-database';
import pg from 'pg';

const NOW = '2026-06-01T12:00:00Z';
const GOAL_SHARE = 0.5;
/** What one run writes, in the order in which foreign keys allow it. */
const TABLES = ['invoices', 'invoice_items', 'audit_log', 'events'];

/**
 * `pnpm bench billing-run [SUBSCRIPTIONS...]`: how many invoices a second a run makes, beside an INSERT ... SELECT of the
 * rows it made into tables with the same keys and indexes. Each subscription has a base fee, seats and graduated usage,
 * billed for May in June: three lines. Prints the most memory that the process took, too.
 */
export async function benchBillingRun(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [1_000, 10_000, 100_000];
  await withScratchDatabase(async (adminUrl) => {
    const db = createDatabase({ appUrl: roleUrl(adminUrl, APP_ROLE), systemUrl: roleUrl(adminUrl, SYSTEM_ROLE) });
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    try {
      for (const [at, size] of sizes.entries()) await benchSize(db, client, at + 1, size);
    } finally {
      await client.end();
      await db.close();
    }
  });
}

async function benchSize(db: Database, client: pg.Client, at: number, size: number): Promise<void> {
  const tenant = tenantId(at);
  for (const statement of fillStatements(at, size)) await client.query(statement);
  // A run uses the database, the clock and the log; its job is carried out here and now.
  const jobs = { enqueue: async () => null } as unknown as Services['jobs'];
  const ctx = systemContext(
    { db, clock: fixedClock(NOW), jobs, log: console as never } as unknown as Services,
    tenant,
    'bench',
  );
  const run = await startBillingRun(ctx, StartBillingRun.parse({ as_of: NOW }));
  const took = await seconds(() => executeBillingRun(ctx, run.id));
  const made = await count(client, tenant, 'invoices');
  const baseline = await baselineSeconds(client, tenant);
  const share = baseline / took;
  const figures = [
    `${size.toLocaleString('en-US').padStart(9)} subscriptions`,
    `${Math.round(made / took)
      .toLocaleString('en-US')
      .padStart(7)} invoices/s`,
    `INSERT ... SELECT ${Math.round(made / baseline)
      .toLocaleString('en-US')
      .padStart(7)}/s`,
    `${(100 * share).toFixed(0).padStart(3)} % of it: goal ${100 * GOAL_SHARE} % ${share >= GOAL_SHARE ? 'met' : 'missed'}`,
    `at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
  ];
  console.log(figures.join('   '));
  await requireSound(ctx, made, size);
}

/** A run that is fast and wrong is worth nothing. */
async function requireSound(ctx: OperationContext, made: number, size: number): Promise<void> {
  if (made !== size) throw new Error(`${made} invoices of ${size} subscriptions`);
  const violations = await checkInvariants(ctx.db, ctx.tenant_id);
  if (violations.length > 0) throw new Error(`does not hold: ${JSON.stringify(violations.slice(0, 3))}`);
}

/** The same rows by one statement a table: keys, indexes, checks and foreign keys as the real ones have, no triggers. */
async function baselineSeconds(client: pg.Client, tenant: string): Promise<number> {
  let total = 0;
  for (const table of TABLES) {
    await client.query(`DROP TABLE IF EXISTS base_${table}`);
    await client.query(`CREATE TABLE base_${table} (LIKE ${table} INCLUDING ALL)`);
    const { rows } = await client.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f'`,
      [table],
    );
    for (const { definition } of rows) await client.query(`ALTER TABLE base_${table} ADD ${definition}`);
    const of = table === 'invoices' || table === 'invoice_items' ? '' : `AND request_id = 'system:bench'`;
    total += await seconds(() =>
      client.query(`INSERT INTO base_${table} SELECT * FROM ${table} WHERE tenant_id = $1 ${of}`, [tenant]),
    );
  }
  return total;
}

async function count(client: pg.Client, tenant: string, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE tenant_id = $1`,
    [tenant],
  );
  return rows[0]?.count ?? 0;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const tenantId = (at: number) => `01970000-0000-7000-8000-00000000000${at}`;

/** Ids that sort as they were made, without asking anybody for them. */
const id = (kind: string, number: string) =>
  `('0197${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const PRICINGS = [
  { kind: 'recurring', name: 'Base', pricing: { model: 'flat', amount: '49' } },
  { kind: 'recurring', name: 'Seats', pricing: { model: 'per_unit', unit_amount: '12.5' } },
  {
    kind: 'usage',
    name: 'Calls',
    pricing: {
      model: 'graduated',
      tiers: [
        { up_to: '1000', unit_amount: '0.02' },
        { up_to: null, unit_amount: '0.0125' },
      ],
    },
  },
];

function fillStatements(at: number, size: number): string[] {
  const tenant = `'${tenantId(at)}'::uuid`;
  const each = `FROM generate_series(1, ${size}) n`;
  const audited = (type: string, object: string, kind: string) => [
    `INSERT INTO audit_log (tenant_id, id, actor_type, actor_id, action, object_type, object_id, after, created_at)
     SELECT ${tenant}, ${id(`1${kind}`, 'n')}, 'system', 'fill', '${type}', '${object}', ${id(`0${kind}`, 'n')}, '{}', now() ${each}`,
    `INSERT INTO events (tenant_id, id, type, object_type, object_id, payload, created_at)
     SELECT ${tenant}, ${id(`1${kind}`, 'n')}, '${type}', '${object}', ${id(`0${kind}`, 'n')}, '{}', now() ${each}`,
  ];
  return [
    `INSERT INTO tenants (id, slug, name, mode, currency, country, time_zone, locale, payment_terms, created_at, updated_at)
     VALUES (${tenant}, 'bench-${at}', 'Bench', 'test', 'USD', 'US', 'UTC', 'en-US', 'net_30', now(), now())`,
    `INSERT INTO meters (tenant_id, id, code, name, aggregation, created_at) VALUES (${tenant}, ${id('0009', '1')}, 'calls', 'Calls', 'sum', now())`,
    `INSERT INTO plans (tenant_id, id, code, name, created_at, updated_at) VALUES (${tenant}, ${id('0010', '1')}, 'bench', 'Bench', now(), now())`,
    `INSERT INTO plan_versions (tenant_id, id, plan_id, version, currency, interval, created_at)
     VALUES (${tenant}, ${id('0011', '1')}, ${id('0010', '1')}, 1, 'USD', 'month', now())`,
    ...PRICINGS.map(
      ({ kind, name, pricing }, position) =>
        `INSERT INTO plan_components (tenant_id, id, plan_version_id, position, kind, name, meter_id, timing, pricing)
         VALUES (${tenant}, ${id('0012', String(position))}, ${id('0011', '1')}, ${position}, '${kind}', '${name}',
                 ${kind === 'usage' ? id('0009', '1') : 'NULL'}, 'arrear', '${JSON.stringify(pricing)}')`,
    ),
    `UPDATE plan_versions SET published_at = now() WHERE tenant_id = ${tenant}`,
    `INSERT INTO customers (tenant_id, id, name, email, status, currency, country, payment_terms, locale, time_zone, created_at, updated_at)
     SELECT ${tenant}, ${id('0001', 'n')}, 'Customer ' || n, 'c' || n || '@example.com', 'active', 'USD', 'US', 'net_30', 'en-US', 'UTC', now(), now() ${each}`,
    `INSERT INTO subscriptions (tenant_id, id, customer_id, plan_version_id, status, time_zone, start_date, anchor_date, cycle_index,
            current_period_start, current_period_end, next_billing_at, created_at, updated_at)
     SELECT ${tenant}, ${id('0002', 'n')}, ${id('0001', 'n')}, ${id('0011', '1')}, 'active', 'UTC', '2026-05-01', '2026-05-01', 0,
            '2026-05-01', '2026-06-01', '2026-06-01T00:00:00Z', now(), now() ${each}`,
    `INSERT INTO subscription_items (tenant_id, id, subscription_id, plan_component_id, quantity, created_at)
     SELECT ${tenant}, ${id('0003', '3 * n + p')}, ${id('0002', 'n')}, ${id('0012', 'p')}, CASE p WHEN 1 THEN 1 + n % 40 ELSE 1 END, now()
       ${each}, generate_series(0, 2) p`,
    `INSERT INTO usage_records (tenant_id, id, customer_id, meter_id, quantity, occurred_at, received_at)
     SELECT ${tenant}, 'r' || n, ${id('0001', 'n')}, ${id('0009', '1')}, 500 + n % 3000, '2026-05-15T10:00:00Z', now() ${each}`,
    ...audited('customer.created', 'customer', '001'),
    ...audited('subscription.created', 'subscription', '002'),
    'ANALYZE customers, subscriptions, subscription_items, usage_records',
  ];
}
