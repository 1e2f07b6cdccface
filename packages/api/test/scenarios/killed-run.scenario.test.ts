import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

const NOW = '2026-03-01T12:00:00Z';
const CUSTOMERS = 40;
const worker = fileURLToPath(new URL('../kit/carry-out-run.ts', import.meta.url));
let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: NOW });
});
afterAll(() => api.stop());

/** Starts a worker on the run and kills it without a word once it has billed so many customers. */
async function killAfter(runId: string, invoices: number): Promise<void> {
  const { appUrl, systemUrl } = api.db;
  const args = ['--import', 'tsx', worker, appUrl, systemUrl, api.tenant_id, runId, NOW];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  while ((await countInvoices()) < invoices && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill('SIGKILL');
  await ended;
}

function countInvoices(): Promise<number> {
  const { tenant_id } = api;
  return api.db.withTenant(tenant_id, (tx) => tx.invoice.count({ where: { tenant_id } }));
}

test('a run whose worker is killed three times bills every period of every customer once', async () => {
  const { id } = await api.caller.billing_cycles.create({ anchor_day: 1 });
  const items = [{ description: 'Seat', unit_price: 31 }];
  for (let at = 0; at < CUSTOMERS; at += 1) {
    const email = `customer-${at}@example.com`;
    const customer = await api.caller.customers.create({
      name: `Customer ${at}`,
      email,
      country: 'US',
      time_zone: 'UTC',
    });
    // Three periods are due of each: January, February and March.
    await api.caller.billing_cycles.enrol({ id, customer_id: customer.id, items, start_date: '2026-01-01' });
  }
  const run = await api.caller.billing_runs.start({});
  for (const invoices of [4, 12, 20]) await killAfter(run.id, invoices);
  const before = await countInvoices();
  expect(before).toBeGreaterThanOrEqual(20);
  expect(before).toBeLessThan(CUSTOMERS);
  expect(await api.caller.billing_runs.get({ id: run.id })).toMatchObject({
    status: 'running',
    invoices_created: before,
  });

  await executeBillingRun(api.ctx, run.id);
  expect(await api.caller.billing_runs.get({ id: run.id })).toMatchObject({
    status: 'completed',
    subscriptions_done: CUSTOMERS,
    invoices_created: CUSTOMERS,
    errors_count: 0,
    totals: [{ currency: 'USD', invoices: CUSTOMERS, total: CUSTOMERS * 93 }],
  });
  const { tenant_id } = api;
  const periods = await api.db.withTenant(tenant_id, (tx) =>
    tx.invoiceItem.groupBy({
      by: ['service_start'],
      where: { tenant_id },
      _count: true,
      orderBy: { service_start: 'asc' },
    }),
  );
  expect(periods.map(({ service_start, _count }) => [service_start?.toISOString().slice(0, 10), _count])).toEqual([
    ['2026-01-01', CUSTOMERS],
    ['2026-02-01', CUSTOMERS],
    ['2026-03-01', CUSTOMERS],
  ]);
  const again = await api.caller.billing_runs.start({});
  await executeBillingRun(api.ctx, again.id);
  expect(await api.caller.billing_runs.get({ id: again.id })).toMatchObject({
    invoices_created: 0,
    subscriptions_total: 0,
  });
  expect(await checkInvariants(api.db)).toEqual([]);
}, 180_000);
