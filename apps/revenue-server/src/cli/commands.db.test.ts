import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMeter } from '@revenue/api/catalog/create-meter';
import { createPlan } from '@revenue/api/catalog/create-plan';
import { createCustomer } from '@revenue/api/customers/create-customer';
import { listInvoices } from '@revenue/api/invoices/list-invoices';
import { sendInvoice } from '@revenue/api/invoices/send-invoice';
import { createSubscription } from '@revenue/api/subscriptions/create-subscription';
import { CreatePlan } from '@revenue/billing-core/catalog';
import { ListInvoices } from '@revenue/billing-core/invoices';
import { systemClock } from '@revenue/billing-core/time';
import { openTestDatabase, type TestDatabase } from '@revenue/db/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contextOf } from './require-tenant.ts';
import { runCommandLine } from './run-command-line.ts';
import { withServices } from './with-services.ts';

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'revenue cli '));
  set(settings());
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

/** The settings of a command are those of the process; the files that follow in it get theirs back. */
function set(variables: Record<string, string>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

const settings = () => ({ DATABASE_URL: db.adminUrl, DATA_DIR: folder, LOG_LEVEL: 'error' });

type Said = { exit: number; out: string; err: string; json: () => unknown };

async function run(argv: string[], stdin = ''): Promise<Said> {
  const lines: { out: string[]; err: string[] } = { out: [], err: [] };
  const output = { out: (line: string) => lines.out.push(line), err: (line: string) => lines.err.push(line) };
  const input = (async function* () {
    yield new TextEncoder().encode(stdin);
  })();
  const exit = await runCommandLine(argv, output, { withServices, stdin: input });
  const out = lines.out.join('\n');
  return { exit, out, err: lines.err.join('\n'), json: () => JSON.parse(out) };
}

test('a tenant made by command is signed in to by the owner that a command let in', async () => {
  const made = await run([
    'tenant:create',
    '--slug',
    'acme',
    '--name',
    'Acme Inc.',
    '--mode',
    'live',
    '--time-zone',
    'Europe/Berlin',
  ]);
  expect(made).toMatchObject({ exit: 0, err: '' });
  expect(made.out).toContain('Next, let a person in: pnpm revenue member:add --tenant acme');
  const member = ['member:add', '--tenant', 'acme', '--email', 'Ada@Example.com', '--name', 'Ada'];
  const added = await run([...member, '--password-stdin', '--json'], 'correct horse battery\n');
  expect(added.json()).toMatchObject({ email: 'ada@example.com', role: 'owner', account_created: true });
  const user = await withServices(async ({ auth }) =>
    auth.kind === 'built_in'
      ? auth.signIn('ada@example.com', 'correct horse battery', { ip: '::1', user_agent: null })
      : null,
  );
  expect(user?.user.email).toBe('ada@example.com');
  expect(await run(member)).toMatchObject({ exit: 1, err: 'ada@example.com belongs to this tenant already.' });
});

test('a password that nobody gave is made, shown once and works; an account that was there keeps its own', async () => {
  await run(['tenant:create', '--slug', 'second', '--name', 'Second']);
  const added = await run([
    'member:add',
    '--tenant',
    'second',
    '--email',
    'eve@example.com',
    '--name',
    'Eve',
    '--role',
    'viewer',
    '--json',
  ]);
  const { password } = added.json() as { password: string };
  expect(password.length).toBeGreaterThanOrEqual(20);
  const known = await run(['member:add', '--tenant', 'second', '--email', 'ada@example.com', '--name', 'Ada']);
  expect(known.out).toContain('its password stays');
  expect(known.out).not.toMatch(/^ {2}password/m);
});

test('a key made by command opens the tenant, and only its hash is kept', async () => {
  const made = await run(['key:create', '--tenant', 'acme', '--name', 'gateway', '--role', 'finance']);
  const [secret = ''] = made.out.split('\n');
  expect(secret).toMatch(/^rk_live_/);
  expect(
    await asOwner(`SELECT 1 FROM api_keys WHERE key_hash = encode(sha256('${secret}'), 'hex') AND role = 'finance'`),
  ).toBe(1);
});

test('usage goes in once, wrong rows are named, a run is previewed, carried out and finds nothing the second time', async () => {
  const customer = await withServices(async (services) => {
    const ctx = await contextOf(services, 'acme', 'test');
    await createMeter(ctx, { code: 'tokens', name: 'Tokens', aggregation: 'sum' });
    const pricing = { model: 'per_unit', unit_amount: '0.5' };
    const plan = CreatePlan.parse({
      code: 'pro',
      name: 'Pro',
      currency: 'USD',
      components: [{ kind: 'usage', name: 'Tokens', meter: 'tokens', pricing }],
    });
    const { id: plan_id } = await createPlan(ctx, plan);
    const { id } = await createCustomer(ctx, {
      name: 'Ada',
      email: 'ada@customer.example',
      external_id: 'c-1',
      currency: 'USD',
      time_zone: 'UTC',
    });
    await createSubscription(ctx, { customer_id: id, plan_id, start_date: '2026-01-01', quantities: [] });
    return id;
  });
  const file = join(folder, 'usage.csv');
  const rows = [
    'a,c-1,tokens,100,2026-01-15T12:00:00Z',
    'b,nobody,tokens,1,2026-01-15T12:00:00Z',
    'c,c-1,tokens,1e400,2026-01-15T12:00:00Z',
  ];
  await writeFile(file, ['id,external_customer_id,meter,quantity,occurred_at', ...rows].join('\n'));
  const imported = await run(['usage:import', file, '--tenant', 'acme']);
  expect(imported).toMatchObject({ exit: 1, err: '' });
  expect(imported.out).toContain('usage.csv: 3 rows, 1 taken, 0 known already, 2 refused.');
  expect(imported.out).toMatch(/line 3: .*customer/);
  expect(imported.out).toMatch(/line 4: quantity/);
  const record = {
    id: 'a',
    external_customer_id: 'c-1',
    meter: 'tokens',
    quantity: 100,
    occurred_at: '2026-01-15T12:00:00Z',
  };
  const again = await run(['usage:import', '-', '--format', 'ndjson', '--tenant', 'acme'], JSON.stringify(record));
  expect(again).toMatchObject({ exit: 0 });
  expect(again.out).toContain('1 row, 0 taken, 1 known already');

  const scope = ['billing:run', '--tenant', 'acme', '--as-of', '2026-02-02T00:00:00Z', '--customer', 'c-1'];
  const preview = await run([...scope, '--preview']);
  expect(preview.out).toContain('50 USD on 1 invoice.');
  expect(preview.out).toContain('Nothing was written.');
  expect((await run([...scope, '--json'])).json()).toMatchObject({
    status: 'completed',
    invoices_created: 1,
    customer_id: customer,
    totals: [{ currency: 'USD', total: 50 }],
  });
  expect((await run([...scope, '--json'])).json()).toMatchObject({ status: 'completed', invoices_created: 0 });
});

test('past invoices come in by command, paid, and what was refused is said with its reason', async () => {
  await run(['tenant:create', '--slug', 'shop', '--name', 'Shop', '--currency', 'EUR']);
  const rows = ['No,Day,Who,Qty,Price', '1,2020-05-01,ada,2,10', '2,2020-05-02,ada,x,1', 'G3,2020-05-03,ada,-1,10'];
  const columns = 'number=No,date=Day,customer=Who,quantity=Qty,unit_price=Price';
  const call = ['invoices:import', '-', '--tenant', 'shop', '--columns', columns, '--credit-prefix', 'G'];
  const imported = await run(call, rows.join('\n'));
  expect(imported).toMatchObject({ exit: 1, err: '' });
  expect(imported.out).toContain('standard input: 3 rows, 2 taken, 0 known already, 1 refused.');
  expect(imported.out).toContain('Made 1 invoices, 1 credit notes, 1 customers, 0 products.');
  expect(imported.out).toContain('1 rows of 1 documents, the first in line 3: The quantity is no number');
  expect(imported.out).toMatch(/EUR +20\.00 +-10\.00/);
  const again = await run([...call, '--json'], rows.join('\n'));
  expect(again.json()).toMatchObject({ rows_accepted: 0, rows_known: 2, invoices: 0 });
  expect(await run(['invoices:import', '-', '--tenant', 'shop', '--columns', 'colour=No'])).toMatchObject({ exit: 2 });
});

test('a file of customers is looked at first and taken with --commit', async () => {
  const file = join(folder, 'customers.csv');
  await writeFile(file, 'name,email,country\nFile One,one@file.example,DE\nFile Two,two@file.example,Nowhere\n');
  const call = ['customers:import', file, '--tenant', 'acme'];
  const looked = await run(call);
  expect(looked).toMatchObject({ exit: 1, err: '' });
  expect(looked.out).toContain(
    'customers.csv: 2 rows; 1 would be added, 0 would be changed, 0 left as they are, 1 refused.',
  );
  expect(looked.out).toMatch(/line 3: country is not a country/);
  expect(looked.out).toContain('Nothing was written; --commit does it.');
  expect((await run([...call, '--commit', '--json'])).json()).toMatchObject({ dry_run: false, created: 1, refused: 1 });
  expect((await run([...call, '--commit', '--json'])).json()).toMatchObject({ created: 0, skipped: 1 });
});

test('a file of products is looked at first and taken with --commit', async () => {
  const rows = 'external_id,name,type,price\nS-1,Seat,recurring,9.50\nS-2,Desk,furniture,1\n';
  const call = ['products:import', '-', '--tenant', 'acme'];
  const looked = await run(call, rows);
  expect(looked).toMatchObject({ exit: 1, err: '' });
  expect(looked.out).toContain('2 rows; 1 would be added, 0 would be changed, 0 left as they are, 1 refused.');
  expect(looked.out).toMatch(/line 3: type /);
  expect((await run([...call, '--commit', '--json'], rows)).json()).toMatchObject({ created: 1, refused: 1 });
  expect((await run([...call, '--commit', '--json'], rows)).json()).toMatchObject({ created: 0, skipped: 1 });
});

test('a run for a time to come is refused unless it is meant', async () => {
  const nextMonth = new Date(systemClock.now().getTime() + 30 * 86_400_000).toISOString();
  const ahead = ['billing:run', '--tenant', 'acme', '--as-of', nextMonth];
  const refused = await run(ahead);
  expect(refused.exit).toBe(2);
  expect(refused.err).toContain('--allow-future');
  expect(await run([...ahead, '--preview'])).toMatchObject({ exit: 0 });
  const mistyped = await run(['billing:run', '--tenant', 'acme', '--as-of', '2099-01-01T00:00:00Z', '--allow-future']);
  expect(mistyped.exit).toBe(2);
  expect(mistyped.err).toContain('is a digit mistyped?');
});

test('verification prints each check with its sentence and fails when something does not hold', async () => {
  const sound = await run(['verify']);
  expect(sound.exit).toBe(0);
  expect(sound.out).toContain('ok    invoice_adds_up: Subtotal is the sum of the lines');
  expect(sound.out).toMatch(/All \d+ checks hold for all tenants\./);
  await asOwner('UPDATE number_counters SET last_value = last_value + 1');
  const broken = await run(['verify', '--tenant', 'acme']);
  expect(broken.exit).toBe(1);
  expect(broken.out).toMatch(/FAIL {2}numbers_have_no_gap: /);
  expect((await run(['verify', '--tenant', 'second', '--json'])).json()).toMatchObject({ ok: true });
  await asOwner('UPDATE number_counters SET last_value = last_value - 1');
});

test('sums of reports that are off are found by verification and made anew', async () => {
  const invoice = await withServices(async (services) => {
    const ctx = await contextOf(services, 'acme', 'test');
    const [draft] = (await listInvoices(ctx, ListInvoices.parse({ status: 'draft' }))).data;
    return sendInvoice(ctx, { id: draft?.id ?? '' });
  });
  expect(invoice.total).toBe(50);
  const ofAcme = `tenant_id = (SELECT id FROM tenants WHERE slug = 'acme')`;
  await asOwner(`UPDATE revenue_sums SET net = net + 1 WHERE dimension = 'country' AND ${ofAcme}`);
  await asOwner(`DELETE FROM revenue_sums WHERE dimension = 'plan' AND ${ofAcme}`);
  const broken = await run(['verify', '--tenant', 'acme']);
  expect(broken.exit).toBe(1);
  expect(broken.out).toMatch(/FAIL {2}revenue_sums_agree: /);
  // By day and month of country, product and plan, by month, quarter and year of the customer.
  const made = await run(['reports:rebuild', '--tenant', 'acme', '--json']);
  expect(made).toMatchObject({ exit: 0, err: '' });
  expect(made.json()).toEqual({ sums: 9 });
  expect(await run(['verify'])).toMatchObject({ exit: 0 });
});

test('the doctor finds nothing wrong here, and what was broken it names with the remedy', async () => {
  const well = await run(['doctor']);
  expect(well.out).toMatch(/^ok {4}database: PostgreSQL 18\./m);
  expect(well.out).toMatch(/^ok {4}row security: on and forced for all \d+ tables/m);
  expect(well.out).toMatch(/^ok {4}documents: fonts load/m);
  expect(well.exit).toBe(0);
  await asOwner('ALTER TABLE customers NO FORCE ROW LEVEL SECURITY');
  await asOwner(`DELETE FROM _prisma_migrations WHERE migration_name LIKE '%queue'`);
  const ill = await run(['doctor', '--json']);
  expect(ill.exit).toBe(1);
  const findings = (ill.json() as { findings: { check: string; status: string }[] }).findings;
  expect(findings.filter(({ status }) => status === 'fail').map(({ check }) => check)).toEqual([
    'migrations',
    'row security',
  ]);
});

test('the doctor names a database and a mail server that do not answer, and settings that are wrong', async () => {
  const variables = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: '1',
    MAIL_FROM: 'a@example.com',
    DATABASE_URL: 'postgres://owner:hunter2@127.0.0.1:1/revenue',
  };
  set(variables);
  const ill = await run(['doctor']);
  expect(ill.out).toMatch(/^fail {2}database: cannot be used: .*ECONNREFUSED/m);
  expect(ill.out).toMatch(/^fail {2}mail: .*ECONNREFUSED/m);
  expect(ill.out).not.toContain('hunter2');
  set({ PORT: 'http' });
  const wrong = await run(['doctor']);
  expect(wrong).toMatchObject({ exit: 1 });
  expect(wrong.out).toContain('PORT=http: is not a number');
  vi.unstubAllEnvs();
  set(settings());
});

/** What no role of ours may do: look past row security, and break things. */
async function asOwner(statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
