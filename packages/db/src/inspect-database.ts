import pg from 'pg';
import { migrationState } from './migrate.ts';
import { APP_ROLE, SYSTEM_ROLE } from './roles.ts';

/** What stands in a database, looked at without changing it. */
export type Inspection = {
  /** As in "18.4". */
  version: string;
  version_number: number;
  /** The clock of the database server. */
  now: Date;
  migrations: { applied: number; pending: string[]; unknown: string[] };
  /** Our roles that are there, and what makes one too powerful. */
  roles: { name: string; faults: string[] }[];
  tenant_tables: number;
  /** Tables of tenants whose row security is not on, or not forced on their owner. */
  open_tables: string[];
  /** undefined before the queue is there. */
  queue: QueueState | undefined;
};

export type QueueState = {
  schedules: { name: string; cron: string }[];
  workers: number;
  /** Waiting longer than five minutes past their time. */
  late: number;
  /** Failed for good within the last day, by queue. */
  failed: { name: string; count: number }[];
};

/** @throws what pg throws when the database cannot be reached */
export async function inspectDatabase(ownerUrl: string): Promise<Inspection> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; number: number; now: Date }>(
      `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
              current_setting('server_version_num')::int AS number, clock_timestamp() AS now`,
    );
    const [server] = rows;
    if (!server) throw new Error('the server did not say which it is');
    return {
      version: server.version,
      version_number: server.number,
      now: server.now,
      migrations: await migrationState(client),
      roles: await inspectRoles(client),
      ...(await inspectTables(client)),
      queue: await inspectQueue(client),
    };
  } finally {
    await client.end();
  }
}

async function inspectRoles(client: pg.Client): Promise<Inspection['roles']> {
  const { rows } = await client.query<{ name: string; superuser: boolean; bypasses: boolean; owns: number }>(
    `SELECT rolname AS name, rolsuper AS superuser, rolbypassrls AS bypasses,
            (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')) AS owns
       FROM pg_roles r WHERE rolname = ANY($1) ORDER BY rolname`,
    [[APP_ROLE, SYSTEM_ROLE]],
  );
  return rows.map(({ name, superuser, bypasses, owns }) => ({
    name,
    faults: [
      ...(superuser ? ['is a superuser'] : []),
      ...(bypasses ? ['bypasses row security'] : []),
      ...(owns > 0 ? [`owns ${owns} tables`] : []),
    ],
  }));
}

async function inspectTables(client: pg.Client): Promise<Pick<Inspection, 'tenant_tables' | 'open_tables'>> {
  const { rows } = await client.query<{ name: string; closed: boolean }>(
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS closed
       FROM pg_class c
      WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p')
        AND (c.relname = 'tenants'
             OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped))
      ORDER BY c.relname`,
  );
  return { tenant_tables: rows.length, open_tables: rows.filter(({ closed }) => !closed).map(({ name }) => name) };
}

async function inspectQueue(client: pg.Client): Promise<QueueState | undefined> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('pgboss.job') IS NOT NULL AS there`,
  );
  if (!found[0]?.there) return undefined;
  const schedules = await client.query<{ name: string; cron: string }>(
    'SELECT name, cron FROM pgboss.schedule ORDER BY name',
  );
  const counts = await client.query<{ workers: number; late: number }>(
    `SELECT (SELECT count(*)::int FROM pg_stat_activity
              WHERE datname = current_database() AND application_name = 'revenue worker') AS workers,
            (SELECT count(*)::int FROM pgboss.job
              WHERE state IN ('created', 'retry') AND start_after < now() - interval '5 minutes') AS late`,
  );
  const failed = await client.query<{ name: string; count: number }>(
    `SELECT name, count(*)::int AS count FROM pgboss.job
      WHERE state = 'failed' AND completed_on > now() - interval '1 day' GROUP BY name ORDER BY name`,
  );
  return { schedules: schedules.rows, failed: failed.rows, workers: 0, late: 0, ...counts.rows[0] };
}
