import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { billCustomer } from '../../test/kit/who-is-billed.ts';

let api: TestApi;
let plans: { basic: string; pro: string };
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
  await api.rest('PUT', '/api/tenant', { body: { tax_name: 'VAT', tax_percent: 20, country: 'US' } });
  plans = { basic: await makePlan('basic', 310), pro: await makePlan('pro', 620) };
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

async function makePlan(code: string, amount: number): Promise<string> {
  const component = { kind: 'recurring', name: 'Fee', timing: 'advance', pricing: { model: 'flat', amount } } as const;
  return (await api.caller.plans.create({ code, name: code, currency: 'USD', components: [component] })).id;
}

/** Billed for January, the invoice issued or still a draft. */
async function subscribed({ issued }: { issued: boolean }) {
  api.clock.moveTo('2027-01-01T00:00:00Z');
  customers += 1;
  const customer = { name: 'Ada', email: `ada${customers}@example.com`, country: 'US' };
  const { id: customer_id } = await api.caller.customers.create(customer);
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
  await runFor(customer_id);
  const [first] = (await api.caller.invoices.list({ customer_id })).data;
  const invoice_id = first?.id ?? '';
  if (issued) await api.caller.invoices.update({ id: invoice_id, status: 'sent' });
  api.clock.moveTo('2027-01-11T12:00:00Z');
  return { id, customer_id, invoice_id };
}

const runFor = (customer_id: string) => billCustomer(api, customer_id);
const upgrade = (id: string) => api.caller.subscriptions.update({ id, plan_id: plans.pro });
const voidIt = (id: string) =>
  api.rest('PUT', `/api/invoices/${id}`, { body: { status: 'void', void_reason: 'Wrong' } });
const again = (id: string) =>
  api.caller.billing_runs.bill_again({ id, void_reason: 'Wrong' } as Parameters<
    TestApi['caller']['billing_runs']['bill_again']
  >[0]);

async function linesOf(invoice_id: string): Promise<string[]> {
  const { items } = await api.caller.invoices.get({ id: invoice_id });
  return items.map(({ amount, service_period: at }) => `${at?.start} ${at?.end} ${amount}`);
}

const CHANGE = ['2027-01-11 2027-02-01 -210', '2027-01-11 2027-02-01 420'];

