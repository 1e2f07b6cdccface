import type { Env } from '../apps/revenue-server/src/env.ts';
import type { Running } from '../apps/revenue-server/src/run.ts';

/** What `npm start` prints: where it is, how to get in, what is real and what is a local stand-in. */
export function summaryOf(env: Env, running: Running, logFile: string): string {
  const address = env.mode === 'worker' ? [] : [['Address', env.public_url]];
  const rows = [...address, ['Data', running.database], ['Log', logFile]];
  const services = servicesOf(env, running);
  return [
    '',
    'Revenue runs.',
    '',
    ...table(rows),
    '',
    'Outside services:',
    ...table(services),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
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
    ['Documents', `files in ${running.documents}`, 'S3 comes in a later version'],
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
