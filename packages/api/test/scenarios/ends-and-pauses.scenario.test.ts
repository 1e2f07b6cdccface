import { fromDbDate } from '@revenue/db/civil-dates';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { markOverdueInvoices } from '../../src/invoices/mark-overdue-invoices.ts';
import { careForSubscriptions } from '../../src/subscriptions/lifecycle/care-for-subscriptions.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

let api: TestApi;
let plan_id: string;
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2026-04-01T09:00:00Z' });
  await api.caller.meters.create({ code: 'tokens', name: 'Tokens' });
  const fee = { kind: 'recurring', name: 'Base', timing: 'advance', pricing: { model: 'flat', amount: 30 } } as const;
  const usage = {
    kind: 'usage',
    name: 'Tokens',
    meter: 'tokens',
    pricing: { model: 'per_unit', unit_amount: 1 },
  } as const;
  const plan = await api.caller.plans.create({ code: 'base', name: 'Base', currency: 'EUR', components: [fee, usage] });
  plan_id = plan.id;
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

/** What the worker does by the hour; everything is done twice, which must make no difference. */
async function tick(now: string): Promise<void> {
  api.clock.moveTo(new Date(now));
  for (let times = 0; times < 2; times += 1) {
    await startDueBillingRuns(api.services);
    const { data } = await api.caller.billing_runs.list({ limit: 10 });
    for (const run of data) if (run.status === 'pending') await executeBillingRun(api.ctx, run.id);
    await markOverdueInvoices(api.services);
    await careForSubscriptions(api.services);
  }
}

/** Subscribed on a first of a month, billed and, unless told otherwise, paid. */
async function subscribed(start_date: string, paid = true, of = plan_id) {
  customers += 1;
  const terms = { name: 'Ada', email: `ada${customers}@example.com`, country: 'DE', currency: 'EUR', time_zone: 'UTC' };
  const { id: customer_id } = await api.caller.customers.create({ ...terms, payment_terms: 'net_14' });
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: of, start_date });
  await tick(`${start_date}T10:00:00Z`);
  const [invoice] = await invoicesOf(customer_id);
  const invoice_id = invoice?.id ?? '';
  await api.caller.invoices.update({ id: invoice_id, status: 'sent' });
  if (paid) await api.caller.invoices.update({ id: invoice_id, status: 'paid' });
  return { id, customer_id, invoice_id };
}

const invoicesOf = async (customer_id: string) => (await api.caller.invoices.list({ customer_id, limit: 100 })).data;
const notesOf = async (customer_id: string) => (await api.caller.credit_notes.list({ customer_id, limit: 100 })).data;
const creditOf = async (id: string) => (await api.caller.customers.get({ id })).account_credit;
const get = (id: string) => api.caller.subscriptions.get({ id });
/** Usage is told of as it happens. */
const use = (customer_id: string, quantity: number, occurred_at: string) => {
  api.clock.moveTo(new Date(occurred_at));
  return api.caller.usage.record({
    records: [{ id: `${customer_id}-${occurred_at}`, customer_id, meter: 'tokens', quantity, occurred_at }],
  });
};

