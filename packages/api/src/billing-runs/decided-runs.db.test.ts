import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { executeBillingRun } from './execute-billing-run.ts';
import { startDueBillingRuns } from './start-due-billing-runs.ts';

const START = '2026-01-01T12:00:00Z';
let api: TestApi;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ now: START });
});
afterEach(async () => {
  api.clock.moveTo(START);
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

describe('a preview', () => {
  test('sets each customer beside the period before: new, gone, more, less and the same', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant);
    const [gone, more, less, same] = await Promise.all(
      ['Gone', 'More', 'Less', 'Same'].map((name) => enrol(tenant, cycle, name, 10)),
    );
    await runNow(tenant);
    api.clock.moveTo('2026-02-01T12:00:00Z');
    await tenant.caller.billing_cycles.end_enrolment({ id: cycle, customer_id: gone ?? '' });
    await change(tenant, cycle, more ?? '', 25);
    await change(tenant, cycle, less ?? '', 4);
    const added = await enrol(tenant, cycle, 'New', 7);
    const preview = await tenant.caller.billing_runs.preview({});
    const found = Object.fromEntries(
      preview.customers.map(({ customer_id, change, last_total, total, difference }) => [
        customer_id,
        [change, last_total, total, difference],
      ]),
    );
    expect(found).toEqual({
      [gone ?? '']: ['gone', 10, 0, -10],
      [more ?? '']: ['more', 10, 25, 15],
      [less ?? '']: ['less', 10, 4, -6],
      [same ?? '']: ['same', 10, 10, 0],
      [added]: ['new', 0, 7, 7],
    });
    expect(preview.customers[0]?.customer_id).toBe(more);
    expect(preview).toMatchObject({
      customers_total: 5,
      changes: [{ currency: 'USD', last_total: 40, total: 46, difference: 6, new_customers: 1, gone_customers: 1 }],
      totals: [{ currency: 'USD', invoices: 4, total: 46 }],
    });
    expect((await runNow(tenant)).totals).toEqual(preview.totals);
  });
});

