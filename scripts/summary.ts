import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Env } from '../apps/revenue-server/src/env.ts';
import type { Running } from '../apps/revenue-server/src/run.ts';

/** Who can sign in: whether anybody is there, and the demo login with its password while that is the first one. */
export type Login = { tenants: boolean; demo: { email: string; password: string | null } | null };

/** What `npm start` prints: where it is, how to get in, what is real and what is a local stand-in. */
export function summaryOf(env: Env, running: Running, logFile: string, login: Login): string {
  const address = env.mode === 'worker' ? [] : [['Address', env.public_url]];
  const rows = [...address, ...foldersOf(env, running), ['Log', logFile]];
  const services = servicesOf(env, running);
  return [
    '',
    'Revenue runs.',
    '',
    ...table(rows),
    '',
    ...loginLines(login),
    'Outside services:',
    ...table(services),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

/** What a backup has to hold: one folder, or two where PostgreSQL cannot enter the first. */
function foldersOf(env: Env, { database, documents }: Running): string[][] {
  if (env.database.kind === 'server') return [['Data', database]];
  if (dirname(database) === realpathSync(env.data_dir)) return [['Data', env.data_dir]];
  if (env.documents.kind === 's3') return [['Database', database]];
  return [
    ['Database', database],
    ['Documents', documents],
    ['', 'Two folders, because PostgreSQL cannot enter the second; a backup needs both.'],
  ];
}

function documentsOf(env: Env, { documents }: Running): string[] {
  if (env.documents.kind === 's3') return ['Documents', `in S3: ${documents}`, 'S3_ENDPOINT'];
  return ['Documents', `files in ${documents}`, 'set S3_ENDPOINT for an object store'];
}

function loginLines({ tenants, demo }: Login): string[] {
  if (!tenants) {
    return [
      'Nobody is there yet. Make a company and let yourself in, in another terminal:',
      '  npm run revenue -- tenant:create --slug acme --name "Acme Inc."',
      '  npm run revenue -- member:add --tenant acme --email you@example.com --name "Your Name"',
      '',
    ];
  }
  if (!demo) return [];
  if (demo.password === null) return [`Demo login: ${demo.email}, with the password it was given since.`, ''];
  return [
    'Demo login, made for looking around. Change its password before others can reach this server:',
    ...table([
      ['E-mail', demo.email],
      ['Password', demo.password],
    ]),
    '',
  ];
}

function servicesOf(env: Env, running: Running): string[][] {
  const { database, accounts, mail } = env;
  return [
    database.kind === 'server'
      ? ['Database', 'yours', 'DATABASE_URL']
      : ['Database', 'embedded PostgreSQL 18', 'DATABASE_URL uses a server of yours'],
    accounts.kind === 'auth_server'
      ? ['Accounts', accounts.url, 'AUTH_SERVER_URL']
      : ['Accounts', 'built in', 'AUTH_SERVER_URL asks a server of yours'],
    mail.kind === 'outbox'
      ? ['Mail', 'kept in the outbox, nothing is sent', 'RESEND_API_KEY or SMTP_HOST sends it']
      : [
          'Mail',
          mail.kind === 'resend' ? 'Resend' : mail.host,
          mail.kind === 'resend' ? 'RESEND_API_KEY' : 'SMTP_HOST',
        ],
    documentsOf(env, running),
    ['Payments', 'recorded by hand, as bank transfers', 'Stripe comes in a later version'],
  ];
}

function table(rows: string[][]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd()}`,
  );
}
