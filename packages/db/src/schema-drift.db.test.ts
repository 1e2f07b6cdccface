import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, pendingMigrations } from './migrate.ts';
import { schemaDrift } from './schema-drift.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';

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

async function onOwner(target: TestDatabase, statement: string): Promise<{ key: string; convalidated: boolean }[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: target.adminUrl });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}
