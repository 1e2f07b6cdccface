import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { checkInvariants, invariantChecks } from './invariants.ts';
import { makeTenant, openTestDatabase, type TestDatabase } from './testing.ts';

const now = new Date('2026-01-15T12:00:00Z');
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('an empty database violates nothing', async () => {
  expect(await checkInvariants(db)).toEqual([]);
});

test('every check has a name, a sentence and one statement', async () => {
  for (const check of await invariantChecks()) {
    expect(check.name).toMatch(/^[a-z_]+$/);
    expect(check.says).toMatch(/\.$/);
    expect(check.sql.trim()).toMatch(/^SELECT[\s\S]*;$/);
  }
});

test('an invoice whose lines do not add up, without number and without audit, is found by each check it breaks', async () => {
  const tenant = await makeTenant(db, now);
  const customer = newId(now);
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  await client.query(
    `INSERT INTO customers (tenant_id, id, name, email, country, payment_terms, currency, locale, time_zone, status, created_at, updated_at)
     VALUES ($1, $2, 'Ada', 'ada@example.com', 'US', 'net_30', 'USD', 'en-US', 'UTC', 'active', $3, $3)`,
    [tenant, customer, now],
  );
  await client.query(
    `INSERT INTO invoices (tenant_id, id, invoice_number, number_period, number_value, customer_id, status, currency, issue_date,
                           due_date, payment_terms, subtotal, total, amount_paid, amount_due, created_at, updated_at)
     VALUES ($1, $2, 'INV-2026-002', '2026', 2, $3, 'draft', 'USD', '2026-01-15', '2026-02-14', 'net_30', 100, 100, 40, 60, $4, $4)`,
    [tenant, newId(now), customer, now],
  );
  await client.query(`INSERT INTO number_counters VALUES ($1, 'invoice', '2026', 2)`, [tenant]);
  await client.end();

  const found = new Set((await checkInvariants(db, tenant)).map((violation) => violation.check));
  expect(found).toEqual(
    new Set(['invoice_adds_up', 'payments_match_invoices', 'numbers_have_no_gap', 'everything_is_audited']),
  );
});
