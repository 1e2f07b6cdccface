import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { makePlan, tickAt } from '../../test/kit/worker-tick.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;
let plans: { basic: string; pro: string };

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
  plans = { basic: await makePlan(api, 'basic', 310), pro: await makePlan(api, 'pro', 620) };
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

async function customer(): Promise<string> {
  const terms = { name: 'Ada', email: 'ada@example.com', country: 'US', payment_terms: 'net_14' } as const;
  return (await api.caller.customers.create(terms)).id;
}

async function runFor(customer_id: string): Promise<void> {
  const run = await api.caller.billing_runs.start({ customer_id });
  await executeBillingRun(api.ctx, run.id);
}

const tick = (now: string) => tickAt(api, now);

const invoicesOf = async (customer_id: string) => (await api.caller.invoices.list({ customer_id, limit: 100 })).data;

describe('an end at once', () => {
  it('what waits is billed with an end at once, also where nothing is given back', async () => {
    await api.caller.subscription_policy.update({ invoicing: 'next_invoice' });
    api.clock.moveTo('2027-05-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    for (const invoice of await invoicesOf(customer_id))
      await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
    api.clock.moveTo('2027-05-11T12:00:00Z');
    const { change } = await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    expect(change).toMatchObject({ net: 210, invoice_id: null });
    api.clock.moveTo('2027-05-21T12:00:00Z');
    await api.caller.subscriptions.cancel({ id, when: 'now', settle: 'none' });
    expect((await api.caller.subscriptions.get({ id })).status).toBe('canceled');
    await tick('2027-06-01T01:00:00Z');
    await api.caller.subscription_policy.update({ invoicing: 'now' });
    expect((await invoicesOf(customer_id)).map(({ total }) => total).sort()).toEqual([210, 310]);
  });
});
