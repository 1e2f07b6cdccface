import pg from 'pg';
import { plantStatistics } from './plant-statistics.ts';
import { APP_ROLE, ensureRoles, roleUrl, SYSTEM_ROLE } from './roles.ts';
import { withSchemaEngine } from './schema-engine.ts';
import { migrationList } from './schema-files.ts';

/** Any number will do; it must only be the same in every server that migrates. */
const MIGRATION_LOCK = 5_177_001;

export interface MigrateOptions {
  /** A connection that may create roles and tables: the owner of the database. */
  adminUrl: string;
  /** Set where the operator made the roles by hand (a managed server without CREATEROLE). */
  appUrl?: string | undefined;
  systemUrl?: string | undefined;
}

export interface Migrated {
  appUrl: string;
  systemUrl: string;
  /** Names of the migrations applied by this call; empty when everything was in. */
  applied: string[];
}

/** Brings a database to the newest schema. Safe to call from several servers at once: they wait for one another. */
export async function migrate({ adminUrl, appUrl, systemUrl }: MigrateOptions): Promise<Migrated> {
  const owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (!appUrl || !systemUrl) await ensureRoles(owner, adminUrl);
    const applied = await applyMigrations(adminUrl);
    await plantStatistics(owner);
    return {
      appUrl: appUrl ?? roleUrl(adminUrl, APP_ROLE),
      systemUrl: systemUrl ?? roleUrl(adminUrl, SYSTEM_ROLE),
      applied,
    };
  } finally {
    // Ending the session frees the lock.
    await owner.end();
  }
}

async function applyMigrations(adminUrl: string): Promise<string[]> {
  const migrationsList = await migrationList();
  const { appliedMigrationNames } = await withSchemaEngine(adminUrl, (engine) =>
    engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } }),
  );
  return appliedMigrationNames;
}

/** Migrations in the code that the database does not have, by name. */
export async function pendingMigrations(systemUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: systemUrl });
  await client.connect();
  try {
    return (await migrationState(client)).pending;
  } finally {
    await client.end();
  }
}

/** What a database has of the migrations of this code, and what it has beyond them: those of a newer version. */
export async function migrationState(
  client: pg.Client,
): Promise<{ applied: number; pending: string[]; unknown: string[] }> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  const { rows } = found[0]?.there
    ? await client.query<{ migration_name: string }>(
        'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
      )
    : { rows: [] };
  const have = rows.map((row) => row.migration_name);
  const known = (await migrationList()).migrationDirectories.map((entry) => entry.path);
  return {
    applied: have.length,
    pending: known.filter((name) => !have.includes(name)),
    unknown: have.filter((name) => !known.includes(name)),
  };
}
