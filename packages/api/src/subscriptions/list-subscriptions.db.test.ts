import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

type ListInput = Parameters<TestApi['caller']['subscriptions']['list']>[0];

let api: TestApi;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi({ now: '2026-03-10T12:00:00Z' });
  for (const code of ['basic', 'pro']) {
    const plan = await api.caller.plans.create({
      code,
      name: code === 'basic' ? 'Basic' : 'Pro 100%',
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Fee', timing: 'advance', pricing: { model: 'flat', amount: 10 } }],
    });
    ids[code] = plan.id;
  }
  for (const [name, plan, start_date] of [
    ['=Ada', 'basic', '2026-03-01'],
    ['Bo', 'pro', '2026-03-05'],
    ['Cleo', 'pro', '2026-03-31'],
    ['Dai', 'basic', '2026-03-01'],
  ] as const) {
    const email = `${name.replace('=', '')}@example.com`;
    const customer = await api.caller.customers.create({ name, email, country: 'US' });
    ids[name] = customer.id;
    const input = { customer_id: customer.id, plan_id: ids[plan] ?? '', start_date, external_id: `ext-${name}` };
    const { id } = await api.caller.subscriptions.create(input);
    ids[`${name} subscription`] = id;
    later(1000);
  }
  await api.caller.subscriptions.cancel({ id: ids['Dai subscription'] ?? '' });
});
afterAll(() => api.stop());

const later = (ms: number) => api.clock.moveTo(new Date(api.clock.now().getTime() + ms));

const listed = async (filter: ListInput) =>
  (await api.caller.subscriptions.list(filter)).data.map(({ customer }) => customer.name);

describe('the list of subscriptions', () => {
  it('finds by plan, customer, status, renewal day, text and id', async () => {
    expect(await listed({ plan_id: ids.pro })).toEqual(['Cleo', 'Bo']);
    expect(await listed({ customer_id: ids.Bo })).toEqual(['Bo']);
    expect(await listed({ status: 'active', q: 'pro 100%' })).toEqual(['Cleo', 'Bo']);
    expect(await listed({ q: 'ext-Bo' })).toEqual(['Bo']);
    expect(await listed({ q: ids['Cleo subscription']?.toUpperCase() })).toEqual(['Cleo']);
    expect(await listed({ status: 'paused' })).toEqual([]);
    // Dai's ends then and does not renew.
    expect(await listed({ renews_from: '2026-04-01', renews_to: '2026-04-04' })).toEqual(['=Ada']);
    expect(await listed({ renews_to: '2026-04-05' })).toEqual(['Bo', '=Ada']);
  });

  it('is sorted by the day of renewal, and pages in that order', async () => {
    expect(await listed({ sort: 'current_period_end' })).toEqual(['=Ada', 'Dai', 'Bo', 'Cleo']);
    const first = await api.caller.subscriptions.list({ sort: '-start_date', limit: 3 });
    expect(first.data.map(({ customer }) => customer.name)).toEqual(['Cleo', 'Bo', 'Dai']);
    expect(await listed({ sort: '-start_date', limit: 3, cursor: first.next_cursor ?? '' })).toEqual(['=Ada']);
  });

  it('counts each status under the other filters', async () => {
    const { counts } = await api.caller.subscriptions.list({ plan_id: ids.basic, status: 'canceled' });
    expect(counts).toMatchObject({ all: 2, active: 2, canceled: 0, paused: 0 });
  });
});

describe('the sums of subscriptions', () => {
  it('are what those that match are worth a month, by status and currency', async () => {
    const { status, body } = await api.rest('GET', '/api/subscription-sums');
    expect(status).toBe(200);
    expect(body.data).toEqual([{ status: 'active', currency: 'USD', count: 4, mrr: 40 }]);
    expect((await api.caller.subscriptions.sums({ plan_id: ids.pro })).data).toMatchObject([{ count: 2, mrr: 20 }]);
    const { data } = await api.caller.subscriptions.list({});
    expect(data.map(({ mrr }) => mrr)).toEqual([10, 10, 10, 10]);
  });
});

describe('subscriptions as CSV', () => {
  const filters: ListInput[] = [
    {},
    { sort: 'current_period_end' },
    { sort: '-start_date', status: 'active' },
    { q: 'pro 100%' },
    { q: 'ext-Bo' },
    { q: '%' },
    { q: 'nobody' },
    { renews_from: '2026-04-01', renews_to: '2026-04-05' },
  ];

  it.each(filters)('has the rows of the list, in its order: %j', async (filter) => {
    const { data } = await api.caller.subscriptions.list(filter);
    const { status, text } = await api.rest(
      'GET',
      `/api/subscriptions.csv?${new URLSearchParams(filter as Record<string, string>)}`,
    );
    expect(status, text).toBe(200);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ id }) => id)).toEqual(data.map(({ id }) => id));
    expect(rows.every(({ mrr }) => mrr === '10.00')).toBe(true);
    expect(rows.map(({ current_period_end }) => current_period_end)).toEqual(
      data.map(({ current_period }) => current_period.end),
    );
  });

  it('has the rows of a plan or customer alone, and no formula of a spreadsheet', async () => {
    const { text } = await api.rest('GET', `/api/subscriptions.csv?plan_id=${ids.basic}&customer_id=${ids['=Ada']}`);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ customer_name, plan_code, currency }) => [customer_name, plan_code, currency])).toEqual([
      ["'=Ada", 'basic', 'USD'],
    ]);
  });
});
