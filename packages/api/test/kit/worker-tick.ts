import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { markOverdueInvoices } from '../../src/invoices/mark-overdue-invoices.ts';
import { careForSubscriptions } from '../../src/subscriptions/lifecycle/care-for-subscriptions.ts';
import type { TestApi } from './start-api.ts';

/** A plan in dollars with one monthly fee in advance. */
export async function makePlan(api: TestApi, code: string, amount: number): Promise<string> {
  const component = { kind: 'recurring', name: 'Fee', timing: 'advance', pricing: { model: 'flat', amount } } as const;
  return (await api.caller.plans.create({ code, name: code, currency: 'USD', components: [component] })).id;
}

/** What the worker does by the hour. */
export async function tickAt(api: TestApi, now: string): Promise<void> {
  api.clock.moveTo(now);
  await startDueBillingRuns(api.services);
  const { data } = await api.caller.billing_runs.list({ limit: 10 });
  for (const run of data) if (run.status === 'pending') await executeBillingRun(api.ctx, run.id);
  await markOverdueInvoices(api.services);
  await careForSubscriptions(api.services);
}
