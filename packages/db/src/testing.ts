import { randomBytes } from 'node:crypto';
import pg, { escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from './database.ts';
import { databaseUrl } from './ensure-database.ts';
import { newId } from './ids.ts';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from './roles.ts';
import type {} from './testing/provided-context.ts';

export interface TestDatabase extends Database {
  /** Owner of the tables, a superuser: for looking at what no role of ours may see, and for breaking things. */
  adminUrl: string;
  appUrl: string;
}

/** A database of its own, copied from the migrated template. Close it in `afterAll`; it is dropped then. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('adminUrl');
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await onServer(
    serverUrl,
    `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(inject('templateName'))}`,
  );
  // Privileges to connect are not copied with a template, but PUBLIC has them by default.
  const adminUrl = databaseUrl(serverUrl, name);
  const appUrl = roleUrl(adminUrl, APP_ROLE);
  const database = createDatabase({ appUrl, systemUrl: roleUrl(adminUrl, SYSTEM_ROLE), poolSize: 8 });
  return {
    ...database,
    adminUrl,
    appUrl,
    close: async () => {
      await database.close();
      await onServer(serverUrl, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** What a tenant needs to exist, for tests below the operations. Everything above uses `createTenant`. */
export async function makeTenant(
  db: Database,
  now: Date,
  overrides: { slug?: string; name?: string } = {},
): Promise<string> {
  const id = newId(now);
  await db.withSystem('a test makes a tenant', (tx) =>
    tx.tenant.create({
      data: {
        id,
        slug: `tenant-${id}`,
        name: 'Test company',
        mode: 'test',
        currency: 'USD',
        time_zone: 'UTC',
        country: 'US',
        locale: 'en-US',
        payment_terms: 'net_30',
        created_at: now,
        updated_at: now,
        ...overrides,
      },
    }),
  );
  return id;
}
