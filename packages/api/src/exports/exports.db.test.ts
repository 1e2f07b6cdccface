import { checkInvariants } from '@revenue/db/invariants';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';

type Row = Record<string, string>;
type ListInput = NonNullable<Parameters<TestApi['caller']['invoices']['list']>[0]>;

let api: TestApi;
let other: TestTenant;
const customers: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi({ now: '2026-05-20T12:00:00Z' });
  other = await api.addTenant('globex');
  for (const [name, country, currency] of [
    ['Ada, Countess', 'GB', 'GBP'],
    ['=HYPERLINK("http://evil")', 'US', 'USD'],
    ['Dai 東京 ź€', 'JP', 'JPY'],
  ] as const) {
    const email = `c${Object.keys(customers).length}@example.com`;
    const company = `Mills of ${country}`;
    customers[currency] = (await api.caller.customers.create({ name, company, email, country, currency })).id;
  }
  for (const [currency, unit_price, issue_date] of [
    ['GBP', 0.1, '2026-01-31'],
    ['GBP', 0.2, '2026-02-28'],
    ['USD', 1999.99, '2026-03-31'],
    ['JPY', 5000, '2026-04-30'],
    ['USD', 12, '2026-05-01'],
    ['USD', 7, '2026-05-02'],
    ['GBP', 3, '2026-05-03'],
  ] as const) {
    await api.caller.invoices.create({
      customer_id: customers[currency] ?? '',
      issue_date,
      items: [
        { description: '+Seat', quantity: 3, unit_price },
        { description: 'Less', quantity: 1, unit_price: -0 },
      ],
    });
  }
  const { data } = await api.caller.invoices.list({ sort: 'issue_date' });
  const [paid, sent, voided, uncollectible] = data;
  for (const { id } of [paid, sent, uncollectible].flatMap((invoice) => invoice ?? []))
    await api.caller.invoices.update({ id, status: 'sent' });
  await api.caller.invoices.update({ id: paid?.id ?? '', status: 'paid' });
  await api.caller.invoices.update({ id: uncollectible?.id ?? '', status: 'uncollectible' });
  await api.caller.invoices.update({ id: voided?.id ?? '', status: 'void', void_reason: '=slip' });
}, 60_000);
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function download(path: string, tenant: TestTenant = api): Promise<{ text: string; rows: Row[] }> {
  const response = await fetch(`${api.url}/api${path}`, { headers: { authorization: `Bearer ${tenant.api_key}` } });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  return { text, rows: parse(text, { columns: true }) as Row[] };
}

const queryOf = (filters: object) => `?${new URLSearchParams(filters as Record<string, string>)}`;

