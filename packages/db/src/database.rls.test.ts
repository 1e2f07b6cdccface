import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { makeTenant, openTestDatabase, type TestDatabase } from './testing.ts';

const now = new Date('2026-01-15T12:00:00Z');
let db: TestDatabase;
let ours: string;
let theirs: string;
let customerId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  ours = await makeTenant(db, now);
  theirs = await makeTenant(db, now);
  customerId = newId(now);
  await db.withTenant(ours, (tx) => tx.customer.create({ data: customer(ours, customerId) }));
});
afterAll(() => db.close());

test('a tenant sees its own rows and none of another', async () => {
  expect(await db.withTenant(ours, (tx) => tx.customer.count())).toBe(1);
  expect(await db.withTenant(theirs, (tx) => tx.customer.count())).toBe(0);
  const named = await db.withTenantSql(theirs, (client) =>
    client.query('SELECT 1 FROM customers WHERE tenant_id = $1', [ours]),
  );
  expect(named.rowCount).toBe(0);
});

test('relations and statements of one transaction are read in turn, without a warning of pg', async () => {
  const warnings: string[] = [];
  const keep = (warning: Error) => warnings.push(warning.message);
  process.on('warning', keep);
  const names = await db.withTenant(ours, async (tx) => {
    const include = { invoices: true, subscriptions: true, payments: true };
    const read = () => tx.customer.findMany({ include });
    return (await Promise.all([read(), read(), tx.$queryRaw`SELECT 1`, read()])).flat().length;
  });
  // Warnings are told in the next turn of the loop.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', keep);
  expect([names, warnings]).toEqual([4, []]);
});

test('a row cannot be written into another tenant', async () => {
  const write = db.withTenant(theirs, (tx) => tx.customer.create({ data: customer(ours, newId(now)) }));
  await expect(write).rejects.toThrow(/row-level security/);
});

test('a row cannot refer to a row of another tenant', async () => {
  const refer = db.withTenant(theirs, (tx) =>
    tx.payment.create({
      data: {
        tenant_id: theirs,
        id: newId(now),
        customer_id: customerId,
        method: 'bank_transfer',
        status: 'succeeded',
        currency: 'USD',
        amount: 100n,
        received_on: now,
        created_at: now,
      },
    }),
  );
  await expect(refer).rejects.toThrow(/[Ff]oreign key/);
});

test('without a tenant the application role sees nothing', async () => {
  const client = new pg.Client({ connectionString: db.appUrl });
  await client.connect();
  expect((await client.query('SELECT 1 FROM customers')).rowCount).toBe(0);
  await client.end();
});

test('the application role owns nothing, bypasses nothing and cannot see people or sessions', async () => {
  const client = new pg.Client({ connectionString: db.appUrl });
  await client.connect();
  const role = await client.query(
    'SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user',
  );
  expect(role.rows[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
  const owned = await client.query(
    'SELECT count(*)::int AS owned FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)',
  );
  expect(owned.rows[0]).toEqual({ owned: 0 });
  await expect(client.query('SELECT * FROM sessions')).rejects.toThrow(/permission denied/);
  await expect(client.query('ALTER TABLE customers DISABLE ROW LEVEL SECURITY')).rejects.toThrow(/must be owner/);
  await client.end();
});

test('the system role reads across tenants and changes none of their rows', async () => {
  expect(await db.withSystem('test', (tx) => tx.customer.count())).toBe(1);
  const change = db.withSystem('test', (tx) => tx.customer.updateMany({ data: { name: 'Taken over' } }));
  await expect(change).rejects.toThrow(/permission denied/);
});

test('a tenant id that is not a UUID never reaches the database', async () => {
  expect(() => db.withTenant("x'; RESET ROLE; --", async () => undefined)).toThrow('a tenant id is a lower-case UUID');
});

test('every table of tenants has row security forced and its tenant first in the primary key', async () => {
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string; forced: boolean; first: string | null }>(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
           (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
             WHERE i.indrelid = c.oid AND i.indisprimary) AS first
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`);
  await client.end();
  // Global by nature: people and their sessions, the tenants themselves, the migration history.
  const global = new Set(['users', 'sessions', 'accounts', 'verifications', 'tenants', '_prisma_migrations']);
  const unsafe = rows.filter(
    (row) => (row.name !== '_prisma_migrations' && !row.forced) || (!global.has(row.name) && row.first !== 'tenant_id'),
  );
  expect(unsafe).toEqual([]);
});

function customer(tenantId: string, id: string) {
  return {
    tenant_id: tenantId,
    id,
    name: 'Ada',
    email: `${id}@example.com`,
    country: 'US',
    payment_terms: 'net_30',
    currency: 'USD',
    locale: 'en-US',
    time_zone: 'UTC',
    status: 'active',
    created_at: now,
    updated_at: now,
  };
}