describe('an end at once', () => {
  test('refunds unused days by a credit note, invoices what was used, and does what its preview says', async () => {
    const { id, customer_id, invoice_id } = await subscribed('2026-04-01');
    await use(customer_id, 7, '2026-04-05T00:00:00Z');
    api.clock.moveTo(new Date('2026-04-11T12:00:00Z'));
    const asked = { action: 'cancel', when: 'now', settle: 'refund' } as const;
    const preview = await api.caller.subscriptions.preview_change({ id, ...asked });
    expect(preview).toMatchObject({ when: 'now', effective_on: '2026-04-11', net: -13 });
    expect(preview.subscription_after.status).toBe('canceled');
    expect((await get(id)).status).toBe('active');
    const path = `/api/subscriptions/${id}?when=now&settle=refund`;
    const ended = await api.rest('DELETE', path);
    expect(ended, JSON.stringify(ended.body)).toMatchObject({
      status: 200,
      body: { status: 'canceled', next_billing_at: null },
    });
    const notes = await notesOf(customer_id);
    expect(notes).toMatchObject([{ invoice_id, total: 20, amount_refundable: 20, amount_account_credit: 0 }]);
    expect(preview.refund).toBe(20);
    // Which days it gives back, and of how many units, is said on the note itself.
    const { items } = await api.caller.credit_notes.get({ id: notes[0]?.id ?? '' });
    const service_period = { start: '2026-04-11', end: '2026-05-01' };
    expect(items).toMatchObject([{ service_period, service_quantity: 1, quantity: null }]);
    const [last] = await invoicesOf(customer_id);
    expect(last).toMatchObject({ total: 7, status: 'draft' });
    await tick('2026-05-02T10:00:00Z');
    expect(await invoicesOf(customer_id)).toHaveLength(2);
    expect(await api.rest('DELETE', path)).toMatchObject({ status: 409 });
  });

  test('puts them on account credit, which pays the next invoice, or keeps them', async () => {
    const credited = await subscribed('2026-05-01');
    const kept = await subscribed('2026-05-01');
    api.clock.moveTo(new Date('2026-05-17T00:00:00Z'));
    await api.caller.subscriptions.cancel({ id: credited.id, when: 'now', settle: 'credit' });
    await api.caller.subscriptions.cancel({ id: kept.id, when: 'now' });
    expect(await creditOf(credited.customer_id)).toEqual([{ currency: 'EUR', balance: 14.52 }]);
    expect(await notesOf(kept.customer_id)).toEqual([]);
    expect(await creditOf(kept.customer_id)).toEqual([]);
  });

  test('takes off what is still owed before anything goes back', async () => {
    const { id, customer_id, invoice_id } = await subscribed('2026-06-01', false);
    api.clock.moveTo(new Date('2026-06-11T00:00:00Z'));
    await api.caller.subscriptions.cancel({ id, when: 'now', settle: 'refund' });
    expect(await notesOf(customer_id)).toMatchObject([{ total: 20, amount_offset: 20, amount_refundable: 0 }]);
    expect(await api.caller.invoices.get({ id: invoice_id })).toMatchObject({ amount_due: 10, status: 'sent' });
  });

  test('on the very instant of the renewal bills what is over and begins no period', async () => {
    const { id, customer_id } = await subscribed('2026-07-01');
    await use(customer_id, 5, '2026-07-31T23:00:00Z');
    api.clock.moveTo(new Date('2026-08-01T00:00:00Z'));
    await api.caller.subscriptions.cancel({ id, when: 'now', settle: 'refund' });
    await tick('2026-08-01T00:10:00Z');
    expect(await get(id)).toMatchObject({ status: 'canceled', ends_on: '2026-08-01', next_billing_at: null });
    expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([5, 30]);
  });
});

