import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;
const customers: Record<string, string> = {};
const products: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi({ now: '2026-05-20T12:00:00Z' });
  for (const [name, country, currency] of [
    ['Ada', 'US', 'USD'],
    ['Blaise', 'FR', 'USD'],
    ['=Carl', 'DE', 'USD'],
    ['Dai', 'JP', 'JPY'],
  ] as const) {
    const email = `${name.replace('=', '').toLowerCase()}@example.com`;
    customers[name] = (await api.caller.customers.create({ name, email, country, currency })).id;
  }
  for (const name of ['Seat', 'Set-up'])
    products[name] = (await api.caller.products.create({ name, type: 'one_time' })).id;
  await invoice('Ada', '2026-01-31', [
    ['Seat', 100],
    [null, 20.5],
  ]);
  await invoice('Ada', '2026-02-01', [['Seat', 50]]);
  await invoice('Blaise', '2026-02-28', [
    ['Set-up', 300],
    ['Seat', 0.01],
  ]);
  await invoice('=Carl', '2026-04-30', [['Seat', 10]]);
  await invoice('Dai', '2026-04-01', [['Seat', 5000]]);
  await invoice('Ada', '2025-04-30', [['Seat', 999]]);
  await makeInvoice('Ada', '2026-03-05', [['Seat', 7777]]);
  const { id } = await invoice('Ada', '2026-03-06', [['Seat', 8888]]);
  await api.caller.invoices.update({ id, status: 'void', void_reason: 'a slip' });
}, 60_000);
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

type Lines = [product: string | null, unit_price: number][];

function makeInvoice(customer: string, issue_date: string, lines: Lines) {
  return api.caller.invoices.create({
    customer_id: customers[customer] ?? '',
    issue_date,
    payment_terms: 'net_30',
    items: lines.map(([product, unit_price]) => ({
      ...(product ? { product_id: products[product] } : {}),
      description: product ?? 'Work',
      quantity: 1,
      unit_price,
    })),
  });
}

async function invoice(customer: string, issue_date: string, lines: Lines) {
  const { id } = await makeInvoice(customer, issue_date, lines);
  return api.caller.invoices.send({ id });
}

const report = (input: Parameters<TestApi['caller']['reports']['revenue']>[0] = {}) =>
  api.caller.reports.revenue(input);
const brief = (rows: { period_start: string; currency: string; name: string | null; net: number }[]) =>
  rows.map(({ period_start, currency, name, net }) => [period_start, currency, ...(name === null ? [] : [name]), net]);

