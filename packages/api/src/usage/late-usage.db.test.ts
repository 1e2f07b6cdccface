import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2026-03-01T12:00:00Z' });
});
afterAll(() => api.stop());

test('usage that comes after its period was billed is told, until the invoice is billed again with it', async () => {
  const { caller } = api;
  await caller.meters.create({ code: 'calls', name: 'Calls' });
  const plan = await caller.plans.create({
    code: 'usage',
    name: 'Usage',
    currency: 'USD',
    components: [{ kind: 'usage', name: 'Calls', meter: 'calls', pricing: { model: 'per_unit', unit_amount: 2 } }],
  });
  const terms = { country: 'US', currency: 'USD', time_zone: 'UTC' };
  const customer = await caller.customers.create({ name: 'Ada', email: 'ada@example.com', ...terms });
  const customer_id = customer.id;
  await caller.subscriptions.create({ customer_id, plan_id: plan.id, start_date: '2026-01-10' });
  const use = (id: string, quantity: number, occurred_at: string) =>
    caller.usage.record({ records: [{ id, customer_id, meter: 'calls', quantity, occurred_at }] });
  // Periods: 10 January, 10 February, 10 March. One call in the first; the second is not over.
  await use('in-time', 5, '2026-01-20T00:00:00Z');
  const run = await caller.billing_runs.start({});
  await executeBillingRun(api.ctx, run.id);
  expect(await caller.usage.late({})).toEqual({ data: [], complete: true });

  await use('late', 3, '2026-02-09T23:59:59Z');
  await use('current', 9, '2026-02-10T00:00:00Z');
  const [{ id, invoice_number } = { id: '', invoice_number: '' }] = (await caller.invoices.list({})).data;
  const late = await api.rest('GET', '/api/usage/late');
  expect(late.body.data).toMatchObject([
    {
      customer: { id: customer_id, name: 'Ada' },
      meter: { code: 'calls' },
      period: { start: '2026-01-10', end: '2026-02-10' },
      invoice: { id, invoice_number },
      invoiced_quantity: 5,
      quantity: 8,
      difference: 3,
    },
  ]);
  const stranger = await api.addTenant('stranger');
  expect((await stranger.rest('GET', '/api/usage/late')).body.data).toEqual([]);

  const again = await caller.billing_runs.bill_again({ id, void_reason: 'Late calls' });
  expect(again).toMatchObject({ total: 16, items: [{ quantity: 8 }] });
  expect((await caller.usage.late({ customer_id })).data).toEqual([]);
  expect(await checkInvariants(api.db)).toEqual([]);
});
