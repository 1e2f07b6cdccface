import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

type Change = Omit<Parameters<TestApi['caller']['subscriptions']['update']>[0], 'id'>;

let api: TestApi;
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const flat = (name: string, amount: number, timing: 'advance' | 'arrear' = 'advance') =>
  ({ kind: 'recurring', name, timing, pricing: { model: 'flat', amount } }) as const;
const perSeat = (unit_amount: number) =>
  ({ kind: 'recurring', name: 'Seats', timing: 'advance', pricing: { model: 'per_unit', unit_amount } }) as const;

async function makePlan(code: string, components: object[], more: object = {}) {
  const plan = { code, name: code, currency: 'USD', components, ...more };
  return api.caller.plans.create(plan as Parameters<TestApi['caller']['plans']['create']>[0]);
}

async function subscribe(plan_id: string, more: object = {}): Promise<{ id: string; customer_id: string }> {
  customers += 1;
  const email = `changes${customers}@example.com`;
  const { id: customer_id } = await api.caller.customers.create({
    name: `Customer ${customers}`,
    email,
    country: 'US',
  });
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id, ...more });
  return { id, customer_id };
}

/** What the worker does at each tick. */
async function tickAt(instant: string): Promise<void> {
  api.clock.moveTo(instant);
  await startDueBillingRuns(api.services);
  const { data } = await api.caller.billing_runs.list({ limit: 5 });
  for (const run of data) if (run.status === 'pending') await executeBillingRun(api.ctx, run.id);
}

async function invoicesOf(customer_id: string) {
  const { data } = await api.caller.invoices.list({ customer_id, limit: 100, sort: 'created_at' });
  return Promise.all(data.map(({ id }) => api.caller.invoices.get({ id })));
}

async function issueAll(customer_id: string): Promise<void> {
  for (const { id, status } of await invoicesOf(customer_id))
    if (status === 'draft') await api.caller.invoices.update({ id, status: 'sent' });
}

/** `Seats 2027-01-17 2027-02-01 -48.39`, as on paper. */
const told = (
  items: { description: string; amount: number; service_period: { start: string; end: string } | null }[],
) => items.map(({ description, amount, service_period: at }) => `${description} ${at?.start} ${at?.end} ${amount}`);

/** Ids and stamps are given when it is done; everything else was promised. */
const promised = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, item) =>
      /(^|_)ids?$|_at$|^version$|_number$|^(external_id|content_hash|metadata|position|derivation)$/.test(key)
        ? undefined
        : item,
    ),
  );

/** Previews a change, makes it, and holds what is stored to what was shown. */
async function change(id: string, asked: Change) {
  const before = await api.caller.subscriptions.get({ id });
  const preview = await api.caller.subscriptions.preview_change({ id, action: 'change', ...asked });
  expect(await api.caller.subscriptions.get({ id })).toEqual(before);
  const made = await api.caller.subscriptions.update({ id, ...asked });
  const result = made.change;
  if (result === null) throw new Error('it changed nothing');
  const { effective_on, direction, when, net } = preview;
  expect(result).toMatchObject({ effective_on, direction, when, net });
  const stored = await api.caller.subscriptions.get({ id });
  expect(promised(preview.subscription_after)).toEqual(promised(stored));
  const invoice = result.invoice_id === null ? null : await api.caller.invoices.get({ id: result.invoice_id });
  expect(promised(preview.invoice?.items ?? null)).toEqual(
    promised(invoice?.items.map(({ id: _, ...item }) => item) ?? null),
  );
  expect(preview.invoice?.total ?? null).toBe(invoice?.total ?? null);
  const notes = await Promise.all(result.credit_note_ids.map((note) => api.caller.credit_notes.get({ id: note })));
  expect(preview.credit_notes.map(({ total }) => total)).toEqual(notes.map(({ total }) => total));
  const upcoming = await api.caller.subscriptions.upcoming_invoice({ id });
  expect(promised(preview.next_invoice)).toEqual(promised(upcoming.invoice));
  return { preview, result, invoice, notes, stored };
}

