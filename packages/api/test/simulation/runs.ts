import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { markOverdueInvoices } from '../../src/invoices/mark-overdue-invoices.ts';
import { careForSubscriptions } from '../../src/subscriptions/lifecycle/care-for-subscriptions.ts';
import type { TestApi } from '../kit/start-api.ts';

const worker = fileURLToPath(new URL('../kit/carry-out-run.ts', import.meta.url));

/** How a run goes: as it should, by two workers at once, previewed first, or killed before it is done. */
export type Manner = 'plain' | 'twice' | 'previewed' | 'killed';

/**
 * What the worker does at a tick, in one of its manners; what it does for those that went on by themselves, at the next. Whoever
 * went on and has not paid is billed first, and pauses at the look after that.
 */
export async function tick(api: TestApi, manner: Manner): Promise<void> {
  await carryOut(api, manner);
  await markOverdueInvoices(api.services);
  await careForSubscriptions(api.services);
  await carryOut(api, 'plain');
  await careForSubscriptions(api.services);
}

async function carryOut(api: TestApi, manner: Manner): Promise<void> {
  const { caller, ctx, services } = api;
  const preview = manner === 'previewed' ? await caller.billing_runs.preview({}) : null;
  if ((await startDueBillingRuns(services)) === 0) return;
  const { data } = await caller.billing_runs.list({ limit: 5 });
  for (const { id, status } of data) {
    if (status !== 'pending' && status !== 'running') continue;
    if (manner === 'killed') await killSoon(api, id);
    const workers = manner === 'twice' ? [0, 1] : [0];
    await Promise.all(workers.map(() => executeBillingRun(ctx, id)));
    const run = await caller.billing_runs.get({ id });
    expect(run).toMatchObject({ status: 'completed', errors_count: 0, errors: [] });
    if (preview !== null)
      expect(run.totals).toEqual(
        preview.totals.map(({ currency, invoices, total }) => ({ currency, invoices, total })),
      );
  }
}

/** Another process takes the run up and dies with it somewhere in the middle. */
async function killSoon({ db, tenant_id, clock }: TestApi, runId: string): Promise<void> {
  const args = ['--import', 'tsx', worker, db.appUrl, db.systemUrl, tenant_id, runId, clock.now().toISOString()];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const progress = () =>
    db.withTenant(tenant_id, (tx) =>
      tx.billingRun.findFirst({ where: { tenant_id, id: runId }, select: { subscriptions_done: true } }),
    );
  while (child.exitCode === null && ((await progress())?.subscriptions_done ?? 0) < 2)
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await ended;
}