describe('revenue', () => {
  test('is what final invoices of the last twelve months come to, month by month, each currency by itself', async () => {
    const found = await report();
    expect(found).toMatchObject({ from: '2025-06-01', to: '2026-05-20', interval: 'month', group_by: null });
    expect(found.periods).toHaveLength(12);
    expect(brief(found.data)).toEqual([
      ['2026-01-01', 'USD', 120.5],
      ['2026-02-01', 'USD', 350.01],
      ['2026-04-01', 'JPY', 5000],
      ['2026-04-01', 'USD', 10],
    ]);
    expect(found.totals).toEqual([
      { currency: 'USD', invoices: 4, net: 480.51, tax: 0, total: 480.51 },
      { currency: 'JPY', invoices: 1, net: 5000, tax: 0, total: 5000 },
    ]);
  });

  test.each([
    ['year', ['2026-01-01', 480.51]],
    ['quarter', ['2026-01-01', 470.51], ['2026-04-01', 10]],
    ['week', ['2026-01-26', 170.5], ['2026-02-23', 300.01], ['2026-04-27', 10]],
    ['day', ['2026-01-31', 120.5], ['2026-02-01', 50], ['2026-02-28', 300.01], ['2026-04-30', 10]],
  ] as const)('by %s adds up to the same', async (interval, ...expected) => {
    const found = await report({ interval, from: '2026-01-01', currency: 'USD' });
    expect(found.data.map(({ period_start, net }) => [period_start, net])).toEqual(expected);
    expect(found.totals.map(({ net }) => net)).toEqual([480.51]);
  });

  test('is split by product, by customer and by country, the rest summed as other', async () => {
    const range = { from: '2026-01-01', interval: 'year', currency: 'USD' } as const;
    expect(brief((await report({ ...range, group_by: 'product' })).data)).toEqual([
      ['2026-01-01', 'USD', 'Set-up', 300],
      ['2026-01-01', 'USD', 'Seat', 160.01],
      ['2026-01-01', 'USD', 'Without a product', 20.5],
    ]);
    expect(brief((await report({ ...range, group_by: 'customer', top: 1 })).data)).toEqual([
      ['2026-01-01', 'USD', 'Blaise', 300.01],
      ['2026-01-01', 'USD', 'Other', 180.5],
    ]);
    const groups = (await report({ from: '2026-01-01', group_by: 'customer', top: 1 })).groups;
    expect(
      groups.map(({ currency, key, net, invoices }) => [currency, key === 'other' ? key : 'one', net, invoices]),
    ).toEqual([
      ['JPY', 'one', 5000, 1],
      ['USD', 'one', 300.01, 1],
      ['USD', 'other', 180.5, 3],
    ]);
    expect(brief((await report({ ...range, group_by: 'country' })).data)).toEqual([
      ['2026-01-01', 'USD', 'FR', 300.01],
      ['2026-01-01', 'USD', 'US', 170.5],
      ['2026-01-01', 'USD', 'DE', 10],
    ]);
  });

  test('is split by plan where a line comes from a subscription, and is still of that plan when it is void', async () => {
    const tenant = await api.addTenant('plans');
    const customer = await tenant.caller.customers.create({ name: 'Eve', email: 'eve@example.com', time_zone: 'UTC' });
    for (const [code, amount] of [
      ['basic', 10],
      ['pro', 30],
    ] as const) {
      const plan = await tenant.caller.plans.create({
        code,
        name: `Plan ${code}`,
        currency: 'USD',
        components: [
          { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount } },
          { kind: 'recurring', name: 'Support', pricing: { model: 'flat', amount: 1 } },
        ],
      });
      await tenant.caller.subscriptions.create({
        customer_id: customer.id,
        plan_id: plan.id,
        start_date: '2026-03-01',
        quantities: [],
      });
    }
    const run = await tenant.caller.billing_runs.start({ as_of: '2026-04-15T00:00:00Z' });
    await executeBillingRun(tenant.ctx, run.id);
    const drafts = (await tenant.caller.invoices.list({ status: 'draft' })).data;
    expect(drafts.length).toBeGreaterThan(0);
    for (const { id } of drafts) await tenant.caller.invoices.send({ id });
    const extra = await tenant.caller.invoices.create({
      customer_id: customer.id,
      items: [{ description: 'Work', quantity: 1, unit_price: 5 }],
    });
    await tenant.caller.invoices.send({ id: extra.id });
    const byPlan = async (interval: 'day' | 'year') => {
      const { groups, totals } = await tenant.caller.reports.revenue({
        group_by: 'plan',
        interval,
        from: '2026-01-01',
      });
      return { groups: groups.map(({ name, net }) => [name, net]), total: totals[0]?.net };
    };
    // Two months of each, both components of it.
    const expected = {
      groups: [
        ['Plan pro', 62],
        ['Plan basic', 22],
        ['Without a plan', 5],
      ],
      total: 89,
    };
    expect(await byPlan('year')).toEqual(expected);
    expect(await byPlan('day')).toEqual(expected);
    for (const { id } of drafts) await tenant.caller.invoices.update({ id, status: 'void', void_reason: 'a slip' });
    expect(await byPlan('year')).toEqual({ groups: [['Without a plan', 5]], total: 5 });
  });

  test('is split by currency, each as it is', async () => {
    const { groups, data } = await report({ from: '2026-01-01', interval: 'year', group_by: 'currency' });
    expect(groups.map(({ key, name, net, invoices }) => [key, name, net, invoices])).toEqual([
      ['JPY', 'JPY', 5000, 1],
      ['USD', 'USD', 480.51, 4],
    ]);
    expect(data).toHaveLength(2);
  });

  test('counts an invoice once in the totals, however many products are on it', async () => {
    const found = await report({ from: '2026-01-01', currency: 'USD', group_by: 'product' });
    expect(found.totals).toMatchObject([{ invoices: 4, net: 480.51 }]);
    expect(found.groups.map(({ invoices }) => invoices)).toEqual([1, 4, 1]);
  });

  test('stays right when invoices are sent and voided by many at once', async () => {
    const before = await report({ currency: 'USD' });
    const drafts = [];
    for (let day = 1; day <= 8; day += 1) drafts.push(await makeInvoice('Ada', `2026-05-0${day}`, [['Seat', day]]));
    await Promise.all(drafts.map(({ id }) => api.caller.invoices.send({ id })));
    const sent = await report({ currency: 'USD' });
    expect(sent.totals[0]?.net).toBeCloseTo((before.totals[0]?.net ?? 0) + 36, 6);
    await Promise.all(
      drafts.map(({ id }) => api.caller.invoices.update({ id, status: 'void', void_reason: 'a slip' })),
    );
    expect(await report({ currency: 'USD' })).toEqual(before);
  });

  test.each([
    ['2026-01-31', '2026-02-28', 470.51],
    ['2026-02-01', '2026-02-28', 350.01],
    ['2026-02-01', '2026-02-27', 50],
    ['2026-02-02', '2026-04-30', 310.01],
    ['2026-04-30', '2026-04-30', 10],
  ])('from %s to %s is the same by customer as by country, whole months or not', async (from, to, net) => {
    for (const group_by of ['customer', 'country', 'product', 'plan', 'currency'] as const)
      expect((await report({ from, to, group_by, currency: 'USD' })).totals, group_by).toMatchObject([{ net }]);
  });

  test.each(['day', 'week', 'month', 'quarter', 'year'] as const)(
    'by %s of the first customers and the rest adds up to what it is without a split',
    async (interval) => {
      for (const range of [{ from: '2026-01-31', to: '2026-04-30' }, { from: '2025-01-01' }, { to: '2026-02-28' }]) {
        const whole = await report({ ...range, interval, currency: 'USD' });
        const split = await report({ ...range, interval, currency: 'USD', group_by: 'customer', top: 1 });
        const sums = new Map<string, number>();
        for (const { period_start, net } of split.data)
          sums.set(period_start, Math.round(100 * ((sums.get(period_start) ?? 0) + net)) / 100);
        expect([...sums]).toEqual(whole.data.map(({ period_start, net }) => [period_start, net]));
        expect(split.totals).toEqual(whole.totals);
        const { top } = await api.caller.reports.customers({ ...range, currency: 'USD', limit: 1 });
        expect(split.groups[0]).toMatchObject({ key: top[0]?.customer_id, net: top[0]?.net });
      }
    },
  );

  test('is refused for a range that runs backwards, naming the field', async () => {
    const answer = await api.rest('GET', '/api/reports/revenue?from=2026-02-01&to=2026-01-01');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path: 'to' }] });
  });

  test('as CSV has every place of its currency and no formula of a stranger', async () => {
    const answer = await fetch(`${api.url}/api/reports/revenue.csv?interval=year&group_by=customer&from=2026-01-01`, {
      headers: { authorization: `Bearer ${api.api_key}` },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [header, ...lines] = (await answer.text()).trim().split('\r\n');
    expect(header).toBe('period_start,customer,key,currency,invoices,net,tax,total');
    expect(lines.map((line) => line.replace(/,[0-9a-f-]{36}/, ''))).toEqual([
      '2026-01-01,Dai,JPY,1,5000,0,5000',
      '2026-01-01,Blaise,USD,1,300.01,0.00,300.01',
      '2026-01-01,Ada,USD,2,170.50,0.00,170.50',
      "2026-01-01,'=Carl,USD,1,10.00,0.00,10.00",
    ]);
  });

  test.each([
    ['', 'revenue per month', 'period_start,currency'],
    ['&group_by=product', 'revenue by product per month', 'period_start,product,key,currency'],
    ['&group_by=plan&interval=week', 'revenue by plan per week', 'period_start,plan,key,currency'],
    ['&group_by=currency', 'revenue by currency per month', 'period_start,currency'],
    ['&group_by=country&interval=year', 'revenue by country per year', 'period_start,country,currency'],
  ])('as CSV is named after its split and interval and has each column once: %s', async (query, name, columns) => {
    const path = `${api.url}/api/reports/revenue.csv?from=2026-01-01&to=2026-05-20${query}`;
    const answer = await fetch(path, { headers: { authorization: `Bearer ${api.api_key}` } });
    const disposition = `attachment; filename="${name} 2026-01-01 to 2026-05-20.csv"`;
    expect(answer.headers.get('content-disposition')).toBe(disposition);
    expect((await answer.text()).split('\r\n')[0]).toBe(`${columns},invoices,net,tax,total`);
  });

  test('of another tenant is not seen', async () => {
    const other = await api.addTenant('other');
    expect((await other.caller.reports.revenue({})).totals).toEqual([]);
    expect(await other.caller.reports.customers({})).toMatchObject({ top: [], ageing: [] });
  });
});

