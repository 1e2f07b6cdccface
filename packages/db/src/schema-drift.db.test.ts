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

async function onOwner(target: TestDatabase, statement: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: target.adminUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
