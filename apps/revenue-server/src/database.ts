import { join } from 'node:path';
import { joinEmbeddedPostgres, startEmbeddedPostgres } from '@revenue/db/embedded';
import { StartRefused } from '@revenue/db/embedded/start-refused';
import { ensureDatabase } from '@revenue/db/ensure-database';
import { migrate } from '@revenue/db/migrate';
import type { Logger } from 'pino';
import type { Env } from './env.ts';
import { maskValue } from './mask-value.ts';

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
    const adminUrl = await ensureDatabase(postgres.adminUrl, 'revenue');
    const { appUrl, systemUrl } = await migrate({ adminUrl });
    return { app_url: appUrl, system_url: systemUrl, description: postgres.dataDir, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
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