describe('a run that needs approval', () => {
  test('bills nothing until somebody approves it, and then what its preview showed', async () => {
    const tenant = await newTenant();
    await tenant.caller.tenants.update({ approve_billing_runs: true });
    const cycle = await newCycle(tenant);
    await enrol(tenant, cycle, 'Ada', 10);
    const started = await tenant.rest('POST', '/api/billing/generate', { body: {} });
    expect(started.body).toMatchObject({ status: 'awaiting_approval', approved_by: null });
    const { id } = started.body;
    await executeBillingRun(tenant.ctx, id);
    expect((await tenant.caller.invoices.list({})).data).toEqual([]);
    const preview = await tenant.rest('GET', `/api/billing-runs/${id}/preview`);
    expect(preview.body).toMatchObject({ needs_approval: true, totals: [{ currency: 'USD', invoices: 1, total: 10 }] });
    await expect(tenant.callerAs('support').billing_runs.approve({ id })).rejects.toThrow(/role finance/);
    const approved = await tenant.rest('POST', `/api/billing-runs/${id}/approve`);
    expect(approved.body).toMatchObject({ status: 'pending', approved_by: expect.any(String) });
    await executeBillingRun(tenant.ctx, id);
    expect(await tenant.caller.billing_runs.get({ id })).toMatchObject({
      status: 'completed',
      totals: preview.body.totals,
    });
    const again = await tenant.rest('POST', `/api/billing-runs/${id}/approve`);
    expect([again.status, again.body.detail]).toEqual([409, expect.stringMatching(/is completed/)]);
  });

  test('is taken back without a trace on what is due', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant, { requires_approval: true });
    await enrol(tenant, cycle, 'Ada', 10);
    const { id, status } = await tenant.caller.billing_runs.start({});
    expect(status).toBe('awaiting_approval');
    expect(await tenant.caller.billing_runs.cancel({ id })).toMatchObject({ status: 'canceled' });
    await executeBillingRun(tenant.ctx, id);
    expect(await tenant.caller.billing_runs.get({ id })).toMatchObject({ status: 'canceled', invoices_created: 0 });
    expect((await tenant.caller.billing_runs.preview({})).totals).toEqual([
      { currency: 'USD', invoices: 1, total: 10 },
    ]);
  });

  test('that was taken back does not come again by the hour, but with a change, the next period, or what else is due', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant, { requires_approval: true });
    await enrol(tenant, cycle, 'Ada', 10);
    const waiting = async () => {
      await startDueBillingRuns(api.services);
      const { data } = await tenant.caller.billing_runs.list({});
      return data.filter(({ status }) => status === 'awaiting_approval');
    };
    const takeBack = async () => {
      for (const { id } of await waiting()) await tenant.caller.billing_runs.cancel({ id });
    };
    await takeBack();
    api.clock.moveTo('2026-01-02T12:00:00Z');
    expect(await waiting()).toEqual([]);

    const bob = await enrol(tenant, cycle, 'Bob', 20);
    expect(await waiting()).toMatchObject([{ subscriptions_total: 2 }]);
    await takeBack();
    api.clock.moveTo('2026-01-03T12:00:00Z');
    expect(await waiting()).toEqual([]);

    await change(tenant, cycle, bob, 25);
    expect(await waiting()).toMatchObject([{ subscriptions_total: 2 }]);
    await takeBack();
    api.clock.moveTo('2026-02-02T12:00:00Z');
    expect(await waiting()).toMatchObject([{ subscriptions_total: 2 }]);
  });

  test('that was taken back is billed by a run that somebody starts', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant, { requires_approval: true });
    await enrol(tenant, cycle, 'Ada', 10);
    const { id } = await tenant.caller.billing_runs.start({});
    await tenant.caller.billing_runs.cancel({ id });
    const again = await tenant.caller.billing_runs.start({});
    await tenant.caller.billing_runs.approve({ id: again.id });
    await executeBillingRun(tenant.ctx, again.id);
    expect(await tenant.caller.billing_runs.get({ id: again.id })).toMatchObject({ invoices_created: 1 });
  });

  test('is started by the tick apart from what needs none, and only once', async () => {
    const tenant = await newTenant();
    const careful = await newCycle(tenant, { requires_approval: true });
    const free = await newCycle(tenant);
    await enrol(tenant, careful, 'Ada', 10);
    const bob = await enrol(tenant, free, 'Bob', 20);
    await startDueBillingRuns(api.services);
    await startDueBillingRuns(api.services);
    const { data } = await tenant.caller.billing_runs.list({});
    expect(data.map(({ status, covers, subscriptions_total }) => [covers, status, subscriptions_total]).sort()).toEqual(
      [
        ['needing_approval', 'awaiting_approval', 1],
        ['needing_none', 'pending', 1],
      ],
    );
    for (const { id } of data) await executeBillingRun(tenant.ctx, id);
    expect((await tenant.caller.invoices.list({})).data.map(({ customer_id }) => customer_id)).toEqual([bob]);
    await startDueBillingRuns(api.services);
    expect((await tenant.caller.billing_runs.list({})).data).toHaveLength(2);
  });
});

describe('a customer who is held back', () => {
  test('is left out, shown, and billed period by period once released', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant);
    const ada = await enrol(tenant, cycle, 'Ada', 10);
    await enrol(tenant, cycle, 'Bob', 20);
    const body = { customer_id: ada, reason: 'Disputes the price' };
    const held = await tenant.rest('POST', '/api/billing-holds', { body });
    expect([held.status, held.body]).toEqual([201, expect.objectContaining({ customer_name: 'Ada' })]);
    expect((await tenant.rest('POST', '/api/billing-holds', { body })).status).toBe(409);
    const preview = await tenant.caller.billing_runs.preview({});
    expect(preview).toMatchObject({
      subscriptions_total: 1,
      totals: [{ total: 20 }],
      held: [{ customer_id: ada, reason: 'Disputes the price', totals: [{ currency: 'USD', total: 10 }] }],
    });
    expect(await runNow(tenant)).toMatchObject({ invoices_created: 1 });
    await expect(tenant.caller.billing_runs.start({ customer_id: ada })).rejects.toThrow(/release the customer/);
    await startDueBillingRuns(api.services);
    expect((await tenant.caller.billing_runs.list({})).data).toHaveLength(1);

    api.clock.moveTo('2026-03-05T12:00:00Z');
    expect((await tenant.rest('DELETE', `/api/billing-holds/${ada}`)).status).toBe(200);
    expect((await tenant.rest('DELETE', `/api/billing-holds/${ada}`)).status).toBe(404);
    await runNow(tenant);
    const [invoice] = (await tenant.caller.invoices.list({ customer_id: ada })).data;
    const { items } = await tenant.caller.invoices.get({ id: invoice?.id ?? '' });
    expect(items.map(({ service_period }) => service_period?.start)).toEqual([
      '2026-01-01',
      '2026-02-01',
      '2026-03-01',
    ]);
  });
});

