import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliverMail } from '@revenue/api/mails/deliver-mail';
import { resendMail } from '@revenue/api/mails/resend-mail';
import { movableClock } from '@revenue/billing-core/time';
import { checkInvariants } from '@revenue/db/invariants';
import { openTestDatabase, type TestDatabase } from '@revenue/db/testing';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseEnv } from './env.ts';
import { type OpenServices, openServices } from './services.ts';
import { killWorkers, queueMails, reportMails } from './testing/kill-workers.ts';
import { type MailProvider, startResendProvider, startSmtpProvider } from './testing/mail-providers.ts';

// Once at each moment; `pnpm bench mails` does the same two hundred times. A worker takes seconds to start, on a busy
// machine many.
const KILLS = 3;
const KILLS_OF_RESEND = 3;
const PATIENCE = 600_000;

let db: TestDatabase;
let folder: string;
let provider: MailProvider | undefined;
let opened: OpenServices | undefined;

beforeEach(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'revenue-mails-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await opened?.stop();
  await provider?.stop();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Kills workers over waiting mails; then every job is carried out once more, as the queue does after two minutes. */
async function killAndGoOn(start: () => Promise<MailProvider>, kills: number) {
  provider = await start();
  // Where the official client of Resend looks for its server.
  vi.stubEnv('RESEND_BASE_URL', provider.settings.RESEND_BASE_URL ?? '');
  const env = parseEnv({ DATABASE_URL: db.adminUrl, DATA_DIR: folder, ...provider.settings });
  const urls = { app_url: db.appUrl, system_url: db.systemUrl, description: '', stop: async () => undefined };
  opened = await openServices(env, urls, pino({ level: 'silent' }));
  const ctx = await queueMails(opened.services, 2 * kills);
  await killWorkers({ database_url: db.adminUrl, data_dir: folder, provider }, kills, () => undefined);
  const clock = movableClock(new Date(ctx.clock.now().getTime() + 3 * 60_000).toISOString());
  const later = { ...ctx, clock };
  const { tenant_id } = ctx;
  const mails = await db.withTenant(tenant_id, (tx) =>
    tx.mail.findMany({ where: { tenant_id }, select: { id: true } }),
  );
  for (const { id } of mails) await deliverMail(later, id);
  return { ctx: later, provider };
}

test(
  'workers killed between sending and recording double no mail over SMTP and lose none',
  async () => {
    const { ctx, provider } = await killAndGoOn(startSmtpProvider, KILLS);
    const report = await reportMails(ctx, provider);
    expect(report).toMatchObject({ mails: 2 * KILLS, doubled: 0, lost: 0 });
    // At least the kills before the answer leave an open question; what the worker could still write down does not.
    const { sent = 0, unknown = 0, ...others } = report.statuses;
    expect(others).toEqual({});
    expect(unknown).toBeGreaterThanOrEqual(KILLS / 3);
    expect(unknown).toBeLessThanOrEqual(KILLS + 2);
    expect(sent + unknown).toBe(2 * KILLS);
    // What is called sent has arrived. Of an open question nobody knows: killed between the word and the dot, it has not.
    expect(report.arrived).toBeGreaterThanOrEqual(sent);

    const { tenant_id } = ctx;
    const asked = await db.withTenant(tenant_id, (tx) =>
      tx.mail.findFirstOrThrow({ where: { tenant_id, status: 'unknown' } }),
    );
    await deliverMail(ctx, asked.id);
    expect(await reportMails(ctx, provider)).toMatchObject({ doubled: 0 });
    await resendMail(ctx, { id: asked.id });
    await deliverMail(ctx, asked.id);
    const again = await reportMails(ctx, provider);
    // One more than before: twice where it had arrived, or now for the first time.
    expect(again.doubled + again.arrived).toBe(report.doubled + report.arrived + 1);
    expect(again.statuses.unknown ?? 0).toBe(unknown - 1);
    expect(await checkInvariants(db)).toEqual([]);
  },
  PATIENCE,
);

test(
  'they double none through Resend either, and leave no question open: the key is asked again',
  async () => {
    const { ctx, provider } = await killAndGoOn(startResendProvider, KILLS_OF_RESEND);
    const mails = 2 * KILLS_OF_RESEND;
    const report = await reportMails(ctx, provider);
    expect(report).toMatchObject({ mails, arrived: mails, doubled: 0, lost: 0, statuses: { sent: mails } });
  },
  PATIENCE,
);