describe('an end to come', () => {
  test('comes with the period, and is taken back until then', async () => {
    const { id, customer_id } = await subscribed('2026-09-01');
    const version = (await get(id)).version;
    await api.caller.subscriptions.cancel({ id, version });
    expect(await get(id)).toMatchObject({ status: 'active', ends_on: '2026-10-01', cancel_at_period_end: true });
    await api.caller.subscriptions.undo_cancellation({ id });
    expect(await get(id)).toMatchObject({ ends_on: null, cancel_at_period_end: false, canceled_at: null });
    const again = await api.rest('POST', `/api/subscriptions/${id}/undo-cancellation`);
    expect(again).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
    await api.caller.subscriptions.cancel({ id });
    await tick('2026-10-01T01:00:00Z');
    expect(await get(id)).toMatchObject({ status: 'canceled', next_billing_at: null });
    expect(await invoicesOf(customer_id)).toHaveLength(1);
  });

  test('on a day cuts the period there, and gives back what was paid beyond it, also where the worker was down', async () => {
    const { id, customer_id } = await subscribed('2026-11-01');
    await api.caller.subscriptions.cancel({ id, on: '2026-11-21', settle: 'credit' });
    await tick('2026-11-20T23:30:00Z');
    expect(await get(id)).toMatchObject({ status: 'active', ends_on: '2026-11-21' });
    await tick('2026-11-25T10:00:00Z');
    expect(await get(id)).toMatchObject({ status: 'canceled', ends_on: '2026-11-21' });
    expect(await creditOf(customer_id)).toEqual([{ currency: 'EUR', balance: 10 }]);
    await tick('2026-12-02T10:00:00Z');
    expect(await invoicesOf(customer_id)).toHaveLength(1);
  });

  test('on a day gives back as much where the run ends it: late, after an unpaid pause, or after a change', async () => {
    const late = await subscribed('2026-12-01');
    const changed = await subscribed('2026-12-01');
    const unpaid = await subscribed('2026-12-01', false);
    for (const { id } of [late, changed, unpaid])
      await api.caller.subscriptions.cancel({ id, on: '2026-12-31', settle: 'credit' });
    const usage = (await get(changed.id)).items.find(({ kind }) => kind === 'usage');
    const prices = [
      { component_id: usage?.component_id ?? '', pricing: { model: 'per_unit', unit_amount: 2 } as const },
    ];
    await api.caller.subscriptions.update({ id: changed.id, prices });
    await tick('2026-12-16T01:00:00Z');
    await tick('2026-12-30T01:00:00Z');
    expect(await get(unpaid.id)).toMatchObject({ status: 'paused', pause_reason: 'unpaid', ends_on: '2026-12-31' });
    await api.caller.invoices.update({ id: unpaid.invoice_id, status: 'paid' });
    await tick('2026-12-30T02:00:00Z');
    expect(await get(unpaid.id)).toMatchObject({ status: 'active', ends_on: '2026-12-31' });
    await tick('2027-01-02T10:00:00Z');
    for (const { id, customer_id } of [late, changed, unpaid]) {
      expect(await get(id)).toMatchObject({ status: 'canceled', ends_on: '2026-12-31', next_billing_at: null });
      expect(await creditOf(customer_id)).toEqual([{ currency: 'EUR', balance: 0.97 }]);
      expect(await invoicesOf(customer_id)).toHaveLength(1);
    }
  });
});

