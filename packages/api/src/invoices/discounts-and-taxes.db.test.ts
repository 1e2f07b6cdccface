import type { CreateInvoice, Invoice } from '@revenue/billing-core/invoices';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';

type Body = Partial<z.input<typeof CreateInvoice>>;

let api: TestApi;
let berlin: TestTenant;
const customers: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi();
  berlin = await api.addTenant('berlin');
  await berlin.caller.tenants.update({ country: 'DE', currency: 'EUR', tax_name: 'VAT', tax_percent: 19 });
  const make = async (name: string, more: object = {}) => {
    const { id } = await berlin.caller.customers.create({ name, email: `${name}@example.com`, ...more });
    customers[name] = id;
  };
  await make('ada');
  await make('abroad', { country: 'US' });
  await make('charity', { tax_exempt: true, tax_exempt_reason: 'Charity, certificate 7' });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const hundred = { description: 'Work', unit_price: 100 };
const create = (body: Body, customer = 'ada') =>
  berlin.caller.invoices.create({ customer_id: customers[customer] ?? '', items: [hundred], ...body });
const totals = ({ subtotal, discount, tax, total, net_total, amount_paid, amount_due }: Invoice) => ({
  subtotal,
  discount,
  tax,
  total,
  net_total,
  amount_paid,
  amount_due,
});
const vat = { percent: 19, name: 'VAT', category: 'S', reason_code: null, reason: null };

describe('tax', () => {
  test('is the tenant’s where an item says nothing, and stands in the table of the invoice', async () => {
    const invoice = await create({ items: [hundred, { ...hundred, quantity: 2 }] });
    expect(totals(invoice)).toEqual({
      subtotal: 300,
      discount: 0,
      tax: 57,
      total: 357,
      net_total: 300,
      amount_paid: 0,
      amount_due: 357,
    });
    expect(invoice.taxes).toEqual([{ ...vat, taxable: 300, tax: 57 }]);
    expect(invoice.items[1]).toMatchObject({
      amount: 200,
      tax: 38,
      total: 238,
      tax_inclusive: false,
      taxes: [{ ...vat, taxable: 200, tax: 38, compound: false }],
    });
  });

  test('is what the item says: several rates, one on the other, or none', async () => {
    const rates = [
      { percent: 5, name: 'GST' },
      { percent: '9.975', name: 'QST', compound: true },
    ];
    const invoice = await create({
      items: [
        { ...hundred, tax_rates: rates },
        { ...hundred, tax_rates: [] },
      ],
    });
    expect(invoice).toMatchObject({ tax: 15.47, total: 215.47 });
    expect(invoice.taxes.map(({ name, taxable, tax }) => [name, taxable, tax])).toEqual([
      ['GST', 100, 5],
      ['QST', 105, 10.47],
    ]);
    expect(invoice.items[1]).toMatchObject({ tax: 0, taxes: [] });
  });

  test('is contained in the prices where the invoice or the tenant says so', async () => {
    const invoice = await create({ prices_include_tax: true, items: [{ ...hundred, unit_price: 119 }] });
    expect(totals(invoice)).toMatchObject({ subtotal: 119, tax: 19, total: 119, net_total: 100, amount_due: 119 });
    expect(invoice.items[0]).toMatchObject({ amount: 119, tax: 19, total: 119, tax_inclusive: true });
    expect(invoice.taxes).toEqual([{ ...vat, taxable: 100, tax: 19 }]);
    await berlin.caller.tenants.update({ prices_include_tax: true });
    expect(await create({ items: [{ ...hundred, unit_price: 119 }] })).toMatchObject({ total: 119, tax: 19 });
    await berlin.caller.tenants.update({ prices_include_tax: false });
    expect(await create({ items: [hundred] })).toMatchObject({ total: 119, tax: 19 });
  });

  test('is not charged to who is exempt or abroad, and the line says why', async () => {
    const charity = await create(
      { items: [hundred, { ...hundred, tax_rates: [{ percent: 7, name: 'VAT' }] }] },
      'charity',
    );
    expect(totals(charity)).toMatchObject({ tax: 0, total: 200 });
    for (const item of charity.items)
      expect(item.taxes).toMatchObject([{ percent: 0, category: 'E', reason: 'Charity, certificate 7', taxable: 100 }]);
    expect(charity.taxes).toMatchObject([{ percent: 0, name: 'VAT', category: 'E', taxable: 200, tax: 0 }]);
    const abroad = await create({}, 'abroad');
    expect(abroad.items[0]?.taxes).toMatchObject([{ percent: 0, reason: 'Not charged to customers in US' }]);
  });

  test('of one rate is rounded once, and its parts add up', async () => {
    const item = { description: 'x', unit_price: 0.335, quantity: 1 };
    const invoice = await create({ items: Array.from({ length: 5 }, () => ({ ...item, unit_price: 0.35 })) });
    expect(invoice.tax).toBe(0.33);
    expect(invoice.items.map(({ tax }) => tax)).toEqual([0.07, 0.07, 0.07, 0.06, 0.06]);
  });
});

