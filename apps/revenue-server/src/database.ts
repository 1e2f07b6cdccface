import { join } from 'node:path';
import { joinEmbeddedPostgres, lookAtEmbeddedPostgres, startEmbeddedPostgres } from '@revenue/db/embedded';
import { StartRefused } from '@revenue/db/embedded/start-refused';
import { databaseUrl, ensureDatabase } from '@revenue/db/ensure-database';
import { migrate } from '@revenue/db/migrate';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '@revenue/db/roles';
import type { Logger } from 'pino';
import type { Env } from './env.ts';
import { maskValue } from './mask-value.ts';

/** The database within the embedded server. */
const EMBEDDED_NAME = 'revenue';

export type ProvidedDatabase = {
  app_url: string;
  system_url: string;
  /** For people: which server holds the data, and where. */
  description: string;
  stop(): Promise<void>;
};

export function postgresFolder(env: Pick<Env, 'data_dir'>): string {
  return join(env.data_dir, 'postgres');
}

/**
 * The database that the settings name, with the newest schema: a server of the operator's, or one of our own. A command
 * joins the one that `npm start` runs; a server never does.
 */
export async function provideDatabase(env: Env, log: Logger, options = { join: false }): Promise<ProvidedDatabase> {
  if (env.database.kind === 'server') return useServer(env.database);
  const dataDir = postgresFolder(env);
  const running = options.join ? await joinEmbeddedPostgres(dataDir) : undefined;
  const postgres = running ?? (await startEmbeddedPostgres({ dataDir, log: (line) => log.warn(line) }));
  try {
    const adminUrl = await ensureDatabase(postgres.adminUrl, EMBEDDED_NAME);
    const { appUrl, systemUrl } = await migrate({ adminUrl });
    return { app_url: appUrl, system_url: systemUrl, description: postgres.dataDir, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

export type ReachedDatabase = ProvidedDatabase & { admin_url: string };

/**
 * The same database as it stands, for looking at it: nothing is migrated and no cluster is made. undefined while there
 * is no embedded one yet.
 */
export async function reachDatabase(env: Env): Promise<ReachedDatabase | undefined> {
  if (env.database.kind === 'server') {
    const { url, app_url, system_url } = env.database;
    return { ...rolesOf(url, app_url, system_url), description: maskValue('DATABASE_URL', url), stop: async () => {} };
  }
  const dataDir = postgresFolder(env);
  const running = await joinEmbeddedPostgres(dataDir);
  if (!running && !(await lookAtEmbeddedPostgres(dataDir)).made) return undefined;
  const postgres = running ?? (await startEmbeddedPostgres({ dataDir }));
  const url = databaseUrl(postgres.adminUrl, EMBEDDED_NAME);
  return { ...rolesOf(url), description: `embedded in ${postgres.dataDir}`, stop: () => postgres.stop() };
}

function rolesOf(url: string, app_url = roleUrl(url, APP_ROLE), system_url = roleUrl(url, SYSTEM_ROLE)) {
  return { admin_url: url, app_url, system_url };
}

type Server = Extract<Env['database'], { kind: 'server' }>;

async function useServer({ url, app_url, system_url }: Server): Promise<ProvidedDatabase> {
  const shown = maskValue('DATABASE_URL', url);
  try {
    const { appUrl, systemUrl } = await migrate({ adminUrl: url, appUrl: app_url, systemUrl: system_url });
    return { app_url: appUrl, system_url: systemUrl, description: shown, stop: async () => {} };
  } catch (error) {
    const reason =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
    throw new StartRefused(`The database of DATABASE_URL=${shown} cannot be used: ${reason}`, { cause: error });
  }
}