describe('invoices as CSV', () => {
  const filters: ListInput[] = [
    {},
    { status: 'draft' },
    { status: 'paid' },
    { currency: 'GBP', sort: 'issue_date' },
    { issued_from: '2026-02-28', issued_to: '2026-04-30', sort: '-due_date' },
    { q: 'INV-2026' },
    { q: 'countess', sort: 'due_date' },
    { q: '東京' },
    { q: 'mills of GB' },
    { q: '%' },
    { q: 'nobody' },
  ];
  it.each(filters)('has the rows of the list, in its order: %j', async (filter) => {
    const { data } = await api.caller.invoices.list({ ...filter, limit: 100 });
    const { rows } = await download(`/invoices.csv${queryOf(filter)}`);
    expect(rows.map((row) => row.invoice_number)).toEqual(data.map((invoice) => invoice.invoice_number));
  });

  it('are found by the company of a customer, and name it', async () => {
    const { data } = await api.caller.invoices.list({ q: 'mills of gb' });
    expect(data.map(({ customer }) => customer.company)).toEqual(['Mills of GB', 'Mills of GB', 'Mills of GB']);
  });

  it.each(filters)('adds up to what the tabs say: %j', async ({ sort: _, status, ...filter }) => {
    const { data } = await api.caller.invoices.sums(filter);
    const { rows } = await download(`/invoices.csv${queryOf(filter)}`);
    const found = new Map<string, { count: number; total: number; amount_due: number }>();
    for (const row of rows) {
      const sum = found.get(`${row.status} ${row.currency}`) ?? { count: 0, total: 0, amount_due: 0 };
      sum.count += 1;
      sum.total += Math.round(Number(row.total) * 100);
      sum.amount_due += Math.round(Number(row.amount_due) * 100);
      found.set(`${row.status} ${row.currency}`, sum);
    }
    const said = data.map(({ status: word, currency, count, total, amount_due }) => [
      `${word} ${currency}`,
      { count, total: Math.round(total * 100), amount_due: Math.round(amount_due * 100) },
    ]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(found));
  });

  it('writes amounts with all the places of their currency', async () => {
    const { rows } = await download('/invoices.csv?sort=issue_date');
    expect(rows.map(({ total, currency }) => `${total} ${currency}`)).toEqual([
      '0.30 GBP',
      '0.60 GBP',
      '5999.97 USD',
      '15000 JPY',
      '36.00 USD',
      '21.00 USD',
      '9.00 GBP',
    ]);
  });

  it('makes no formula of what people wrote, and keeps every letter', async () => {
    const { rows } = await download('/invoices.csv?sort=issue_date');
    expect(rows[2]).toMatchObject({ customer_name: '\'=HYPERLINK("http://evil")', void_reason: "'=slip" });
    expect(rows[3]).toMatchObject({ customer_name: 'Dai 東京 ź€' });
  });

  it('has each line under its invoice', async () => {
    const { rows } = await download('/invoice-items.csv?currency=GBP&sort=issue_date');
    expect(rows.map((row) => [row.position, row.description, row.quantity, row.unit_price, row.amount])).toEqual(
      [0.1, 0.2, 3].flatMap((price) => [
        ['1', "'+Seat", '3', String(price), (price * 3).toFixed(2)],
        ['2', 'Less', '1', '0', '0.00'],
      ]),
    );
  });

  it('has of those that match the chosen ones alone', async () => {
    const { data } = await api.caller.invoices.list({ sort: 'issue_date' });
    const [first, , third] = data;
    const { rows } = await download(`/invoices.csv?sort=issue_date&ids=${first?.id},${third?.id}`);
    expect(rows.map((row) => row.id)).toEqual([first?.id, third?.id]);
    expect((await download(`/invoices.csv?currency=GBP&ids=${first?.id},${third?.id}`)).rows).toHaveLength(1);
  });

  it('refuses a filter it does not know, naming it', async () => {
    const answer = await api.rest('GET', '/api/invoices.csv?status=lost');
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed', errors: [{ path: 'status' }] } });
  });
});

describe('credit notes as CSV', () => {
  beforeAll(async () => {
    for (const [currency, unit_price] of [
      ['GBP', 100.1],
      ['JPY', 900],
    ] as const) {
      const items = [{ description: 'Seat', quantity: 2, unit_price }];
      const { id } = await api.caller.invoices.create({ customer_id: customers[currency] ?? '', items });
      await api.caller.invoices.update({ id, status: 'sent' });
      await api.caller.credit_notes.create({
        invoice_id: id,
        reason: '=broken',
        invoice_items: [{ position: 1, quantity: 1 }],
      });
      await api.caller.credit_notes.create({ invoice_id: id, reason: 'The rest' });
    }
  });

  const filters: NonNullable<Parameters<TestApi['caller']['credit_notes']['list']>[0]>[] = [
    {},
    { currency: 'GBP' },
    { q: 'countess', sort: 'issue_date' },
    { q: 'CN-2026' },
    { q: '%' },
    { issued_from: '2026-05-20', issued_to: '2026-05-20' },
    { issued_from: '2026-05-21' },
  ];
  it.each(filters)('has the rows of the list, in its order, as many as it counts: %j', async (filter) => {
    const { data, count } = await api.caller.credit_notes.list({ ...filter, limit: 100 });
    const { rows } = await download(`/credit-notes.csv${queryOf(filter)}`);
    expect(rows.map((row) => row.credit_note_number)).toEqual(data.map((note) => note.credit_note_number));
    expect(rows.length).toBe(count);
  });

  it('writes amounts with the places of their currency, and each line under its note', async () => {
    const { rows } = await download('/credit-notes.csv?currency=JPY&sort=created_at');
    expect(rows.map(({ total, amount_offset, reason }) => [total, amount_offset, reason])).toEqual([
      ['900', '900', "'=broken"],
      ['900', '900', 'The rest'],
    ]);
    const lines = await download('/credit-note-items.csv?currency=GBP&sort=created_at');
    expect(lines.rows.map((row) => [row.position, row.invoice_position, row.quantity, row.amount])).toEqual([
      ['1', '1', '1', '100.10'],
      ['1', '1', '1', '100.10'],
    ]);
  });

  it('shows nothing of another tenant', async () => {
    expect((await download('/credit-notes.csv', other)).rows).toEqual([]);
  });
});