describe('discounts', () => {
  test('are taken off the items first, then off the invoice, and tax is on what they leave', async () => {
    const invoice = await create({
      percent_off: 10,
      items: [
        { ...hundred, percent_off: 50 },
        { ...hundred, amount_off: '20.00' },
        { ...hundred, tax_rates: [] },
      ],
    });
    expect(totals(invoice)).toMatchObject({ subtotal: 300, discount: 93, tax: 22.23, total: 229.23, net_total: 207 });
    expect(invoice).toMatchObject({ percent_off: 10, amount_off: null });
    expect(invoice.items.map(({ own_discount, discount, total }) => [own_discount, discount, total])).toEqual([
      [50, 55, 53.55],
      [20, 28, 85.68],
      [0, 10, 90],
    ]);
    expect(invoice.items[0]).toMatchObject({ percent_off: 50, amount_off: null });
    expect(invoice.items[1]).toMatchObject({ percent_off: null, amount_off: 20 });
  });

  test('as an amount are spread over the items to the last cent, and take no more than there is', async () => {
    const third = { description: 'x', unit_price: 10, tax_rates: [] };
    const invoice = await create({ amount_off: 1, items: [third, third, third] });
    expect(invoice.items.map(({ discount }) => discount)).toEqual([0.34, 0.33, 0.33]);
    expect(await create({ items: [{ ...third, amount_off: 50 }] })).toMatchObject({ discount: 10, total: 0 });
  });

  test('of yen are whole, and of prices with tax are taken off with it', async () => {
    const tax_rates = [{ percent: 10, name: 'JCT' }];
    const yen = await create({
      currency: 'JPY',
      items: [{ description: 'x', unit_price: 1001, percent_off: 33, tax_rates }],
    });
    expect(yen).toMatchObject({ subtotal: 1001, discount: 330, tax: 67, total: 738 });
    const gross = await create({ prices_include_tax: true, percent_off: 50, items: [{ ...hundred, unit_price: 119 }] });
    expect(gross).toMatchObject({ subtotal: 119, discount: 59.5, tax: 9.5, total: 59.5, net_total: 50 });
  });
});

describe('editing a draft', () => {
  const edit = (id: string, changes: object) => berlin.rest('PUT', `/api/invoices/${id}`, { body: changes });

  test('computes discounts and taxes anew over what stays and what joins', async () => {
    const draft = await create({ percent_off: 10, items: [hundred, { ...hundred, percent_off: 50 }] });
    const added = await berlin.caller.invoices.add_item({ id: draft.id, ...hundred });
    expect(added).toMatchObject({ subtotal: 300, discount: 75, tax: 42.75, total: 267.75, percent_off: 10 });
    const [first, second] = added.items;
    expect(second).toMatchObject({ percent_off: 50, own_discount: 50, discount: 55, tax: 8.55 });
    const removed = await berlin.caller.invoices.remove_item({ id: draft.id, itemId: first?.id ?? '' });
    expect(removed).toMatchObject({ subtotal: 200, discount: 65, tax: 25.65 });
    const fixed = await edit(draft.id, { amount_off: 15, purchase_order_number: 'PO 7', terms: 'No returns' });
    expect(fixed.body).toMatchObject({ percent_off: null, amount_off: 15, discount: 65, tax: 25.65 });
    expect(fixed.body).toMatchObject({ purchase_order_number: 'PO 7', terms: 'No returns' });
    expect((await edit(draft.id, { amount_off: null })).body).toMatchObject({ amount_off: null, discount: 50 });
    const inclusive = await edit(draft.id, { prices_include_tax: true });
    expect(inclusive.body).toMatchObject({ prices_include_tax: true, total: 150, tax: 23.95, net_total: 126.05 });
    expect(inclusive.body.items).toMatchObject([{ tax_inclusive: true }, { tax_inclusive: true }]);
  });

  test('of five hundred lines takes as many statements as of one', async () => {
    const line = (at: number) => ({ description: `Line ${at}`, unit_price: `${at}.25`, percent_off: at % 7 });
    const draft = await create({ percent_off: 5, items: Array.from({ length: 500 }, (_, at) => line(at)) });
    const items = Array.from({ length: 500 }, (_, at) => line(at + 1));
    const edited = await edit(draft.id, { items });
    expect(edited.status).toBe(200);
    expect(edited.body.items).toHaveLength(500);
    const statements = await api.db.withSystem(
      'how often items were written',
      (tx) =>
        tx.$queryRaw<{ writes: number }[]>`
        SELECT count(DISTINCT (xmin::text, cmin::text))::int AS writes FROM invoice_items WHERE invoice_id = ${draft.id}::uuid`,
    );
    expect(statements).toEqual([{ writes: 1 }]);
  });
});

