import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { endTrials } from '../../src/subscriptions/lifecycle/end-trials.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

/** A year of five customers, told by operations on a moving clock; what the reports say of it was counted by hand. */

let api: TestApi;
const plans: Record<string, string> = {};
const customers: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi({ now: '2026-01-05T12:00:00Z' });
  for (const [code, currency, interval, amount] of [
    ['small', 'USD', 'month', 50],
    ['large', 'USD', 'month', 80],
    ['year', 'USD', 'year', 1200],
    ['euro', 'EUR', 'month', 40],
  ] as const) {
    const components = [{ kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount } }] as const;
    plans[code] = (
      await api.caller.plans.create({ code, name: code, currency, interval, components: [...components] })
    ).id;
  }
  for (const [name, country, currency] of [
    ['Ada', 'US', 'USD'],
    ['Bo', 'DE', 'USD'],
    ['Cy', 'US', 'USD'],
    ['Dee', 'FR', 'EUR'],
  ] as const) {
    const email = `${name.toLowerCase()}@example.com`;
    customers[name] = (await api.caller.customers.create({ name, email, country, currency })).id;
  }
  await live();
}, 120_000);
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function live(): Promise<void> {
  const ada = await subscribe('Ada', 'small');
  const bo = await subscribe('Bo', 'small');
  await subscribe('Dee', 'euro');
  await moveTo('2026-02-20');
  await subscribe('Cy', 'year');
  // Ada takes the large plan on the day on which the small one ends: one customer, who now pays more.
  await api.caller.subscriptions.cancel({ id: ada });
  await moveTo('2026-03-05');
  await subscribe('Ada', 'large');
  await api.caller.subscriptions.cancel({ id: bo });
  await moveTo('2026-04-20');
  await moveTo('2026-06-10');
  await subscribe('Bo', 'large');
  await moveTo('2026-06-30');
}

async function subscribe(customer: string, plan: string): Promise<string> {
  const body = { customer_id: customers[customer] ?? '', plan_id: plans[plan] ?? '' };
  return (await api.caller.subscriptions.create(body)).id;
}

async function moveTo(day: string): Promise<void> {
  api.clock.moveTo(`${day}T12:00:00Z`);
  const run = await api.caller.billing_runs.start({});
  await executeBillingRun(api.ctx, run.id);
}

const RANGE = { from: '2026-01-01', to: '2026-06-30' };

