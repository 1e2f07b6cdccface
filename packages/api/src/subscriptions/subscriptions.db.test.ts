import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;
let plan_id: string;
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2023-12-05T12:00:00Z' });
  await api.caller.meters.create({ code: 'tokens', name: 'Tokens' });
  const pricing = { model: 'per_unit', unit_amount: 1 } as const;
  const plan = await api.caller.plans.create({
    code: 'tokens',
    name: 'Tokens',
    currency: 'USD',
    components: [{ kind: 'usage', name: 'Tokens', meter: 'tokens', pricing }],
  });
  plan_id = plan.id;
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function customerWithUsage(): Promise<string> {
  customers += 1;
  const { id } = await api.caller.customers.create({
    name: 'Ada',
    email: `ada${customers}@example.com`,
    country: 'US',
  });
  const record = { id: `u-${customers}`, customer_id: id, meter: 'tokens', occurred_at: '2023-11-10T00:00:00Z' };
  await api.caller.usage.record({ records: [{ ...record, quantity: 7 }] });
  return id;
}

const subscribe = (customer_id: string, start_date: string) =>
  api.rest('POST', '/api/subscriptions', { body: { customer_id, plan_id, start_date } });

async function billedTo(customer_id: string): Promise<number[]> {
  const { id } = await api.caller.billing_runs.start({ customer_id });
  await executeBillingRun(api.ctx, id);
  return (await api.caller.invoices.list({ customer_id })).data.map(({ total }) => total);
}

describe('a second subscription to the same meter', () => {
  it('is refused while the first goes on', async () => {
    const customer = await customerWithUsage();
    const { body } = await subscribe(customer, '2023-11-01');
    const refused = await subscribe(customer, '2024-01-01');
    expect(refused).toMatchObject({ status: 409, body: { code: 'meter_in_use', errors: [{ path: 'plan_id' }] } });
    expect(refused.body.detail).toContain(`Ada is subscribed to "Tokens" (${body.id}), which bills the meter "tokens"`);
    expect(refused.body.detail).toContain('Change or cancel that subscription');
  });

  it('is refused where it would bill again what an ended one has billed, and is taken from there on', async () => {
    const customer = await customerWithUsage();
    const { body } = await subscribe(customer, '2023-11-01');
    await api.rest('DELETE', `/api/subscriptions/${body.id}`);
    expect(await billedTo(customer)).toEqual([7]);
    const refused = await subscribe(customer, '2023-11-01');
    expect(refused).toMatchObject({ status: 409, body: { code: 'meter_in_use', errors: [{ path: 'start_date' }] } });
    expect((await subscribe(customer, '2023-12-01')).status).toBe(201);
    expect(await billedTo(customer)).toEqual([7]);
  });
});