describe('a subscription that cannot be billed', () => {
  test('is one open failure that the tick tries again later and later, and is gone once it is billed', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant);
    const ada = await enrol(tenant, cycle, 'Ada', 10);
    await breakItem(tenant, ada);
    const tries = [0, 1, 2, 3, 6, 7, 8, 15, 31, 55];
    const started: number[] = [];
    for (const hour of tries) {
      api.clock.moveTo(new Date(Date.parse(START) + hour * 3_600_000));
      const before = (await tenant.caller.billing_runs.list({ limit: 100 })).data.length;
      await startDueBillingRuns(api.services);
      const { data } = await tenant.caller.billing_runs.list({ limit: 100 });
      if (data.length === before) continue;
      started.push(hour);
      await executeBillingRun(tenant.ctx, data[0]?.id ?? '');
    }
    // 1, 2, 4, 8, 16 and 24 hours after the last.
    expect(started).toEqual([0, 1, 3, 7, 15, 31, 55]);
    const open = await tenant.rest('GET', '/api/billing-failures');
    expect(open.body.data).toMatchObject([
      { customer_id: ada, customer_name: 'Ada', attempts: 7, retry_at: '2026-01-04T19:00:00.000Z' },
    ]);
    await mendItem(tenant, ada);
    // By hand it is tried at once.
    expect(await runNow(tenant)).toMatchObject({ invoices_created: 1, errors_count: 0 });
    expect((await tenant.caller.billing_runs.failures({})).data).toEqual([]);
  });
});

describe('an invoice that is billed again', () => {
  test('is voided, and its periods are on one live line each', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant);
    const ada = await enrol(tenant, cycle, 'Ada', 10);
    await runNow(tenant);
    const [first] = (await tenant.caller.invoices.list({ customer_id: ada })).data;
    await tenant.caller.invoices.update({ id: first?.id ?? '', status: 'sent' });
    const path = `/api/invoices/${first?.id}/bill-again`;
    const silent = await tenant.rest('POST', path, { body: {} });
    expect([silent.status, silent.body.errors?.[0]?.path]).toEqual([422, 'void_reason']);
    const again = await tenant.rest('POST', path, { body: { void_reason: 'Wrong address' } });
    expect(again.status, again.text).toBe(201);
    expect(again.body).toMatchObject({
      status: 'draft',
      total: 10,
      replaces: { id: first?.id },
      billing_cycle_id: cycle,
    });
    expect(again.body.items[0].service_period).toEqual({ start: '2026-01-01', end: '2026-02-01' });
    const old = await tenant.caller.invoices.get({ id: first?.id ?? '' });
    expect(old).toMatchObject({ status: 'void', replaced_by: [{ id: again.body.id }], items: [{ released: true }] });
    const twice = await tenant.rest('POST', path, { body: {} });
    expect([twice.status, twice.body.detail]).toEqual([409, expect.stringMatching(/are on INV-2026-002 already/)]);
    expect(await runNow(tenant)).toMatchObject({ invoices_created: 0 });
    api.clock.moveTo('2026-02-01T12:00:00Z');
    // The period before is that of the invoice that replaced the other.
    expect((await tenant.caller.billing_runs.preview({})).customers).toMatchObject([
      { last_total: 10, change: 'same' },
    ]);
    expect(await runNow(tenant)).toMatchObject({ invoices_created: 1 });
  });

  test('goes to who pays for each account now, and nobody to the bill of another', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant);
    const parent = await addCustomer(tenant, 'Parent');
    const ada = await enrol(tenant, cycle, 'Ada', 10);
    const bob = await enrol(tenant, cycle, 'Bob', 20);
    for (const id of [ada, bob]) await tenant.caller.customers.update({ id, parent_id: parent, billed_to: 'parent' });
    await runNow(tenant);
    const [first] = (await tenant.caller.invoices.list({})).data;
    expect(first).toMatchObject({ customer_id: parent, total: 30 });
    await tenant.caller.customers.update({ id: ada, billed_to: 'self' });
    const made = await tenant.caller.billing_runs.bill_again({ id: first?.id ?? '', void_reason: 'Ada pays alone' });
    expect(made).toMatchObject({ customer_id: parent, total: 20 });
    const live = (await tenant.caller.invoices.list({ status: 'draft' })).data;
    expect(live.map(({ customer_id, total }) => [customer_id, total]).sort()).toEqual(
      [
        [ada, 10],
        [parent, 20],
      ].sort(),
    );
    const old = await tenant.caller.invoices.get({ id: first?.id ?? '' });
    expect(old.replaced_by.map(({ id }) => id).sort()).toEqual(live.map(({ id }) => id).sort());
  });

  test('by two at once is billed again once', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant);
    const ada = await enrol(tenant, cycle, 'Ada', 10);
    await runNow(tenant);
    const [{ id } = { id: '' }] = (await tenant.caller.invoices.list({ customer_id: ada })).data;
    const attempts = await Promise.allSettled(
      Array.from({ length: 4 }, () => tenant.caller.billing_runs.bill_again({ id, void_reason: 'Wrong' })),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await tenant.caller.invoices.list({ customer_id: ada })).data).toHaveLength(2);
  });

  test('must be of subscriptions: what was typed by hand is typed again', async () => {
    const tenant = await newTenant();
    const customer_id = await addCustomer(tenant, 'Ada');
    const { id } = await tenant.caller.invoices.create({ customer_id, items: [{ description: 'X', unit_price: 1 }] });
    await expect(tenant.caller.billing_runs.bill_again({ id, void_reason: 'Wrong' })).rejects.toThrow(/by hand/);
    expect((await tenant.caller.invoices.get({ id })).status).toBe('draft');
  });

  test('leaves the unique key in force for live lines', async () => {
    const tenant = await newTenant();
    const cycle = await newCycle(tenant);
    const ada = await enrol(tenant, cycle, 'Ada', 10);
    await runNow(tenant);
    const [{ id } = { id: '' }] = (await tenant.caller.invoices.list({ customer_id: ada })).data;
    const release = tenant.ctx.db.withTenant(tenant.tenant_id, (tx) =>
      tx.invoiceItem.updateMany({
        where: { tenant_id: tenant.tenant_id, invoice_id: id },
        data: { released_at: new Date(START) },
      }),
    );
    // A draft may still change; once the invoice is final and not void, its lines stay.
    await release;
    await tenant.ctx.db.withTenant(tenant.tenant_id, (tx) =>
      tx.invoiceItem.updateMany({
        where: { tenant_id: tenant.tenant_id, invoice_id: id },
        data: { released_at: null },
      }),
    );
    await tenant.caller.invoices.update({ id, status: 'sent' });
    await expect(
      tenant.ctx.db.withTenant(tenant.tenant_id, (tx) =>
        tx.invoiceItem.updateMany({
          where: { tenant_id: tenant.tenant_id, invoice_id: id },
          data: { released_at: new Date(START) },
        }),
      ),
    ).rejects.toThrow(/final/);
  });
});

