import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await openTestDatabase();
  owner = new pg.Client({ connectionString: db.adminUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

test('a database that nobody has analysed checks every foreign key by the whole key', async () => {
  expect(await checksByTenantAlone()).toEqual([]);
});

test('so does one whose tables were analysed while they were empty, once it is migrated again', async () => {
  await owner.query('VACUUM ANALYZE');
  expect(await checksByTenantAlone()).not.toEqual([]);
  await migrate({ adminUrl: db.adminUrl });
  expect(await checksByTenantAlone()).toEqual([]);
});

test('what was found by looking is left as it is', async () => {
  await owner.query(`INSERT INTO tenants (id, slug, name, mode, currency, country, time_zone, locale, payment_terms, created_at, updated_at)
    SELECT gen_random_uuid(), 'seen-' || n, 'Seen', 'test', 'USD', 'US', 'UTC', 'en-US', 'net_30', now(), now() FROM generate_series(1, 50) n`);
  await owner.query(`INSERT INTO meters (tenant_id, id, code, name, aggregation, created_at)
    SELECT id, gen_random_uuid(), 'calls', 'Calls', 'sum', now() FROM tenants`);
  await owner.query('ANALYZE meters');
  await migrate({ adminUrl: db.adminUrl });
  const { rows } = await owner.query(
    `SELECT n_distinct FROM pg_stats WHERE tablename = 'meters' AND attname = 'tenant_id'`,
  );
  expect(rows[0]?.n_distinct).not.toBe(1);
});

/** The plans with which PostgreSQL would check foreign keys, as it keeps them for a session; those that read a whole tenant. */
async function checksByTenantAlone(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; referenced: string; columns: string[] }>(
    `SELECT f.conname AS name, f.confrelid::regclass::text AS referenced,
            array(SELECT a.attname::text FROM unnest(f.confkey) k JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k) AS columns
       FROM pg_constraint f WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND cardinality(f.confkey) > 1`,
  );
  expect(rows.length).toBeGreaterThan(20);
  await owner.query('SET plan_cache_mode = force_generic_plan');
  const found: string[] = [];
  for (const { name, referenced, columns } of rows) {
    const where = columns.map((column, at) => `${column} = $${at + 1}`).join(' AND ');
    await owner.query(`PREPARE check_key AS SELECT 1 FROM ONLY ${referenced} x WHERE ${where} FOR KEY SHARE OF x`);
    const anyKey = columns.map(() => 'NULL').join(', ');
    const { rows: plan } = await owner.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE check_key(${anyKey})`);
    await owner.query('DEALLOCATE check_key');
    const condition = plan.find((line) => line['QUERY PLAN'].includes('Index Cond'))?.['QUERY PLAN'] ?? '';
    if (!columns.every((column) => condition.includes(`${column} = `))) found.push(name);
  }
  return found;
}
