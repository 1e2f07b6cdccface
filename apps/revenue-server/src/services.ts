import { join } from 'node:path';
import { createAuthServer } from '@revenue/api/access/accounts/auth-server';
import type { Authenticator } from '@revenue/api/access/accounts/authenticator';
import { createBuiltInAccounts } from '@revenue/api/access/accounts/built-in-accounts';
import type { Services } from '@revenue/api/context';
import { listTenants } from '@revenue/api/tenants/list-tenants';
import { systemClock } from '@revenue/billing-core/time';
import { createDatabase, type Database } from '@revenue/db/database';
import { StartRefused } from '@revenue/db/embedded/start-refused';
import { createDiskStore } from '@revenue/documents/disk-store';
import type { DocumentStore } from '@revenue/documents/document-store';
import { createRenderPool } from '@revenue/documents/render-pool';
import { createS3Store } from '@revenue/documents/s3-store';
import type { MailTransport } from '@revenue/emails/transport';
import { createOutboxTransport } from '@revenue/emails/transports/outbox';
import { createResendTransport } from '@revenue/emails/transports/resend';
import { createSmtpTransport } from '@revenue/emails/transports/smtp';
import { openJobQueue } from '@revenue/jobs/job-queue';
import type { Logger } from 'pino';
import type { ProvidedDatabase } from './database.ts';
import type { Env } from './env.ts';

/** Where invoices and other documents lie, under the hash of their content. */
export function documentsFolder(env: Pick<Env, 'data_dir'>): string {
  return join(env.data_dir, 'documents');
}

export type OpenServices = { services: Services; stop(): Promise<void> };

/** Builds, once, what every operation may use. */
export async function openServices(env: Env, database: ProvidedDatabase, log: Logger): Promise<OpenServices> {
  const db = createDatabase({
    appUrl: database.app_url,
    systemUrl: database.system_url,
    onConnectionLost: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  try {
    const auth = authenticatorOf(env, db);
    const default_tenant = await defaultTenant(env, db);
    const onError = (error: Error) => log.warn({ err: error }, 'the job queue lost its database for now');
    const jobs = await openJobQueue({ systemUrl: db.systemUrl, onError });
    const renderer = createRenderPool();
    const services: Services = {
      db,
      clock: systemClock,
      auth,
      jobs,
      documents: documentStoreOf(env),
      renderer,
      mail: mailTransportOf(env),
      mail_from: addressOf(env.mail_from) ?? LOCAL_SENDER,
      log,
      public_url: env.public_url,
      default_tenant,
    };
    const stop = async () => {
      await jobs.stop();
      await renderer.close();
      await db.close();
    };
    return { services, stop };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** For people: the folder, or the address of the bucket. */
export function placeOfDocuments(env: Env): string {
  if (env.documents.kind === 'disk') return documentsFolder(env);
  return `${env.documents.options.endpoint}/${env.documents.options.bucket}`;
}

export function documentStoreOf(env: Env): DocumentStore {
  return env.documents.kind === 's3' ? createS3Store(env.documents.options) : createDiskStore(documentsFolder(env));
}

/** Nothing leaves the machine from the outbox, so its sender needs no mailbox. */
const LOCAL_SENDER = 'billing@localhost.localdomain';

/** `Billing <billing@example.com>` names an address; the name in a mail is the tenant's own. */
function addressOf(sender: string | undefined): string | undefined {
  return sender && (/<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender);
}

export function mailTransportOf({ mail }: Env): MailTransport {
  if (mail.kind === 'resend') return createResendTransport({ api_key: mail.api_key });
  if (mail.kind === 'outbox') return createOutboxTransport();
  const { kind: _, ...options } = mail;
  return createSmtpTransport(options);
}

function authenticatorOf(env: Env, db: Database): Authenticator {
  if (env.accounts.kind === 'built_in') return createBuiltInAccounts({ db, public_url: env.public_url });
  return createAuthServer({ url: env.accounts.url, clock: systemClock });
}

/** Where people of the company's own auth server belong who have no membership here. */
async function defaultTenant({ accounts }: Env, db: Database): Promise<Services['default_tenant']> {
  if (accounts.kind === 'built_in' || accounts.default_tenant === undefined) return undefined;
  const slug = accounts.default_tenant;
  const [tenant] = await listTenants({ db }, { slug });
  if (!tenant) throw new StartRefused(`AUTH_DEFAULT_TENANT=${slug}: there is no tenant with this slug.`);
  return { tenant_id: tenant.id, role: accounts.default_role };
}