async function newTenant(): Promise<TestTenant> {
  tenants += 1;
  return api.addTenant(`tenant-${tenants}`);
}

async function newCycle({ caller }: TestTenant, rules: { requires_approval?: boolean } = {}): Promise<string> {
  return (await caller.billing_cycles.create(rules)).id;
}

async function addCustomer({ caller }: TestTenant, name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await caller.customers.create({ name, email, country: 'US', currency: 'USD', time_zone: 'UTC' });
  return id;
}

async function enrol(tenant: TestTenant, id: string, name: string, unit_price: number): Promise<string> {
  const customer_id = await addCustomer(tenant, name);
  await tenant.caller.billing_cycles.enrol({ id, customer_id, items: [{ description: 'Seat', unit_price }] });
  return customer_id;
}

async function change({ caller }: TestTenant, id: string, customer_id: string, unit_price: number): Promise<void> {
  await caller.billing_cycles.change_enrolment({ id, customer_id, items: [{ description: 'Seat', unit_price }] });
}

async function runNow(tenant: TestTenant) {
  const { id } = await tenant.caller.billing_runs.start({});
  await executeBillingRun(tenant.ctx, id);
  return tenant.caller.billing_runs.get({ id });
}

/** A quantity beyond all money, as a slip might leave it. */
async function breakItem(tenant: TestTenant, customer_id: string): Promise<void> {
  await setQuantity(tenant, customer_id, '90000000000000000000');
}

async function mendItem(tenant: TestTenant, customer_id: string): Promise<void> {
  await setQuantity(tenant, customer_id, '1');
}

async function setQuantity({ ctx, tenant_id }: TestTenant, customer_id: string, quantity: string): Promise<void> {
  await ctx.db.withTenant(tenant_id, (tx) =>
    tx.subscriptionItem.updateMany({ where: { tenant_id, subscription: { customer_id } }, data: { quantity } }),
  );
}