describe('the other lists as CSV', () => {
  it('has customers with what they owe in their own currency', async () => {
    const { rows } = await download('/customers.csv?sort=name');
    expect(rows.map(({ name, amount_due, overdue, currency }) => [name, amount_due, overdue, currency])).toEqual([
      ['\'=HYPERLINK("http://evil")', '0.00', '0.00', 'USD'],
      ['Ada, Countess', '0.60', '0.00', 'GBP'],
      ['Dai 東京 ź€', '0', '0', 'JPY'],
    ]);
    expect((await download('/customers.csv?q=EXAMPLE.com&country=GB')).rows).toHaveLength(1);
  });

  it.each([
    { country: 'GB' },
    { status: 'active', sort: '-email' },
    { has_overdue: false },
    { has_overdue: true },
    { created_from: '2026-05-20', created_to: '2026-05-20' },
    { created_to: '2026-05-19' },
    { deleted: true },
    { q: 'Countess' },
  ] as const)('has the customers of the list, as many as it counts: %j', async (filter) => {
    const { data, counts } = await api.caller.customers.list({ ...filter, limit: 100 });
    const { rows } = await download(`/customers.csv${queryOf(filter)}`);
    expect(rows.map((row) => row.id)).toEqual(data.map((customer) => customer.id));
    expect(rows).toHaveLength('deleted' in filter ? counts.deleted : counts.all);
  });

  it('has products with every current price', async () => {
    const price = { interval: 'month' as const };
    const { id } = await api.caller.products.create({ name: 'Seat', type: 'recurring', price: 9.99, ...price });
    await api.caller.products.update({ id, prices: [{ currency: 'EUR', unit_amount: 8.5, ...price }] });
    const { rows } = await download('/products.csv');
    expect(rows.map((row) => [row.name, row.active, row.currency, row.price, row.interval])).toEqual([
      ['Seat', 'true', 'EUR', '8.5', 'month'],
      ['Seat', 'true', 'USD', '9.99', 'month'],
    ]);
  });

  it('has usage to the microsecond, more than one fetch of it, and counts it', async () => {
    await api.caller.meters.create({ code: 'tokens', name: 'Tokens', aggregation: 'sum' });
    for (const batch of [0, 1, 2])
      await api.caller.usage.record({
        records: Array.from({ length: 700 }, (_, at) => ({
          id: `r-${batch * 700 + at}`,
          customer_id: customers.USD ?? '',
          meter: 'tokens',
          quantity: '0.000000000001',
          occurred_at: `2026-05-01T00:00:00.${String(batch * 700 + at).padStart(6, '0')}Z`,
        })),
      });
    const { rows } = await download(`/usage.csv?meter=tokens&customer_id=${customers.USD}`);
    expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 2100 }, (_, at) => `r-${2099 - at}`));
    expect(rows[0]).toMatchObject({ quantity: '0.000000000001', occurred_at: '2026-05-01T00:00:00.002099Z' });
    expect(await api.caller.usage.count({ meter: 'tokens' })).toEqual({ count: 2100 });
    expect(await api.caller.usage.count({ from: '2026-05-02T00:00:00Z' })).toEqual({ count: 0 });
  });

  it('has the mails of the outbox, and counts them by status', async () => {
    const [invoice] = (await api.caller.invoices.list({ status: 'sent' })).data;
    await api.caller.invoices.send({ id: invoice?.id ?? '' });
    const { rows } = await download('/mails.csv?q=C0@');
    expect(rows).toMatchObject([{ to_address: 'c0@example.com', status: 'queued', object_id: invoice?.id }]);
    const none = { all: 0, queued: 0, sending: 0, sent: 0, failed: 0, unknown: 0, canceled: 0 };
    expect(await api.caller.mails.counts({ q: 'c0@' })).toEqual({ ...none, all: 1, queued: 1 });
    expect(await api.caller.mails.counts({ q: 'nobody' })).toEqual(none);
  });

  it('shows another tenant its own rows alone', async () => {
    for (const path of ['customers', 'products', 'invoices', 'invoice-items', 'usage', 'mails'])
      expect((await download(`/${path}.csv`, other)).rows, path).toEqual([]);
  });
});
