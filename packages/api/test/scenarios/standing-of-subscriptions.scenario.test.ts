import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { markOverdueInvoices } from '../../src/invoices/mark-overdue-invoices.ts';
import { careForSubscriptions } from '../../src/subscriptions/lifecycle/care-for-subscriptions.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

let api: TestApi;
let plan_id: string;
let other_plan_id: string;
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2026-03-01T09:00:00Z' });
  const pricing = { model: 'flat', amount: 30 } as const;
  const component = { kind: 'recurring', name: 'Base', timing: 'advance', pricing } as const;
  const plan = await api.caller.plans.create({ code: 'base', name: 'Base', currency: 'EUR', components: [component] });
  plan_id = plan.id;
  const other = await api.caller.plans.create({
    code: 'other',
    name: 'Other',
    currency: 'EUR',
    components: [component],
  });
  other_plan_id = other.id;
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

async function newCustomer(time_zone = 'UTC'): Promise<string> {
  customers += 1;
  const email = `ada${customers}@example.com`;
  const terms = { name: 'Ada', email, country: 'DE', currency: 'EUR', payment_terms: 'net_14', time_zone };
  return (await api.caller.customers.create(terms)).id;
}

const subscribe = async (customer_id: string, terms: object = {}) => {
  const { status, body } = await api.rest('POST', '/api/subscriptions', { body: { customer_id, plan_id, ...terms } });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id as string;
};
const standing = async (id: string) => {
  const { status, grace_ends_at, pause_reason, next_billing_at } = await api.caller.subscriptions.get({ id });
  return { status, grace_ends_at, pause_reason, next_billing_at };
};
const invoicesOf = async (customer_id: string) => (await api.caller.invoices.list({ customer_id, limit: 100 })).data;
const eventsOf = async (id: string, type: string) =>
  api.db.withTenant(api.tenant_id, (tx) =>
    tx.event.count({ where: { tenant_id: api.tenant_id, object_id: id, type } }),
  );