describe('a pause', () => {
  test('gives unused days back, counts no usage, and ends by itself on its day', async () => {
    const { id, customer_id } = await subscribed('2027-01-01');
    api.clock.moveTo(new Date('2027-01-11T00:00:00Z'));
    await api.caller.subscriptions.pause({ id, settle: 'credit', resumes_on: '2027-03-15' });
    expect(await get(id)).toMatchObject({ status: 'paused', resumes_on: '2027-03-15', next_billing_at: null });
    expect(await creditOf(customer_id)).toEqual([{ currency: 'EUR', balance: 20.32 }]);
    await use(customer_id, 50, '2027-02-10T00:00:00Z');
    await tick('2027-03-14T23:00:00Z');
    expect(await get(id)).toMatchObject({ status: 'paused' });
    expect(await invoicesOf(customer_id)).toHaveLength(1);
    await tick('2027-03-20T10:00:00Z');
    expect(await get(id)).toMatchObject({ status: 'active', resumes_on: null, paused_at: null, pause_reason: null });
    const [stub] = await invoicesOf(customer_id);
    expect(stub?.total).toBe(16.45);
    // The tick was five days late; it has been worth its fee again from the day on that was told.
    const of = { where: { tenant_id: api.ctx.tenant_id, subscription_id: id }, orderBy: { from_day: 'asc' } } as const;
    const spans = await api.db.withTenant(api.ctx.tenant_id, (tx) => tx.mrrSpan.findMany(of));
    expect(spans.map(({ from_day, mrr }) => [fromDbDate(from_day), mrr])).toEqual([
      ['2027-01-01', 3000n],
      ['2027-01-11', 0n],
      ['2027-03-15', 3000n],
    ]);
    await use(customer_id, 3, '2027-03-21T00:00:00Z');
    await tick('2027-04-01T10:00:00Z');
    expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([33, 16.45, 30]);
  });

  test('that ends on the day it began charges the same days again under another line', async () => {
    const { id, customer_id } = await subscribed('2027-05-01');
    for (let times = 0; times < 2; times += 1) {
      await api.caller.subscriptions.pause({ id, settle: 'credit' });
      await api.caller.subscriptions.resume({ id });
    }
    expect(await get(id)).toMatchObject({ status: 'active' });
    const invoices = await invoicesOf(customer_id);
    const billed = invoices.reduce((sum, { total }) => sum + total, 0);
    const given = (await notesOf(customer_id)).reduce((sum, { total }) => sum + total, 0);
    expect(billed - given).toBe(30);
  });

  test('comes by itself when grace is over, and ends with the payment', async () => {
    const { id, invoice_id } = await subscribed('2027-06-01', false);
    await tick('2027-06-16T01:00:00Z');
    expect(await get(id)).toMatchObject({ status: 'past_due', grace_ends_at: '2027-06-30T00:00:00.000Z' });
    await tick('2027-06-30T01:00:00Z');
    expect(await get(id)).toMatchObject({ status: 'paused', pause_reason: 'unpaid', grace_ends_at: null });
    await api.caller.invoices.update({ id: invoice_id, status: 'paid' });
    await tick('2027-06-30T02:00:00Z');
    expect(await get(id)).toMatchObject({ status: 'active', pause_reason: null });
  });

  test('is an end instead, or nothing, where the settings say so', async () => {
    await api.caller.subscription_policy.update({ after_grace: 'cancel', grace_days: 3 });
    const canceled = await subscribed('2027-08-01', false);
    await tick('2027-08-20T01:00:00Z');
    expect(await get(canceled.id)).toMatchObject({ status: 'canceled' });
    await api.caller.subscription_policy.update({ after_grace: 'none' });
    const goesOn = await subscribed('2027-09-01', false);
    await tick('2027-09-20T01:00:00Z');
    expect(await get(goesOn.id)).toMatchObject({ status: 'past_due', grace_ends_at: null });
  });
});

test('a pause within a period charges the days outside of it, and what was scheduled before does not come', async () => {
  const { id, customer_id } = await subscribed('2028-11-02');
  const component_id = (await get(id)).items.find(({ name }) => name === 'Base')?.component_id ?? '';
  const dearer = [{ component_id, pricing: { model: 'flat', amount: '90' } as const }];
  await api.caller.subscriptions.update({ id, prices: dearer, when: 'period_end' });
  await use(customer_id, 4, '2028-11-04T00:00:00Z');
  api.clock.moveTo(new Date('2028-11-06T00:00:00Z'));
  await api.caller.subscriptions.pause({ id, settle: 'credit' });
  expect((await get(id)).scheduled_change).toBeNull();
  api.clock.moveTo(new Date('2028-11-20T00:00:00Z'));
  await api.caller.subscriptions.resume({ id });
  await use(customer_id, 3, '2028-11-21T00:00:00Z');
  await tick('2028-12-02T10:00:00Z');
  // Four calls up to the pause, twelve days after it, and then a month with the three calls of the days before.
  expect((await invoicesOf(customer_id)).map(({ total }) => total)).toEqual([33, 12, 4, 30]);
  expect((await notesOf(customer_id)).map(({ total }) => total)).toEqual([26]);
});

