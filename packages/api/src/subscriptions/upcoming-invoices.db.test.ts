import type { InvoicePreview } from '@revenue/billing-core/invoices';
import { addDays, localDateAt, startOfDay } from '@revenue/billing-core/time';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';
import { careForTenant } from './lifecycle/care-for-subscriptions.ts';

let api: TestApi;
let plan_id: string;
let customer_id: string;
let seat: string;
let customers = 0;

const home = { country: 'FI', currency: 'EUR', time_zone: 'Europe/Helsinki' };

beforeAll(async () => {
  api = await startApi({ now: '2026-03-10T12:00:00Z' });
  await api.caller.tenants.update({ tax_name: 'VAT', tax_percent: 24, country: 'FI' });
  await api.caller.meters.create({ code: 'calls', name: 'Calls', unit: 'call' });
  const plan = await api.caller.plans.create({
    code: 'team',
    name: 'Team',
    currency: 'EUR',
    components: [
      { kind: 'recurring', name: 'Base', timing: 'advance', pricing: { model: 'flat', amount: 29 } },
      { kind: 'recurring', name: 'Seats', timing: 'advance', pricing: { model: 'per_unit', unit_amount: 9.9 } },
      { kind: 'usage', name: 'Calls', meter: 'calls', pricing: { model: 'per_unit', unit_amount: 0.01 } },
    ],
  });
  plan_id = plan.id;
  seat = plan.latest_version.components[1]?.id ?? '';
});
beforeEach(async () => {
  customers += 1;
  const email = `ada${customers}@example.com`;
  const customer = await api.caller.customers.create({ name: `Ada ${customers}`, email, ...home });
  customer_id = customer.id;
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const later = (ms: number) => api.clock.moveTo(new Date(api.clock.now().getTime() + ms));
const used = (quantity: number, occurred_at: string) =>
  api.caller.usage.record({
    records: [{ id: `${customer_id}-${occurred_at}`, customer_id, meter: 'calls', quantity, occurred_at }],
  });
const enrolment = (more: object = {}) => ({ customer_id, plan_id, ...more });

async function runNow(): Promise<void> {
  const { id } = await api.caller.billing_runs.start({ customer_id });
  await executeBillingRun(api.ctx, id);
}

/** What two invoices must have in common to be the same. */
const figures = ({ items, subtotal, discount, tax, total, issue_date, due_date, taxes }: InvoicePreview) => ({
  lines: items.map(({ description, quantity, unit_price, amount, total: sum, service_period, derivation }) => ({
    description,
    quantity,
    unit_price,
    amount,
    sum,
    service_period,
    derivation,
  })),
  ...{ subtotal, discount, tax, total, issue_date, due_date, taxes },
});

async function invoicesOf(): Promise<InvoicePreview[]> {
  const { data } = await api.caller.invoices.list({ customer_id, sort: 'created_at' });
  return Promise.all(data.map(({ id }) => api.caller.invoices.get({ id })));
}

describe('the preview of a subscription', () => {
  it('has the first two invoices that the runs make of it, to the cent and the tax', async () => {
    const input = enrolment({ anchor_date: '2026-04-01', quantities: [{ component_id: seat, quantity: '3' }] });
    const preview = await api.rest('POST', '/api/subscriptions/preview', { body: input });
    expect(preview.status).toBe(200);
    expect(preview.body.subscription).toMatchObject({ start_date: '2026-03-10', status: 'active' });
    expect(preview.body.invoices.map(({ total }: { total: number }) => total)).toEqual([51.66, 72.79]);
    expect((await api.caller.subscriptions.list({ customer_id })).data).toEqual([]);

    await api.caller.subscriptions.create(input);
    await runNow();
    api.clock.moveTo('2026-04-01T12:00:00Z');
    await runNow();
    expect((await invoicesOf()).map(figures)).toEqual(preview.body.invoices.map(figures));
  });

  it('bills a start in the past by the next run and says that usage is not over', async () => {
    // The last instant of March in Helsinki, and the first of April.
    await used(250, '2026-03-15T00:00:00Z');
    await used(50, '2026-03-31T20:59:59Z');
    await used(10, '2026-03-31T21:00:00Z');
    const { invoices, payer } = await api.caller.subscriptions.preview(enrolment({ start_date: '2026-03-01' }));
    expect(payer.id).toBe(customer_id);
    const [first, second] = invoices;
    expect(first?.bills_at).toBe('2026-04-01T12:00:00.000Z');
    expect(first?.items.map(({ description, amount }) => [description, amount])).toEqual([
      ['Base', 29],
      ['Seats', 9.9],
      ['Calls', 3],
      ['Base', 29],
      ['Seats', 9.9],
    ]);
    expect(first?.usage_so_far).toBe(false);
    expect(second?.usage_so_far).toBe(true);
    expect(second?.items.map(({ amount }) => amount)).toEqual([0.1, 29, 9.9]);
  });

  it('bills after a trial, with prices of its own and a discount that ends, as the runs do', async () => {
    const input = enrolment({
      trial_days: 14,
      prices: [{ component_id: seat, pricing: { model: 'per_unit', unit_amount: 8 } }],
      discount: { percent_off: 50, ends_on: '2026-05-15' },
    });
    const preview = await api.caller.subscriptions.preview(input);
    expect(preview.subscription).toMatchObject({ status: 'trialing', trial_end: '2026-04-15' });
    expect(preview.invoices.map(({ bills_at, total }) => [bills_at, total])).toEqual([
      ['2026-04-14T21:00:00.000Z', 22.94],
      ['2026-05-14T21:00:00.000Z', 45.88],
    ]);
    await api.caller.subscriptions.create(input);
    for (const { bills_at } of preview.invoices) {
      api.clock.moveTo(bills_at);
      await runNow();
    }
    expect((await invoicesOf()).map(figures)).toEqual(preview.invoices.map(figures));
  });

  it('refuses what creating would refuse, in the same words', async () => {
    const input = enrolment({ plan_id: '0190aaaa-0000-7000-8000-000000000000' });
    const refused = await api.rest('POST', '/api/subscriptions/preview', { body: input });
    const { request_id: _, ...problem } = refused.body;
    const { request_id: __, ...same } = (await api.rest('POST', '/api/subscriptions', { body: input })).body;
    expect(problem).toMatchObject({ code: 'not_found', errors: [{ path: 'plan_id' }] });
    expect({ ...problem, instance: null }).toEqual({ ...same, instance: null });
  });
});

describe('the upcoming invoice', () => {
  it('is what the next run makes, with the usage that comes until then', async () => {
    const { id } = await api.caller.subscriptions.create(enrolment());
    await runNow();
    await used(100, api.clock.now().toISOString());
    const upcoming = async () => (await api.rest('GET', `/api/subscriptions/${id}/upcoming-invoice`)).body;
    expect((await upcoming()).invoice).toMatchObject({ usage_so_far: true, total: 49.48 });
    later(1000);
    await used(100, api.clock.now().toISOString());
    const { invoice } = await upcoming();
    expect(invoice.total).toBe(50.72);
    api.clock.moveTo(invoice.bills_at);
    await runNow();
    const [, made] = await invoicesOf();
    expect(made && figures(made)).toEqual(figures(invoice));
  });

  it('is the last one of a subscription that ends with its period, and then none', async () => {
    const { id } = await api.caller.subscriptions.create(enrolment());
    await runNow();
    await api.caller.subscriptions.cancel({ id });
    expect((await api.caller.subscriptions.upcoming_invoice({ id })).invoice).toBeNull();
    await used(5, api.clock.now().toISOString());
    const { invoice } = await api.caller.subscriptions.upcoming_invoice({ id });
    expect(invoice?.items.map(({ description }) => description)).toEqual(['Calls']);
  });

  it('says that the customer, or who pays, is held back, and is made once they are released', async () => {
    const { id } = await api.caller.subscriptions.create(enrolment());
    const upcoming = () => api.caller.subscriptions.upcoming_invoice({ id });
    expect((await upcoming()).held).toBeNull();
    await api.caller.billing_runs.hold({ customer_id, reason: 'Disputes the price' });
    expect(await upcoming()).toMatchObject({
      held: { customer_id, reason: 'Disputes the price' },
      invoice: { total: 48.24 },
    });
    await api.caller.billing_runs.release({ customer_id });
    expect((await upcoming()).held).toBeNull();
  });

  it('is none after an end on a day, whose preview shows the documents of that day, taxes and usage included', async () => {
    api.clock.moveTo('2026-08-10T12:00:00Z');
    const { id } = await api.caller.subscriptions.create(enrolment());
    await runNow();
    const [billed] = (await api.caller.invoices.list({ customer_id })).data;
    await api.caller.invoices.update({ id: billed?.id ?? '', status: 'sent' });
    await used(100, api.clock.now().toISOString());
    const day = addDays(localDateAt(api.clock.now(), 'Europe/Helsinki'), 10);
    const asked = { id, on: day, settle: 'credit' } as const;
    const preview = await api.caller.subscriptions.preview_change({ ...asked, action: 'cancel' });
    expect(preview).toMatchObject({ when: 'period_end', effective_on: day, next_invoice: null });
    expect(preview.subscription_after).toMatchObject({ status: 'active', ends_on: day });
    await api.caller.subscriptions.cancel(asked);
    api.clock.moveTo(startOfDay(day, 'Europe/Helsinki'));
    await careForTenant(api.ctx);
    const documents = async () => {
      const [note] = (await api.caller.credit_notes.list({ customer_id })).data;
      const [invoice] = await invoicesOf().then((all) => all.slice(-1));
      return { credited: note?.total, invoiced: invoice?.total };
    };
    expect({
      credited: preview.credit_notes[0]?.credited_total,
      invoiced: preview.invoice?.total,
    }).toEqual(await documents());
    // 21 of 31 days of 38.90, and the tax on it.
    expect(preview.net).toBeLessThan(0);
    expect((await documents()).credited).toBe(32.69);
  });

  it('is not shown to other tenants', async () => {
    const { id } = await api.caller.subscriptions.create(enrolment());
    const stranger = await api.addTenant(`stranger-${customers}`);
    for (const path of ['upcoming-invoice', 'timeline'])
      expect((await stranger.rest('GET', `/api/subscriptions/${id}/${path}`)).status).toBe(404);
  });
});

describe('the timeline of a subscription', () => {
  it('tells of it, its invoices and their credit notes, newest first, by pages', async () => {
    const { id } = await api.caller.subscriptions.create(enrolment());
    await api.caller.subscriptions.create(enrolment({ plan_id: (await otherPlan()).id }));
    await runNow();
    later(60_000);
    await api.caller.subscriptions.update({ id, external_id: `ours-${customers}` });
    const { data, next_cursor } = await api.caller.subscriptions.timeline({ id, limit: 2 });
    expect(data.map(({ action }) => action)).toEqual(['subscription.updated', 'subscription.renewed']);
    expect(data[0]?.changes).toEqual([{ field: 'external_id', before: null, after: `ours-${customers}` }]);
    const rest = await api.caller.subscriptions.timeline({ id, cursor: next_cursor ?? '' });
    expect(rest.data.map(({ action, amount }) => [action, amount])).toEqual([
      ['invoice.created', 60.64],
      ['subscription.created', null],
    ]);
    expect(rest.next_cursor).toBeNull();
  });

  it('says of a change what it gave back, of one that a run carried out from which plan to which, and the customer’s too', async () => {
    const { id } = await api.caller.subscriptions.create(enrolment());
    await runNow();
    const other = await otherPlan();
    const { change } = await api.caller.subscriptions.update({
      id,
      quantities: [{ component_id: seat, quantity: '3' }],
    });
    const { scheduled_change } = await api.caller.subscriptions.update({ id, plan_id: other.id, when: 'period_end' });
    const newest = async () => {
      const { data } = await api.caller.subscriptions.timeline({ id, limit: 10 });
      expect((await api.caller.customers.timeline({ id: customer_id, limit: 10 })).data).toEqual(
        expect.arrayContaining(data.map((entry) => ({ ...entry, label: expect.anything() }))),
      );
      return data.filter(({ action }) => action === 'subscription.updated');
    };
    expect((await newest()).map(({ amount, currency }) => [amount, currency])).toEqual([
      [0, 'EUR'],
      [change?.net, 'EUR'],
    ]);
    expect(change?.net).toBeGreaterThan(0);
    const before = api.clock.now();
    api.clock.moveTo(startOfDay(scheduled_change?.effective_on ?? '', home.time_zone));
    await runNow();
    const [carriedOut] = await newest();
    api.clock.moveTo(before);
    const told = Object.fromEntries(
      (carriedOut?.changes ?? []).map(({ field, before, after }) => [field, { before, after }]),
    );
    expect(told).toMatchObject({
      plan: { before: { name: 'Team', version: 1 }, after: { name: 'Extra', version: 1 } },
      change_id: { before: null, after: scheduled_change?.id },
    });
  });
});

async function otherPlan() {
  const pricing = { model: 'flat', amount: 10 } as const;
  const components = [{ kind: 'recurring', name: 'Extra', timing: 'advance', pricing } as const];
  return api.caller.plans.create({ code: `extra-${customers}`, name: 'Extra', currency: 'EUR', components });
}
