import { setTimeout as sleep } from 'node:timers/promises';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';
import { changeSubscription } from './change-subscription.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const terms = (name: string, amount: number) => ({
  currency: 'USD',
  components: [{ kind: 'recurring', name, timing: 'advance', pricing: { model: 'flat', amount } } as const],
});
const makePlan = (code: string, amount: number, kind: 'plan' | 'addon') =>
  api.caller.plans.create({ code, name: code, kind, ...terms(code, amount) });

describe('an add-on that a subscription has', () => {
  it('keeps its price when another comes beside it, also once it costs more or is offered no more', async () => {
    const plan = await makePlan('fee', 100, 'plan');
    const phone = await makePlan('phone', 10, 'addon');
    const support = await makePlan('support', 5, 'addon');
    const customer = await api.caller.customers.create({ name: 'Ada', email: 'ada@example.com', country: 'US' });
    const { id } = await api.caller.subscriptions.create({ customer_id: customer.id, plan_id: plan.id });
    const run = await api.caller.billing_runs.start({ customer_id: customer.id });
    await executeBillingRun(api.ctx, run.id);
    api.clock.moveTo('2027-01-02T00:00:00Z');
    await api.caller.subscriptions.update({ id, add_ons: [{ plan_id: phone.id }] });
    await api.caller.plans.create_version({ id: phone.id, ...terms('phone', 20) });
    await api.caller.plans.update({ id: phone.id, active: false });
    // As the page asks: by the plans of all that are ticked.
    await api.caller.subscriptions.update({ id, add_ons: [{ plan_id: phone.id }, { plan_id: support.id }] });
    const { items } = await api.caller.subscriptions.get({ id });
    const versions = await api.caller.plans.get({ id: phone.id });
    const first = versions.versions.find(({ version }) => version === 1);
    expect(items.map(({ component_id }) => component_id)).toContain(first?.components[0]?.id);
    expect(items).toHaveLength(3);
  });
});

describe('a subscription that begins with add-ons', () => {
  const ask = (customer_id: string, plan_id: string, more: object) =>
    api.rest('POST', '/api/subscriptions', { body: { customer_id, plan_id, ...more } });

  it('bills them from its first day on as its preview shows, at the quantities and prices that were agreed', async () => {
    const plan = await makePlan('begun', 100, 'plan');
    const seats = await api.caller.plans.create({
      code: 'desks',
      name: 'Desks',
      kind: 'addon',
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Desks', pricing: { model: 'per_unit', unit_amount: 9 } }],
    });
    const component_id = seats.latest_version?.components[0]?.id ?? '';
    const { id: customer_id } = await api.caller.customers.create({
      name: 'Eve',
      email: 'eve@example.com',
      country: 'US',
    });
    const body = {
      customer_id,
      plan_id: plan.id,
      add_ons: [{ plan_id: seats.id }],
      quantities: [{ component_id, quantity: 3 }],
      prices: [{ component_id, pricing: { model: 'per_unit', unit_amount: 8 } }],
    };
    const preview = await api.rest('POST', '/api/subscriptions/preview', { body });
    expect(preview.body.invoices.map(({ total }: { total: number }) => total)).toEqual([124, 124]);
    const made = await api.rest('POST', '/api/subscriptions', { body });
    expect(made.status).toBe(201);
    expect(made.body.items).toMatchObject([
      { name: 'begun', plan: { id: plan.id } },
      { name: 'Desks', plan: { id: seats.id }, quantity: 3, own_price: true },
    ]);
    const run = await api.caller.billing_runs.start({ customer_id });
    await executeBillingRun(api.ctx, run.id);
    expect((await api.caller.invoices.list({ customer_id })).data).toMatchObject([{ total: 124 }]);
    const more = await api.rest('PUT', `/api/subscriptions/${made.body.id}`, {
      body: { quantities: [{ component_id, quantity: 4 }] },
    });
    expect(more.body.items).toMatchObject([{ name: 'begun' }, { name: 'Desks', quantity: 4, own_price: true }]);
  });

  it('is refused with what is no add-on, is there twice, or is in another currency or in shorter periods', async () => {
    const plan = await makePlan('yearly', 100, 'plan');
    const year = await api.caller.plans.create({ code: 'y', name: 'Y', interval: 'year', ...terms('Year', 500) });
    const monthly = await makePlan('monthly', 5, 'addon');
    const euro = await api.caller.plans.create({
      code: 'e',
      name: 'E',
      kind: 'addon',
      ...terms('E', 5),
      currency: 'EUR',
    });
    const { id } = await api.caller.customers.create({ name: 'Bob', email: 'bob@example.com', country: 'US' });
    const refused = async (plan_id: string, ...ids: string[]) => {
      const { status, body } = await ask(id, plan_id, { add_ons: ids.map((one) => ({ plan_id: one })) });
      return [status, body.code, body.errors[0].path];
    };
    expect(await refused(plan.id, plan.id)).toEqual([409, 'not_billable', 'add_ons[0].plan_id']);
    expect(await refused(plan.id, monthly.id, monthly.id)).toEqual([422, 'validation_failed', 'add_ons[1].plan_id']);
    expect(await refused(plan.id, euro.id)).toEqual([422, 'currency_mismatch', 'add_ons[0].plan_id']);
    expect(await refused(year.id, monthly.id)).toEqual([422, 'validation_failed', 'add_ons[0].plan_id']);
  });
});