test('an upgrade in the middle of a month is invoiced as its preview said, and renews at the new price', async () => {
  const basic = await makePlan('up-basic', [flat('Fee', 100)]);
  const pro = await makePlan('up-pro', [flat('Fee', 200)]);
  api.clock.moveTo('2027-01-01T00:00:00Z');
  const { id, customer_id } = await subscribe(basic.id);
  await tickAt('2027-01-01T01:00:00Z');
  await issueAll(customer_id);
  api.clock.moveTo('2027-01-17T09:30:00Z');
  const { preview, invoice } = await change(id, { plan_id: pro.id });
  expect(preview).toMatchObject({ direction: 'upgrade', when: 'now', net: 48.38, credit_notes: [] });
  expect(told(invoice?.items ?? [])).toEqual(['Fee 2027-01-17 2027-02-01 -48.39', 'Fee 2027-01-17 2027-02-01 96.77']);
  expect(invoice).toMatchObject({ status: 'draft', total: 48.38 });
  await issueAll(customer_id);
  const { url } = await api.caller.invoices.link({ id: invoice?.id ?? '' });
  const shown = await api.rest('GET', `${url?.replace('http://localhost', '')}/content`, { token: null });
  expect(shown.body.items).toMatchObject([{ details: ['15 of 31 days'] }, { details: ['15 of 31 days'] }]);
  await tickAt('2027-02-01T01:00:00Z');
  expect(told((await invoicesOf(customer_id)).at(-1)?.items ?? [])).toEqual(['Fee 2027-02-01 2027-03-01 200']);
});

test('a downgrade waits for the end of the period by default, and can be undone until then', async () => {
  const dear = await makePlan('down-dear', [flat('Fee', 200)]);
  const cheap = await makePlan('down-cheap', [flat('Fee', 50)]);
  api.clock.moveTo('2027-02-01T00:00:00Z');
  const { id, customer_id } = await subscribe(dear.id);
  await tickAt('2027-02-01T01:00:00Z');
  api.clock.moveTo('2027-02-10T12:00:00Z');
  const first = await change(id, { plan_id: cheap.id });
  expect(first.preview).toMatchObject({ when: 'period_end', effective_on: '2027-03-01', net: 0, invoice: null });
  expect(first.stored.scheduled_change).toMatchObject({ effective_on: '2027-03-01', plan: { code: 'down-cheap' } });
  const undone = await api.caller.subscriptions.undo_change({ id });
  expect(undone.scheduled_change).toBeNull();
  await expect(api.caller.subscriptions.undo_change({ id })).rejects.toMatchObject({ message: /no change/i });
  await tickAt('2027-03-01T01:00:00Z');
  expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([200, 200]);
  await change(id, { plan_id: cheap.id });
  await tickAt('2027-04-01T01:00:00Z');
  const after = await api.caller.subscriptions.get({ id });
  expect(after).toMatchObject({ plan: { code: 'down-cheap' }, scheduled_change: null });
  expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([200, 200, 50]);
});

test('seats up and down again within a day leave what was billed as it was', async () => {
  const plan = await makePlan('seats', [perSeat(31)]);
  const component_id = plan.latest_version?.components[0]?.id ?? '';
  api.clock.moveTo('2027-03-01T00:00:00Z');
  const { id, customer_id } = await subscribe(plan.id, { quantities: [{ component_id, quantity: 5 }] });
  await tickAt('2027-03-01T01:00:00Z');
  await issueAll(customer_id);
  api.clock.moveTo('2027-03-11T09:00:00Z');
  const up = await change(id, { quantities: [{ component_id, quantity: 8 }] });
  expect(told(up.invoice?.items ?? [])).toEqual([
    'Seats 2027-03-11 2027-04-01 -105',
    'Seats 2027-03-11 2027-04-01 168',
  ]);
  api.clock.moveTo('2027-03-11T15:00:00Z');
  const down = await change(id, { quantities: [{ component_id, quantity: 5 }], when: 'now' });
  // The draft of the morning takes the afternoon up, and comes to nothing.
  expect(down.result.invoice_id).toBe(up.result.invoice_id);
  expect(down.invoice?.total).toBe(0);
  await tickAt('2027-04-01T01:00:00Z');
  const totals = (await invoicesOf(customer_id)).map(({ total }) => total);
  expect(totals).toEqual([155, 0, 155]);
});

