import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
  await api.caller.meters.create({ code: 'tokens', name: 'Tokens', unit: 'token' });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const base = { kind: 'recurring' as const, name: 'Base', pricing: { model: 'flat' as const, amount: 20 } };
const seats = { kind: 'recurring' as const, name: 'Seat', pricing: { model: 'per_unit' as const, unit_amount: 8 } };
const licence = {
  ...base,
  name: 'Licence',
  interval: 'year' as const,
  pricing: { model: 'flat' as const, amount: 120 },
};
const tokens = {
  kind: 'usage' as const,
  name: 'Tokens',
  meter: 'tokens',
  pricing: {
    model: 'graduated' as const,
    tiers: [
      { up_to: 1000, unit_amount: 0.02 },
      { up_to: null, unit_amount: 0.01 },
    ],
  },
};
const make = (code: string, components: object[], extra: object = {}) =>
  api.caller.plans.create({ code, name: code, currency: 'USD', components, ...extra } as never);

describe('the price of a plan', () => {
  test('is what a billing run would bill for a whole period, line by line, with derivations', async () => {
    const { id, latest_version } = await make('priced', [base, seats, licence, tokens]);
    const [, seat, , token] = latest_version.components;
    const quantities = [
      { component_id: seat?.id, quantity: 5 },
      { component_id: token?.id, quantity: 1500 },
    ];
    const answer = await api.rest('POST', `/api/plans/${id}/price`, { body: { quantities, start_date: '2026-03-01' } });
    expect(answer.body).toMatchObject({
      version: 1,
      currency: 'USD',
      lines: [
        { description: 'Base', quantity: 1, unit_price: 20, amount: 20, service_end: '2026-04-01' },
        { description: 'Seat', quantity: 5, unit_price: 8, amount: 40 },
        {
          description: 'Licence',
          amount: 120,
          interval: 'year',
          service_start: '2026-03-01',
          service_end: '2027-03-01',
        },
        { description: 'Tokens', quantity: 1500, unit_price: null, amount: 25 },
      ],
      totals: [
        { interval: 'month', interval_count: 1, total: 85 },
        { interval: 'year', interval_count: 1, total: 120 },
      ],
    });
    expect(answer.body.lines[3].derivation.steps.length).toBeGreaterThan(2);
  });

  test('is told of a draft, too, and of nothing that is no component of it', async () => {
    const { id, latest_version } = await make('twice', [base]);
    const drafted = await api.caller.plans.save_draft({ id, currency: 'USD', components: [seats] });
    const plan_version_id = drafted.draft?.id ?? '';
    expect((await api.caller.plans.price({ id, plan_version_id })).totals).toMatchObject([{ total: 8 }]);
    expect((await api.caller.plans.price({ id })).totals).toMatchObject([{ total: 20 }]);
    const quantities = [{ component_id: latest_version.components[0]?.id, quantity: 2 }];
    const answer = await api.rest('POST', `/api/plans/${id}/price`, { body: { plan_version_id, quantities } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'quantities[0].component_id' }] } });
  });
});

describe('two versions', () => {
  test('are compared: what differs, and who is on each, worth how much a month', async () => {
    const { id } = await make('compared', [base, tokens], { trial_days: 0 });
    const customer = await api.caller.customers.create({ name: 'Old', email: 'old@example.com', currency: 'USD' });
    await api.caller.subscriptions.create({ customer_id: customer.id, plan_id: id });
    const dearer = { ...base, pricing: { model: 'flat' as const, amount: 25 } };
    await api.caller.plans.save_draft({ id, currency: 'USD', components: [tokens, dearer, seats], trial_days: 14 });
    const { body } = await api.rest('GET', `/api/plans/${id}/versions/compare?from=1&to=2`);
    expect(body).toMatchObject({
      from: { version: 1, status: 'published', subscriptions: 1, mrr: 20 },
      to: { version: 2, status: 'draft', subscriptions: 0, mrr: 0 },
      terms: [{ field: 'trial_days', before: 0, after: 14 }],
      components: [
        { state: 'same', by: 'meter' },
        { state: 'changed', by: 'name', changes: [{ field: 'pricing.amount', before: 20, after: 25 }] },
        { state: 'added', before: null, after: { name: 'Seat' } },
      ],
    });
    const missing = await api.rest('GET', `/api/plans/${id}/versions/compare?from=1&to=7`);
    expect(missing).toMatchObject({
      status: 404,
      body: { errors: [{ path: 'to', message: expect.stringContaining('2, 1') }] },
    });
  });
});

describe('the public catalogue', () => {
  const read = (slug: string, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/public/${slug}/plans`, { headers });

  test('shows what is marked public, open and published, without any id, to scripts of other sites', async () => {
    const slug = (await api.caller.tenants.current()).slug;
    expect((await read(slug)).status).toBe(404);
    const { id } = await make('shown', [base, tokens], { public: true, trial_days: 14 });
    await make('hidden', [base]);
    await make('unfinished', [base], { public: true, publish: false });
    await make('closed', [base], { public: true }).then((plan) =>
      api.caller.plans.update({ id: plan.id, active: false }),
    );
    const answer = await read(slug);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    const text = await answer.text();
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(JSON.parse(text)).toMatchObject({
      company: expect.any(String),
      plans: [
        {
          code: 'shown',
          currency: 'USD',
          interval: 'month',
          trial_days: 14,
          components: [
            { name: 'Base', pricing: { amount: 20 } },
            { name: 'Tokens', unit: 'token' },
          ],
        },
      ],
    });
    await api.caller.plans.update({ id, public: false });
    expect((await read(slug)).status).toBe(404);
    await api.caller.plans.update({ id, public: true });
  });

  test('is not sent again to who has it, and not told apart from a company that is not there', async () => {
    const slug = (await api.caller.tenants.current()).slug;
    const etag = (await read(slug)).headers.get('etag') ?? '';
    expect((await read(slug, { 'if-none-match': etag })).status).toBe(304);
    const nobody = await read('nobody');
    const other = await api.addTenant('silent');
    const silent = await read('silent');
    const { request_id: _, ...problem } = (await nobody.json()) as Record<string, string>;
    const { request_id: __, ...same } = (await silent.json()) as Record<string, string>;
    expect(JSON.stringify(problem).replace('nobody', 'silent')).toBe(JSON.stringify(same));
    expect(other.tenant_id).not.toBe(api.tenant_id);
  });

  test('slows down who asks too often', async () => {
    let last = await read('nobody');
    for (let at = 0; at < 125 && last.status !== 429; at += 1) last = await read('nobody');
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    api.clock.moveTo('2026-01-11T10:33:00Z');
    expect((await read('nobody')).status).toBe(404);
  });
});