describe('a meter', () => {
  it('is taken by one subscription of a customer, also where two take it at one time', async () => {
    const { caller, ctx } = api;
    await caller.meters.create({ code: 'calls', name: 'Calls' });
    const plan = await makePlan('line', 10, 'plan');
    const pricing = { model: 'per_unit', unit_amount: 1 } as const;
    const components = [{ kind: 'usage', name: 'Calls', meter: 'calls', pricing } as const];
    const calls = await caller.plans.create({
      code: 'calls',
      name: 'Calls',
      kind: 'addon',
      currency: 'USD',
      components,
    });
    const { id: customer_id } = await caller.customers.create({ name: 'Bo', email: 'bo@example.com', country: 'US' });
    // Each is billed by itself: on one invoice the second would wait there.
    const make = async () => {
      const { id } = await caller.subscriptions.create({ customer_id, plan_id: plan.id });
      await executeBillingRun(ctx, (await caller.billing_runs.start({ customer_id })).id);
      return id;
    };
    const [one, two] = [await make(), await make()];
    api.clock.moveTo('2027-01-03T00:00:00Z');
    const add_ons = [{ plan_id: calls.id }];
    let second: Promise<unknown> = Promise.resolve();
    await api.db.withTenant(api.tenant_id, async (tx) => {
      await changeSubscription(tx, ctx, one, { add_ons });
      second = caller.subscriptions.update({ id: two, add_ons });
      second.catch(() => undefined);
      // The second has looked, or waits for the first.
      await sleep(500);
    });
    await expect(second).rejects.toThrow(`(${one}), which bills the meter "calls" already`);
  });
});

