import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationsFolder } from './schema-files.ts';
import { makeTenant, openTestDatabase, type TestDatabase } from './testing.ts';

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

test('tenants of before get their key for public links also from an owner whom row security binds', async () => {
  const [without, other] = [await makeTenant(db, new Date(0)), await makeTenant(db, new Date(0))];
  await owner.query(
    `INSERT INTO invoice_link_keys SELECT id, repeat('k', 43), now() FROM tenants ON CONFLICT DO NOTHING`,
  );
  await owner.query('DELETE FROM invoice_link_keys WHERE tenant_id = $1', [without]);
  await asPlainOwner(['tenants', 'invoice_link_keys'], await migration('20261128194500_link_keys_of_before'));
  const { rows } = await owner.query<{ tenant_id: string; length: number }>(
    'SELECT tenant_id, length(secret) FROM invoice_link_keys WHERE tenant_id = ANY($1::uuid[])',
    [[without, other]],
  );
  expect(new Map(rows.map(({ tenant_id, length }) => [tenant_id, length]))).toEqual(
    new Map([
      [without, 64],
      [other, 43],
    ]),
  );
  const { rows: forced } = await owner.query(
    `SELECT relname FROM pg_class WHERE relname IN ('tenants', 'invoice_link_keys') AND relforcerowsecurity`,
  );
  expect(forced).toHaveLength(2);
});

test('the bank account of before becomes that of its currency, and the default one', async () => {
  const [euro, dollar, none] = [
    await makeTenant(db, new Date(0)),
    await makeTenant(db, new Date(0)),
    await makeTenant(db, new Date(0)),
  ];
  await owner.query(`DROP TABLE bank_accounts;
    ALTER TABLE tenants ADD bank_account_holder text, ADD bank_name text, ADD bank_iban text, ADD bank_bic text`);
  const before = 'UPDATE tenants SET bank_name = $2, bank_iban = $3, currency = $4 WHERE id = $1';
  await owner.query(before, [euro, 'Commerzbank', 'DE89370400440532013000', 'USD']);
  await owner.query(before, [dollar, null, 'GB29NWBK60161331926819', 'GBP']);
  await owner.query(before, [none, 'Only a name', null, 'USD']);
  await asPlainOwner(['tenants'], await migration('20261129005934_bank_accounts'));
  const { rows } = await owner.query(
    `SELECT a.tenant_id, a.currency, a.is_default, a.bank_name, a.iban FROM bank_accounts a ORDER BY a.currency`,
  );
  expect(rows).toEqual([
    { tenant_id: euro, currency: 'EUR', is_default: true, bank_name: 'Commerzbank', iban: 'DE89370400440532013000' },
    { tenant_id: dollar, currency: 'GBP', is_default: true, bank_name: null, iban: 'GB29NWBK60161331926819' },
  ]);
});

const migration = (name: string) => readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8');

/** Runs statements as on a managed server: the tables belong to somebody who is no superuser. */
async function asPlainOwner(tables: string[], statements: string): Promise<void> {
  const role = pg.escapeIdentifier(`plain_owner_${process.pid}`);
  await owner.query(`CREATE ROLE ${role}`);
  try {
    await owner.query(`GRANT CREATE, USAGE ON SCHEMA public TO ${role}`);
    await owner.query(`GRANT EXECUTE ON FUNCTION revenue_secure_table(regclass, text) TO ${role}`);
    for (const table of tables) await owner.query(`ALTER TABLE ${table} OWNER TO ${role}`);
    await owner.query(`SET ROLE ${role}`);
    await owner.query(statements);
  } finally {
    await owner.query('RESET ROLE');
    await owner.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER`);
    await owner.query(`DROP OWNED BY ${role}`);
    await owner.query(`DROP ROLE ${role}`);
  }
}
