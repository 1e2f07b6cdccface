import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { careForSubscriptions } from '../../src/subscriptions/lifecycle/care-for-subscriptions.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

type Change = Omit<Parameters<TestApi['caller']['subscriptions']['update']>[0], 'id'>;
type NewPlan = Parameters<TestApi['caller']['plans']['create']>[0];

let api: TestApi;
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2032-01-01T00:00:00Z' });
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const flat = (name: string, amount: number) =>
  ({ kind: 'recurring', name, pricing: { model: 'flat', amount } }) as const;
const setUp = (amount: number) => ({ kind: 'one_time', name: 'Set-up', pricing: { model: 'flat', amount } }) as const;

const makePlan = (code: string, components: NewPlan['components'], more: Partial<NewPlan> = {}) =>
  api.caller.plans.create({ code, name: code, currency: 'USD', components, ...more });

async function makeCustomer(): Promise<string> {
  customers += 1;
  const terms = { name: `Customer ${customers}`, email: `first${customers}@example.com`, country: 'US' };
  return (await api.caller.customers.create(terms)).id;
}

/** What the worker does at each tick. */
async function tickAt(instant: string): Promise<void> {
  api.clock.moveTo(instant);
  await startDueBillingRuns(api.services);
  const { data } = await api.caller.billing_runs.list({ limit: 5 });
  for (const run of data) if (run.status === 'pending') await executeBillingRun(api.ctx, run.id);
  await careForSubscriptions(api.services);
}

async function invoicesOf(customer_id: string) {
  const { data } = await api.caller.invoices.list({ customer_id, limit: 100, sort: 'created_at' });
  return Promise.all(data.map(({ id }) => api.caller.invoices.get({ id })));
}

async function issueAll(customer_id: string): Promise<void> {
  for (const { id, status } of await invoicesOf(customer_id))
    if (status === 'draft') await api.caller.invoices.update({ id, status: 'sent' });
}

/** `Fee 2032-01-15 2032-02-15 100`, as on paper. */
const told = (
  items: { description: string; amount: number; service_period: { start: string; end: string } | null }[],
) => items.map(({ description, amount, service_period: at }) => `${description} ${at?.start} ${at?.end} ${amount}`);

const amountsOf = (items: { description: string; amount: number }[], name: string) =>
  items.flatMap(({ description, amount }) => (description === name ? [amount] : []));

/** Made as its preview says. */
async function change(id: string, asked: Change) {
  const preview = await api.caller.subscriptions.preview_change({ id, action: 'change', ...asked });
  const { change: result, items } = await api.caller.subscriptions.update({ id, ...asked });
  if (result === null) throw new Error('it changed nothing');
  const invoice = result.invoice_id === null ? null : await api.caller.invoices.get({ id: result.invoice_id });
  expect([preview.net, preview.invoice?.total ?? null]).toEqual([result.net, invoice?.total ?? null]);
  return { invoice, items };
}

