import { isIP } from 'node:net';
import { Role } from '@revenue/billing-core/access';
import { z } from 'zod';

const port = (example: number) =>
  z.coerce
    .number({ error: `is not a number; give a port, for instance ${example}` })
    .int({ error: 'give a whole number' })
    .min(1, { error: 'give a port from 1 to 65535' })
    .max(65_535, { error: 'give a port from 1 to 65535' });

const months = z.coerce
  .number({ error: 'is not a number; give months, for instance 18' })
  .int({ error: 'give a whole number' })
  .min(1, { error: 'give 1 to 60 months' })
  .max(60, { error: 'give 1 to 60 months' });

const httpUrl = (example: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
      error: `is not an http address; give one like ${example}`,
    })
    .transform((value) => value.replace(/\/+$/, ''));

const postgresUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol), {
    error: 'is not a PostgreSQL address; give one like postgres://owner:password@host:5432/revenue',
  });

/** Names of whole ranges that Fastify knows. */
const RANGES = ['loopback', 'linklocal', 'uniquelocal'];

const isProxy = (word: string) =>
  RANGES.includes(word) || (isIP(word.split('/')[0] ?? '') > 0 && /^[^/]+(\/\d{1,3})?$/.test(word));

const proxies = z
  .string()
  .transform((value) => value.split(',').map((word) => word.trim()))
  .refine((words) => words.every(isProxy), {
    error: `name addresses or ranges, separated by commas: 10.0.0.5, 10.0.0.0/8, ${RANGES.join(', ')}`,
  });

/** Every setting, under the name the operator knows. */
export const EnvVariables = z.object({
  REVENUE_MODE: z.enum(['all', 'api', 'worker'], { error: 'say all, api or worker' }).default('all'),
  PORT: port(5177).default(5177),
  HOST: z.string().default('localhost'),
  PUBLIC_URL: httpUrl('https://billing.example.com').optional(),
  TRUSTED_PROXIES: proxies.optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'say fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  DATA_DIR: z.string().optional(),
  REVENUE_SEED: z.enum(['demo', 'none'], { error: 'say demo or none' }).default('demo'),
  REVENUE_DEMO_MONTHS: months.default(18),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_SYSTEM_URL: postgresUrl.optional(),
  AUTH_SERVER_URL: httpUrl('https://auth.example.com').optional(),
  AUTH_DEFAULT_TENANT: z.string().optional(),
  AUTH_DEFAULT_ROLE: Role.optional(),
  RESEND_API_KEY: z.string().startsWith('re_', { error: 'a key of Resend starts with re_' }).optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: port(587).default(587),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  S3_ENDPOINT: httpUrl('https://s3.eu-central-1.amazonaws.com').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'is no name of a bucket; small letters, digits, hyphens' })
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  MAIL_FROM: z.string().includes('@', { error: 'give an address, like Billing <billing@example.com>' }).optional(),
});
export type EnvVariables = z.infer<typeof EnvVariables>;

type Relation = { when: string; also: string; remedy: string };

const PAIRS: readonly Relation[] = [
  { when: 'DATABASE_APP_URL', also: 'DATABASE_SYSTEM_URL', remedy: 'goes with DATABASE_APP_URL: set both or none' },
  { when: 'DATABASE_SYSTEM_URL', also: 'DATABASE_APP_URL', remedy: 'goes with DATABASE_SYSTEM_URL: set both or none' },
  { when: 'DATABASE_APP_URL', also: 'DATABASE_URL', remedy: 'goes with DATABASE_APP_URL: the owner of the tables' },
  {
    when: 'AUTH_DEFAULT_TENANT',
    also: 'AUTH_SERVER_URL',
    remedy: 'goes with AUTH_DEFAULT_TENANT: whose sessions are these',
  },
  {
    when: 'AUTH_DEFAULT_ROLE',
    also: 'AUTH_DEFAULT_TENANT',
    remedy: 'goes with AUTH_DEFAULT_ROLE: the role in which tenant',
  },
  { when: 'SMTP_USER', also: 'SMTP_HOST', remedy: 'goes with SMTP_USER: name the server to sign in to' },
  { when: 'SMTP_USER', also: 'SMTP_PASSWORD', remedy: 'goes with SMTP_USER: set both or none' },
  { when: 'SMTP_PASSWORD', also: 'SMTP_USER', remedy: 'goes with SMTP_PASSWORD: set both or none' },
  { when: 'SMTP_HOST', also: 'MAIL_FROM', remedy: 'mail that leaves needs a sender: Billing <billing@example.com>' },
  {
    when: 'RESEND_API_KEY',
    also: 'MAIL_FROM',
    remedy: 'mail that leaves needs a sender: Billing <billing@example.com>',
  },
];

/** Documents in an object store need all of these. */
const S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
const OF_S3 = [...S3, 'S3_REGION'].flatMap((when) =>
  S3.map((also) => ({ when, also, remedy: 'documents in S3 need it beside the other settings of S3' })),
);

/** Settings that say nothing without another. */
export const GOES_WITH: readonly Relation[] = [...PAIRS, ...OF_S3];

/** Settings of which only one may be set. */
export const EXCLUDES: readonly Relation[] = [
  {
    when: 'RESEND_API_KEY',
    also: 'SMTP_HOST',
    remedy: 'RESEND_API_KEY is set too; mail leaves by one way, remove one',
  },
];

const later = (what: string) => `${what} is not connected in this version; remove the setting, nothing would read it`;

/** Settings of services that are announced and not built: refused, so that nobody believes them to be in effect. */
export const NOT_CONNECTED_YET: Readonly<Record<string, string>> = {
  DATABASE_REPLICA_URL: later('A read replica'),
  STRIPE_SECRET_KEY: later('Stripe'),
  STRIPE_WEBHOOK_SECRET: later('Stripe'),
  FX_PROVIDER: later('An exchange rate provider'),
};
