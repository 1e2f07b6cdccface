import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;
let customer_id = '';

beforeAll(async () => {
  api = await startApi({ now: '2026-05-20T12:00:00Z' });
  customer_id = (await api.caller.customers.create({ name: 'Ada', email: 'ada@example.com', country: 'US' })).id;
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function draft(issue_date: string, unit_price: number, currency = 'USD') {
  const items = [{ description: 'Work', unit_price }];
  return api.caller.invoices.create({ customer_id, issue_date, currency, payment_terms: 'net_30', items });
}

async function invoice(issue_date: string, unit_price: number, currency?: string) {
  const { id } = await draft(issue_date, unit_price, currency);
  return api.caller.invoices.send({ id });
}

const NO_MRR = { mrr: 0, mrr_30_days_ago: 0 };

test('the figures of the first page are those of the invoices, whatever was voided and credited since', async () => {
  await invoice('2025-05-31', 1_000);
  await invoice('2025-06-01', 20);
  await invoice('2026-04-30', 300);
  const { id: slip } = await invoice('2026-05-02', 4_444);
  await api.caller.invoices.update({ id: slip, status: 'void', void_reason: 'a slip' });
  const credited = await invoice('2026-05-03', 50);
  await api.caller.credit_notes.create({ invoice_id: credited.id, reason: 'too much', total: 10.5 });
  const paid = await invoice('2026-05-04', 6);
  await api.caller.invoices.update({ id: paid.id, status: 'paid' });
  await draft('2026-05-06', 700);
  await draft('2026-05-07', 8_000, 'EUR');
  await invoice('2024-01-01', 3, 'CHF');

  const { by_currency, invoiced_by_month } = await api.caller.overview.get({});
  expect(by_currency).toEqual([
    { currency: 'EUR', open: 0, overdue: 0, drafts: 8_000, invoiced_this_month: 0, paid_this_month: 0, ...NO_MRR },
    { currency: 'USD', open: 1_359.5, overdue: 0, drafts: 700, invoiced_this_month: 56, paid_this_month: 6, ...NO_MRR },
    { currency: 'CHF', open: 3, overdue: 0, drafts: 0, invoiced_this_month: 0, paid_this_month: 0, ...NO_MRR },
  ]);
  expect(invoiced_by_month).toEqual([
    { month: '2025-06', currency: 'USD', invoices: 1, total: 20 },
    { month: '2026-04', currency: 'USD', invoices: 1, total: 300 },
    { month: '2026-05', currency: 'USD', invoices: 2, total: 56 },
  ]);
});

test('with what subscriptions are worth a month, today and 30 days ago', async () => {
  for (const [amount, start_date] of [
    [40, '2026-03-01'],
    [60, '2026-05-10'],
    [500, '2026-06-01'],
  ] as const) {
    const fee = { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount } } as const;
    const named = { code: `fee-${amount}`, name: `Fee of ${amount}`, currency: 'USD' };
    const { id } = await api.caller.plans.create({ ...named, components: [fee] });
    await api.caller.subscriptions.create({ customer_id, plan_id: id, start_date });
  }
  const { by_currency } = await api.caller.overview.get({});
  expect(by_currency.find(({ currency }) => currency === 'USD')).toMatchObject({ mrr: 100, mrr_30_days_ago: 40 });
});

test('amounts whose sum has more digits than JSON carries exactly take no page of sums away', async () => {
  const tenant = await api.addTenant('riyadh');
  const { id } = await tenant.caller.customers.create({ name: 'Zaid', email: 'zaid@example.com', country: 'US' });
  for (const description of ['One', 'Two']) {
    const items = [{ description, unit_price: '9007199254740.91' }];
    const invoice = await tenant.caller.invoices.create({ customer_id: id, items });
    await tenant.caller.invoices.update({ id: invoice.id, status: 'sent' });
  }
  expect((await tenant.caller.overview.get({})).by_currency[0]?.open).toBe(18014398509481.82);
  const pages = ['customers', `customers/${id}`, 'invoice-sums', 'reports/revenue', 'reports/customers'];
  const answers = await Promise.all(pages.map((page) => tenant.rest('GET', `/api/${page}`)));
  expect(answers.map(({ status }) => status)).toEqual(pages.map(() => 200));
  expect(answers[1]?.body.balance).toBe(18014398509481.82);
});

test('of subscriptions that are billed, those in a trial stand apart from the active ones', async () => {
  const tenant = await api.addTenant('stood-apart');
  const { id: of } = await tenant.caller.customers.create({ name: 'Eve', email: 'eve@example.com', country: 'US' });
  const { id: plan_id } = await tenant.caller.plans.create({
    ...{ code: 'base', name: 'Base', currency: 'USD' },
    components: [{ kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 10 } }],
  });
  const subscribe = (trial_days: number) =>
    tenant.caller.subscriptions.create({ customer_id: of, plan_id, trial_days });
  await subscribe(0);
  await subscribe(14);
  const { id: ended } = await subscribe(14);
  await tenant.caller.subscriptions.cancel({ id: ended, when: 'now', settle: 'none' });
  expect(await tenant.caller.overview.get({})).toMatchObject({
    ...{ active_subscriptions: 1, trialing_subscriptions: 1, past_due_subscriptions: 0, subscriptions_due: 1 },
  });
});