test('the preview says what creating makes, discounts and taxes too', async () => {
  const body = {
    customer_id: customers.ada ?? '',
    percent_off: 3,
    items: [
      { ...hundred, amount_off: 1 },
      { ...hundred, tax_rates: [{ percent: 7, name: 'VAT' }] },
    ],
  };
  const preview = await berlin.caller.invoices.preview(body);
  const invoice = await berlin.caller.invoices.create(body);
  const { items, subtotal, discount, tax, total, net_total, taxes, prices_include_tax } = invoice;
  expect(preview).toMatchObject({ subtotal, discount, tax, total, net_total, taxes, prices_include_tax });
  expect(preview.items).toEqual(items.map(({ id: _, ...item }) => item));
});

test('a final invoice keeps its tax table, and its payment its amount', async () => {
  const { id } = await create({ percent_off: 10 });
  const paid = await berlin.rest('PUT', `/api/invoices/${id}`, { body: { status: 'sent' } });
  expect(paid.body).toMatchObject({ status: 'sent', total: 107.1, amount_due: 107.1 });
  const refused = api.db.withTenant(
    berlin.tenant_id,
    (tx) =>
      tx.$executeRaw`UPDATE invoices SET taxes = '[]' WHERE tenant_id = ${berlin.tenant_id}::uuid AND id = ${id}::uuid`,
  );
  await expect(refused).rejects.toThrow(/is final/);
  const settled = await berlin.rest('PUT', `/api/invoices/${id}`, { body: { status: 'paid' } });
  expect(settled.body).toMatchObject({ amount_paid: 107.1, amount_due: 0, discount: 10, tax: 17.1 });
});

test('revenue is what is left without tax, whether the prices contain it or not', async () => {
  const { caller, tenant_id } = await api.addTenant('revenue');
  await caller.tenants.update({ tax_name: 'Tax', tax_percent: 25, country: 'SE', currency: 'SEK' });
  const { id } = await caller.customers.create({ name: 'A', email: 'a@example.com' });
  for (const prices_include_tax of [true, false]) {
    const draft = await caller.invoices.create({ customer_id: id, prices_include_tax, items: [hundred] });
    await caller.invoices.update({ id: draft.id, status: 'sent' });
  }
  const sums = await api.db.withTenant(
    tenant_id,
    (tx) =>
      tx.$queryRaw`SELECT net, tax FROM revenue_sums WHERE tenant_id = ${tenant_id}::uuid AND dimension = 'product' AND grain = 'day'`,
  );
  expect(sums).toEqual([{ net: 18_000n, tax: 4_500n }]);
});

describe('what cannot be is refused with its path', () => {
  const bad: [string, Record<string, unknown>, string, string][] = [
    [
      'two discounts on an item',
      { items: [{ ...hundred, percent_off: 1, amount_off: 1 }] },
      'items[0].amount_off',
      'percent_off',
    ],
    ['two discounts on the invoice', { percent_off: 1, amount_off: 1 }, 'amount_off', 'choose one'],
    ['more than all of it', { percent_off: 101 }, 'percent_off', 'more than 100'],
    ['less than nothing', { amount_off: -1 }, 'amount_off', 'negative'],
    ['a tenth of a cent', { items: [{ ...hundred, amount_off: 0.001 }] }, 'items[0].amount_off', 'decimal places'],
    [
      'a tax without percent',
      { items: [{ ...hundred, tax_rates: [{ name: 'VAT' }] }] },
      'items[0].tax_rates[0].percent',
      'missing',
    ],
    [
      'an exemption without a reason',
      { items: [{ ...hundred, tax_rates: [{ percent: 0, category: 'E' }] }] },
      'items[0].tax_rates[0].reason',
      'say why',
    ],
    [
      'a tax in a category that bears none',
      { items: [{ ...hundred, tax_rates: [{ percent: 19, category: 'AE' }] }] },
      'items[0].tax_rates[0].percent',
      'must be 0',
    ],
  ];
  test.each(bad)('%s', async (_name, change, path, word) => {
    const body = { customer_id: customers.ada, items: [hundred], ...change };
    const answer = await berlin.rest('POST', '/api/invoices', { body });
    expect(answer.status).toBe(422);
    const fault = answer.body.errors.find((error: { path: string }) => error.path === path);
    expect(fault?.message).toContain(word);
  });
});