test('less at once gives back by a credit note: first what is owed, the rest to the account', async () => {
  const plan = await makePlan('seats-less', [perSeat(30)]);
  const component_id = plan.latest_version?.components[0]?.id ?? '';
  api.clock.moveTo('2027-04-01T00:00:00Z');
  const { id, customer_id } = await subscribe(plan.id, { quantities: [{ component_id, quantity: 10 }] });
  await tickAt('2027-04-01T01:00:00Z');
  await issueAll(customer_id);
  api.clock.moveTo('2027-04-16T09:00:00Z');
  const { notes, invoice, preview } = await change(id, { quantities: [{ component_id, quantity: 4 }], when: 'now' });
  expect(preview).toMatchObject({ net: -90, account_credit: 0 });
  // What is charged for the seats that stay is an invoice, and the unused seats come off what was asked for.
  expect(told(invoice?.items ?? [])).toEqual(['Seats 2027-04-16 2027-05-01 60']);
  expect(notes.map(({ total, amount_offset }) => [total, amount_offset])).toEqual([[150, 150]]);
  const [first] = await invoicesOf(customer_id);
  expect(first).toMatchObject({ total: 300, amount_due: 150 });
});

test('from monthly to yearly begins a year on the day, and back again waits for its end', async () => {
  const monthly = await makePlan('m', [flat('Fee', 30)]);
  const yearly = await makePlan('y', [flat('Fee', 300)], { interval: 'year' });
  api.clock.moveTo('2027-05-01T00:00:00Z');
  const { id, customer_id } = await subscribe(monthly.id);
  await tickAt('2027-05-01T01:00:00Z');
  await issueAll(customer_id);
  api.clock.moveTo('2027-05-11T09:00:00Z');
  const { invoice, stored } = await change(id, { plan_id: yearly.id, when: 'now' });
  expect(told(invoice?.items ?? [])).toEqual(['Fee 2027-05-11 2027-06-01 -20.32', 'Fee 2027-05-11 2028-05-11 300']);
  expect(stored).toMatchObject({
    anchor_date: '2027-05-11',
    current_period: { start: '2027-05-11', end: '2028-05-11' },
  });
  const back = await change(id, { plan_id: monthly.id, when: 'period_end' });
  expect(back.result).toMatchObject({ status: 'scheduled', effective_on: '2028-05-11' });
  await tickAt('2028-05-11T01:00:00Z');
  expect(await api.caller.subscriptions.get({ id })).toMatchObject({
    plan: { code: 'm' },
    current_period: { start: '2028-05-11', end: '2028-06-11' },
  });
  expect((await invoicesOf(customer_id)).at(-1)).toMatchObject({ total: 30 });
});

test('what is billed in arrear and by a meter is charged up to the change, and each record once', async () => {
  await api.caller.meters.create({ code: 'calls', name: 'Calls' });
  const usage = (unit_amount: number) => ({
    kind: 'usage',
    name: 'Calls',
    meter: 'calls',
    pricing: { model: 'per_unit', unit_amount },
  });
  const old = await makePlan('arrear-old', [flat('Late fee', 31, 'arrear'), usage(1)]);
  const next = await makePlan('arrear-new', [flat('Late fee', 62, 'arrear'), usage(2)]);
  api.clock.moveTo('2027-07-01T00:00:00Z');
  const { id, customer_id } = await subscribe(old.id);
  api.clock.moveTo('2027-07-21T12:00:00Z');
  const record = (at: string, quantity: number) => ({
    id: `${customer_id}-${at}`,
    customer_id,
    meter: 'calls',
    occurred_at: at,
    quantity,
  });
  await api.caller.usage.record({ records: [record('2027-07-05T10:00:00Z', 10), record('2027-07-21T08:00:00Z', 7)] });
  const { invoice } = await change(id, { plan_id: next.id, when: 'now' });
  // The day of the change is of the new price, as usage of a meter that goes on.
  expect(told(invoice?.items ?? [])).toEqual(['Late fee 2027-07-01 2027-07-21 20', 'Calls 2027-07-01 2027-07-21 10']);
  await tickAt('2027-08-01T01:00:00Z');
  expect(told((await invoicesOf(customer_id)).at(-1)?.items ?? [])).toEqual([
    'Late fee 2027-07-21 2027-08-01 22',
    'Calls 2027-07-21 2027-08-01 14',
  ]);
});

