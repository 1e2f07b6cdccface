import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';
import { sendDrafts } from '../invoices/send-drafts.ts';

const NOON = '2026-03-10T12:00:00Z';
let api: TestApi;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ now: NOON });
});
afterEach(async () => {
  api.clock.moveTo(NOON);
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

describe('a billing cycle', () => {
  test('made over REST for a customer and a product bills the product, quarter by quarter', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const product_id = await addProduct(tenant, 99);
    const body = {
      customer_id,
      interval: 'quarter',
      alignment: 'anniversary',
      items: [
        { product_id, quantity: 2 },
        { description: 'Retainer', unit_price: 500 },
      ],
    };
    const made = await tenant.rest('POST', '/api/billing-cycles', { body });
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Quarterly',
      alignment: 'anniversary',
      anchor_date: null,
      subscriptions: 1,
    });
    const [enrolment] = made.body.customers as unknown[];
    expect(enrolment).toMatchObject({
      customer_id,
      by_product: true,
      amount: 1094,
      items: [
        { product_id, quantity: 2, unit_price: 297 },
        { product_id: null, description: 'Retainer', unit_price: 500 },
      ],
      current_period: { start: '2026-03-10', end: '2026-06-10' },
      time_zone: 'UTC',
    });
    await run(tenant);
    api.clock.moveTo('2026-06-10T12:00:00Z');
    await run(tenant);
    const { data } = await tenant.caller.invoices.list({ customer_id, sort: 'issue_date' });
    expect(data.map(({ total, issue_date }) => [total, issue_date])).toEqual([
      [1094, '2026-03-10'],
      [1094, '2026-06-10'],
    ]);
    const { items, billing_cycle_id } = await tenant.caller.invoices.get({ id: data[1]?.id ?? '' });
    expect(billing_cycle_id).toBe(made.body.id);
    expect(items[0]).toMatchObject({
      product_id,
      kind: 'recurring',
      service_period: { start: '2026-06-10', end: '2026-09-10' },
    });
  });

  test('of the calendar charges the days up to its anchor first, then whole periods', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const cycle = await tenant.caller.billing_cycles.create({ anchor_day: 20, payment_terms: 'net_7' });
    await tenant.caller.billing_cycles.enrol({
      id: cycle.id,
      customer_id,
      items: [{ description: 'Seat', unit_price: 28 }],
    });
    await run(tenant);
    api.clock.moveTo('2026-03-20T12:00:00Z');
    await run(tenant);
    const { data } = await tenant.caller.invoices.list({ customer_id, sort: 'issue_date' });
    // 10 of the 28 days from 20 February on.
    expect(data.map(({ total, due_date }) => [total, due_date])).toEqual([
      [10, '2026-03-17'],
      [28, '2026-03-27'],
    ]);
  });

  test('issues days before the period and is sent by itself', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const cycle = await tenant.caller.billing_cycles.create({
      alignment: 'anniversary',
      issue_days_before: 5,
      auto_send: true,
      customer_id,
      items: [{ description: 'Retainer', unit_price: 100 }],
    });
    expect(cycle.schedule[0]).toEqual({ start: '2026-03-10', end: '2026-04-10', issue_on: '2026-03-05' });
    await run(tenant);
    api.clock.moveTo('2026-04-04T12:00:00Z');
    expect((await run(tenant)).invoices_created).toBe(0);
    api.clock.moveTo('2026-04-05T12:00:00Z');
    expect((await run(tenant)).invoices_created).toBe(1);
    const { data } = await tenant.caller.invoices.list({ customer_id, sort: 'issue_date' });
    expect(data.map(({ status }) => status)).toEqual(['draft', 'draft']);
    const ids = data.map(({ id }) => id);
    // A job that two workers have at once sends each once; the loser is tried again and finds nothing left.
    await Promise.allSettled([sendDrafts(tenant.ctx, ids), sendDrafts(tenant.ctx, ids)]);
    await sendDrafts(tenant.ctx, ids);
    expect((await tenant.caller.invoices.list({ customer_id })).data.map(({ status }) => status)).toEqual([
      'sent',
      'sent',
    ]);
    expect((await tenant.caller.mails.list({})).data).toHaveLength(2);
    const { data: jobs } = await tenant.caller.jobs.list({ name: 'invoices.send' });
    expect(jobs).toHaveLength(2);
  });

  test('takes a subscription to a plan of its length, and gives it its anchor', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const cycle = await tenant.caller.billing_cycles.create({ anchor_day: 31 });
    const plan = await tenant.caller.plans.create({
      code: 'pro',
      name: 'Pro',
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 10 } }],
    });
    const terms = { customer_id, plan_id: plan.id, billing_cycle_id: cycle.id };
    const subscription = await tenant.caller.subscriptions.create(terms);
    expect(subscription).toMatchObject({ billing_cycle: { id: cycle.id, name: 'Monthly' }, anchor_date: '2001-01-31' });
    expect(subscription.current_period).toEqual({ start: '2026-03-10', end: '2026-03-31' });
    const { customers } = await tenant.caller.billing_cycles.get({ id: cycle.id });
    expect(customers).toMatchObject([{ customer_id, by_product: false, plan_name: 'Pro', amount: 10 }]);
    const { data } = await tenant.caller.subscriptions.list({ billing_cycle_id: cycle.id });
    expect(data).toHaveLength(1);
    const yearly = await tenant.caller.billing_cycles.create({ interval: 'year' });
    await expect(tenant.caller.subscriptions.create({ ...terms, billing_cycle_id: yearly.id })).rejects.toThrow(
      /same length/,
    );
  });

  test('refuses a plan with usage where it would invoice before the usage is known', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    await tenant.caller.meters.create({ code: 'calls', name: 'Calls' });
    const plan = await tenant.caller.plans.create({
      code: 'usage',
      name: 'Usage',
      currency: 'USD',
      components: [{ kind: 'usage', name: 'Calls', meter: 'calls', pricing: { model: 'per_unit', unit_amount: 1 } }],
    });
    const { id } = await tenant.caller.billing_cycles.create({ issue_days_before: 3 });
    await expect(
      tenant.caller.subscriptions.create({ customer_id, plan_id: plan.id, billing_cycle_id: id }),
    ).rejects.toThrow(/known only when its period is over/);
  });

  test.each([
    [{ auto_charge: true }, 'auto_charge', /no payment method can be stored/],
    [{ timing: 'arrear', issue_days_before: 3 }, 'issue_days_before', /timing advance/],
    [{ items: [{ description: 'X', unit_price: 1 }] }, 'customer_id', /is missing/],
    [{ anchor_day: 3, alignment: 'anniversary' }, 'anchor_day', /alignment calendar/],
    [{ issue_days_before: 61 }, 'issue_days_before', /60 or less/],
    [{ interval: 'fortnight' }, 'interval', /./],
  ])('refuses %o and names %s', async (body, path, message) => {
    const answer = await api.rest('POST', '/api/billing-cycles', { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
    expect(answer.body.errors[0].message).toMatch(message);
  });

  test('is changed under its version and is not deleted while somebody is billed on it', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const items = [{ description: 'Seat', unit_price: 10 }];
    const { id } = await tenant.caller.billing_cycles.create({ customer_id, items });
    const changed = await tenant.rest('PUT', `/api/billing-cycles/${id}`, {
      body: { name: 'Monthly, in advance', auto_send: true },
      headers: { 'if-match': '"1"' },
    });
    expect(changed.body).toMatchObject({ name: 'Monthly, in advance', auto_send: true, version: 2 });
    const stale = await tenant.rest('PUT', `/api/billing-cycles/${id}`, {
      body: { name: 'Lost' },
      headers: { 'if-match': '"1"' },
    });
    expect(stale.status).toBe(412);
    const refused = await tenant.rest('DELETE', `/api/billing-cycles/${id}`);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringMatching(/end them first/)]);
    await run(tenant);
    await tenant.rest('DELETE', `/api/billing-cycles/${id}/customers/${customer_id}`);
    api.clock.moveTo('2026-04-10T12:00:00Z');
    await run(tenant);
    expect((await tenant.rest('DELETE', `/api/billing-cycles/${id}`)).status).toBe(200);
    expect((await tenant.rest('GET', `/api/billing-cycles/${id}`)).status).toBe(404);
    expect((await tenant.caller.billing_cycles.list({})).data).toEqual([]);
    for (const name of ['Beta', 'Alpha', 'Gamma']) await tenant.caller.billing_cycles.create({ name });
    const first = await tenant.caller.billing_cycles.list({ sort: 'name', limit: 2 });
    const rest = await tenant.caller.billing_cycles.list({ sort: 'name', limit: 2, cursor: first.next_cursor ?? '' });
    expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  test('is nobody else’s to see, change or use', async () => {
    const tenant = await newTenant();
    const { id } = await tenant.caller.billing_cycles.create({ name: 'Secret' });
    const stranger = await newTenant();
    expect((await stranger.rest('GET', `/api/billing-cycles/${id}`)).status).toBe(404);
    expect((await stranger.rest('PUT', `/api/billing-cycles/${id}`, { body: { name: 'Stolen' } })).status).toBe(404);
    expect((await stranger.rest('GET', '/api/billing-cycles')).text).not.toContain('Secret');
    await expect(tenant.callerAs('support').billing_cycles.create({})).rejects.toThrow(/role finance/);
  });
});

