import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@revenue/billing-core/access';
import { StartRefused } from '@revenue/db/embedded/start-refused';
import type { S3Options } from '@revenue/documents/s3-store';
import { EnvVariables, EXCLUDES, GOES_WITH, NOT_CONNECTED_YET } from './env-variables.ts';
import { maskValue } from './mask-value.ts';
import { refuseDatabaseFolder } from './refuse-database-folder.ts';

/** The folder of the clone. */
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

export type Env = {
  mode: EnvVariables['REVENUE_MODE'];
  port: number;
  host: string;
  public_url: string;
  /** Whose X-Forwarded-For is believed. */
  trusted_proxies: string[];
  log_level: EnvVariables['LOG_LEVEL'];
  data_dir: string;
  /** What npm start fills a database with that knows nobody yet. */
  seed: EnvVariables['REVENUE_SEED'];
  /** How far back the story of the demo begins. */
  demo_months: number;
  database: { kind: 'embedded' } | { kind: 'server'; url: string; app_url?: string; system_url?: string };
  accounts:
    | { kind: 'built_in' }
    | { kind: 'auth_server'; url: string; default_tenant: string | undefined; default_role: Role };
  mail:
    | { kind: 'outbox' }
    | { kind: 'resend'; api_key: string }
    | { kind: 'smtp'; host: string; port: number; user?: string; password?: string };
  mail_from: string | undefined;
  documents: { kind: 'disk' } | { kind: 's3'; options: S3Options };
};

type Variables = Record<string, string | undefined>;

/** The one place that reads the environment: a file `.env` in the clone, and what the shell says, which wins. */
export function readEnv(): Env {
  const file = join(REPOSITORY, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const env = parseEnv(process.env);
  refuseDatabaseFolder(env.data_dir);
  return env;
}

/** Refuses the start with everything that is wrong at once: name, value (secrets masked) and remedy. */
export function parseEnv(variables: Variables): Env {
  // An empty variable is how a compose file and a shell say "not set".
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = EnvVariables.safeParse(given);
  const own = (parsed.error?.issues ?? []).map((issue) => sayFault(String(issue.path[0]), given, issue.message));
  const faults = [...new Set([...own, ...relationFaults(given), ...unread(given)])];
  if (!parsed.success || faults.length > 0) throw new StartRefused(sayFaults(faults));
  return toEnv(parsed.data);
}

function toEnv(set: EnvVariables): Env {
  return {
    mode: set.REVENUE_MODE,
    port: set.PORT,
    host: set.HOST,
    public_url: set.PUBLIC_URL ?? `http://localhost:${set.PORT}`,
    trusted_proxies: set.TRUSTED_PROXIES ?? [],
    log_level: set.LOG_LEVEL,
    data_dir: set.DATA_DIR ? resolve(set.DATA_DIR) : join(REPOSITORY, '.data'),
    seed: set.REVENUE_SEED,
    demo_months: set.REVENUE_DEMO_MONTHS,
    database: databaseOf(set),
    accounts: accountsOf(set),
    mail: mailOf(set),
    mail_from: set.MAIL_FROM,
    documents: documentsOf(set),
  };
}

function accountsOf(set: EnvVariables): Env['accounts'] {
  if (!set.AUTH_SERVER_URL) return { kind: 'built_in' };
  const default_role = set.AUTH_DEFAULT_ROLE ?? 'viewer';
  return { kind: 'auth_server', url: set.AUTH_SERVER_URL, default_tenant: set.AUTH_DEFAULT_TENANT, default_role };
}

function databaseOf(set: EnvVariables): Env['database'] {
  if (!set.DATABASE_URL) return { kind: 'embedded' };
  const { DATABASE_APP_URL: app_url, DATABASE_SYSTEM_URL: system_url } = set;
  return { kind: 'server', url: set.DATABASE_URL, ...(app_url && system_url ? { app_url, system_url } : {}) };
}

function documentsOf(set: EnvVariables): Env['documents'] {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = set;
  const { S3_ACCESS_KEY_ID: access_key_id, S3_SECRET_ACCESS_KEY: secret_access_key } = set;
  if (!endpoint || !bucket || !access_key_id || !secret_access_key) return { kind: 'disk' };
  return { kind: 's3', options: { endpoint, bucket, region, access_key_id, secret_access_key } };
}

function mailOf(set: EnvVariables): Env['mail'] {
  if (set.RESEND_API_KEY) return { kind: 'resend', api_key: set.RESEND_API_KEY };
  if (!set.SMTP_HOST) return { kind: 'outbox' };
  const { SMTP_USER: user, SMTP_PASSWORD: password } = set;
  return { kind: 'smtp', host: set.SMTP_HOST, port: set.SMTP_PORT, ...(user && password ? { user, password } : {}) };
}

function relationFaults(given: Variables): string[] {
  const missing = GOES_WITH.filter(({ when, also }) => when in given && !(also in given));
  const clashing = EXCLUDES.filter(({ when, also }) => when in given && also in given);
  return [...missing, ...clashing].map(({ also, remedy }) => sayFault(also, given, remedy));
}

function unread(given: Variables): string[] {
  return Object.entries(NOT_CONNECTED_YET)
    .filter(([name]) => name in given)
    .map(([name, remedy]) => sayFault(name, given, remedy));
}

function sayFault(name: string, given: Variables, remedy: string): string {
  const value = given[name];
  return `  ${name}${value === undefined ? ' is not set' : `=${maskValue(name, value)}`}: ${remedy}`;
}

function sayFaults(faults: string[]): string {
  const what = faults.length === 1 ? 'One setting is' : `${faults.length} settings are`;
  return [`${what} wrong, so nothing was started:`, ...faults, 'All settings are explained in .env.example.'].join(
    '\n',
  );
}