describe('a subscription with an unpaid invoice', () => {
  test('is past due when the due date is over, with grace from that day on, and active again when it is paid', async () => {
    const customer = await newCustomer();
    const id = await subscribe(customer, { start_date: '2026-03-01' });
    await tick('2026-03-01T10:00:00Z');
    const [invoice] = await invoicesOf(customer);
    await api.caller.invoices.send({ id: invoice?.id ?? '' });
    await tick('2026-03-15T23:30:00Z');
    expect(await standing(id)).toMatchObject({ status: 'active', grace_ends_at: null });
    await tick('2026-03-16T00:30:00Z');
    expect(await standing(id)).toMatchObject({ status: 'past_due', grace_ends_at: '2026-03-30T00:00:00.000Z' });
    expect(await eventsOf(id, 'subscription.updated')).toBe(1);
    await api.caller.invoices.update({ id: invoice?.id ?? '', status: 'paid' });
    expect(await standing(id)).toMatchObject({ status: 'active', grace_ends_at: null });
    expect(await eventsOf(id, 'subscription.updated')).toBe(2);
  });

  test('ends on the day that was told also where a late worker finds its grace over as well', async () => {
    const customer = await newCustomer();
    const id = await subscribe(customer, { start_date: '2026-03-01' });
    await tick('2026-03-01T10:00:00Z');
    const [invoice] = await invoicesOf(customer);
    await api.caller.invoices.send({ id: invoice?.id ?? '' });
    await tick('2026-03-16T00:30:00Z');
    await api.caller.subscriptions.cancel({ id, on: '2026-03-29', settle: 'credit' });
    await tick('2026-03-31T12:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'canceled', pause_reason: null });
    // Three days of March that it was not there.
    expect((await api.caller.credit_notes.list({ customer_id: customer })).data).toMatchObject([{ total: 2.9 }]);
  });

  test('is billed on while it is past due, and stays so until the last of its invoices is paid', async () => {
    await api.caller.subscription_policy.update({ grace_days: 40 });
    const customer = await newCustomer();
    const id = await subscribe(customer, { start_date: '2026-03-16' });
    await tick('2026-03-16T10:00:00Z');
    const [first] = await invoicesOf(customer);
    await api.caller.invoices.send({ id: first?.id ?? '' });
    await tick('2026-04-16T10:00:00Z');
    const [second] = await invoicesOf(customer);
    expect(second?.id).not.toBe(first?.id);
    await api.caller.invoices.send({ id: second?.id ?? '' });
    await tick('2026-05-02T10:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'past_due', grace_ends_at: '2026-05-10T00:00:00.000Z' });
    await api.caller.invoices.update({ id: first?.id ?? '', status: 'paid' });
    expect(await standing(id)).toMatchObject({ status: 'past_due' });
    const total = await api.rest('POST', '/api/credit-notes', { body: { invoice_id: second?.id, reason: 'Goodwill' } });
    expect(total.status).toBe(201);
    expect(await standing(id)).toMatchObject({ status: 'active' });
    await api.caller.subscription_policy.update({ grace_days: 14 });
  });
});

describe('a subscription that waits for its first payment', () => {
  const start = async (start_date: string) => {
    const customer = await newCustomer();
    const id = await subscribe(customer, { start_date, activation: 'when_paid' });
    expect(await standing(id)).toMatchObject({ status: 'incomplete' });
    await tick(`${start_date}T10:00:00Z`);
    const [invoice] = await invoicesOf(customer);
    return { customer, id, invoice: invoice?.id ?? '' };
  };

  test('is billed once, and active when that is paid; then it catches up', async () => {
    const { customer, id, invoice } = await start('2026-06-01');
    await tick('2026-06-10T10:00:00Z');
    expect(await invoicesOf(customer)).toHaveLength(1);
    await api.caller.invoices.update({ id: invoice, status: 'sent' });
    await api.caller.invoices.update({ id: invoice, status: 'paid' });
    expect(await standing(id)).toMatchObject({ status: 'active' });
    await tick('2026-07-01T10:00:00Z');
    expect(await invoicesOf(customer)).toHaveLength(2);
  });

  test('expires when the payment does not come, and its invoice is void', async () => {
    const { customer, id, invoice } = await start('2026-08-01');
    await api.caller.invoices.update({ id: invoice, status: 'sent' });
    await tick('2026-08-15T23:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'incomplete' });
    await tick('2026-08-16T01:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'expired', next_billing_at: null });
    expect(await eventsOf(id, 'subscription.expired')).toBe(1);
    expect(await invoicesOf(customer)).toMatchObject([{ status: 'void' }]);
  });
});

describe('a trial', () => {
  const trial = { trial_days: 14 };

  test('costs nothing, is told of once before it ends, and converts by itself', async () => {
    const customer = await newCustomer('Pacific/Auckland');
    const id = await subscribe(customer, { ...trial, start_date: '2026-09-01' });
    await tick('2026-09-01T10:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'trialing' });
    expect(await invoicesOf(customer)).toEqual([]);
    await tick('2026-09-11T11:00:00Z');
    expect(await eventsOf(id, 'trial.ending')).toBe(0);
    await tick('2026-09-11T12:30:00Z');
    expect(await eventsOf(id, 'trial.ending')).toBe(1);
    const { data } = await api.caller.mails.list({ object_id: id });
    expect(data).toMatchObject([{ template: 'trial_ending' }]);
    const mail = await api.caller.mails.get({ id: data[0]?.id ?? '' });
    expect(mail.text.replace(/\s+/g, ' ')).toContain('€30.00 is billed on Sep 15, 2026, tax included');
    await tick('2026-09-14T12:30:00Z');
    expect(await standing(id)).toMatchObject({ status: 'active' });
    expect(await invoicesOf(customer)).toMatchObject([{ total: 30 }]);
    expect(await eventsOf(id, 'trial.ending')).toBe(1);
  });

  test('that is billed before it is over is told of with what was billed', async () => {
    const rules = { name: 'Early', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
    const { id: billing_cycle_id } = await api.caller.billing_cycles.create({ ...rules, anchor_date: '2026-09-15' });
    const customer = await newCustomer();
    const id = await subscribe(customer, { ...trial, start_date: '2026-09-15', billing_cycle_id });
    await tick('2026-09-22T01:00:00Z');
    const [billed] = await invoicesOf(customer);
    expect(billed).toMatchObject({ total: 16 });
    await tick('2026-09-26T01:00:00Z');
    const { data } = await api.caller.mails.list({ object_id: id });
    const mail = await api.caller.mails.get({ id: data[0]?.id ?? '' });
    expect(mail.text.replace(/\s+/g, ' ')).toContain('€16.00 is billed on Sep 29, 2026, tax included');
    await tick('2026-09-29T01:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'active' });
    expect(await invoicesOf(customer)).toHaveLength(1);
  });

  test('without a payment method pauses or cancels, as was said, and bills nothing, also when the worker was down', async () => {
    const customer = await newCustomer();
    const paused = await subscribe(customer, { ...trial, trial_without_method: 'pause', start_date: '2026-10-01' });
    const canceled = await subscribe(customer, { ...trial, trial_without_method: 'cancel', start_date: '2026-10-01' });
    // What was to come with the first paid period never comes, and the timeline says so.
    for (const id of [paused, canceled])
      await api.caller.subscriptions.update({ id, plan_id: other_plan_id, when: 'period_end' });
    await tick('2026-10-14T23:30:00Z');
    expect(await standing(paused)).toMatchObject({ status: 'trialing' });
    await tick('2026-11-24T10:00:00Z');
    expect(await standing(paused)).toMatchObject({
      status: 'paused',
      pause_reason: 'no_method',
      next_billing_at: null,
    });
    expect(await standing(canceled)).toMatchObject({ status: 'canceled', next_billing_at: null });
    expect(await invoicesOf(customer)).toEqual([]);
    expect(await eventsOf(canceled, 'subscription.canceled')).toBe(1);
    for (const id of [paused, canceled]) {
      expect(await api.caller.subscriptions.get({ id })).toMatchObject({
        scheduled_change: null,
        plan: { name: 'Base' },
      });
      const { data } = await api.caller.subscriptions.timeline({ id, limit: 10 });
      const dropped = data.flatMap(({ changes }) => changes).filter(({ field }) => field === 'scheduled_change');
      expect(dropped[0]?.after).toMatchObject({ dropped: 'its trial ended without a payment method' });
    }
  });

  test('with a payment method converts, whatever was said for the case without', async () => {
    const customer = await newCustomer();
    const mandate = { kind: 'direct_debit', reference: 'MANDATE-7' };
    const path = `/api/customers/${customer}/payment-methods`;
    expect((await api.rest('POST', path, { body: { kind: 'direct_debit' } })).status).toBe(422);
    const method = await api.rest('POST', path, { body: mandate });
    expect(method).toMatchObject({ status: 201, body: { ...mandate, ended_at: null } });
    const id = await subscribe(customer, { ...trial, trial_without_method: 'cancel', start_date: '2026-12-01' });
    await tick('2026-12-15T10:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'active' });
    expect(await invoicesOf(customer)).toHaveLength(1);
    expect((await api.rest('DELETE', `/api/payment-methods/${method.body.id}`)).body.ended_at).not.toBeNull();
    expect((await api.rest('GET', path)).body.data).toMatchObject([{ kind: 'direct_debit' }]);
  });

  test('with a payment method that is over before the trial is has none then', async () => {
    const customer = await newCustomer();
    const path = `/api/customers/${customer}/payment-methods`;
    const over = { kind: 'bank_transfer', expires_on: '2026-12-14' };
    expect((await api.rest('POST', path, { body: over })).body).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'expires_on' }],
    });
    const method = await api.rest('POST', path, { body: { ...over, expires_on: '2027-01-14' } });
    expect(method).toMatchObject({ status: 201, body: { expires_on: '2027-01-14', is_default: true } });
    const id = await subscribe(customer, { ...trial, trial_without_method: 'pause', start_date: '2027-01-01' });
    await tick('2027-01-13T10:00:00Z');
    const { data } = await api.caller.mails.list({ object_id: id });
    const mail = await api.caller.mails.get({ id: data[0]?.id ?? '' });
    expect(mail.text.replace(/\s+/g, ' ')).toContain('your subscription is paused and nothing is billed');
    await tick('2027-01-15T10:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'paused', pause_reason: 'no_method' });
    await api.rest('POST', path, { body: { kind: 'bank_transfer', expires_on: '2027-02-28' } });
    await tick('2027-01-16T10:00:00Z');
    expect(await standing(id)).toMatchObject({ status: 'active' });
  });
});

test('a trial that was billed before its payment method ended owes nothing of what does not begin', async () => {
  const rules = { name: 'Ahead', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
  const { id: billing_cycle_id } = await api.caller.billing_cycles.create({ ...rules, anchor_date: '2027-02-01' });
  const customer = await newCustomer();
  const path = `/api/customers/${customer}/payment-methods`;
  const { body } = await api.rest('POST', path, { body: { kind: 'bank_transfer' } });
  const terms = { trial_days: 14, start_date: '2027-02-01', billing_cycle_id };
  const canceled = await subscribe(customer, { ...terms, trial_without_method: 'cancel' });
  const paused = await subscribe(customer, { ...terms, trial_without_method: 'pause' });
  await tick('2027-02-08T01:00:00Z');
  expect(await invoicesOf(customer)).toMatchObject([{ total: 30, status: 'draft' }]);
  await api.rest('DELETE', `/api/payment-methods/${body.id}`);
  await tick('2027-02-15T10:00:00Z');
  expect(await standing(canceled)).toMatchObject({ status: 'canceled', next_billing_at: null });
  expect(await standing(paused)).toMatchObject({ status: 'paused', next_billing_at: null });
  expect(await invoicesOf(customer)).toMatchObject([{ status: 'void' }]);
  await api.rest('POST', path, { body: { kind: 'bank_transfer' } });
  await tick('2027-02-15T12:00:00Z');
  expect(await standing(paused)).toMatchObject({ status: 'active' });
  expect(await invoicesOf(customer)).toMatchObject([{ total: 15 }, { status: 'void' }]);
});

describe('the payment methods of a customer', () => {
  test('have one default: the first, the one that is made it, and the newest that goes on when that one ends', async () => {
    const path = `/api/customers/${await newCustomer()}/payment-methods`;
    const record = async (more: object) =>
      (await api.rest('POST', path, { body: { kind: 'bank_transfer', ...more } })).body.id as string;
    const defaults = async () =>
      (await api.rest('GET', path)).body.data
        .filter(({ is_default }: { is_default: boolean }) => is_default)
        .map(({ label }: { label: string }) => label);
    const first = await record({ label: 'first' });
    const second = await record({ label: 'second' });
    expect(await defaults()).toEqual(['first']);
    await record({ label: 'third', is_default: true });
    expect(await defaults()).toEqual(['third']);
    const { data } = (await api.rest('GET', `/api/audit-log?object_id=${first}`)).body;
    expect(data[0]).toMatchObject({ action: 'payment_method.updated', after: { id: first, is_default: false } });
    await Promise.all([first, second, first].map((id) => api.rest('POST', `/api/payment-methods/${id}/default`)));
    expect(await defaults()).toHaveLength(1);
    await api.rest('POST', `/api/payment-methods/${first}/default`);
    await api.rest('DELETE', `/api/payment-methods/${first}`);
    expect(await defaults()).toEqual(['third']);
    expect(await api.rest('POST', `/api/payment-methods/${first}/default`)).toMatchObject({
      status: 409,
      body: { code: 'illegal_transition' },
    });
  });
});

describe('a renewal', () => {
  const mailsOf = async (id: string) =>
    Promise.all(
      (await api.caller.mails.list({ object_id: id })).data.map((mail) => api.caller.mails.get({ id: mail.id })),
    );
  const textOf = ({ text }: { text: string }) => text.replace(/\s+/g, ' ');

  beforeAll(async () => {
    await api.caller.tenants.update({ tax_name: 'VAT', tax_percent: 19, country: 'DE' });
  });

  test('is told of nobody unless that is wished for', async () => {
    const id = await subscribe(await newCustomer(), { start_date: '2027-01-01' });
    await tick('2027-01-31T10:00:00Z');
    expect(await mailsOf(id)).toEqual([]);
  });

  test('is told of once, in its days of notice, with what the upcoming invoice comes to and how to stop it', async () => {
    await api.caller.subscription_policy.update({ renewal_notice_days: 7 });
    const [told, changed, ends, held] = await Promise.all(
      [0, 1, 2, 3].map(async () => {
        const customer_id = await newCustomer('Pacific/Auckland');
        return { customer_id, id: await subscribe(customer_id, { start_date: '2027-02-01' }) };
      }),
    );
    await tick('2027-02-01T10:00:00Z');
    await api.caller.subscriptions.update({ id: changed?.id ?? '', plan_id: other_plan_id, when: 'period_end' });
    await api.caller.subscriptions.cancel({ id: ends?.id ?? '' });
    await api.caller.billing_runs.hold({ customer_id: held?.customer_id ?? '', reason: 'Disputes' });
    const all = [told, changed, ends, held].map((one) => one?.id ?? '');
    const mails = async () => (await Promise.all(all.map(mailsOf))).map((some) => some.length);
    await tick('2027-02-21T10:30:00Z');
    expect(await mails()).toEqual([0, 0, 0, 0]);
    api.clock.moveTo('2027-02-21T11:30:00Z');
    await Promise.all([careForSubscriptions(api.services), careForSubscriptions(api.services)]);
    await tick('2027-02-25T10:30:00Z');
    expect(await mails()).toEqual([1, 1, 0, 0]);
    const [mail] = await mailsOf(all[0] ?? '');
    const { invoice } = await api.caller.subscriptions.upcoming_invoice({ id: all[0] ?? '' });
    expect(invoice).toMatchObject({ total: 35.7, issue_date: '2027-03-01' });
    expect(mail).toMatchObject({ template: 'renewal_notice', subject: expect.stringContaining('Base renews on') });
    expect(mail && textOf(mail)).toMatch(/35.70 is billed on Mar 1, 2027, tax included/);
    expect(mail && textOf(mail)).toContain('cancel before');
    const [other] = await mailsOf(all[1] ?? '');
    expect(other?.subject).toContain('Other renews on');
    expect(await eventsOf(all[0] ?? '', 'subscription.renewing')).toBe(1);
  });

  test('that came while the worker was down is not told of, the next one is', async () => {
    const id = await subscribe(await newCustomer(), { start_date: '2027-04-01' });
    await tick('2027-04-01T10:00:00Z');
    await tick('2027-05-11T10:00:00Z');
    expect(await mailsOf(id)).toEqual([]);
    await tick('2027-05-26T10:00:00Z');
    expect((await mailsOf(id)).map((mail) => textOf(mail))).toEqual([
      expect.stringContaining('renews by itself on Jun 1, 2027'),
    ]);
    await tick('2027-06-26T10:00:00Z');
    expect(await mailsOf(id)).toHaveLength(2);
  });
});

test('after an early bill two changes within the hour are made, and the end names the credit note of that bill', async () => {
  const rules = { name: 'Early again', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
  const { id: billing_cycle_id } = await api.caller.billing_cycles.create({ ...rules, anchor_date: '2028-01-01' });
  const customer = await newCustomer();
  const id = await subscribe(customer, { start_date: '2028-01-01', billing_cycle_id });
  await tick('2028-01-01T01:00:00Z');
  await tick('2028-01-25T01:00:00Z');
  for (const status of ['sent', 'paid'] as const)
    for (const invoice of await invoicesOf(customer)) await api.caller.invoices.update({ id: invoice.id, status });
  await api.caller.subscriptions.update({ id, plan_id: other_plan_id, when: 'now' });
  await api.caller.subscriptions.update({ id, plan_id, when: 'now' });
  await tick('2028-01-25T02:00:00Z');
  expect(await api.caller.subscriptions.get({ id })).toMatchObject({ current_period: { start: '2028-02-01' } });
  for (const invoice of await invoicesOf(customer))
    if (invoice.status === 'draft') await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
  await api.caller.subscriptions.cancel({ id, when: 'period_end', settle: 'none' });
  const where = { subscription_id: id, kind: 'cancel' };
  const changes = await api.db.withTenant(api.tenant_id, (tx) => tx.subscriptionChange.findMany({ where }));
  const { data } = await api.caller.credit_notes.list({ customer_id: customer, sort: 'created_at' });
  expect(changes).toMatchObject([{ credit_note_ids: [data.at(-1)?.id] }]);
});
