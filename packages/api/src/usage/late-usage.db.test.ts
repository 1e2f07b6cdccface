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

test('usage of a trial, of a pause and after an end is not told, and a change of plan makes none late', async () => {
  const { caller, clock } = api;
  clock.moveTo('2026-06-01T12:00:00Z');
  const meter = await caller.meters.create({ code: 'bytes', name: 'Bytes' });
  const make = (code: string, unit_amount: number) =>
    caller.plans.create({
      ...{ code, name: code, currency: 'USD' },
      components: [{ kind: 'usage', name: 'Bytes', meter: 'bytes', pricing: { model: 'per_unit', unit_amount } }],
    });
  const [small, large] = [await make('small', 1), await make('large', 2)];
  const terms = { country: 'US', currency: 'USD', time_zone: 'UTC' };
  const subscribe = async (name: string, trial_days = 0) => {
    const { id: customer_id } = await caller.customers.create({ name, email: `${name}@example.com`, ...terms });
    const start_date = '2026-06-01';
    const { id } = await caller.subscriptions.create({ customer_id, plan_id: small.id, start_date, trial_days });
    // One unit a day, whatever becomes of the subscription.
    const records = Array.from({ length: 60 }, (_, day) => ({
      ...{ id: `${name}-${day}`, customer_id, meter: 'bytes', quantity: 1 },
      occurred_at: new Date(Date.UTC(2026, 5, 1 + day, 6)).toISOString(),
    }));
    return {
      id,
      customer_id,
      use: (from: number, to: number) => caller.usage.record({ records: records.slice(from, to) }),
    };
  };
  const [paused, changed, ended, tried] = [
    await subscribe('paused'),
    await subscribe('changed'),
    await subscribe('ended'),
    await subscribe('tried', 15),
  ];
  clock.moveTo('2026-06-11T00:00:00Z');
  for (const { use } of [paused, changed, ended, tried]) await use(0, 10);
  await caller.subscriptions.pause({ id: paused.id, settle: 'credit' });
  await caller.subscriptions.update({ id: changed.id, plan_id: large.id, when: 'now' });
  await caller.subscriptions.cancel({ id: ended.id, when: 'now', settle: 'none' });
  clock.moveTo('2026-06-21T00:00:00Z');
  await caller.subscriptions.resume({ id: paused.id });
  for (const { use } of [paused, changed, ended, tried]) await use(10, 20);
  clock.moveTo('2026-08-01T06:00:00Z');
  for (const { use } of [paused, changed, ended, tried]) await use(20, 60);
  const run = await caller.billing_runs.start({});
  await executeBillingRun(api.ctx, run.id);
  expect((await caller.usage.late({})).data).toEqual([]);

  for (const { customer_id } of [paused, changed, ended, tried])
    for (const at of ['2026-06-05T07:00:00Z', '2026-06-15T07:00:00Z', '2026-06-25T07:00:00Z'])
      await caller.usage.record({
        records: [{ id: `${customer_id}${at}`, customer_id, meter: meter.code, quantity: 1, occurred_at: at }],
      });
  const { data } = await caller.usage.late({});
  const told = data.map(
    ({ customer, period, difference }) => `${customer.name} ${period.start} ${period.end} ${difference}`,
  );
  expect(told.sort()).toEqual([
    'changed 2026-06-01 2026-06-11 1',
    'changed 2026-06-11 2026-07-01 2',
    'ended 2026-06-01 2026-06-11 1',
    'paused 2026-06-01 2026-06-11 1',
    'paused 2026-06-21 2026-07-01 1',
    'tried 2026-06-16 2026-07-16 1',
  ]);
  expect(await checkInvariants(api.db)).toEqual([]);
});

test('usage that is billed in longer periods than its plan is late only once such a period is billed', async () => {
  const { caller, clock } = api;
  clock.moveTo('2027-01-01T12:00:00Z');
  await caller.meters.create({ code: 'seats', name: 'Seats' });
  const pricing = { model: 'per_unit', unit_amount: 1 } as const;
  const quarterly = { kind: 'usage', name: 'Seats', meter: 'seats', interval: 'quarter', pricing } as const;
  const fee = { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 10 } } as const;
  const { id: plan_id } = await caller.plans.create({
    ...{ code: 'quarterly', name: 'Quarterly', currency: 'USD', components: [fee, quarterly] },
  });
  const terms = { country: 'US', currency: 'USD', time_zone: 'UTC' };
  const { id: customer_id } = await caller.customers.create({ name: 'Quinn', email: 'quinn@example.com', ...terms });
  await caller.subscriptions.create({ customer_id, plan_id, start_date: '2027-01-01' });
  const use = (id: string, occurred_at: string) =>
    caller.usage.record({ records: [{ id, customer_id, meter: 'seats', quantity: 5, occurred_at }] });
  const late = async () =>
    (await caller.usage.late({ customer_id })).data.map((one) => [one.period.start, one.period.end, one.difference]);
  const bill = async (at: string) => {
    clock.moveTo(at);
    await executeBillingRun(api.ctx, (await caller.billing_runs.start({ customer_id })).id);
  };
  await use('january', '2027-01-01T10:00:00Z');
  await bill('2027-03-01T00:00:00Z');
  expect(await late()).toEqual([]);
  await bill('2027-04-01T00:00:00Z');
  expect(await late()).toEqual([]);
  await use('february', '2027-02-20T00:00:00Z');
  expect(await late()).toEqual([['2027-01-01', '2027-04-01', 5]]);
});
