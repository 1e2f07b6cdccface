import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';
import { fillMrr } from './fill-mrr.ts';
import { rebuildMrr } from './rebuild-mrr.ts';
import { recordMrr } from './record-mrr.ts';

let api: TestApi;
const plans: Record<string, string> = {};
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2026-01-10T12:00:00Z' });
  const fee = (amount: number) => ({ kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount } }) as const;
  for (const [code, interval, amount] of [
    ['monthly', 'month', 60],
    ['yearly', 'year', 1000],
    ['large', 'month', 90],
  ] as const) {
    const plan = await api.caller.plans.create({
      code,
      name: code,
      currency: 'USD',
      interval,
      components: [fee(amount)],
    });
    plans[code] = plan.id;
  }
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

type Terms = Omit<Parameters<TestApi['caller']['subscriptions']['create']>[0], 'customer_id'> & { time_zone?: string };

async function subscribe(plan: string, { time_zone, ...terms }: Terms = {}): Promise<string> {
  customers += 1;
  const email = `c${customers}@example.com`;
  const customer = { name: 'Ada', email, country: 'US', ...(time_zone ? { time_zone } : {}) };
  const { id } = await api.caller.customers.create(customer);
  const body = { customer_id: id, plan_id: plans[plan] ?? '', ...terms };
  return (await api.caller.subscriptions.create(body)).id;
}

async function bill(): Promise<void> {
  const { id } = await api.caller.billing_runs.start({});
  await executeBillingRun(api.ctx, id);
}

/** `from to until status: mrr`, in cents. */
async function spansOf(subscription_id: string): Promise<string[]> {
  const rows = await api.db.withTenantSql(api.tenant_id, (client) =>
    client.query(
      `SELECT from_day::text, until_day::text, status, mrr::text FROM mrr_spans
        WHERE tenant_id = $1 AND subscription_id = $2 ORDER BY from_day`,
      [api.tenant_id, subscription_id],
    ),
  );
  return (rows.rows as Record<string, string | null>[]).map(
    ({ from_day, until_day, status, mrr }) => `${from_day} to ${until_day ?? 'now'} ${status}: ${mrr}`,
  );
}

describe('the MRR of a subscription is written down', () => {
  test('from its start on, which may be over or still to come, made monthly', async () => {
    expect(await spansOf(await subscribe('monthly'))).toEqual(['2026-01-10 to now active: 6000']);
    expect(await spansOf(await subscribe('yearly', { start_date: '2025-11-03' }))).toEqual([
      '2025-11-03 to now active: 8333',
    ]);
    expect(await spansOf(await subscribe('monthly', { start_date: '2026-02-01' }))).toEqual([
      '2026-02-01 to now active: 6000',
    ]);
  });

  test('by the calendar of the company: midnight in Auckland is the day before in London', async () => {
    expect(await spansOf(await subscribe('monthly', { time_zone: 'Pacific/Auckland' }))).toEqual([
      '2026-01-10 to now active: 6000',
    ]);
    const ahead = await subscribe('monthly', { time_zone: 'Pacific/Auckland', start_date: '2026-01-12' });
    expect(await spansOf(ahead)).toEqual(['2026-01-11 to now active: 6000']);
  });

  test('to the day it ends, however late the run is that ends it', async () => {
    const id = await subscribe('monthly', { start_date: '2026-01-10' });
    await api.caller.subscriptions.cancel({ id });
    expect(await spansOf(id)).toEqual(['2026-01-10 to now active: 6000']);
    api.clock.moveTo('2026-03-22T08:00:00Z');
    await bill();
    expect(await spansOf(id)).toEqual(['2026-01-10 to 2026-02-10 active: 6000', '2026-02-10 to now canceled: 0']);
  });

  test('once: recorded again, it stays as it is', async () => {
    const id = await subscribe('yearly', { start_date: '2026-03-01' });
    const before = await spansOf(id);
    await api.db.withTenantSql(api.tenant_id, (client) => recordMrr(client, api.ctx, [id, id]));
    expect(await spansOf(id)).toEqual(before);
  });

  test('as nothing on trial, and from the day it converts on, however late the run is', async () => {
    api.clock.moveTo('2026-04-01T12:00:00Z');
    const id = await subscribe('monthly', { trial_days: 10 });
    expect(await spansOf(id)).toEqual(['2026-04-01 to now trialing: 0']);
    api.clock.moveTo('2026-05-20T12:00:00Z');
    await bill();
    expect(await spansOf(id)).toEqual(['2026-04-01 to 2026-04-11 trialing: 0', '2026-04-11 to now active: 6000']);
  });

  test('less a lasting discount, to the day that ends', async () => {
    const start_date = '2026-05-20';
    const half = await subscribe('monthly', { start_date, discount: { percent_off: 50, ends_on: '2026-08-20' } });
    expect(await spansOf(half)).toEqual(['2026-05-20 to 2026-08-20 active: 3000', '2026-08-20 to now active: 6000']);
    const some = await subscribe('yearly', { start_date, discount: { amount_off: 400, ends_on: null } });
    expect(await spansOf(some)).toEqual(['2026-05-20 to now active: 5000']);
  });

  test('with a change of plan from the day it takes effect, now or at the end of the period, however late the run is', async () => {
    api.clock.moveTo('2026-06-01T12:00:00Z');
    const id = await subscribe('monthly');
    await bill();
    api.clock.moveTo('2026-06-10T12:00:00Z');
    await api.caller.subscriptions.update({ id, plan_id: plans.large ?? '', when: 'now' });
    expect(await spansOf(id)).toEqual(['2026-06-01 to 2026-06-10 active: 6000', '2026-06-10 to now active: 9000']);
    await bill();
    await api.caller.subscriptions.update({ id, plan_id: plans.monthly ?? '', when: 'period_end' });
    expect(await spansOf(id)).toEqual(['2026-06-01 to 2026-06-10 active: 6000', '2026-06-10 to now active: 9000']);
    const { current_period } = await api.caller.subscriptions.get({ id });
    api.clock.moveTo('2026-08-20T12:00:00Z');
    await bill();
    expect((await spansOf(id)).slice(1)).toEqual([
      `2026-06-10 to ${current_period.end} active: 9000`,
      `${current_period.end} to now active: 6000`,
    ]);
  });

  test('and told anew from what is stored, it is the same', async () => {
    const everything = () =>
      api.db.withTenantSql(api.tenant_id, async (client) => {
        const { rows } = await client.query(
          'SELECT subscription_id, from_day, until_day, status, plan_id, mrr FROM mrr_spans WHERE tenant_id = $1 ORDER BY 1, 2',
          [api.tenant_id],
        );
        return rows;
      });
    const before = await everything();
    expect(before.length).toBeGreaterThan(10);
    expect(await rebuildMrr(api.ctx, { missing: false })).toEqual({ subscriptions: customers });
    expect(await everything()).toEqual(before);
    await api.db.withTenantSql(api.tenant_id, (client) =>
      client.query('DELETE FROM mrr_spans WHERE tenant_id = $1', [api.tenant_id]),
    );
    await fillMrr(api.services);
    expect(await everything()).toEqual(before);
    expect(await rebuildMrr(api.ctx, { missing: true })).toEqual({ subscriptions: 0 });
  });
});
