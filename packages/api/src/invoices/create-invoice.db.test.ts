import { CreateInvoice } from '@revenue/billing-core/invoices';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { systemContext } from '../context.ts';
import { encodeCursor } from '../pagination.ts';
import { createInvoice } from './create-invoice.ts';

let api: TestApi;
let customerId: string;
let productId: string;

beforeAll(async () => {
  api = await startApi();
  const customer = await api.caller.customers.create({
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    country: 'US',
    currency: 'USD',
  });
  customerId = customer.id;
  const product = await api.caller.products.create({
    name: 'CRM Pro',
    type: 'recurring',
    prices: [{ currency: 'USD', unit_amount: 99, interval: 'month' }],
  });
  productId = product.id;
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const example = () => ({
  customer_id: customerId,
  issue_date: '2026-01-11',
  due_date: '2026-02-10',
  items: [
    { product_id: productId, description: 'CRM Pro - Monthly', quantity: 1, unit_price: 99.0 },
    { description: 'Setup Fee', quantity: 1, unit_price: 199.0 },
  ],
  notes: 'Thank you for your business!',
});

/** The bodies as the specification prints them, with the ids of this test for its three dots. */
const printed = {
  request: (customer: string, product: string) => `
    {"customer_id": "${customer}", "issue_date": "2026-01-11", "due_date": "2026-02-10",
     "items": [{"product_id": "${product}", "description": "CRM Pro - Monthly", "quantity": 1, "unit_price": 99.00},
               {"description": "Setup Fee", "quantity": 1, "unit_price": 199.00}],
     "notes": "Thank you for your business!"}`,
  answer: (number: string, customer: string, product: string) => `
    {"invoice_number": "${number}", "customer_id": "${customer}", "status": "draft",
     "issue_date": "2026-01-11", "due_date": "2026-02-10", "subtotal": 298.00, "tax": 0.00, "discount": 0.00,
     "total": 298.00, "currency": "USD", "items": [{"product_id": "${product}", "description": "CRM Pro - Monthly",
     "quantity": 1, "unit_price": 99.00, "amount": 99.00}, {"product_id": null, "description": "Setup Fee",
     "quantity": 1, "unit_price": 199.00, "amount": 199.00}], "notes": "Thank you for your business!"}`,
};

describe('the example of the specification', () => {
  test.each(['API key', 'session'])('works as printed with the %s', async (way) => {
    const token = way === 'session' ? api.session_token : api.api_key;
    const answer = await fetch(`${api.url}/api/invoices`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: printed.request(customerId, productId),
    });
    expect(answer.status).toBe(201);
    const body = (await answer.json()) as { id: string; created_at: string; items: { id: string }[] };
    const number = way === 'session' ? 'INV-2026-002' : 'INV-2026-001';
    expect(body).toMatchObject(JSON.parse(printed.answer(number, customerId, productId)));
    for (const { id } of [body, ...body.items]) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(Date.parse(body.created_at)).toBe(Date.parse('2026-01-11T10:30:00Z'));
    expect(body.created_at).toMatch(/Z$/);
  });
});

test('what is left out comes from the customer, the product and the clock', async () => {
  const invoice = await api.caller.invoices.create({ customer_id: customerId, items: [{ product_id: productId }] });
  expect(invoice).toMatchObject({ issue_date: '2026-01-11', due_date: '2026-02-10', currency: 'USD', total: 99 });
  expect(invoice.items[0]).toMatchObject({ description: 'CRM Pro', quantity: 1, unit_price: 99 });
});

test('the preview says what creating makes', async () => {
  const preview = await api.caller.invoices.preview(example());
  const invoice = await api.caller.invoices.create(example());
  const { issue_date, due_date, currency, subtotal, discount, tax, total } = invoice;
  const { net_total, taxes, prices_include_tax } = invoice;
  expect(preview).toEqual({
    issue_date,
    due_date,
    currency,
    subtotal,
    discount,
    tax,
    total,
    net_total,
    taxes,
    prices_include_tax,
    items: invoice.items.map(({ id: _, ...item }) => item),
  });
});

test('fifty invoices created and sent at once, three of ten rolled back, are numbered without gap or duplicate', async () => {
  const { caller, tenant_id } = await api.addTenant('busy');
  const { id } = await caller.customers.create({ name: 'Busy', email: 'busy@example.com', country: 'US' });
  const ctx = systemContext(api.services, tenant_id, 'test');
  // Everything is written and the number taken when the transaction breaks.
  const broken: typeof ctx.db.withTenantSql = (tenant, work) =>
    ctx.db.withTenantSql(tenant, async (client) => {
      await work(client);
      throw new Error('rolled back');
    });
  const input = CreateInvoice.parse({ customer_id: id, items: [{ description: 'x', unit_price: 1 }] });
  const attempts = Array.from({ length: 50 }, async (_, at) => {
    const db = at % 10 < 3 ? { ...ctx.db, withTenantSql: broken } : ctx.db;
    const made = await createInvoice({ ...ctx, db }, input);
    return caller.invoices.send({ id: made.id });
  });
  const results = await Promise.allSettled(attempts);
  const sent = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  for (const result of results) if (result.status === 'rejected') expect(result.reason.message).toBe('rolled back');
  expect(sent.map(({ status }) => status)).toEqual(Array.from({ length: 35 }, () => 'sent'));
  const numbers = sent.map(({ invoice_number }) => invoice_number).sort();
  expect(numbers).toEqual(numbers.map((_, at) => `INV-2026-${String(at + 1).padStart(3, '0')}`));
  expect(await checkInvariants(api.db, tenant_id)).toEqual([]);
});

test('a suspended customer takes no new invoice', async () => {
  const { caller, rest } = await api.addTenant('strict');
  const customer = { name: 'Late', email: 'late@example.com', country: 'US', status: 'suspended' } as const;
  const { id } = await caller.customers.create(customer);
  const body = { customer_id: id, items: [{ description: 'x', unit_price: 1 }] };
  for (const path of ['/api/invoices', '/api/invoices/preview']) {
    const refused = await rest('POST', path, { body });
    expect(refused).toMatchObject({ status: 409, body: { code: 'not_billable', errors: [{ path: 'customer_id' }] } });
  }
});

test('an amount that JSON cannot carry is refused, and the lists stay readable', async () => {
  const { caller, rest } = await api.addTenant('rich');
  const { id } = await caller.customers.create({ name: 'Rich', email: 'rich@example.com', country: 'US' });
  const items = [
    { description: 'much', unit_price: 900_000_000_000_000 },
    { description: 'a cent', unit_price: 0.01 },
  ];
  const made = await rest('POST', '/api/invoices', { body: { customer_id: id, items } });
  expect(made).toMatchObject({ status: 422, body: { code: 'amount_not_exact' } });
  const draft = await caller.invoices.create({ customer_id: id, items: [{ description: 'x', unit_price: 1 }] });
  const edited = await rest('PUT', `/api/invoices/${draft.id}`, { body: { items } });
  expect(edited).toMatchObject({ status: 422, body: { code: 'amount_not_exact' } });
  expect((await rest('GET', '/api/invoices')).body.data).toMatchObject([{ total: 1 }]);
});

test('a list refuses a cursor that was changed, and a search takes % and _ for themselves', async () => {
  const cursor = (sort: string, value: string) =>
    encodeCursor({ sort, value, id: '01940000-0000-7000-8000-000000000001' });
  for (const [sort, value] of [
    ['-created_at', 'yesterday'],
    ['-due_date', '2026-02-30'],
    ['-due_date', 'x'],
  ] as const) {
    const answer = await api.rest('GET', `/api/invoices?sort=${sort}&cursor=${cursor(sort, value)}`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_cursor' } });
  }
  for (const q of ['%', '_NV']) {
    expect((await api.rest('GET', `/api/invoices?q=${encodeURIComponent(q)}`)).body.data).toEqual([]);
  }
});

describe('bad input is refused with the path of each fault', () => {
  const bad: [string, object, string][] = [
    ['an unknown customer', { customer_id: '01940000-0000-7000-8000-000000000001' }, 'customer_id'],
    ['no items', { items: [] }, 'items'],
    ['a price as a word', { items: [{ description: 'x', unit_price: 'ten' }] }, 'items[0].unit_price'],
    ['a quantity below zero', { items: [{ description: 'x', quantity: -1, unit_price: 1 }] }, 'items[0].quantity'],
    [
      'more digits than JSON carries',
      { items: [{ description: 'x', unit_price: '1234567890.123456789' }] },
      'items[0].unit_price',
    ],
    ['no description', { items: [{ unit_price: 1 }] }, 'items[0].description'],
    ['no price', { items: [{ description: 'x' }] }, 'items[0].unit_price'],
    ['a day that does not exist', { issue_date: '2026-02-30' }, 'issue_date'],
    ['a day of long ago', { issue_date: '1066-10-14' }, 'issue_date'],
    ['a day that is too far ahead', { issue_date: '2036-01-11' }, 'issue_date'],
    ['a due date that is too far ahead', { issue_date: '2026-01-11', due_date: '2062-02-10' }, 'due_date'],
    ['a due date before the issue date', { due_date: '2026-01-10' }, 'due_date'],
    ['less than zero', { items: [{ description: 'x', unit_price: -5 }] }, 'items'],
    ['an unknown field', { colour: 'red' }, 'colour'],
  ];
  test.each(bad)('%s', async (_name, change, path) => {
    const answer = await api.rest('POST', '/api/invoices', { body: { ...example(), ...change } });
    expect([404, 409, 422]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(answer.text).not.toMatch(/at .*\.ts:/);
  });
});
