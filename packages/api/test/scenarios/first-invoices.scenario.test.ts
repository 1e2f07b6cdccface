import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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
