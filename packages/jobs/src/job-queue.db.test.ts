import { makeTenant, openTestDatabase, type TestDatabase } from '@revenue/db/testing';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { executeBillingRun, reactToEvents, sendMail } from './catalogue.ts';
import type { JobContract } from './define-job.ts';
import { type Handlers, type JobQueue, openJobQueue } from './job-queue.ts';
import { schedules } from './schedules.ts';

const now = new Date('2026-01-15T12:00:00Z');
const mailId = '01940000-0000-7000-8000-000000000001';

let db: TestDatabase;
let tenantId: string;
let queue: JobQueue | undefined;
const errors: Error[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  tenantId = await makeTenant(db, now);
});
afterEach(async () => {
  await queue?.stop(1);
  queue = undefined;
});
afterAll(() => db.close());

const open = async () => {
  queue = await openJobQueue({ systemUrl: db.systemUrl, onError: (error) => errors.push(error) });
  return queue;
};

const quiet: Handlers = {
  advanceTestClock: async () => undefined,
  billingTick: async () => undefined,
  executeBillingRun: async () => undefined,
  executeBulkAction: async () => undefined,
  sendInvoices: async () => undefined,
  sendMail: async () => undefined,
  reactToEvents: async () => undefined,
  remindCustomers: async () => undefined,
  sweepMails: async () => undefined,
  markOverdueInvoices: async () => undefined,
  careForSubscriptions: async () => undefined,
  fillMrr: async () => undefined,
  verifyInvariants: async () => undefined,
  forgetExpired: async () => undefined,
};

test('a job exists if and only if the change that caused it was committed', async () => {
  const jobs = await open();
  const payload = { tenant_id: tenantId, mail_id: mailId };
  await db.withTenant(tenantId, (tx) => jobs.enqueue(tx, sendMail, payload));
  await db.withTenantSql(tenantId, (client) => jobs.enqueue(client, sendMail, payload));
  const rolledBack = db.withTenant(tenantId, async (tx) => {
    await jobs.enqueue(tx, sendMail, payload);
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');

  const seen: string[] = [];
  await jobs.work({ ...quiet, sendMail: async ({ mail_id }) => void seen.push(mail_id) });
  await vi.waitFor(() => expect(seen).toEqual([mailId, mailId]), { timeout: 15_000 });
});

test('a payload that does not fit its job is refused before anything is written', async () => {
  const jobs = await open();
  const wrong = db.withTenant(tenantId, (tx) =>
    jobs.enqueue(tx, sendMail, { tenant_id: tenantId, mail_id: 'nonsense' }),
  );
  await expect(wrong).rejects.toThrow(/mail_id/);
});

test('a worker goes on after its database connections were cut', async () => {
  const jobs = await open();
  const seen: string[] = [];
  await jobs.work({ ...quiet, sendMail: async ({ mail_id }) => void seen.push(mail_id) });
  await cutConnections();
  await vi.waitFor(
    async () => {
      await db.withTenant(tenantId, (tx) => jobs.enqueue(tx, sendMail, { tenant_id: tenantId, mail_id: mailId }));
      expect(seen.length).toBeGreaterThan(0);
    },
    { timeout: 30_000, interval: 1_000 },
  );
});

const lives: { job: JobContract; payload: object }[] = [
  { job: executeBillingRun as JobContract, payload: { billing_run_id: mailId } },
  { job: reactToEvents as JobContract, payload: { event_ids: [mailId] } },
];
test.each(lives)(
  'the job $job.name is taken up again long before its time is over when its worker gives no sign of life',
  async ({ job: contract, payload }) => {
    const jobs = await open();
    await db.withTenant(tenantId, (tx) => jobs.enqueue(tx, contract, { tenant_id: tenantId, ...payload }));
    const dead = new PgBoss({ connectionString: db.systemUrl, migrate: false, createSchema: false, supervise: false });
    await dead.start();
    const [taken] = await dead.fetch(contract.name);
    await asOwner(`UPDATE pgboss.job SET heartbeat_on = now() - interval '2 minutes' WHERE id = '${taken?.id}'`);
    await dead.supervise(contract.name);
    await dead.stop({ graceful: false });
    const [job] = await asOwner(`SELECT state FROM pgboss.job WHERE id = '${taken?.id}'`);
    expect(job).toEqual({ state: 'retry' });
  },
);

test('every schedule is stored once, however often a worker starts', async () => {
  for (let start = 0; start < 2; start += 1) {
    await (await open()).work(quiet);
    await queue?.stop(1);
  }
  const rows = await asOwner('SELECT name, cron FROM pgboss.schedule ORDER BY name');
  expect(rows).toEqual(
    schedules.map(({ job, cron }) => ({ name: job.name, cron })).sort((a, b) => a.name.localeCompare(b.name)),
  );
});

async function cutConnections(): Promise<void> {
  await asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'revenue %' AND pid <> pg_backend_pid()`);
}

async function asOwner(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}