test('what was changed in a trial is given back in the first paid period like everything else', async () => {
  customers += 1;
  const terms = { name: 'Ada', email: `ada${customers}@example.com`, country: 'DE', currency: 'EUR', time_zone: 'UTC' };
  const { id: customer_id } = await api.caller.customers.create(terms);
  api.clock.moveTo(new Date('2029-01-01T10:00:00Z'));
  const { id, items } = await api.caller.subscriptions.create({ customer_id, plan_id, trial_days: 14 });
  const component_id = items.find(({ kind }) => kind === 'recurring')?.component_id ?? '';
  api.clock.moveTo(new Date('2029-01-05T10:00:00Z'));
  const pricing = { model: 'flat', amount: 62 } as const;
  await api.caller.subscriptions.update({ id, prices: [{ component_id, pricing }] });
  await tick('2029-01-15T10:00:00Z');
  const [invoice] = await invoicesOf(customer_id);
  expect(invoice).toMatchObject({ total: 62 });
  await api.caller.invoices.update({ id: invoice?.id ?? '', status: 'sent' });
  await api.caller.invoices.update({ id: invoice?.id ?? '', status: 'paid' });
  // From 15 January to 15 February are 31 days; ten of them were had.
  api.clock.moveTo(new Date('2029-01-25T10:00:00Z'));
  await api.caller.subscriptions.cancel({ id, when: 'now', settle: 'credit' });
  expect(await notesOf(customer_id)).toMatchObject([{ invoice_id: invoice?.id, total: 42 }]);
  expect(await creditOf(customer_id)).toEqual([{ currency: 'EUR', balance: 42 }]);
});

describe('an end to come of one that pays a fee by the year', () => {
  const month = {
    kind: 'recurring',
    name: 'Hosting',
    timing: 'advance',
    pricing: { model: 'flat', amount: 10 },
  } as const;
  const year = { ...month, name: 'Domain', pricing: { model: 'flat', amount: 365 }, interval: 'year' } as const;
  let of: string;

  beforeAll(async () => {
    const terms = { code: 'domain', name: 'Domain', currency: 'EUR', components: [month, year] };
    ({ id: of } = await api.caller.plans.create(terms));
  });

  test.each([
    ['with its period', {}, '2031-02-01', 334],
    ['on a day of it', { on: '2031-01-21' }, '2031-01-21', 348.55],
    ['on a day of a later period', { on: '2031-03-21' }, '2031-03-21', 286],
  ] as const)('%s gives back the unused months as its preview shows', async (_, when, ends_on, given) => {
    const { id, customer_id, invoice_id } = await subscribed('2031-01-01', true, of);
    api.clock.moveTo(new Date('2031-01-11T12:00:00Z'));
    const asked = { settle: 'credit', ...when } as const;
    const preview = await api.caller.subscriptions.preview_change({ id, action: 'cancel', ...asked });
    await api.caller.subscriptions.cancel({ id, ...asked });
    for (const day of ['2031-02-01', '2031-03-01', '2031-03-21', '2031-04-01']) await tick(`${day}T03:00:00Z`);
    expect(await get(id)).toMatchObject({ status: 'canceled', ends_on, next_billing_at: null });
    const credited = (await notesOf(customer_id)).reduce((sum, { total }) => sum + total, 0);
    expect(credited).toBeCloseTo(given, 5);
    expect(preview.net).toBe(-given);
    expect(preview.credit_notes.reduce((sum, { credited_total }) => sum + credited_total, 0)).toBeCloseTo(given, 5);
    expect(preview.account_credit).toBeCloseTo(given, 5);
    expect(await notesOf(customer_id)).toContainEqual(expect.objectContaining({ invoice_id }));
  });

  test('pays it back, or keeps it, where that was said', async () => {
    const refunded = await subscribed('2032-01-01', true, of);
    const kept = await subscribed('2032-01-01', true, of);
    await api.caller.subscriptions.cancel({ id: refunded.id, settle: 'refund' });
    await api.caller.subscriptions.cancel({ id: kept.id });
    await tick('2032-02-02T03:00:00Z');
    expect(await notesOf(refunded.customer_id)).toMatchObject([
      { amount_refundable: 334.08, amount_account_credit: 0 },
    ]);
    expect(await notesOf(kept.customer_id)).toEqual([]);
    expect(await get(kept.id)).toMatchObject({ status: 'canceled', ends_on: '2032-02-01' });
  });

  test('owes what a yearly fee in arrear comes to until then, also after a pause', async () => {
    api.clock.moveTo(new Date('2033-01-01T00:00:00Z'));
    const audit = { ...year, name: 'Audit', timing: 'arrear' } as const;
    const plan = { code: 'audit', name: 'Audit', currency: 'EUR', components: [month, year, audit] };
    const { id, customer_id } = await subscribed('2033-01-01', true, (await api.caller.plans.create(plan)).id);
    api.clock.moveTo(new Date('2033-01-11T00:00:00Z'));
    await api.caller.subscriptions.pause({ id });
    api.clock.moveTo(new Date('2033-01-21T00:00:00Z'));
    await api.caller.subscriptions.resume({ id });
    await api.caller.subscriptions.cancel({ id, settle: 'credit' });
    await tick('2033-02-01T03:00:00Z');
    const last = await Promise.all(
      (await invoicesOf(customer_id)).map((one) => api.caller.invoices.get({ id: one.id })),
    );
    const lines = last.flatMap(({ items }) => items.filter(({ description }) => description === 'Audit'));
    expect(lines.map(({ amount }) => amount)).toEqual([11, 10]);
    expect((await notesOf(customer_id)).map(({ total }) => total)).toEqual([334]);
  });
});

