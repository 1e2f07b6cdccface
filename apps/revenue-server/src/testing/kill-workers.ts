import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OperationContext, type Services, systemContext } from '@revenue/api/context';
import { createCustomer } from '@revenue/api/customers/create-customer';
import { createInvoice } from '@revenue/api/invoices/create-invoice';
import { sendInvoice } from '@revenue/api/invoices/send-invoice';
import { createTenant } from '@revenue/api/tenants/create-tenant';
import { CreateCustomer } from '@revenue/billing-core/customers';
import { CreateInvoice } from '@revenue/billing-core/invoices';
import { createMessageId } from '@revenue/emails/message-id';
import type { MailProvider } from './mail-providers.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

export type WorkerSettings = { database_url: string; data_dir: string; provider: MailProvider };

/** A tenant with one invoice that is mailed so many times, each mail waiting for a worker. */
export async function queueMails(services: Services, count: number): Promise<OperationContext> {
  const { id } = await createTenant(services, { name: 'Acme Inc.', slug: 'acme' });
  const ctx = systemContext(services, id, 'test');
  const customer = await createCustomer(
    ctx,
    CreateCustomer.parse({ name: 'Ada', email: 'ada@example.com', country: 'US', currency: 'USD' }),
  );
  const items = [{ description: 'Licence', unit_price: '298.00' }];
  const invoice = await createInvoice(ctx, CreateInvoice.parse({ customer_id: customer.id, items }));
  for (let sent = 0; sent < count; sent += 1) await sendInvoice(ctx, { id: invoice.id });
  return ctx;
}

/** The real process in worker mode. */
export async function startWorker({ database_url, data_dir, provider }: WorkerSettings): Promise<ChildProcess> {
  return spawn(process.execPath, ['--disable-warning=DeprecationWarning', '--import', 'tsx', MAIN], {
    env: {
      // Nothing but what a process needs to run: no setting of whoever runs this reaches the worker.
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      // Started hundreds of times: what was compiled once is kept.
      NODE_COMPILE_CACHE: join(data_dir, 'compiled'),
      DATABASE_URL: database_url,
      DATA_DIR: data_dir,
      REVENUE_MODE: 'worker',
      PORT: String(await freePort()),
      LOG_LEVEL: 'error',
      ...provider.settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Starts a worker and kills it with SIGKILL when the provider has taken a mail: by turns before the worker is told, right
 * after, and some milliseconds later, when it may be writing down the answer. Again and again.
 */
export async function killWorkers(settings: WorkerSettings, kills: number, say: (kill: number) => void): Promise<void> {
  const { provider } = settings;
  for (let kill = 0; kill < kills; kill += 1) {
    const worker = await startWorker(settings);
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      worker.once('exit', (_code, signal) => resolve(signal)),
    );
    const now = () => worker.kill('SIGKILL');
    provider.onTaken = (when) => {
      if (kill % 3 === 0 && when === 'before') now();
      if (kill % 3 === 1 && when === 'after') now();
      if (kill % 3 === 2 && when === 'after') setTimeout(now, (kill * 7) % 25);
    };
    const signal = await ended;
    provider.onTaken = () => undefined;
    if (signal !== 'SIGKILL') throw new Error('a worker ended by itself');
    say(kill + 1);
  }
}

export type KillReport = {
  mails: number;
  /** Taken by the provider at least once, and more than once. */
  arrived: number;
  doubled: number;
  /** By status. */
  statuses: Record<string, number>;
  /** Sent, it says, and never taken: must be none. */
  lost: number;
  unknown_arrived: number;
};

/** What the outbox says beside what the provider saw. */
export async function reportMails(ctx: OperationContext, { taken }: MailProvider): Promise<KillReport> {
  const { tenant_id } = ctx;
  const rows = await ctx.db.withTenant(tenant_id, (tx) => tx.mail.findMany({ where: { tenant_id } }));
  const mails = rows.map((row) => ({
    status: row.status,
    times: taken.get(createMessageId(row.idempotency_key, row.from_address)) ?? 0,
  }));
  const statuses: Record<string, number> = {};
  for (const { status } of mails) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    mails: mails.length,
    arrived: mails.filter(({ times }) => times > 0).length,
    doubled: mails.filter(({ times }) => times > 1).length,
    statuses,
    lost: mails.filter(({ status, times }) => status === 'sent' && times === 0).length,
    unknown_arrived: mails.filter(({ status, times }) => status === 'unknown' && times > 0).length,
  };
}

/** Waits until every mail has its end. */
export async function untilSettled({ db, tenant_id }: OperationContext, seconds: number): Promise<void> {
  for (let waited = 0; waited < seconds; waited += 1) {
    const open = await db.withTenant(tenant_id, (tx) =>
      tx.mail.count({ where: { tenant_id, status: { in: ['queued', 'sending'] } } }),
    );
    if (open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(`after ${seconds} seconds some mails were still on their way`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