describe('an enrolment', () => {
  test('is priced by the catalogue where that gives a price, and says what is missing where not', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const product_id = await addProduct(tenant, 99);
    const once = await tenant.caller.products.create({ name: 'Setup', type: 'one_time', price: 5 });
    const { id } = await tenant.caller.billing_cycles.create({ interval: 'week' });
    const enrol = (item: object) =>
      tenant.rest('POST', `/api/billing-cycles/${id}/customers`, { body: { customer_id, items: [item] } });
    const faults = [
      [{ product_id }, 'items[0].unit_price', /say unit_price/],
      [{ product_id: once.id }, 'items[0].product_id', /charged once/],
      [{ product_id: id }, 'items[0].product_id', /unknown/],
      [{ unit_price: 3 }, 'items[0].description', /missing/],
      [{ description: 'X' }, 'items[0].unit_price', /missing/],
    ] as const;
    for (const [item, path, message] of faults) {
      const { body } = await enrol(item);
      expect(body.errors?.[0]?.path).toBe(path);
      expect(body.errors?.[0]?.message).toMatch(message);
    }
    expect((await enrol({ product_id, unit_price: 25 })).status).toBe(201);
    const twice = await enrol({ product_id, unit_price: 25 });
    expect([twice.status, twice.body.code]).toEqual([409, 'duplicate']);
  });

  test('changes from the first period that is not billed yet, and its own plan is not in the catalogue', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const items = [{ description: 'Seat', unit_price: 10, quantity: 2 }];
    const { id } = await tenant.caller.billing_cycles.create({ alignment: 'anniversary', customer_id, items });
    await run(tenant);
    const changed = await tenant.caller.billing_cycles.change_enrolment({
      id,
      customer_id,
      items: [{ description: 'Seat', unit_price: 12, quantity: 3 }],
    });
    expect(changed.customers).toMatchObject([{ amount: 36, items: [{ quantity: 3, unit_price: 12 }] }]);
    api.clock.moveTo('2026-04-10T12:00:00Z');
    await run(tenant);
    const { data } = await tenant.caller.invoices.list({ customer_id, sort: 'issue_date' });
    expect(data.map(({ total }) => total)).toEqual([20, 36]);
    expect((await tenant.caller.plans.list({})).data).toEqual([]);
    const [{ plan } = { plan: { id: '' } }] = (await tenant.caller.subscriptions.list({ customer_id })).data;
    const other = await addCustomer(tenant, 'Bob');
    await expect(tenant.caller.subscriptions.create({ customer_id: other, plan_id: plan.id })).rejects.toThrow(
      /put this one on the cycle/,
    );
  });
});

async function newTenant(): Promise<TestTenant> {
  tenants += 1;
  return api.addTenant(`tenant-${tenants}`);
}

async function run(tenant: TestTenant) {
  const { id } = await tenant.caller.billing_runs.start({});
  await executeBillingRun(tenant.ctx, id);
  return tenant.caller.billing_runs.get({ id });
}

async function addCustomer({ caller }: TestTenant, name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await caller.customers.create({ name, email, country: 'US', currency: 'USD', time_zone: 'UTC' });
  return id;
}

async function addProduct({ caller }: TestTenant, price: number): Promise<string> {
  const { id } = await caller.products.create({ name: 'CRM Pro', type: 'recurring', price, interval: 'month' });
  return id;
}