describe('what a change gave back', () => {
  it('goes back in part where less is given back than that, of both invoices and with their taxes', async () => {
    const slightly = await makePlan('slightly', 341);
    const { id, customer_id, invoice_id } = await subscribed({ issued: true });
    const { change } = await api.caller.subscriptions.update({ id, plan_id: slightly });
    const later = change?.invoice_id ?? '';
    await api.caller.invoices.update({ id: later, status: 'sent' });
    // The change came to 21: 231 for 21 days, less 210. Eleven of its days are 121.
    api.clock.moveTo('2027-01-21T12:00:00Z');
    const asked = { when: 'now', settle: 'credit' } as const;
    const preview = await api.caller.subscriptions.preview_change({ id, action: 'cancel', ...asked });
    expect(preview).toMatchObject({ net: -121 });
    await api.caller.subscriptions.cancel({ id, ...asked });
    const { data } = await api.caller.credit_notes.list({ customer_id, sort: 'created_at' });
    expect(data.map(({ total, tax }) => [total, tax])).toEqual([
      [12.6, 2.1],
      [132.6, 22.1],
    ]);
    expect(preview.credit_notes.map(({ total }) => total)).toEqual([12.6, 132.6]);
    const due = await Promise.all([invoice_id, later].map((of) => api.caller.invoices.get({ id: of })));
    expect(due.map(({ amount_due }) => amount_due)).toEqual([239.4, 12.6]);
  });

  it('is taxed as the line it is of, and no credit note may take it back again', async () => {
    const { id, invoice_id } = await subscribed({ issued: true });
    const { change } = await upgrade(id);
    const invoice = await api.caller.invoices.get({ id: change?.invoice_id ?? '' });
    expect(invoice).toMatchObject({ subtotal: 210, tax: 42, total: 252 });
    expect(invoice.subscription_change).toEqual({
      ...{ id: change?.id, kind: 'plan_change', effective_on: '2027-01-11', subscription_id: id },
      ...{ from_plan: 'basic', to_plan: 'pro' },
    });
    expect((await api.caller.invoices.get({ id: invoice_id })).subscription_change).toBeNull();
    // 10 of 31 days are left to be taken back of the first invoice, with their tax.
    const { items, total } = await api.caller.credit_notes.creditable({ id: invoice_id });
    expect(items).toMatchObject([{ amount: 100, total: 120 }]);
    expect(total).toBe(120);
    const refused = await api.rest('POST', '/api/credit-notes', {
      body: { invoice_id, reason: 'Twice', invoice_items: [{ position: 1, amount: 101 }] },
    });
    expect(refused.body).toMatchObject({ code: 'credit_exceeds_invoice' });
    await api.caller.credit_notes.create({ invoice_id, reason: 'The rest' } as never);
    const { amount_due } = await api.caller.invoices.get({ id: invoice_id });
    expect(amount_due).toBe(252);
  });

  it('keeps the invoice it is of from being void, until it is void itself', async () => {
    const { id, invoice_id } = await subscribed({ issued: true });
    const { change } = await upgrade(id);
    const refused = await voidIt(invoice_id);
    expect(refused).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
    expect(refused.body.detail).toMatch(/void that one first/);
    expect((await voidIt(change?.invoice_id ?? '')).status).toBe(200);
    expect((await voidIt(invoice_id)).status).toBe(200);
  });

  it('is on the draft that it is of, and its items stay there while it does', async () => {
    const { id, invoice_id } = await subscribed({ issued: false });
    const { change } = await upgrade(id);
    expect(change?.invoice_id).toBe(invoice_id);
    expect(await linesOf(invoice_id)).toEqual(['2027-01-01 2027-02-01 310', ...CHANGE]);
    const [item] = (await api.caller.invoices.get({ id: invoice_id })).items;
    const refused = await api.rest('DELETE', `/api/invoices/${invoice_id}/items/${item?.id}`);
    expect(refused.body).toMatchObject({ code: 'not_billable' });
  });
});

describe('an invoice of a change, billed again', () => {
  it('repeats what it charged and gave back', async () => {
    const { id, invoice_id } = await subscribed({ issued: true });
    const { change } = await upgrade(id);
    const made = await again(change?.invoice_id ?? '');
    expect(await linesOf(made.id)).toEqual([CHANGE[1], CHANGE[0]]);
    expect(made.total).toBe(252);
    expect((await api.caller.credit_notes.creditable({ id: invoice_id })).total).toBe(120);
  });

  it('with the line that it gives back of repeats both', async () => {
    const { id, invoice_id } = await subscribed({ issued: false });
    await upgrade(id);
    const made = await again(invoice_id);
    expect((await linesOf(made.id)).sort()).toEqual(['2027-01-01 2027-02-01 310', ...CHANGE].sort());
    expect(made.subtotal).toBe(520);
  });

  it('bills an item that was changed away while its invoice was void up to the change alone', async () => {
    const { id, customer_id, invoice_id } = await subscribed({ issued: true });
    expect((await voidIt(invoice_id)).status).toBe(200);
    const { change } = await upgrade(id);
    // There was nothing to give back of a void invoice.
    expect(await linesOf(change?.invoice_id ?? '')).toEqual([CHANGE[1]]);
    const made = await again(invoice_id);
    expect(await linesOf(made.id)).toEqual(['2027-01-01 2027-01-11 100']);
    api.clock.moveTo('2027-02-01T00:00:00Z');
    await runFor(customer_id);
    const { data } = await api.caller.invoices.list({ customer_id, limit: 1 });
    expect(await linesOf(data[0]?.id ?? '')).toEqual(['2027-02-01 2027-03-01 620']);
  });
});