test('who used nothing owes what was charged beside the plan when it began, unless the trial was not over', async () => {
  const pricing = { model: 'per_unit', unit_amount: 1 } as const;
  const usage = { kind: 'usage', name: 'Tokens', meter: 'tokens', pricing } as const;
  const plan = await api.caller.plans.create({ code: 'used', name: 'Used', currency: 'EUR', components: [usage] });
  const one_off_items = [{ description: 'On-site day', unit_price: 100 }];
  const total = async (year: number, terms: object, on?: string) => {
    api.clock.moveTo(new Date(`${year}-01-01T00:00:00Z`));
    customers += 1;
    const email = `ada${customers}@example.com`;
    const { id: customer_id } = await api.caller.customers.create({
      name: 'Ada',
      email,
      country: 'DE',
      currency: 'EUR',
    });
    const asked = { customer_id, plan_id: plan.id, start_date: `${year}-01-01`, one_off_items, ...terms };
    const { id } = await api.caller.subscriptions.create(asked);
    await api.caller.subscriptions.cancel({ id, settle: 'credit', ...(on ? { on } : {}) });
    await tick(`${year}-01-15T01:00:00Z`);
    await tick(`${year}-02-01T01:00:00Z`);
    expect((await api.caller.subscriptions.get({ id })).status).toBe('canceled');
    return (await invoicesOf(customer_id)).map((invoice) => invoice.total);
  };
  expect(await total(2034, {})).toEqual([100]);
  expect(await total(2035, { trial_days: 14 }, '2035-01-15')).toEqual([]);
});

test('who leaves in a trial that was billed early owes nothing of what was charged beside the plan', async () => {
  const rules = { name: 'Early', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
  const { id: billing_cycle_id } = await api.caller.billing_cycles.create({ ...rules, anchor_date: '2036-01-01' });
  const fee = { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 31 } } as const;
  const plan = await api.caller.plans.create({ code: 'left', name: 'Left', currency: 'EUR', components: [fee] });
  const terms = { plan_id: plan.id, billing_cycle_id, trial_days: 14, start_date: '2036-01-01' };
  api.clock.moveTo(new Date('2036-01-01T00:00:00Z'));
  customers += 1;
  const asked = { name: 'Ada', email: `ada${customers}@example.com`, country: 'DE', currency: 'EUR' };
  const { id: customer_id } = await api.caller.customers.create(asked);
  const one_off_items = [{ description: 'On-site day', unit_price: 50 }];
  const { id } = await api.caller.subscriptions.create({ ...terms, customer_id, one_off_items });
  await tick('2036-01-08T01:00:00Z');
  expect(await invoicesOf(customer_id)).toMatchObject([{ total: 67, status: 'draft' }]);
  await api.caller.subscriptions.cancel({ id, when: 'now' });
  await tick('2036-02-01T01:00:00Z');
  expect(await invoicesOf(customer_id)).toMatchObject([{ total: 67, status: 'void' }]);
});
