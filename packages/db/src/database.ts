import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { askInTurn } from './ask-in-turn.ts';
import { Prisma, PrismaClient } from './generated/client.ts';
import { retryConflicts } from './retry-conflicts.ts';

/** A Prisma client inside one transaction. */
export type Tx = Prisma.TransactionClient;
export { Prisma };

export interface DatabaseOptions {
  /** Connection of the application's role. */
  appUrl: string;
  /** Connection of the system role. */
  systemUrl: string;
  /** Connections of the application's role at most; the system role gets a quarter. */
  poolSize?: number;
  /** Called when an idle connection breaks, as in a restart of PostgreSQL. The pool heals itself; this only tells. */
  onConnectionLost?: (error: Error) => void;
}

/**
 * The only way to the data. Every statement runs in a transaction whose tenant is set, so that row security decides
 * what it sees; the system role is for what crosses tenants by nature.
 */
export interface Database {
  /**
   * Runs `fn` in one transaction of the tenant and commits, or rolls back if it throws. Serialization failures and
   * deadlocks are retried from the start: `fn` must have no effect outside `tx`.
   */
  withTenant<T>(tenantId: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same with a bare pg client, for set-based SQL (UNNEST, COPY) where Prisma would make a statement a row. */
  withTenantSql<T>(tenantId: string, fn: (client: pg.ClientBase) => Promise<T>): Promise<T>;
  /** A transaction of the system role. `reason` says why no tenant can be named; a test lists the callers. */
  withSystem<T>(reason: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** The system role's connection string, for the job queue's own pool. */
  readonly systemUrl: string;
  /** Rejects when the database cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * SET takes no bind parameter, so its text is made here, and only here, from a checked UUID. (`set_config()` would take
 * one, but Citus does not carry it to its workers.)
 */
function setTenant(tenantId: string): string {
  if (!UUID.test(tenantId)) throw new Error('a tenant id is a lower-case UUID');
  return `SET LOCAL app.tenant_id = '${tenantId}'`;
}

const LIMITS = { maxWait: 15_000, timeout: 120_000 };

/** Opens the pools. Nothing is connected until the first statement. */
export function createDatabase(options: DatabaseOptions): Database {
  const { poolSize = 12 } = options;
  let closing = false;
  // Of connections that are being closed, the last word of a server that stops as well is no news.
  const onConnectionLost = (error: Error) => (closing ? undefined : options.onConnectionLost?.(error));
  const app = openPool(options.appUrl, poolSize, onConnectionLost);
  const system = openPool(options.systemUrl, Math.max(2, Math.ceil(poolSize / 4)), onConnectionLost);
  const appPrisma = new PrismaClient({ adapter: new PrismaPg(app) });
  const systemPrisma = new PrismaClient({ adapter: new PrismaPg(system) });

  return {
    systemUrl: options.systemUrl,
    withTenant: (tenantId, fn) => {
      const statement = setTenant(tenantId);
      return retryConflicts(() =>
        appPrisma.$transaction(async (tx) => {
          await tx.$executeRawUnsafe(statement);
          return fn(tx);
        }, LIMITS),
      );
    },
    withTenantSql: (tenantId, fn) => {
      const begin = `BEGIN; ${setTenant(tenantId)}`;
      return retryConflicts(() => inTransaction(app, begin, fn));
    },
    withSystem: (_reason, fn) => retryConflicts(() => systemPrisma.$transaction(fn, LIMITS)),
    ping: async () => {
      await Promise.all([app.query('SELECT 1'), system.query('SELECT 1')]);
    },
    close: async () => {
      closing = true;
      await Promise.all([appPrisma.$disconnect(), systemPrisma.$disconnect()]);
      await Promise.all([app.end(), system.end()]);
    },
  };
}

function openPool(connectionString: string, max: number, onConnectionLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 15_000, application_name: 'revenue' });
  // Without a listener a dropped idle connection would end the process.
  pool.on('error', onConnectionLost);
  pool.on('connect', askInTurn);
  return pool;
}

async function inTransaction<T>(pool: pg.Pool, begin: string, fn: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Nobody but us listens to a client that is in use, and without a listener one that is lost between two statements, as in
  // a restart of PostgreSQL, would end the process. The next statement fails, and the transaction with it.
  let lost: Error | undefined;
  const onLost = (error: Error) => {
    lost ??= error;
  };
  client.on('error', onLost);
  try {
    await client.query(begin);
    const result = await fn(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    // That it is lost says more than that a lost one takes no statement.
    throw lost ?? error;
  } finally {
    client.off('error', onLost);
    // A connection that is lost or could not roll back must not be handed to anyone else.
    client.release(lost ?? broken);
  }
}
