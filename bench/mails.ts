import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationContext } from '@revenue/api/context';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '@revenue/db/roles';
import { withScratchDatabase } from '@revenue/db/testing/scratch-database';
import { parseEnv } from '@revenue/server/env';
import { createLogger } from '@revenue/server/logger';
import { openServices } from '@revenue/server/services';
import { killWorkers, queueMails, reportMails, startWorker, untilSettled } from '@revenue/server/testing/kill-workers';
import { type MailProvider, startResendProvider, startSmtpProvider } from '@revenue/server/testing/mail-providers';

/** The queue takes a dead worker's job up again after two minutes, and looks once a minute. */
const PATIENCE_SECONDS = 900;

/**
 * `pnpm bench mails [KILLS] [smtp | repeat | resend]`: how many mails come twice when the worker is killed between sending
 * and recording. The worker is the real process, the servers speak the real protocols. `repeat` is SMTP with a kind of mail
 * that is sent again when its outcome is unknown: what it would cost to always do so.
 */
export async function benchMails(args: readonly string[]): Promise<void> {
  const kills = Number(args[0] ?? 200);
  const wanted = args[1] ?? 'smtp';
  const provider = wanted === 'resend' ? await startResendProvider() : await startSmtpProvider();
  const data_dir = await mkdtemp(join(tmpdir(), 'revenue-mails-'));
  try {
    await withScratchDatabase((url) => measure(url, data_dir, provider, kills, wanted === 'repeat'));
  } finally {
    await provider.stop();
    await rm(data_dir, { recursive: true, force: true });
  }
}

async function measure(
  database_url: string,
  data_dir: string,
  provider: MailProvider,
  kills: number,
  repeat: boolean,
): Promise<void> {
  const env = parseEnv({ DATABASE_URL: database_url, DATA_DIR: data_dir, LOG_LEVEL: 'error', ...provider.settings });
  const urls = {
    app_url: roleUrl(database_url, APP_ROLE),
    system_url: roleUrl(database_url, SYSTEM_ROLE),
    description: database_url,
    stop: async () => undefined,
  };
  const opened = await openServices(env, urls, createLogger(env));
  try {
    const ctx = await queueMails(opened.services, 2 * kills + 10);
    if (repeat) await makeRepeatable(ctx);
    const settings = { database_url, data_dir, provider };
    const started = performance.now();
    await killWorkers(settings, kills, (done) => done % 20 === 0 && console.log(`${done} workers killed`));
    const last = await startWorker(settings);
    await untilSettled(ctx, PATIENCE_SECONDS);
    const ended = once(last, 'exit');
    last.kill('SIGTERM');
    await ended;
    const report = await reportMails(ctx, provider);
    console.log(`${kills} kills in ${((performance.now() - started) / 1000).toFixed(0)} s, all mails settled:`);
    console.log(JSON.stringify(report, null, 2));
  } finally {
    await opened.stop();
  }
}

/** The same mails, called by the name of a kind that is repeated rather than asked about. */
async function makeRepeatable({ db, tenant_id }: OperationContext): Promise<void> {
  await db.withTenant(tenant_id, (tx) =>
    tx.mail.updateMany({ where: { tenant_id }, data: { template: 'renewal_notice' } }),
  );
}