describe('customers', () => {
  test('are ranked by their revenue, with their share of it', async () => {
    const { top } = await api.caller.reports.customers({ currency: 'USD', limit: 2 });
    expect(top.map(({ customer_name, net, share_percent }) => [customer_name, net, share_percent])).toEqual([
      ['Blaise', 300.01, 62.4],
      ['Ada', 170.5, 35.5],
    ]);
  });

  test('are aged by what they owe and for how long', async () => {
    const { ageing_as_of, ageing, ageing_totals } = await api.caller.reports.customers({ currency: 'USD' });
    expect(ageing_as_of).toBe('2026-05-20');
    expect(ageing.map(({ customer_name, amount_due }) => [customer_name, amount_due])).toEqual([
      ['Ada', 1169.5],
      ['Blaise', 300.01],
      ['=Carl', 10],
    ]);
    // Due 2 March and 3 March: 79 and 78 days. 30 March: 51. 30 May: not yet. 30 May 2025: 355.
    expect(ageing_totals).toEqual([
      {
        currency: 'USD',
        invoices: 5,
        current: 10,
        days_1_30: 0,
        days_31_60: 300.01,
        days_61_90: 170.5,
        over_90: 999,
        amount_due: 1479.51,
      },
    ]);
  });

  test.each([
    ['customers', 'customer_id,customer_name,currency,invoices,net,tax,total,share_percent'],
    [
      'ageing',
      'customer_id,customer_name,currency,invoices,current,days_1_30,days_31_60,days_61_90,over_90,amount_due',
    ],
  ])('%s.csv is for a spreadsheet', async (name, header) => {
    const answer = await fetch(`${api.url}/api/reports/${name}.csv`, {
      headers: { authorization: `Bearer ${api.api_key}` },
    });
    expect((await answer.text()).split('\r\n')[0]).toBe(header);
  });
});