describe('a change that brings', () => {
  it('what is known only afterwards to a cycle that bills before is refused with a hint, as at the begin', async () => {
    const { caller } = api;
    await caller.meters.create({ code: 'mails', name: 'Mails' });
    const plan = await makePlan('early', 10, 'plan');
    const pricing = { model: 'per_unit', unit_amount: 1 } as const;
    const usage = { kind: 'usage', name: 'Mails', meter: 'mails', pricing } as const;
    const mails = await caller.plans.create({
      ...{ code: 'mails', name: 'Mails', kind: 'addon', currency: 'USD', components: [usage] },
    });
    const rules = { name: 'Before', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
    const { id: billing_cycle_id } = await caller.billing_cycles.create({ ...rules, anchor_date: '2027-01-01' });
    const { id: customer_id } = await caller.customers.create({ name: 'Cy', email: 'cy@example.com', country: 'US' });
    const { id } = await caller.subscriptions.create({ customer_id, plan_id: plan.id, billing_cycle_id });
    await executeBillingRun(api.ctx, (await caller.billing_runs.start({ customer_id })).id);
    const add_ons = [{ plan_id: mails.id }];
    const refused = await api.rest('PUT', `/api/subscriptions/${id}`, { body: { add_ons } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'billing_cycle_id' }] } });
    expect(refused.body.detail).toContain('"Mails" is known only when its period is over');
  });

  it('a meter is refused while a former subscription has billed it, and made from that day on', async () => {
    const { caller, ctx } = api;
    await caller.meters.create({ code: 'scans', name: 'Scans' });
    const plan = await makePlan('scanned', 10, 'plan');
    const pricing = { model: 'per_unit', unit_amount: 1 } as const;
    const components = [{ kind: 'usage', name: 'Scans', meter: 'scans', pricing } as const];
    const only = await caller.plans.create({ code: 'scans-only', name: 'Scans', currency: 'USD', components });
    const more = await caller.plans.create({
      ...{ code: 'scans-more', name: 'Scans', kind: 'addon', currency: 'USD', components },
    });
    api.clock.moveTo('2027-02-01T00:00:00Z');
    const { id: customer_id } = await caller.customers.create({ name: 'Di', email: 'di@example.com', country: 'US' });
    const former = await caller.subscriptions.create({ customer_id, plan_id: only.id });
    const { id } = await caller.subscriptions.create({ customer_id, plan_id: plan.id });
    await executeBillingRun(ctx, (await caller.billing_runs.start({ customer_id })).id);
    api.clock.moveTo('2027-02-10T09:00:00Z');
    const record = { id: 'scan', customer_id, meter: 'scans', quantity: 5, occurred_at: '2027-02-10T08:00:00Z' };
    await caller.usage.record({ records: [record] });
    await caller.subscriptions.cancel({ id: former.id, when: 'now' });
    api.clock.moveTo('2027-02-10T10:00:00Z');
    const add = () => api.rest('PUT', `/api/subscriptions/${id}`, { body: { add_ons: [{ plan_id: more.id }] } });
    const refused = await add();
    expect(refused).toMatchObject({ status: 409, body: { code: 'meter_in_use', errors: [{ path: 'add_ons' }] } });
    expect(refused.body.detail).toContain('has billed the meter "scans" up to 2027-02-11; make the change on that day');
    // Cheaper, it comes with the next period by itself, which is later than that day.
    const cheaper = { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 5 } } as const;
    const less = await caller.plans.create({
      ...{ code: 'scans-less', name: 'Less', currency: 'USD', components: [cheaper, ...components] },
    });
    const later = await caller.subscriptions.preview_change({ id, action: 'change', plan_id: less.id });
    expect(later).toMatchObject({ when: 'period_end' });
    api.clock.moveTo('2027-02-11T00:00:00Z');
    expect((await add()).status).toBe(200);
    api.clock.moveTo('2027-03-01T00:00:00Z');
    await executeBillingRun(ctx, (await caller.billing_runs.start({ customer_id })).id);
    const { data } = await caller.invoices.list({ customer_id, limit: 10 });
    const billed = await Promise.all(data.map((invoice) => caller.invoices.get({ id: invoice.id })));
    const scans = billed.flatMap(({ items }) => items).filter(({ description }) => description === 'Scans');
    expect(scans.reduce((sum, { amount }) => sum + amount, 0)).toBe(5);
  });
});

describe('amounts that nobody can pay', () => {
  it('are refused in plans and in prices of a subscription, at its begin and in a change', async () => {
    const fine = { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 100.5 } };
    const refused = await api.rest('POST', '/api/plans', {
      body: { code: 'fine', name: 'Fine', currency: 'JPY', components: [fine] },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'validation_failed',
        errors: [
          { path: 'components[0].pricing.amount', message: 'is 100.5, and JPY has no decimals; round it to 101' },
        ],
      },
    });
    const plan = await makePlan('whole', 10, 'plan');
    const component_id = plan.latest_version.components[0]?.id;
    const { id: customer_id } = await api.caller.customers.create({
      name: 'Ed',
      email: 'ed@example.com',
      country: 'US',
    });
    const own = (amount: number) => ({ prices: [{ component_id, pricing: { model: 'flat', amount } }] });
    const asked = { customer_id, plan_id: plan.id };
    const begun = await api.rest('POST', '/api/subscriptions', { body: { ...asked, ...own(9.995) } });
    const told = [{ path: 'prices[0].pricing.amount', message: 'is 9.995, and USD has 2 decimals; round it to 10' }];
    expect(begun).toMatchObject({ status: 422, body: { errors: told } });
    const { body } = await api.rest('POST', '/api/subscriptions', { body: { ...asked, ...own(9.99) } });
    await executeBillingRun(api.ctx, (await api.caller.billing_runs.start({ customer_id })).id);
    const changed = await api.rest('PUT', `/api/subscriptions/${body.id}`, { body: own(9.995) });
    expect(changed).toMatchObject({ status: 422, body: { errors: told } });
  });
});
