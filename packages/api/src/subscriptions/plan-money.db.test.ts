import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { billCustomer, invoicesOf, makeCustomer } from '../../test/kit/who-is-billed.ts';
import { makePlan, tickAt } from '../../test/kit/worker-tick.ts';

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
const tick = (now: string) => tickAt(api, now);

const invoices = (customer_id: string) => invoicesOf(api, customer_id);

describe('an end at once', () => {
  it('what waits is billed with an end at once, also where nothing is given back', async () => {
    await api.caller.subscription_policy.update({ invoicing: 'next_invoice' });
    api.clock.moveTo('2027-05-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    for (const invoice of await invoices(customer_id))
      await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
    api.clock.moveTo('2027-05-11T12:00:00Z');
    const { change } = await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    expect(change).toMatchObject({ net: 210, invoice_id: null });
    api.clock.moveTo('2027-05-21T12:00:00Z');
    await api.caller.subscriptions.cancel({ id, when: 'now', settle: 'none' });
    expect((await api.caller.subscriptions.get({ id })).status).toBe('canceled');
    await tick('2027-06-01T01:00:00Z');
    await api.caller.subscription_policy.update({ invoicing: 'now' });
    expect((await invoices(customer_id)).map(({ total }) => total).sort()).toEqual([210, 310]);
  });
});

describe('what waits and comes to nothing', () => {
  it('is given back and billed with an end at once, and waits no longer', async () => {
    api.clock.moveTo('2027-07-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await paid(customer_id);
    const seat = { kind: 'recurring', name: 'Seat', pricing: { model: 'per_unit', unit_amount: 310 } } as const;
    const other = await api.caller.plans.create({ code: 'seat', name: 'Seat', currency: 'USD', components: [seat] });
    api.clock.moveTo('2027-07-11T12:00:00Z');
    const { change } = await api.caller.subscriptions.update({ id, plan_id: other.id });
    expect(change).toMatchObject({ net: 0, invoice_id: null, credit_note_ids: [] });
    await api.caller.subscriptions.cancel({ id, when: 'now', settle: 'none' });
    const { data: notes } = await api.caller.credit_notes.list({ customer_id });
    expect(notes.map(({ total }) => total)).toEqual([210]);
    expect((await invoices(customer_id)).map(({ total }) => total)).toEqual([210, 310]);
    const left = { where: { tenant_id: api.ctx.tenant_id, subscription_id: id, status: 'waiting' } };
    expect(await api.db.withTenant(api.ctx.tenant_id, (tx) => tx.pendingInvoiceItem.count(left))).toBe(0);
  });
});

const entriesOf = async (customer_id: string) => (await api.caller.account_credits.list({ id: customer_id })).data;

async function paid(customer_id: string): Promise<string> {
  await runFor(customer_id);
  const [invoice] = await invoices(customer_id);
  const id = invoice?.id ?? '';
  await api.caller.invoices.update({ id, status: 'sent' });
  await api.caller.invoices.update({ id, status: 'paid' });
  return id;
}

describe('what was paid by somebody', () => {
  it('who pays no longer goes back to them, and not off the bill of who pays now', async () => {
    api.clock.moveTo('2027-08-01T00:00:00Z');
    const parent = await customer();
    const child = (await api.caller.customers.create({ name: 'Site', email: 's@example.com', country: 'US' })).id;
    await api.caller.customers.update({ id: child, parent_id: parent, billed_to: 'parent' });
    const { id } = await api.caller.subscriptions.create({ customer_id: child, plan_id: plans.basic });
    await paid(parent);
    api.clock.moveTo('2027-08-11T00:00:00Z');
    await api.caller.customers.update({ id: child, billed_to: 'self' });
    const { change } = await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    expect(change).toMatchObject({ net: 210, credit_note_ids: [expect.any(String)] });
    expect((await invoices(child)).map(({ total }) => total)).toEqual([420]);
    expect((await entriesOf(parent)).map(({ amount }) => amount)).toEqual([210]);
    expect(await entriesOf(child)).toEqual([]);
  });

  it('goes back to them also where it waited for the next invoice when somebody else came to pay', async () => {
    await api.caller.subscription_policy.update({ invoicing: 'next_invoice' });
    api.clock.moveTo('2028-08-01T00:00:00Z');
    const [parent, child] = [await customer(), await customer()];
    await api.caller.customers.update({ id: child, parent_id: parent, billed_to: 'parent' });
    const { id } = await api.caller.subscriptions.create({ customer_id: child, plan_id: plans.basic });
    await paid(parent);
    api.clock.moveTo('2028-08-11T00:00:00Z');
    await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    await api.caller.subscription_policy.update({ invoicing: 'now' });
    await api.caller.customers.update({ id: child, billed_to: 'self' });
    await tick('2028-09-01T00:00:00Z');
    expect((await entriesOf(parent)).map(({ amount }) => amount)).toEqual([210]);
    expect((await invoices(child)).map(({ total }) => total)).toEqual([620 + 420]);
  });

  it('is given back once: what waits to be given back is not credited by hand as well', async () => {
    await api.caller.subscription_policy.update({ invoicing: 'next_invoice' });
    api.clock.moveTo('2027-10-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    const invoice_id = await paid(customer_id);
    api.clock.moveTo('2027-10-11T12:00:00Z');
    // Of 310 paid, 210 wait to go off the next invoice.
    await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    await api.caller.subscription_policy.update({ invoicing: 'now' });
    expect((await api.caller.credit_notes.creditable({ id: invoice_id })).total).toBe(100);
    const terms = { invoice_id, reason: 'Goodwill', disposition: 'account_credit' } as const;
    await expect(api.caller.credit_notes.create({ ...terms, total: 100.01 })).rejects.toThrow(/100/);
    expect((await api.caller.credit_notes.create(terms)).total).toBe(100);
    await tick('2027-11-01T00:00:00Z');
    expect((await invoices(customer_id)).map(({ total }) => total)).toEqual([830, 310]);
  });

  it('is given back once: no discount of a draft leaves less of a line than was given back of it', async () => {
    api.clock.moveTo('2027-12-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    api.clock.moveTo('2027-12-11T00:00:00Z');
    // The draft has 310, gives back 210 of them, and charges 420.
    await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    const [draft] = await invoices(customer_id);
    const discount = (percent_off: number) => api.rest('PUT', `/api/invoices/${draft?.id}`, { body: { percent_off } });
    expect(await discount(50)).toMatchObject({ status: 422, body: { errors: [{ path: 'percent_off' }] } });
    expect(await discount(10)).toMatchObject({ status: 200, body: { total: 310 - 31 - 210 + 420 - 42 } });
  });
});
