import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { billCustomer, invoicesOf, makeCustomer } from '../../test/kit/who-is-billed.ts';
import { makePlan } from '../../test/kit/worker-tick.ts';

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

const customer = () => makeCustomer(api);
const runFor = (customer_id: string) => billCustomer(api, customer_id);
const invoices = (customer_id: string) => invoicesOf(api, customer_id);

describe('a change after account credit paid', () => {
  it('what account credit paid is paid', async () => {
    await api.caller.subscription_policy.update({ credit_cap: 'paid' });
    api.clock.moveTo('2028-01-01T00:00:00Z');
    const customer_id = await customer();
    await api.rest('POST', `/api/customers/${customer_id}/credit-adjustments`, {
      body: { amount: 310, reason: 'Paid before' },
    });
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    for (const invoice of await invoices(customer_id))
      await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
    expect((await invoices(customer_id))[0]).toMatchObject({ status: 'paid' });
    api.clock.moveTo('2028-01-11T12:00:00Z');
    const { change } = await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    await api.caller.subscription_policy.update({ credit_cap: 'billed' });
    expect(change?.net).toBe(210);
  });
});
