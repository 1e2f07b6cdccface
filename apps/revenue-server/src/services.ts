import { join } from 'node:path';
import { createAuthServer } from '@revenue/api/access/auth-server';
import type { Authenticator } from '@revenue/api/access/authenticator';
import { createBuiltInAccounts } from '@revenue/api/access/built-in-accounts';
import type { Services } from '@revenue/api/context';
import { systemClock } from '@revenue/billing-core/time';
import { createDatabase } from '@revenue/db/database';
import { StartRefused } from '@revenue/db/embedded/start-refused';
import type { Logger } from 'pino';
import type { ProvidedDatabase } from './database.ts';
import type { Env } from './env.ts';

/** Where invoices and other documents lie, under the hash of their content. */
export function documentsFolder(env: Pick<Env, 'data_dir'>): string {
  return join(env.data_dir, 'documents');
}

/** Builds, once, what every operation may use. Close `db` when done. */
export async function createServices(env: Env, database: ProvidedDatabase, log: Logger): Promise<Services> {
  const db = createDatabase({
    appUrl: database.app_url,
    systemUrl: database.system_url,
    onConnectionLost: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  const services: Services = {
    db,
    clock: systemClock,
    auth: authenticatorOf(env, db),
    log,
    public_url: env.public_url,
  };
  return { ...services, default_tenant: await defaultTenant(env, services) };
}

function authenticatorOf(env: Env, db: Services['db']): Authenticator {
  if (env.accounts.kind === 'built_in') return createBuiltInAccounts({ db, public_url: env.public_url });
  return createAuthServer({ url: env.accounts.url, clock: systemClock });
}

/** Where people of the company's own auth server belong who have no membership here. */
async function defaultTenant({ accounts }: Env, { db }: Services): Promise<Services['default_tenant']> {
  if (accounts.kind === 'built_in' || accounts.default_tenant === undefined) return undefined;
  const slug = accounts.default_tenant;
  const tenant = await db.withSystem('the default tenant is named by its slug', (tx) =>
    tx.tenant.findFirst({ where: { slug } }),
  );
  if (!tenant) throw new StartRefused(`AUTH_DEFAULT_TENANT=${slug}: there is no tenant with this slug.`);
  return { tenant_id: tenant.id, role: accounts.default_role };
}