test('a plan in another currency is refused, and what is due is billed first', async () => {
  const plan = await makePlan('refusals', [flat('Fee', 30)]);
  const other = await makePlan('refusals-eur', [flat('Fee', 30)], { currency: 'EUR' });
  api.clock.moveTo('2027-09-01T00:00:00Z');
  const { id } = await subscribe(plan.id);
  const put = (body: object) => api.rest('PUT', `/api/subscriptions/${id}`, { body });
  await tickAt('2027-09-01T01:00:00Z');
  expect(await put({ plan_id: other.id })).toMatchObject({
    status: 422,
    body: { code: 'currency_mismatch', errors: [{ path: 'plan_id' }] },
  });
  expect((await put({ plan_id: plan.id })).body).toMatchObject({ code: 'validation_failed' });
  api.clock.moveTo('2027-10-02T00:00:00Z');
  const due = await put({
    prices: [{ component_id: plan.latest_version?.components[0]?.id, pricing: { model: 'flat', amount: 9 } }],
  });
  expect(due).toMatchObject({ status: 409, body: { code: 'renewal_due' } });
  expect(due.body.detail).toMatch(/billing run/);
});

test('a yearly fee in a monthly plan ends now, with its rest given back, and not with the month', async () => {
  const domain = { ...flat('Domain', 365), interval: 'year' };
  const [full, plain] = [
    await makePlan('with-domain', [flat('Base', 31), domain]),
    await makePlan('without', [flat('Base', 30)]),
  ];
  await tickAt('2027-05-01T00:00:00Z');
  const { id, customer_id } = await subscribe(full.id, { start_date: '2027-05-01' });
  await tickAt('2027-05-01T01:00:00Z');
  await issueAll(customer_id);
  const downgrade = api.caller.subscriptions.update({ id, plan_id: plain.id });
  await expect(downgrade).rejects.toThrow(
    /"Domain" is paid until 2028-05-01, beyond the period that ends on 2027-06-01/,
  );
  const { change } = await api.caller.subscriptions.update({ id, plan_id: plain.id, when: 'now' });
  expect(change).toMatchObject({ net: -366 });
});

test('more than is left of an invoice is given back of the invoice before it, which it had given back of', async () => {
  const [small, large] = [
    await makePlan('small-fee', [flat('Base', 30)]),
    await makePlan('large-fee', [flat('Base', 60)]),
  ];
  await tickAt('2027-06-01T00:00:00Z');
  const { id, customer_id } = await subscribe(small.id, { start_date: '2027-06-01' });
  await tickAt('2027-06-01T01:00:00Z');
  await issueAll(customer_id);
  api.clock.moveTo('2027-06-11T00:00:00Z');
  await api.caller.subscriptions.update({ id, plan_id: large.id });
  await issueAll(customer_id);
  // The upgrade came to 20: 40 for twenty days, less 20 of the first invoice. To leave costs 40 of days that are not had.
  const tiny = await makePlan('tiny-fee', [flat('Base', 0)]);
  const { change } = await api.caller.subscriptions.update({ id, plan_id: tiny.id, when: 'now' });
  expect(change).toMatchObject({ net: -40, invoice_id: null });
  const notes = await api.caller.credit_notes.list({ customer_id, sort: 'created_at' });
  expect(notes.data.map(({ total }) => total)).toEqual([20, 20]);
  const [first, second] = await invoicesOf(customer_id);
  expect([first, second].map((invoice) => [invoice?.total, invoice?.amount_due])).toEqual([
    [30, 10],
    [20, 0],
  ]);
});

test('lines wait for the next invoice where the settings say so, and are on it with the renewal', async () => {
  const plan = await makePlan('waiting', [perSeat(31)]);
  const component_id = plan.latest_version?.components[0]?.id ?? '';
  api.clock.moveTo('2028-07-01T00:00:00Z');
  const { id, customer_id } = await subscribe(plan.id, { quantities: [{ component_id, quantity: 5 }] });
  await tickAt('2028-07-01T01:00:00Z');
  await issueAll(customer_id);
  await api.caller.subscription_policy.update({ invoicing: 'next_invoice' });
  api.clock.moveTo('2028-07-11T09:00:00Z');
  const { preview } = await change(id, { quantities: [{ component_id, quantity: 8 }] });
  expect(preview).toMatchObject({ net: 63, invoice: null, waits: true });
  // Up once more: what waits is given back, before anything of it was billed.
  api.clock.moveTo('2028-07-21T09:00:00Z');
  await change(id, { quantities: [{ component_id, quantity: 9 }] });
  expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([155]);
  await tickAt('2028-08-01T01:00:00Z');
  const renewal = (await invoicesOf(customer_id)).at(-1);
  expect(told(renewal?.items ?? [])).toEqual([
    'Seats 2028-08-01 2028-09-01 279',
    'Seats 2028-07-11 2028-08-01 -105',
    'Seats 2028-07-11 2028-08-01 168',
    'Seats 2028-07-21 2028-08-01 -88',
    'Seats 2028-07-21 2028-08-01 99',
  ]);
  expect(renewal?.total).toBe(353);
  await api.caller.subscription_policy.update({ invoicing: 'now' });
});

