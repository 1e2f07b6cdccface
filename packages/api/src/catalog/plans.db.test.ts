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

const tiers = [
  { up_to: 1000, unit_amount: '0.000000000001' },
  { up_to: null, unit_amount: 0.25, flat_amount: 5 },
];
const plan = (code: string) => ({
  code,
  name: 'Pro',
  currency: 'USD',
  components: [
    { kind: 'recurring', name: 'Base', pricing: { model: 'flat', amount: 20 } },
    { kind: 'usage', name: 'Tokens', meter: 'tokens', pricing: { model: 'graduated', per_units: 1000, tiers } },
  ],
});

describe('a plan', () => {
  test('comes back with its components, prices as numbers with all their digits', async () => {
    const answer = await api.rest('POST', '/api/plans', { body: plan('pro') });
    expect(answer.status).toBe(201);
    expect(answer.body.latest_version).toMatchObject({
      version: 1,
      currency: 'USD',
      interval: 'month',
      interval_count: 1,
      components: [
        { kind: 'recurring', timing: 'advance', pricing: { model: 'flat', amount: 20 }, meter: null },
        {
          kind: 'usage',
          timing: 'arrear',
          meter: { code: 'tokens' },
          pricing: {
            per_units: 1000,
            tiers: [
              { up_to: 1000, unit_amount: 1e-12, flat_amount: 0 },
              { up_to: null, unit_amount: 0.25, flat_amount: 5 },
            ],
          },
        },
      ],
    });
    const listed = await api.rest('GET', '/api/plans?active=true');
    expect(listed.body.data.map((item: { code: string }) => item.code)).toContain('pro');
  });

  test('has an ETag, and is not renamed by one who has not seen the newest', async () => {
    const made = await api.rest('POST', '/api/plans', { body: plan('tagged') });
    const tag = made.headers.get('etag') ?? '';
    expect(tag).toBe('"1"');
    const rename = (name: string) =>
      api.rest('PUT', `/api/plans/${made.body.id}`, { body: { name }, headers: { 'if-match': tag } });
    const first = await rename('First');
    expect(first.body).toMatchObject({ name: 'First', version: 2, latest_version: { version: 1 } });
    expect(await rename('Second')).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
  });

  test('gets a new version for new subscribers while the old ones keep theirs', async () => {
    const { caller } = api;
    const { id, ...first } = await caller.plans.create({ ...plan('versioned') } as never);
    const customers = [];
    for (const name of ['old', 'new'])
      customers.push(
        await caller.customers.create({ name, email: `${name}@example.com`, country: 'US', currency: 'USD' }),
      );
    const old = await caller.subscriptions.create({ customer_id: customers[0]?.id ?? '', plan_id: id });
    const second = await caller.plans.create_version({
      id,
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Base', pricing: { model: 'flat', amount: 30 } }],
    });
    expect(second.versions.map(({ version }) => version)).toEqual([2, 1]);
    const fresh = await caller.subscriptions.create({ customer_id: customers[1]?.id ?? '', plan_id: id });
    expect([old.plan.version, fresh.plan.version]).toEqual([1, 2]);
    expect((await caller.subscriptions.get({ id: old.id })).plan.version_id).toBe(first.latest_version.id);
    expect((await caller.plans.get({ id })).subscriptions).toBe(2);
  });

  const bad: [string, (input: ReturnType<typeof plan>) => unknown, string][] = [
    [
      'a tier that goes backwards',
      (input) =>
        withTiers(input, [
          { up_to: 10, unit_amount: 1 },
          { up_to: 5, unit_amount: 1 },
          { up_to: null, unit_amount: 1 },
        ]),
      'components[1].pricing.tiers[1].up_to',
    ],
    [
      'a last tier that ends',
      (input) => withTiers(input, [{ up_to: 10, unit_amount: 1 }]),
      'components[1].pricing.tiers[0].up_to',
    ],
    [
      'a price as a word',
      (input) => withTiers(input, [{ up_to: null, unit_amount: 'cheap' }]),
      'components[1].pricing.tiers[0].unit_amount',
    ],
    [
      'an unknown meter',
      (input) => ({ ...input, components: [{ ...input.components[1], meter: 'nothing' }] }),
      'components[0].meter',
    ],
    ['no components', (input) => ({ ...input, components: [] }), 'components'],
    ['a currency that does not exist', (input) => ({ ...input, currency: 'XXQ' }), 'currency'],
    ['a code that is taken', (input) => ({ ...input, code: 'pro' }), 'code'],
  ];
  test.each(bad)('with %s is refused with the path', async (_name, change, path) => {
    const answer = await api.rest('POST', '/api/plans', { body: change(plan('bad')) });
    expect([409, 422]).toContain(answer.status);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});

describe('a subscription', () => {
  test('starts a period of its own and says when it is due', async () => {
    const customer = await api.caller.customers.create({
      name: 'Kiwi',
      email: 'kiwi@example.com',
      country: 'NZ',
      currency: 'USD',
      time_zone: 'Pacific/Auckland',
    });
    const { id } = await api.caller.plans.create({ ...plan('kiwi') } as never);
    const subscription = await api.caller.subscriptions.create({
      customer_id: customer.id,
      plan_id: id,
      start_date: '2026-01-31',
    });
    expect(subscription).toMatchObject({
      status: 'active',
      start_date: '2026-01-31',
      anchor_date: '2026-01-31',
      current_period: { start: '2026-01-31', end: '2026-02-28' },
      // Midnight in Auckland in summer.
      next_billing_at: '2026-01-30T11:00:00.000Z',
    });
    const again = api.caller.subscriptions.create({ customer_id: customer.id, plan_id: id });
    await expect(again).rejects.toThrow(/billed twice/);
    const canceled = await api.rest('DELETE', `/api/subscriptions/${subscription.id}`);
    expect(canceled.body).toMatchObject({ cancel_at_period_end: true });
    const undone = await api.rest('PUT', `/api/subscriptions/${subscription.id}`, {
      body: { cancel_at_period_end: false },
    });
    expect(undone.body).toMatchObject({ cancel_at_period_end: false, canceled_at: null });
  });

  test('is refused in another currency, for an unknown customer, and decades away', async () => {
    const { id } = await api.caller.plans.create({ ...plan('euro') } as never);
    const customer = await api.caller.customers.create({
      name: 'Euro',
      email: 'euro@example.com',
      country: 'DE',
      currency: 'EUR',
    });
    const ask = async (body: object) =>
      (await api.rest('POST', '/api/subscriptions', { body: { plan_id: id, ...body } })).body;
    expect(await ask({ customer_id: customer.id })).toMatchObject({
      code: 'currency_mismatch',
      errors: [{ path: 'plan_id' }],
    });
    expect(await ask({ customer_id: id })).toMatchObject({ code: 'not_found', errors: [{ path: 'customer_id' }] });
    const dollar = await api.caller.customers.create({
      name: 'Dollar',
      email: 'dollar@example.com',
      country: 'US',
      currency: 'USD',
    });
    expect(await ask({ customer_id: dollar.id, start_date: '2006-01-01' })).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'start_date' }],
    });
  });

  test('and plan and meter of another tenant do not exist', async () => {
    const stranger = await api.addTenant('stranger');
    const { data: plans } = await api.caller.plans.list({});
    const { data: subscriptions } = await api.caller.subscriptions.list({});
    expect((await stranger.rest('GET', `/api/plans/${plans[0]?.id}`)).status).toBe(404);
    expect((await stranger.rest('GET', `/api/subscriptions/${subscriptions[0]?.id}`)).status).toBe(404);
    expect((await stranger.rest('GET', '/api/meters')).body.data).toEqual([]);
  });
});

function withTiers(input: ReturnType<typeof plan>, wrong: object[]): unknown {
  const [base, usage] = input.components;
  return { ...input, components: [base, { ...usage, pricing: { model: 'graduated', tiers: wrong } }] };
}
