import { toDbDate } from '@revenue/db/civil-dates';
import { newId } from '@revenue/db/ids';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { executeBillingRun } from './execute-billing-run.ts';
import { startDueBillingRuns } from './start-due-billing-runs.ts';

const SUBSCRIBED = new Date('2023-11-01T00:00:00Z');
let api: TestApi;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ now: '2023-12-01T12:00:00Z' });
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

describe('a billing run', () => {
  test('bills usage by tiers and the base fee, exactly as its preview says, and nothing the second time', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    const ada = await subscribe(tenant, plan, 'Ada', 'UTC');
    await use(tenant, plan, ada, [
      ['2023-11-16T18:00:00Z', '150000'],
      ['2023-11-30T23:59:59Z', '100000'],
      ['2023-12-01T00:00:00Z', '7'],
    ]);

    const preview = await tenant.caller.billing_runs.preview({});
    // Graduated per 1,000: 100 x 0.50 + 150 x 0.25 = 87.50, and the base fee of 20.00.
    expect(preview.totals).toEqual([{ currency: 'USD', invoices: 1, total: 107.5 }]);

    const run = await runNow(tenant);
    expect(run).toMatchObject({
      status: 'completed',
      invoices_created: 1,
      subscriptions_done: 1,
      errors_count: 0,
      totals: preview.totals,
    });
    const [invoice] = (await tenant.caller.invoices.list({})).data;
    expect(invoice).toMatchObject({
      customer_id: ada,
      total: 107.5,
      issue_date: '2023-12-01',
      due_date: '2023-12-31',
      status: 'draft',
    });
    const { items } = await tenant.caller.invoices.get({ id: invoice?.id ?? '' });
    expect(
      items.map(({ description, quantity, amount, service_period }) => ({
        description,
        quantity,
        amount,
        service_period,
      })),
    ).toEqual([
      { description: 'Base fee', quantity: 1, amount: 20, service_period: { start: '2023-11-01', end: '2023-12-01' } },
      {
        description: 'Tokens',
        quantity: 250000,
        amount: 87.5,
        service_period: { start: '2023-11-01', end: '2023-12-01' },
      },
    ]);

    expect(await runNow(tenant)).toMatchObject({ status: 'completed', subscriptions_total: 0, invoices_created: 0 });
    expect((await tenant.caller.invoices.list({})).data).toHaveLength(1);
  });

  test('adds up usage of more digits than JSON carries, and its invoice can be read', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    const ada = await subscribe(tenant, plan, 'Ada', 'UTC');
    await use(tenant, plan, ada, [
      ['2023-11-16T18:00:00Z', '0.123456789012'],
      ['2023-11-17T18:00:00Z', '100000.5'],
    ]);
    await runNow(tenant);
    const [invoice] = (await tenant.caller.invoices.list({})).data;
    const { items } = await tenant.caller.invoices.get({ id: invoice?.id ?? '' });
    expect(items[1]).toMatchObject({ description: 'Tokens', quantity: 100000.623456789, amount: 50 });
    expect(JSON.stringify(items[1]?.derivation)).toContain('100000.623456789012');
  });

  test('counts usage by the days of each customer where the customer is', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    const inUtc = await subscribe(tenant, plan, 'Utc', 'UTC');
    const inNewYork = await subscribe(tenant, plan, 'New York', 'America/New_York');
    // 02:00 UTC on 1 December is still November in New York.
    for (const customer of [inUtc, inNewYork]) await use(tenant, plan, customer, [['2023-12-01T02:00:00Z', '1000']]);
    await runNow(tenant);
    const { data } = await tenant.caller.invoices.list({});
    expect(data.find((invoice) => invoice.customer_id === inUtc)?.total).toBe(20);
    expect(data.find((invoice) => invoice.customer_id === inNewYork)?.total).toBe(20.5);
  });

  test('is not due for a customer whose midnight has not come', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    await subscribe(tenant, plan, 'Utc', 'UTC');
    await subscribe(tenant, plan, 'New York', 'America/New_York');
    const preview = await tenant.caller.billing_runs.preview({ as_of: '2023-12-01T04:59:59Z' });
    expect(preview.totals).toEqual([{ currency: 'USD', invoices: 1, total: 20 }]);
  });

  test('catches up period by period after a long stand-still, on one invoice', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    await subscribe(tenant, plan, 'Late', 'UTC');
    api.clock.moveTo('2024-02-10T12:00:00Z');
    await runNow(tenant);
    api.clock.moveTo('2023-12-01T12:00:00Z');
    const [invoice] = (await tenant.caller.invoices.list({})).data;
    const { items } = await tenant.caller.invoices.get({ id: invoice?.id ?? '' });
    expect(items.map((item) => item.service_period?.start)).toEqual(['2023-11-01', '2023-12-01', '2024-01-01']);
    expect(invoice?.total).toBe(60);
  });

  test('carried out by four workers at once bills everybody once', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    for (let at = 0; at < 30; at += 1) await subscribe(tenant, plan, `Customer ${at}`, 'UTC');
    const run = await tenant.caller.billing_runs.start({});
    await Promise.all(Array.from({ length: 4 }, () => executeBillingRun(tenant.ctx, run.id)));
    expect(await tenant.caller.billing_runs.get({ id: run.id })).toMatchObject({
      status: 'completed',
      invoices_created: 30,
      subscriptions_done: 30,
      totals: [{ currency: 'USD', invoices: 30, total: 600 }],
    });
  });

  test('names a customer that cannot be billed and bills the others', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    const broken = await subscribe(tenant, plan, 'Broken', 'UTC');
    await subscribe(tenant, plan, 'Fine', 'UTC');
    // Somebody billed this period by another way: the constraint is the last word against billing it twice.
    await billBehindItsBack(tenant, broken);
    const run = await runNow(tenant);
    expect(run).toMatchObject({ status: 'completed', invoices_created: 1, errors_count: 1, subscriptions_done: 2 });
    expect(run.errors).toMatchObject([{ customer_id: broken, customer_name: 'Broken' }]);
    expect(run.errors[0]?.message).toMatch(/billed already/);
    await undoBehindItsBack(tenant);
  });

  test('for a time to come is refused unless it is meant', async () => {
    const tenant = await newTenant();
    await expect(tenant.caller.billing_runs.start({ date: '2023-12-02' })).rejects.toThrow(/allow_future/);
    expect(await tenant.caller.billing_runs.start({ date: '2023-12-02', allow_future: true })).toMatchObject({
      status: 'pending',
    });
  });

  test('of one customer leaves the others due', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    const ada = await subscribe(tenant, plan, 'Ada', 'UTC');
    await subscribe(tenant, plan, 'Bob', 'UTC');
    const run = await tenant.caller.billing_runs.start({ customer_id: ada });
    await executeBillingRun(tenant.ctx, run.id);
    expect((await tenant.caller.billing_runs.preview({})).totals).toEqual([
      { currency: 'USD', invoices: 1, total: 20 },
    ]);
  });

  test('ends a subscription that was cancelled at the end of its period, with its last lines', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    const ada = await subscribe(tenant, plan, 'Ada', 'UTC');
    const [subscription] = (await tenant.caller.subscriptions.list({ customer_id: ada })).data;
    await tenant.caller.subscriptions.cancel({ id: subscription?.id ?? '' });
    await runNow(tenant);
    api.clock.moveTo('2024-01-01T12:00:00Z');
    expect(await runNow(tenant)).toMatchObject({ subscriptions_total: 0 });
    const ended = await tenant.caller.subscriptions.get({ id: subscription?.id ?? '' });
    expect(ended).toMatchObject({ status: 'canceled', next_billing_at: null, ended_at: '2023-12-01T12:00:00.000Z' });
    api.clock.moveTo('2023-12-01T12:00:00Z');
  });

  test('is started by the tick once for each tenant with something due', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    await subscribe(tenant, plan, 'Ada', 'UTC');
    await startDueBillingRuns(api.services);
    await startDueBillingRuns(api.services);
    const { data } = await tenant.caller.billing_runs.list({});
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ trigger: 'schedule', status: 'pending' });
    const listed = async (query: string) => (await tenant.rest('GET', `/api/billing-runs?${query}`)).body.data;
    expect(await listed('status=pending&trigger=schedule&sort=-as_of')).toEqual(data);
    expect([await listed('status=failed'), await listed('trigger=manual')]).toEqual([[], []]);
    await executeBillingRun(tenant.ctx, data[0]?.id ?? '');
  });

  test('whose job was cancelled says so, and the next tick starts another', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    await subscribe(tenant, plan, 'Ada', 'UTC');
    const run = await tenant.caller.billing_runs.start({});
    const [job] = (await tenant.caller.jobs.list({ name: 'billing.run' })).data;
    await tenant.caller.jobs.cancel({ id: job?.id ?? '' });
    expect(await tenant.caller.billing_runs.get({ id: run.id })).toMatchObject({
      status: 'failed',
      failure: 'Its job was cancelled; start another run.',
    });
    await startDueBillingRuns(api.services);
    const [next] = (await tenant.caller.billing_runs.list({})).data;
    expect(next).toMatchObject({ trigger: 'schedule', status: 'pending' });
    await executeBillingRun(tenant.ctx, next?.id ?? '');
  });

  test('that died with its job for good does not keep its tenant from being billed', async () => {
    const tenant = await newTenant();
    const plan = await makePlan(tenant);
    await subscribe(tenant, plan, 'Ada', 'UTC');
    const dead = await tenant.caller.billing_runs.start({});
    const [job] = (await tenant.caller.jobs.list({ name: 'billing.run' })).data;
    await api.services.jobs.cancel('billing.run', job?.id ?? '');
    await startDueBillingRuns(api.services);
    const { data } = await tenant.caller.billing_runs.list({});
    expect(data.map(({ trigger }) => trigger)).toEqual(['schedule', 'manual']);
    for (const id of [data[0]?.id ?? '', dead.id]) await executeBillingRun(tenant.ctx, id);
  });

  test('for a year that nobody means is refused, its preview too: each would be decades of periods of everybody', async () => {
    const { caller } = await newTenant();
    const refused = /more than 366 days ahead; is a digit mistyped/;
    await expect(caller.billing_runs.preview({ date: '2203-12-02' })).rejects.toThrow(refused);
    const as_of = '9999-12-31T23:59:59Z';
    await expect(caller.billing_runs.start({ as_of, allow_future: true })).rejects.toThrow(refused);
    expect((await caller.billing_runs.list({})).data).toEqual([]);
  });

  test('asked for over REST answers 201 and is found again under its id', async () => {
    const tenant = await newTenant();
    const answer = await tenant.rest('POST', '/api/billing/generate', { body: { date: '2023-12-01' } });
    expect(answer.status).toBe(201);
    expect((await tenant.rest('GET', `/api/billing-runs/${answer.body.id}`)).body).toMatchObject({
      id: answer.body.id,
    });
    const stranger = await newTenant();
    expect((await stranger.rest('GET', `/api/billing-runs/${answer.body.id}`)).status).toBe(404);
  });
});

