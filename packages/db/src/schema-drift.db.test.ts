import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, pendingMigrations } from './migrate.ts';
import { schemaDrift } from './schema-drift.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';
import { UNINDEXED_KEYS } from './unindexed-keys.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('the migrations make exactly the tables that prisma/schema describes', async () => {
  expect(await schemaDrift(db.adminUrl)).toBe('');
});

test('a column that no migration made is reported as drift', async () => {
  const other = await openTestDatabase();
  await onOwner(other, 'ALTER TABLE customers ADD COLUMN forgotten text');
  expect(await schemaDrift(other.adminUrl)).toContain('DROP COLUMN "forgotten"');
  await other.close();
});

test('migrating twice applies nothing the second time', async () => {
  expect((await migrate({ adminUrl: db.adminUrl })).applied).toEqual([]);
  expect(await pendingMigrations(db.systemUrl)).toEqual([]);
});

test('what waits for an invoice refers to nothing that is not there, and to nothing of another tenant', async () => {
  const keys = await onOwner(
    db,
    `SELECT pg_get_constraintdef(oid) AS key, convalidated FROM pg_constraint
      WHERE conrelid = 'pending_invoice_items'::regclass AND contype = 'f'`,
  );
  const referring = keys.map(({ key }) => /KEY \((.+?)\)/.exec(key)?.[1]).sort();
  expect(referring).toEqual(
    [
      'change_id',
      'credits_item_id',
      'credits_pending_id',
      'invoice_item_id',
      'product_id',
      'subscription_id',
      'subscription_item_id',
    ].map((column) => `tenant_id, ${column}`),
  );
  expect(keys.filter(({ convalidated }) => !convalidated)).toEqual([]);
});

test('every foreign key has an index to begin from, or a reason to have none', async () => {
  const bare = await onOwner(
    db,
    `SELECT k.conname AS key, true AS convalidated FROM pg_constraint k
      WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT 1 FROM pg_index i
         WHERE i.indrelid = k.conrelid AND i.indisvalid
           AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) ~ '^\\([a-z_]+ IS NOT NULL\\)$')
           AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  );
  expect(bare.map(({ key }) => key).sort()).toEqual(Object.keys(UNINDEXED_KEYS).sort());
});

async function onOwner(target: TestDatabase, statement: string): Promise<{ key: string; convalidated: boolean }[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: target.adminUrl });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}
