import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const create = (body: object) => api.rest('POST', '/api/products', { body });
const change = (id: string, body: object) => api.rest('PUT', `/api/products/${id}`, { body });

describe('creating a product', () => {
  it('takes one price in the words of a simple catalogue', async () => {
    const answer = await create({ name: 'CRM Pro', type: 'recurring', price: 99, currency: 'USD', interval: 'month' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'CRM Pro',
      type: 'recurring',
      active: true,
      price: 99,
      currency: 'USD',
      interval: 'month',
      interval_count: 1,
      version: 1,
    });
    expect(answer.body.prices).toMatchObject([{ currency: 'USD', unit_amount: 99, valid_to: null }]);
  });

  it('takes prices in several currencies, with twelve places, as numbers or as texts', async () => {
    const prices = [
      { currency: 'USD', unit_amount: '0.000000000001' },
      { currency: 'JPY', unit_amount: 0.5 },
    ];
    const { status, body } = await create({ name: 'Token', type: 'metered', unit: 'token', prices });
    expect(status).toBe(201);
    expect(body.prices.map((price: { unit_amount: number }) => price.unit_amount)).toEqual([0.5, 1e-12]);
    expect(body).toMatchObject({ price: 1e-12, currency: 'USD', interval: null });
  });

  it('takes a month for the interval of a recurring product that says none', async () => {
    const { body } = await create({ name: 'Seat', type: 'recurring', price: '10.00' });
    expect(body).toMatchObject({ price: 10, currency: 'USD', interval: 'month' });
  });

  it.each([
    ['price', { price: -1 }],
    ['price', { price: '1e3' }],
    ['price', { price: '0.0000000000001' }],
    ['interval', { price: 1, interval: 'month' }],
    [
      'prices',
      {
        prices: [
          { currency: 'USD', unit_amount: 1 },
          { currency: 'USD', unit_amount: 2 },
        ],
      },
    ],
    ['prices', { price: 1, prices: [{ currency: 'USD', unit_amount: 2 }] }],
    ['prices[0].unit_amount', { prices: [{ currency: 'USD', unit_amount: 'ten' }] }],
    ['prices[0].colour', { prices: [{ currency: 'USD', unit_amount: 1, colour: 'red' }] }],
    ['type', { type: 'other' }],
  ])('refuses what is wrong with %s: %j', async (path, fields) => {
    const answer = await create({ name: 'X', type: 'one_time', ...fields });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path }]);
  });

  it('refuses a price with more digits than a JSON number carries, instead of changing it', async () => {
    const raw = '{"name":"X","type":"one_time","price":12345678901234567.89}';
    const answer = await api.rest('POST', '/api/products', { raw });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'amount_not_exact', errors: [{ path: 'price' }] });
  });
});

describe('changing a product', () => {
  it('closes the price before and keeps it in the history', async () => {
    const { body } = await create({ name: 'Plan', type: 'recurring', price: 99 });
    api.clock.moveTo('2026-02-01T00:00:00Z');
    const answer = await change(body.id, { price: 109 });
    expect(answer.body).toMatchObject({ price: 109, version: 2 });
    expect(answer.body.price_history).toMatchObject([
      {
        unit_amount: 109,
        valid_from: '2026-02-01T00:00:00.000Z',
        valid_to: null,
        previous_unit_amount: 99,
        created_by: 'test',
      },
      { unit_amount: 99, valid_to: '2026-02-01T00:00:00.000Z', previous_unit_amount: null },
    ]);
    expect((await api.rest('GET', `/api/products/${body.id}`)).body).toEqual(answer.body);
  });

  it('leaves the drafts that are there at the price they have', async () => {
    const { body: product } = await create({ name: 'Kept', type: 'one_time', price: 50 });
    const customer = await api.caller.customers.create({ name: 'Ada', email: 'kept@example.com' });
    const items = [{ product_id: product.id }];
    const draft = await api.caller.invoices.create({ customer_id: customer.id, items });
    await change(product.id, { price: 80 });
    expect((await api.caller.invoices.get({ id: draft.id })).total).toBe(50);
    expect((await api.caller.invoices.create({ customer_id: customer.id, items })).total).toBe(80);
  });

  it('tells subscribers of the price that changed, and from what', async () => {
    const { body } = await create({ name: 'Plan', type: 'one_time', price: 5 });
    await change(body.id, { price: 6 });
    const events = await api.db.withTenant(api.tenant_id, (tx) =>
      tx.auditEntry.findMany({ where: { object_id: body.id, action: 'price.changed' } }),
    );
    expect(events).toMatchObject([{ before: { unit_amount: 5 }, after: { unit_amount: '6' } }]);
  });

  it('adds a price in another currency and leaves the first', async () => {
    const { body } = await create({ name: 'Plan', type: 'one_time', price: 5 });
    const answer = await change(body.id, { prices: [{ currency: 'EUR', unit_amount: 4 }] });
    expect(answer.body.prices).toMatchObject([
      { currency: 'EUR', unit_amount: 4 },
      { currency: 'USD', unit_amount: 5 },
    ]);
  });

  it('leaves history and version alone when nothing is new', async () => {
    const { body } = await create({ name: 'Plan', type: 'one_time', price: 5 });
    const answer = await change(body.id, { price: '5.000', name: 'Plan' });
    expect(answer.body).toMatchObject({ version: 1, price_history: [{ unit_amount: 5 }] });
  });

  it('keeps the interval when only the amount changes', async () => {
    const { body } = await create({
      name: 'Plan',
      type: 'recurring',
      price: 5,
      interval: 'quarter',
      interval_count: 2,
    });
    const answer = await change(body.id, { price: 6 });
    expect(answer.body).toMatchObject({ price: 6, interval: 'quarter', interval_count: 2 });
  });

  it('keeps one current price however many change it at once', async () => {
    const { body } = await create({ name: 'Busy', type: 'one_time', price: 1 });
    const answers = await Promise.all([2, 3, 4, 5, 6].map((price) => change(body.id, { price })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(5).fill(200));
    const { body: after } = await api.rest('GET', `/api/products/${body.id}`);
    expect(after.prices).toHaveLength(1);
    expect(after.price_history).toHaveLength(6);
  });
});

describe('listing products', () => {
  it('filters by type and by whether they are sold', async () => {
    const tenant = await api.addTenant('shelf');
    const add = (body: object) => tenant.rest('POST', '/api/products', { body });
    await add({ name: 'A', type: 'metered' });
    await add({ name: 'B', type: 'metered', active: false });
    await add({ name: 'C', type: 'one_time', price: 3 });
    const names = async (query: string) =>
      (await tenant.rest('GET', `/api/products?sort=name&${query}`)).body.data.map((row: { name: string }) => row.name);
    expect(await names('type=metered')).toEqual(['A', 'B']);
    expect(await names('active=true')).toEqual(['A', 'C']);
    expect(await names('active=false&type=metered')).toEqual(['B']);
    const { body } = await tenant.rest('GET', '/api/products?active=maybe');
    expect(body.errors).toMatchObject([{ path: 'active' }]);
  });
});