test('what waits and is taken back before it is billed is on no invoice', async () => {
  const plan = await makePlan('dropped', [perSeat(31)]);
  const component_id = plan.latest_version?.components[0]?.id ?? '';
  api.clock.moveTo('2029-07-01T00:00:00Z');
  const { id, customer_id } = await subscribe(plan.id, { quantities: [{ component_id, quantity: 5 }] });
  const empty = await subscribe(plan.id, { quantities: [{ component_id, quantity: 0 }] });
  await tickAt('2029-07-01T01:00:00Z');
  await issueAll(customer_id);
  await api.caller.subscription_policy.update({ invoicing: 'next_invoice' });
  api.clock.moveTo('2029-07-11T09:00:00Z');
  await change(id, { quantities: [{ component_id, quantity: 8 }] });
  const { notes } = await change(id, { quantities: [{ component_id, quantity: 1 }], when: 'now' });
  const come = await change(empty.id, { quantities: [{ component_id, quantity: 8 }] });
  expect(come.preview).toMatchObject({ net: 168, waits: true });
  const gone = await change(empty.id, { quantities: [{ component_id, quantity: 0 }], when: 'now' });
  expect(gone.preview).toMatchObject({ net: -168, invoice: null, credit_notes: [], waits: false });
  // Five seats were billed, one stays: 21 days of four come off what is owed.
  expect(notes.map(({ total }) => total)).toEqual([105]);
  await tickAt('2029-08-01T01:00:00Z');
  expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([155, 52]);
  expect(told((await invoicesOf(customer_id)).at(-1)?.items ?? [])).toEqual([
    'Seats 2029-08-01 2029-09-01 31',
    'Seats 2029-07-11 2029-08-01 21',
  ]);
  await api.caller.subscription_policy.update({ invoicing: 'now' });
});

test('a discount of the subscription is off what a change charges, and off what it gives back', async () => {
  const basic = await makePlan('off-basic', [flat('Fee', 100)]);
  const pro = await makePlan('off-pro', [flat('Fee', 200)]);
  api.clock.moveTo('2030-01-01T00:00:00Z');
  const { id, customer_id } = await subscribe(basic.id, { discount: { percent_off: 10 } });
  await tickAt('2030-01-01T01:00:00Z');
  await issueAll(customer_id);
  api.clock.moveTo('2030-01-17T09:30:00Z');
  const { invoice, preview } = await change(id, { plan_id: pro.id });
  expect(invoice?.items.map(({ amount, discount }) => [amount, discount])).toEqual([
    [-43.55, 0],
    [96.77, 9.68],
  ]);
  expect(invoice?.total).toBe(43.54);
  expect(preview.net).toBe(43.54);
});

test('an add-on comes in the middle of a period and goes with the next, with the price that was agreed', async () => {
  const plan = await makePlan('with-addons', [flat('Fee', 100)]);
  const support = await makePlan('support', [flat('Support', 31)], { kind: 'addon' });
  api.clock.moveTo('2031-01-01T00:00:00Z');
  const { id, customer_id } = await subscribe(plan.id);
  await tickAt('2031-01-01T01:00:00Z');
  await issueAll(customer_id);
  api.clock.moveTo('2031-01-11T09:00:00Z');
  const component_id = support.latest_version?.components[0]?.id ?? '';
  const agreed = { component_id, pricing: { model: 'flat', amount: 62 } } as const;
  const { invoice, stored } = await change(id, { add_ons: [{ plan_id: support.id }], prices: [agreed] });
  expect(told(invoice?.items ?? [])).toEqual(['Support 2031-01-11 2031-02-01 42']);
  expect(stored.items.map(({ name, own_price }) => [name, own_price])).toEqual([
    ['Fee', false],
    ['Support', true],
  ]);
  await issueAll(customer_id);
  const gone = await change(id, { add_ons: [] });
  expect(gone.result).toMatchObject({ direction: 'downgrade', when: 'period_end', effective_on: '2031-02-01' });
  await tickAt('2031-02-01T01:00:00Z');
  expect(told((await invoicesOf(customer_id)).at(-1)?.items ?? [])).toEqual(['Fee 2031-02-01 2031-03-01 100']);
});