test('a fee for setting up is billed once, after the trial, and with another plan only where it is asked for', async () => {
  const basic = await makePlan('once-basic', [flat('Fee', 100), setUp(250)], { trial_days: 14 });
  const pro = await makePlan('once-pro', [flat('Fee', 200), setUp(400)]);
  api.clock.moveTo('2032-01-01T00:00:00Z');
  const customer_id = await makeCustomer();
  const planned = await api.caller.subscriptions.preview({ customer_id, plan_id: basic.id });
  expect(planned.invoices.map(({ items }) => items.map(({ description, amount }) => [description, amount]))).toEqual([
    [
      ['Fee', 100],
      ['Set-up', 250],
    ],
    [['Fee', 100]],
  ]);
  expect(planned.subscription.mrr).toBe(0);
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: basic.id });
  await tickAt('2032-01-01T01:00:00Z');
  expect(await invoicesOf(customer_id)).toEqual([]);
  await tickAt('2032-01-15T01:00:00Z');
  const [first] = await invoicesOf(customer_id);
  expect(told(first?.items ?? [])).toEqual(['Fee 2032-01-15 2032-02-15 100', 'Set-up 2032-01-15 2032-01-16 250']);
  expect(await api.caller.subscriptions.get({ id })).toMatchObject({ status: 'active', mrr: 100 });
  await issueAll(customer_id);
  await tickAt('2032-02-15T01:00:00Z');

  // A later version, and a pause, and a plan that has one of its own: none of them charges it.
  const version = await api.caller.plans.create_version({
    id: basic.id,
    ...{ currency: 'USD', interval: 'month', components: [flat('Fee', 110), setUp(300)] },
  });
  api.clock.moveTo('2032-02-20T09:00:00Z');
  await issueAll(customer_id);
  const moved = await change(id, { plan_version_id: version.latest_version.id, when: 'now' });
  expect(moved.invoice?.items.map(({ description }) => description)).toEqual(['Fee', 'Fee']);
  await api.caller.subscriptions.pause({ id, settle: 'credit' });
  await api.caller.subscriptions.resume({ id });
  const unasked = await change(id, { plan_id: pro.id, when: 'now' });
  expect(unasked.items.map(({ name }) => name)).toEqual(['Fee']);
  await change(id, { plan_id: basic.id, when: 'now' });
  const asked = await change(id, { plan_id: pro.id, when: 'now', set_up_fees: true });
  expect(amountsOf(asked.invoice?.items ?? [], 'Set-up')).toEqual([400]);
  await tickAt('2032-03-15T01:00:00Z');
  await tickAt('2032-04-15T01:00:00Z');
  const billed = (await invoicesOf(customer_id)).flatMap(({ items }) => items);
  expect(amountsOf(billed, 'Set-up')).toEqual([250, 400]);
  expect(await api.caller.subscriptions.get({ id })).toMatchObject({ mrr: 200 });
});

describe('what is charged beside the plan when a subscription begins', () => {
  const onsite = { description: 'On-site day', quantity: '2', unit_price: '50' };

  test('is on its first invoice alone, after the trial, and on no invoice of another subscription', async () => {
    const trial = await makePlan('oneoff-trial', [flat('Fee', 100)], { trial_days: 14 });
    const other = await makePlan('oneoff-other', [flat('Other', 10)]);
    const prices = [{ currency: 'USD', unit_amount: '75' }];
    const router = await api.caller.products.create({ name: 'Router', type: 'one_time', prices });
    api.clock.moveTo('2033-01-01T00:00:00Z');
    const customer_id = await makeCustomer();
    const asked = { customer_id, plan_id: trial.id, one_off_items: [{ product_id: router.id }, onsite] };
    const { invoices } = await api.caller.subscriptions.preview(asked);
    const first = [
      ['Fee', 100],
      ['Router', 75],
      ['On-site day', 100],
    ];
    const amounts = (items: { description: string; amount: number }[]) =>
      items.map(({ description, amount }) => [description, amount]);
    expect(invoices.map(({ items }) => amounts(items))).toEqual([first, [['Fee', 100]]]);
    const made = await api.rest('POST', '/api/subscriptions', { body: asked });
    expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201, body: { status: 'trialing', mrr: 0 } });
    await api.caller.subscriptions.create({ customer_id, plan_id: other.id });
    await tickAt('2033-01-01T01:00:00Z');
    expect((await invoicesOf(customer_id)).map(({ items }) => amounts(items))).toEqual([[['Other', 10]]]);
    await tickAt('2033-01-15T01:00:00Z');
    await tickAt('2033-02-15T01:00:00Z');
    const [, billed, ...later] = await invoicesOf(customer_id);
    expect(amounts(billed?.items ?? [])).toEqual(first);
    expect(billed?.items.map(({ service_period }) => service_period === null)).toEqual([false, true, true]);
    const names = later.flatMap(({ items }) => items.map(({ description }) => description));
    expect(names.sort()).toEqual(['Fee', 'Other']);
    // Void and billed again, it has them again.
    const again = await api.caller.billing_runs.bill_again({ id: billed?.id ?? '', void_reason: 'Wrong address' });
    expect(amounts(again.items)).toEqual(first);
    const twice = await api.caller.billing_runs.bill_again({ id: again.id, void_reason: 'Wrong address again' });
    expect(amounts(twice.items)).toEqual(first);
    // What somebody takes off the draft is billed with nothing else.
    const { id: itemId = '' } = twice.items.find(({ description }) => description === 'Router') ?? {};
    expect(await api.rest('DELETE', `/api/invoices/${twice.id}/items/${itemId}`)).toMatchObject({ status: 200 });
    const rest = await api.caller.billing_runs.bill_again({ id: twice.id, void_reason: 'And again' });
    expect(amounts(rest.items)).toEqual([first[0], first[2]]);
    const instead = { items: [{ description: 'On-site hour', unit_price: 10 }] };
    expect(await api.rest('PUT', `/api/invoices/${rest.id}`, { body: instead })).toMatchObject({ status: 200 });
    expect(await api.caller.subscriptions.get({ id: (made.body as { id: string }).id })).toMatchObject({ mrr: 100 });
    const unknown = { ...asked, one_off_items: [{ product_id: customer_id }] };
    const errors = [{ path: 'one_off_items[0].product_id' }];
    expect(await api.rest('POST', '/api/subscriptions', { body: unknown })).toMatchObject({
      status: 404,
      body: { errors },
    });
  });

  test('is owed by nobody who leaves in the trial, and with the last invoice by who leaves before the first', async () => {
    const trial = await makePlan('oneoff-left', [flat('Fee', 100)], { trial_days: 14 });
    const arrear = await makePlan('oneoff-arrear', [{ ...flat('Late', 31), timing: 'arrear' }]);
    api.clock.moveTo('2033-03-01T00:00:00Z');
    const customer_id = await makeCustomer();
    const left = await api.caller.subscriptions.create({ customer_id, plan_id: trial.id, one_off_items: [onsite] });
    const used = await api.caller.subscriptions.create({ customer_id, plan_id: arrear.id, one_off_items: [onsite] });
    api.clock.moveTo('2033-03-11T00:00:00Z');
    await api.caller.subscriptions.cancel({ id: left.id, when: 'now' });
    await api.caller.subscriptions.cancel({ id: used.id, when: 'now' });
    await tickAt('2033-04-01T01:00:00Z');
    expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([110]);
  });

  test('is on the invoice whose payment activates it', async () => {
    const plan = await makePlan('oneoff-paid', [flat('Fee', 100)]);
    api.clock.moveTo('2033-05-01T00:00:00Z');
    const customer_id = await makeCustomer();
    await api.caller.subscriptions.create({
      ...{ customer_id, plan_id: plan.id, one_off_items: [onsite] },
      activation: 'when_paid',
    });
    await tickAt('2033-05-01T01:00:00Z');
    expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([200]);
  });
});

