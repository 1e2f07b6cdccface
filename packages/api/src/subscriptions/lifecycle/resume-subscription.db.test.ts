import { setTimeout as sleep } from 'node:timers/promises';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';
import { makePlan, tickAt } from '../../../test/kit/worker-tick.ts';
import { executeBillingRun } from '../../billing-runs/execute-billing-run.ts';
import { careForSubscriptions, careForTenant } from './care-for-subscriptions.ts';

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

describe('a subscription that pauses', () => {
  it('a pause makes nobody forget that an invoice is overdue', async () => {
    api.clock.moveTo('2027-10-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    for (const invoice of await invoicesOf(customer_id))
      await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
    await tick('2027-10-20T00:30:00Z');
    expect((await api.caller.subscriptions.get({ id })).status).toBe('past_due');
    await api.rest('POST', `/api/subscriptions/${id}/pause`, { body: {} });
    await api.rest('POST', `/api/subscriptions/${id}/resume`, { body: {} });
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({
      status: 'past_due',
      grace_ends_at: '2027-10-30T00:00:00.000Z',
    });
  });

  it('until somebody ends the pause is not taken in hand by the hour', async () => {
    api.clock.moveTo('2027-11-01T00:00:00Z');
    const email = 'bo@example.com';
    const customer_id = (await api.caller.customers.create({ name: 'Bo', email, country: 'US' })).id;
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    await api.caller.subscriptions.pause({ id, settle: 'none' });
    const cared = await api.db.withTenant(api.tenant_id, async (tx) => {
      await tx.$queryRaw`SELECT FROM subscriptions WHERE tenant_id = ${api.tenant_id}::uuid AND id = ${id}::uuid FOR UPDATE`;
      const care = careForSubscriptions(api.services).then(() => 'without it' as const);
      return Promise.race([care, sleep(5_000).then(() => 'waits for it' as const)]);
    });
    expect(cared).toBe('without it');
  });

  it('is resumed on its day whatever fails for another', async () => {
    api.clock.moveTo('2028-01-01T00:00:00Z');
    const email = 'cy@example.com';
    const customer_id = (await api.caller.customers.create({ name: 'Cy', email, country: 'US' })).id;
    const make = async () => (await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic })).id;
    const [broken, whole] = [await make(), await make()];
    await runFor(customer_id);
    for (const id of [broken, whole])
      await api.caller.subscriptions.pause({ id, settle: 'none', resumes_on: '2028-01-11' });
    api.clock.moveTo('2028-01-11T10:00:00Z');
    // Something that no rule of ours foresees, in the way of one alone.
    const withTenant: typeof api.db.withTenant = (tenant, fn) =>
      api.db.withTenant(tenant, async (tx) => {
        const done = await fn(tx);
        const [row] = await tx.$queryRaw<
          { status: string }[]
        >`SELECT status FROM subscriptions WHERE id = ${broken}::uuid`;
        if (row?.status === 'active') throw new Error('nobody foresaw this');
        return done;
      });
    const care = careForTenant({ ...api.ctx, db: { ...api.ctx.db, withTenant } });
    await expect(care).rejects.toThrow('1 steps failed');
    const statuses = async () =>
      Promise.all([broken, whole].map(async (id) => (await api.caller.subscriptions.get({ id })).status));
    expect(await statuses()).toEqual(['paused', 'active']);
    await careForTenant(api.ctx);
    expect(await statuses()).toEqual(['active', 'active']);
  });
});