async function newTenant(): Promise<TestTenant> {
  tenants += 1;
  return api.addTenant(`tenant-${tenants}`);
}

async function runNow(tenant: TestTenant) {
  const { id } = await tenant.caller.billing_runs.start({});
  await executeBillingRun(tenant.ctx, id);
  return tenant.caller.billing_runs.get({ id });
}

type TestPlan = { id: string; meterId: string };

async function makePlan({ caller }: TestTenant): Promise<TestPlan> {
  const meter = await caller.meters.create({ code: 'tokens', name: 'Tokens' });
  const tiers = [
    { up_to: 100_000, unit_amount: 0.5 },
    { up_to: null, unit_amount: 0.25 },
  ];
  const { id } = await caller.plans.create({
    code: 'llm',
    name: 'LLM',
    currency: 'USD',
    components: [
      { kind: 'recurring', name: 'Base fee', timing: 'arrear', pricing: { model: 'flat', amount: 20 } },
      { kind: 'usage', name: 'Tokens', meter: 'tokens', pricing: { model: 'graduated', per_units: 1000, tiers } },
    ],
  });
  return { id, meterId: meter.id };
}

async function subscribe({ caller }: TestTenant, plan: TestPlan, name: string, time_zone: string): Promise<string> {
  const email = `${newId(SUBSCRIBED)}@example.com`;
  const customer = await caller.customers.create({ name, email, country: 'US', currency: 'USD', time_zone });
  await caller.subscriptions.create({ customer_id: customer.id, plan_id: plan.id, start_date: '2023-11-01' });
  return customer.id;
}