describe('MRR of a story', () => {
  test('opens with what it closed with, and each movement is that of the customer', async () => {
    const { data, totals } = await api.caller.reports.mrr({ ...RANGE, currency: 'USD' });
    const told = data.map((row) => [
      row.period_start.slice(0, 7),
      row.opening,
      `new ${row.new}, expansion ${row.expansion}, reactivation ${row.reactivation}, contraction ${row.contraction}, churn ${row.churn}`,
      row.closing,
      row.closing_customers,
    ]);
    expect(told).toEqual([
      ['2026-01', 0, 'new 100, expansion 0, reactivation 0, contraction 0, churn 0', 100, 2],
      ['2026-02', 100, 'new 100, expansion 0, reactivation 0, contraction 0, churn 0', 200, 3],
      ['2026-03', 200, 'new 0, expansion 30, reactivation 0, contraction 0, churn 0', 230, 3],
      ['2026-04', 230, 'new 0, expansion 0, reactivation 0, contraction 0, churn 50', 180, 2],
      ['2026-05', 180, 'new 0, expansion 0, reactivation 0, contraction 0, churn 0', 180, 2],
      ['2026-06', 180, 'new 0, expansion 0, reactivation 80, contraction 0, churn 0', 260, 3],
    ]);
    expect(totals).toMatchObject([{ opening: 0, closing: 260, arr: 3120, closing_customers: 3 }]);
  });

  test('adds up on every day, for every plan, country and currency', async () => {
    for (const group_by of [undefined, 'plan', 'country'] as const) {
      const { data } = await api.caller.reports.mrr({ ...RANGE, interval: 'day', group_by });
      const standing = new Map<string, number>();
      expect(data.length).toBeGreaterThan(150);
      for (const row of data) {
        const group = `${row.currency} ${row.key}`;
        expect(row.opening).toBe(standing.get(group) ?? 0);
        const { opening, new: won, expansion, reactivation, contraction, churn } = row;
        expect(row.closing).toBeCloseTo(opening + won + expansion + reactivation - contraction - churn, 6);
        standing.set(group, row.closing);
      }
    }
  });

  test('by plan shows a change of plan as expansion in one and contraction in the other', async () => {
    const { data } = await api.caller.reports.mrr({ from: '2026-03-01', to: '2026-03-31', group_by: 'plan' });
    const moved = data.filter(({ net_new }) => net_new !== 0);
    expect(moved.map(({ name, expansion, contraction, churn }) => [name, expansion, contraction, churn])).toEqual([
      ['large', 80, 0, 0],
      ['small', 0, 50, 0],
    ]);
  });

  test('churn, retention and lifetime value follow from it', async () => {
    const { totals, data } = await api.caller.reports.churn({ from: '2026-02-01', to: '2026-06-30', currency: 'USD' });
    const april = data.find(({ period_start }) => period_start === '2026-04-01');
    expect(april).toMatchObject({
      lost_customers: 1,
      customer_churn: 33.33,
      gross_mrr_churn: 21.74,
      net_mrr_churn: 21.74,
      net_revenue_retention: 78.26,
      gross_revenue_retention: 78.26,
      quick_ratio: 0,
      arpa: 90,
    });
    // Ada pays 80 instead of 50 and Bo, who came back, 80 instead of 50: 160 of 100.
    expect(totals).toMatchObject([
      { net_revenue_retention: 160, gross_revenue_retention: 100, customer_churn: 0, monthly_customer_churn: 8.33 },
    ]);
    // 260 of 3 customers, over 1 of the 12 that stood at the opening of a month.
    expect(totals[0]?.ltv).toBe(1040);
  });

  test('the lifecycle counts what began and ended, and cohorts who stayed', async () => {
    const { data, by_status, cohorts } = await api.caller.reports.lifecycle(RANGE);
    expect(data.map(({ started, canceled }) => [started, canceled])).toEqual([
      [3, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
      [1, 0],
    ]);
    expect(by_status).toEqual({ active: 4, canceled: 2 });
    const january = cohorts.find(({ currency, month }) => currency === 'USD' && month === '2026-01');
    expect(january?.cells.map(({ customers, mrr }) => [customers, mrr])).toEqual([
      [2, 100],
      [2, 100],
      [2, 130],
      [1, 80],
      [1, 80],
      [2, 160],
    ]);
  });

  test('is there for a spreadsheet, with all the places of its currency', async () => {
    const csv = async (name: string, query = '') => {
      const { status, text } = await download(
        `/api/reports/subscriptions/${name}.csv?from=2026-01-01&to=2026-06-30${query}`,
      );
      expect(status).toBe(200);
      return text.split('\r\n');
    };
    const [head, first] = await csv('mrr', '&currency=USD');
    expect(head).toBe(
      'period_start,currency,opening,new,expansion,reactivation,contraction,churn,net_new,closing,opening_customers,closing_customers,lost_customers',
    );
    expect(first).toBe('2026-01-01,USD,0.00,100.00,0.00,0.00,0.00,0.00,100.00,100.00,0,2,0');
    expect((await csv('churn', '&currency=USD'))[4]).toContain('33.33,21.74,21.74,78.26,78.26,0,90.00');
    expect((await csv('lifecycle'))[1]).toBe('2026-01-01,3,0,0,0,0,0,0,0,0,0,3,0,0,0,0');
    expect((await csv('cohorts'))[1]).toBe('EUR,2026-01,0,1,40.00,1,40.00,100,100');
  });

  test('is refused for days that make no sense, naming the field', async () => {
    const answer = await api.rest('GET', '/api/reports/subscriptions/mrr?from=2026-02-01&to=2026-01-01');
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'to' }] } });
  });
});

test('trials are told by when they began: converted, lost, or still running', async () => {
  const { caller, ctx } = await api.addTenant('trials');
  const fee = { kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 30 } } as const;
  const plan = await caller.plans.create({ code: 'try', name: 'Try', currency: 'USD', components: [fee] });
  const start = async (email: string, trial_days: number, trial_without_method: 'bill' | 'cancel') => {
    const { id } = await caller.customers.create({ name: email, email, country: 'US', currency: 'USD' });
    await caller.subscriptions.create({ customer_id: id, plan_id: plan.id, trial_days, trial_without_method });
  };
  api.clock.moveTo('2026-07-05T12:00:00Z');
  await start('pays@example.com', 10, 'bill');
  await start('leaves@example.com', 10, 'cancel');
  await start('pays-late@example.com', 40, 'bill');
  api.clock.moveTo('2026-08-03T12:00:00Z');
  await start('runs@example.com', 90, 'bill');
  await endTrials(ctx);
  const { id } = await caller.billing_runs.start({});
  await executeBillingRun(ctx, id);

  const report = await caller.reports.lifecycle({ from: '2026-07-01', to: '2026-08-03' });
  expect(report.trials).toEqual({ started: 4, converted: 1, lost: 1, running: 2, rate: 50 });
  expect(report.trial_cohorts).toEqual([
    { period_start: '2026-07-01', started: 3, converted: 1, lost: 1, running: 1, rate: 50 },
    { period_start: '2026-08-01', started: 1, converted: 0, lost: 0, running: 1, rate: null },
  ]);
  expect(report.data.map(({ trials_started, converted, canceled }) => [trials_started, converted, canceled])).toEqual([
    [3, 1, 1],
    [1, 0, 0],
  ]);
  expect(report.by_status).toEqual({ trialing: 2, active: 1, canceled: 1 });
  // Each on its own day, though both were looked at weeks later.
  const { data } = await caller.reports.mrr({ from: '2026-07-01', to: '2026-08-03', interval: 'day' });
  expect(data[0]).toMatchObject({ period_start: '2026-07-15', opening: 0, new: 30, closing: 30 });
});

async function download(path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${api.api_key}` } });
  return { status: answer.status, text: await answer.text() };
}