describe('between the early bill of a period and its begin', () => {
  let basic: string;
  let pro: string;
  let billing_cycle_id: string;

  beforeAll(async () => {
    basic = (await makePlan('early-basic', [flat('Fee', 31)])).id;
    pro = (await makePlan('early-pro', [flat('Fee', 62)])).id;
    const rules = { name: 'Early', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
    billing_cycle_id = (await api.caller.billing_cycles.create({ ...rules, anchor_date: '2033-01-01' })).id;
  });

  /** Billed for January, paid, and a week before it begins for February, paid or not. */
  async function billedEarly(year: number, paid: boolean, more: object = {}, terms: object = {}) {
    api.clock.moveTo(`${year}-01-01T00:00:00Z`);
    const customer_id = await makeCustomer();
    const asked = { customer_id, plan_id: basic, start_date: `${year}-01-01`, billing_cycle_id, ...terms };
    const { id } = await api.caller.subscriptions.create(asked);
    await tickAt(`${year}-01-01T01:00:00Z`);
    const pay = async () => {
      await issueAll(customer_id);
      for (const invoice of await invoicesOf(customer_id))
        if (paid && invoice.status === 'sent') await api.caller.invoices.update({ id: invoice.id, status: 'paid' });
    };
    await pay();
    if (Object.keys(more).length > 0) await api.caller.subscriptions.update({ id, ...more });
    await tickAt(`${year}-01-25T01:00:00Z`);
    await pay();
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({ current_period: { start: `${year}-02-01` } });
    api.clock.moveTo(`${year}-01-27T09:00:00Z`);
    return { id, customer_id };
  }

  /** What was billed less what was given back, of documents that count. */
  async function owed(customer_id: string): Promise<number> {
    const invoices = (await invoicesOf(customer_id)).filter(({ status }) => status !== 'void');
    const notes = (await api.caller.credit_notes.list({ customer_id, limit: 100 })).data;
    const sum = (of: { total: number }[]) => of.reduce((all, { total }) => all + total, 0);
    return Math.round(100 * (sum(invoices) - sum(notes))) / 100;
  }

  const documents = async (customer_id: string) => ({
    invoices: (await invoicesOf(customer_id)).map(({ status, total }) => `${status} ${total}`),
    notes: (await api.caller.credit_notes.list({ customer_id, limit: 100 })).data.map(({ total }) => total),
  });

  test.each([
    [2034, false],
    [2035, true],
  ])('a change now is of the month that runs, and the coming one is billed anew (%i, paid %s)', async (year, paid) => {
    const { id, customer_id } = await billedEarly(year, paid);
    const { invoice } = await change(id, { plan_id: pro });
    expect(told(invoice?.items ?? [])).toEqual([
      `Fee ${year}-01-27 ${year}-02-01 -5`,
      `Fee ${year}-01-27 ${year}-02-01 10`,
    ]);
    await tickAt(`${year}-01-27T10:00:00Z`);
    expect(await documents(customer_id)).toEqual(
      paid
        ? { invoices: ['paid 31', 'paid 31', expect.stringMatching(/ 5$/), expect.stringMatching(/ 62$/)], notes: [31] }
        : { invoices: ['sent 31', 'void 31', 'draft 5', 'draft 62'], notes: [] },
    );
    await tickAt(`${year}-02-22T01:00:00Z`);
    // January, five days dearer, February and March.
    expect(await owed(customer_id)).toBe(31 + 5 + 62 + 62);
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({
      current_period: { start: `${year}-03-01` },
      mrr: 62,
    });
  });

  test('a change with the month takes its place on the bill of the coming one', async () => {
    const { id, customer_id } = await billedEarly(2036, true);
    await change(id, { plan_id: pro, when: 'period_end' });
    await tickAt('2036-01-27T10:00:00Z');
    expect(await owed(customer_id)).toBe(31 + 62);
    await tickAt('2036-02-01T01:00:00Z');
    expect(await owed(customer_id)).toBe(31 + 62);
  });

  test('one that was scheduled for the coming month gives way to another, or comes as it was', async () => {
    const { id, customer_id } = await billedEarly(2038, false, { plan_id: pro, when: 'period_end' });
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({
      plan: { code: 'early-pro' },
      scheduled_change: null,
    });
    // Paused in the month that runs, it is on the plan of that month.
    await api.caller.subscriptions.pause({ id, settle: 'none' });
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({
      plan: { code: 'early-basic' },
      scheduled_change: null,
      mrr: 0,
    });
    await api.caller.subscriptions.resume({ id });
    await tickAt('2038-01-27T10:00:00Z');
    expect(await owed(customer_id)).toBe(31 + 31);
  });

  test.each([
    [2039, false, { when: 'now', settle: 'credit' }, 26],
    [2040, true, { when: 'now', settle: 'refund' }, 26],
    [2041, true, { when: 'now', settle: 'none' }, 31],
    [2043, true, {}, 31],
  ] as const)(
    'an end owes nothing of the month that does not come (%i, paid %s, %o)',
    async (year, paid, terms, sum) => {
      const { id, customer_id } = await billedEarly(year, paid);
      const preview = await api.caller.subscriptions.preview_change({
        id,
        action: 'cancel',
        when: 'period_end',
        ...terms,
      });
      await api.caller.subscriptions.cancel({ id, ...terms });
      const { notes } = await documents(customer_id);
      expect(preview.credit_notes.map(({ total }) => total).sort()).toEqual(notes.sort());
      await tickAt(`${year}-02-01T01:00:00Z`);
      await tickAt(`${year}-03-01T01:00:00Z`);
      expect(await owed(customer_id)).toBe(sum);
      expect(await api.caller.subscriptions.get({ id })).toMatchObject({ status: 'canceled', next_billing_at: null });
    },
  );

  test.each([
    [2044, 'draft', { invoices: ['sent 62', 'draft 31', 'draft 5', 'draft 62'], notes: [] }],
    [2045, 'sent', { invoices: ['sent 62', 'sent 62', 'draft 5', 'draft 62'], notes: [31] }],
  ] as const)('what others owe on the same invoice stays there (%i, %s)', async (year, status, expected) => {
    api.clock.moveTo(`${year}-01-01T00:00:00Z`);
    const customer_id = await makeCustomer();
    const terms = { customer_id, plan_id: basic, start_date: `${year}-01-01`, billing_cycle_id };
    const { id } = await api.caller.subscriptions.create(terms);
    await api.caller.subscriptions.create(terms);
    await tickAt(`${year}-01-01T01:00:00Z`);
    await issueAll(customer_id);
    await tickAt(`${year}-01-25T01:00:00Z`);
    if (status === 'sent') await issueAll(customer_id);
    api.clock.moveTo(`${year}-01-27T09:00:00Z`);
    await change(id, { plan_id: pro });
    await tickAt(`${year}-01-27T10:00:00Z`);
    expect(await documents(customer_id)).toEqual(expected);
  });

  test('in a trial that is billed before it is over, what stays is billed once', async () => {
    const two = await makePlan('early-trial', [flat('Fee', 31), flat('Other', 31), setUp(9)], { trial_days: 14 });
    api.clock.moveTo('2046-01-01T00:00:00Z');
    const customer_id = await makeCustomer();
    const terms = { customer_id, plan_id: two.id, start_date: '2046-01-01', billing_cycle_id };
    const { id, items } = await api.caller.subscriptions.create(terms);
    await tickAt('2046-01-08T01:00:00Z');
    expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([43]);
    api.clock.moveTo('2046-01-10T09:00:00Z');
    const component_id = items.find(({ name }) => name === 'Other')?.component_id ?? '';
    await change(id, { prices: [{ component_id, pricing: { model: 'flat', amount: '62' } }] });
    await tickAt('2046-01-10T10:00:00Z');
    expect((await api.caller.billing_runs.failures({})).data).toEqual([]);
    expect((await documents(customer_id)).invoices).toEqual(['void 43', 'draft 60']);
    await tickAt('2046-01-15T01:00:00Z');
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({ status: 'active', mrr: 93 });
    expect((await documents(customer_id)).invoices).toEqual(['void 43', 'draft 60']);
  });

  test('a bill that account credit has paid is taken back as any other', async () => {
    const { id, customer_id } = await billedEarly(2047, true);
    await api.caller.subscriptions.pause({ id, settle: 'none' });
    await api.caller.subscriptions.resume({ id });
    await tickAt('2047-01-27T10:00:00Z');
    await issueAll(customer_id);
    await change(id, { plan_id: pro });
    await tickAt('2047-01-27T11:00:00Z');
    expect(await owed(customer_id)).toBe(31 + 5 + 62);
  });

  test('a bill with nothing of one line, or that was credited by hand, is taken back as any other', async () => {
    const seat = { kind: 'recurring', name: 'Seat', pricing: { model: 'per_unit', unit_amount: 10 } } as const;
    const seats = await makePlan('early-seats', [flat('Fee', 31), seat]);
    const of = (quantity: string) => [{ component_id: seats.latest_version?.components[1]?.id ?? '', quantity }];
    const none = await billedEarly(2048, true, {}, { plan_id: seats.id, quantities: of('0') });
    await change(none.id, { quantities: of('1') });
    await tickAt('2048-01-27T10:00:00Z');
    expect(await owed(none.customer_id)).toBe(31 + 1.61 + 41);
    const credited = await billedEarly(2049, true);
    const [, early] = await invoicesOf(credited.customer_id);
    const terms = { invoice_id: early?.id ?? '', reason: 'Goodwill', disposition: 'account_credit' } as const;
    await api.caller.credit_notes.create(terms);
    await change(credited.id, { plan_id: pro });
    await tickAt('2049-01-27T10:00:00Z');
    expect(await owed(credited.customer_id)).toBe(31 + 5 + 62);
  });

  test('an end on a day is shown with what it gives back of the month that does not come', async () => {
    const { id, customer_id } = await billedEarly(2050, true);
    const terms = { on: '2050-01-30', settle: 'credit' } as const;
    const preview = await api.caller.subscriptions.preview_change({ id, action: 'cancel', ...terms });
    await api.caller.subscriptions.cancel({ id, ...terms });
    await tickAt('2050-01-30T01:00:00Z');
    const { notes } = await documents(customer_id);
    expect(preview.credit_notes.map(({ total }) => total).sort()).toEqual(notes.sort());
    expect(await owed(customer_id)).toBe(29);
  });
});