async function use(
  { ctx, tenant_id }: TestTenant,
  plan: TestPlan,
  customer_id: string,
  records: [string, string][],
): Promise<void> {
  await ctx.db.withTenant(tenant_id, (tx) =>
    tx.usageRecord.createMany({
      data: records.map(([at, quantity]) => ({
        tenant_id,
        id: newId(SUBSCRIBED),
        customer_id,
        meter_id: plan.meterId,
        quantity,
        occurred_at: new Date(at),
        received_at: SUBSCRIBED,
      })),
    }),
  );
}

/** A draft by hand whose item claims a period of the customer's subscription, as an error in other code might. */
async function billBehindItsBack({ ctx, tenant_id, caller }: TestTenant, customer_id: string): Promise<void> {
  const invoice = await caller.invoices.create({
    customer_id,
    items: [{ description: 'By another way', unit_price: 0 }],
  });
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const item = await tx.subscriptionItem.findFirstOrThrow({ where: { tenant_id, subscription: { customer_id } } });
    await tx.invoiceItem.updateMany({
      where: { tenant_id, invoice_id: invoice.id },
      data: {
        subscription_item_id: item.id,
        service_start: toDbDate('2023-11-01'),
        service_end: toDbDate('2023-12-01'),
      },
    });
  });
}

async function undoBehindItsBack({ ctx, tenant_id }: TestTenant): Promise<void> {
  await ctx.db.withTenant(tenant_id, (tx) =>
    tx.invoiceItem.updateMany({ where: { tenant_id, kind: 'manual' }, data: { subscription_item_id: null } }),
  );
}
