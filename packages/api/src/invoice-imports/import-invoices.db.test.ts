import type { InvoiceImportReport } from '@revenue/billing-core/invoice-imports';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const RETAIL = [
  HEADER,
  '536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '536365,71053,"LANTERN, ""WHITE""",6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom',
  '536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom',
  '536366,85123a,white hanging heart,2,2010-12-01 08:28:00,2.55,12370.0,Cyprus',
  '536366,22961,JAM MAKING SET,1,2010-12-01 08:28:00,0.0,12370.0,Cyprus',
  '536544,71053,LANTERN,1,2010-12-01 14:32:00,3.36,,United Kingdom',
  '536545,71053,LANTERN,1,2010-12-01 14:32:00,1.00,,EIRE',
  '536589,21777,,-10,2010-12-01 16:50:00,0.0,,United Kingdom',
  '536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom',
  'C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,17850.0,United Kingdom',
  'C536391,22556,PLASTERS,-12,2010-12-01 10:24:00,1.65,12370.0,Austria',
  '',
].join('\n');

let api: TestApi;
let shop: TestTenant;
let count = 0;

beforeAll(async () => {
  api = await startApi({ now: '2026-01-11T10:30:00Z' });
});
beforeEach(async () => {
  count += 1;
  shop = await api.addTenant(`shop-${count}`);
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

type Report = InvoiceImportReport & { detail: string };

async function send(content: string | Uint8Array<ArrayBuffer>, query = 'format=online-retail', of: TestTenant = shop) {
  const answer = await fetch(`${api.url}/api/invoices/imports?file_name=past.csv&${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${of.api_key}`, 'content-type': 'text/csv' },
    body: content,
  });
  return { status: answer.status, body: (await answer.json()) as Report };
}

const invoiceOf = async (number: string, of: TestTenant = shop) => {
  const { data } = await of.caller.invoices.list({ q: number });
  return of.caller.invoices.get({ id: data[0]?.id ?? '' });
};
const count1 = (rows: { reason: string; rows: number }[]) =>
  Object.fromEntries(rows.map(({ reason, rows: number }) => [reason, number]));

describe('a file of past invoices', () => {
  test('is counted row by row, and says what it comes to by country', async () => {
    const { status, body } = await send(RETAIL);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      rows_total: 11,
      rows_accepted: 9,
      rows_known: 0,
      rows_refused: 2,
      invoices: 4,
      credit_notes: 2,
      customers: 4,
      products: 6,
    });
    expect(count1(body.refused)).toEqual({ negative_quantity: 1, no_sale: 1 });
    expect(body.sums).toEqual([
      { country: 'GB', currency: 'GBP', invoices: 2, invoiced: 57, credit_notes: 1, credited: 27.5 },
      { country: 'CY', currency: 'GBP', invoices: 1, invoiced: 5.1, credit_notes: 0, credited: 0 },
      { country: 'IE', currency: 'GBP', invoices: 1, invoiced: 1, credit_notes: 0, credited: 0 },
      { country: 'AT', currency: 'GBP', invoices: 0, invoiced: 0, credit_notes: 1, credited: 19.8 },
    ]);
  });

  test('makes a customer also where the address of before belongs to one that is called otherwise by now', async () => {
    const row = (number: string) => `number,date,customer,quantity,unit_price\n${number},2025-01-01,foo,1,10\n`;
    expect((await send(row('OLD-1'), '')).body).toMatchObject({ customers: 1, invoices: 1 });
    const [foo] = (await shop.caller.customers.list({ q: 'foo' })).data;
    await shop.caller.customers.update({ id: foo?.id ?? '', external_id: 'bar' });
    expect((await send(row('OLD-2'), '')).body).toMatchObject({ customers: 1, invoices: 1 });
    const emails = (await shop.caller.customers.list({})).data.map(({ email }) => email);
    expect(emails).toHaveLength(2);
    expect(emails).toContain('customer-foo@imported.invalid');
  });

  test('becomes invoices that are final and paid on their day, under their own numbers', async () => {
    await send(RETAIL);
    const invoice = await invoiceOf('536365');
    expect(invoice).toMatchObject({
      invoice_number: '536365',
      status: 'paid',
      issue_date: '2010-12-01',
      due_date: '2010-12-01',
      currency: 'GBP',
      total: 53.64,
      amount_paid: 53.64,
      amount_due: 0,
      sent_at: null,
      paid_at: '2010-12-01T00:00:00.000Z',
      customer: { name: 'Customer 17850' },
      payments: [{ method: 'imported', amount: 53.64, received_on: '2010-12-01', reference: '536365' }],
    });
    expect(invoice.content_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(invoice.items.map(({ description, amount }) => [description, amount])).toEqual([
      ['WHITE HANGING HEART', 15.3],
      ['LANTERN, "WHITE"', 20.34],
      ['POSTAGE', 18],
    ]);
    expect(invoice.items[0]?.derivation.steps.length).toBeGreaterThan(0);
  });

  test('makes customers once, by their own id, and a walk-in customer for each country', async () => {
    await shop.caller.customers.create({ name: 'Known', email: 'known@example.com', external_id: '17850' });
    const { body } = await send(RETAIL);
    expect(body.customers).toBe(3);
    const { data } = await shop.caller.customers.list({ sort: 'name' });
    expect(data.map(({ name, country }) => [name, country])).toEqual([
      ['Customer 12370', 'CY'],
      ['Known', 'US'],
      ['Walk-in customer, Ireland', 'IE'],
      ['Walk-in customer, United Kingdom', 'GB'],
    ]);
    expect((await invoiceOf('536365')).customer.name).toBe('Known');
  });

  test('makes products once, whatever the case of their codes', async () => {
    const { body } = await send(RETAIL);
    expect(body.products).toBe(6);
    const codes = (await shop.caller.products.list({ limit: 100 })).data.map(({ external_id }) => external_id).sort();
    expect(codes).toEqual(['22556', '22961', '71053', '85123A', 'D', 'POST']);
  });

  test('makes credit notes of the numbers with their prefix', async () => {
    await send(RETAIL);
    const { data } = await shop.caller.credit_notes.list({ sort: 'issue_date' });
    expect(data.map(({ credit_note_number, total, invoice }) => [credit_note_number, total, invoice])).toEqual([
      ['C536379', 27.5, null],
      ['C536391', 19.8, null],
    ]);
    const note = await shop.caller.credit_notes.get({ id: data[1]?.id ?? '' });
    expect(note.items).toMatchObject([{ description: 'PLASTERS', quantity: 12, unit_price: 1.65, amount: 19.8 }]);
  });

  test('is the revenue of its days, less what was cancelled', async () => {
    await send(RETAIL);
    const report = await shop.caller.reports.revenue({ from: '2010-12-01', to: '2010-12-31', group_by: 'country' });
    expect(report.totals).toMatchObject([{ invoices: 4, net: 15.8 }]);
    const [gb] = report.groups;
    expect(gb).toMatchObject({ key: 'GB', net: 29.5 });
  });

  test('adds nothing when it comes again', async () => {
    await send(RETAIL);
    const again = await send(RETAIL);
    expect(again.body).toMatchObject({ rows_accepted: 0, rows_known: 9, rows_refused: 2, invoices: 0, customers: 0 });
    expect((await shop.caller.invoices.list({})).data).toHaveLength(4);
  });

  test('with other content under a known number changes nothing, and says so', async () => {
    await send(RETAIL);
    const { body } = await send(
      RETAIL.replace('LANTERN,1,2010-12-01 14:32:00,3.36', 'LANTERN,1,2010-12-01 14:32:00,3.37'),
    );
    expect(body).toMatchObject({ rows_accepted: 0, rows_known: 8 });
    expect(count1(body.refused)).toEqual({ changed: 1, negative_quantity: 1, no_sale: 1 });
    expect((await invoiceOf('536544')).total).toBe(3.36);
  });

  test('leaves the own series without a gap, and out of its way', async () => {
    const customer = await shop.caller.customers.create({ name: 'A', email: 'a@example.com' });
    const draft = () =>
      shop.caller.invoices.create({ customer_id: customer.id, items: [{ description: 'x', unit_price: 1 }] });
    await draft();
    const own = 'INV-2026-002,x,x,1,2026-01-01,1,,GB';
    const { body } = await send(`${RETAIL}${own}\n`);
    expect(count1(body.refused)).toMatchObject({ own_series: 1 });
    expect((await draft()).invoice_number).toBe('INV-2026-002');
    await expect(shop.caller.tenants.update({ invoice_number_format: '5365{SEQ:2}' })).rejects.toThrow(
      /given out already/,
    );
  });

  test('does not touch a document that is there already', async () => {
    const customer = await shop.caller.customers.create({ name: 'A', email: 'a@example.com' });
    const items = [{ description: 'x', unit_price: 1 }];
    const { invoice_number } = await shop.caller.invoices.create({ customer_id: customer.id, items });
    await shop.caller.tenants.update({ invoice_number_format: 'R-{SEQ}' });
    const { body } = await send(`${HEADER}\n${invoice_number},x,x,1,2026-01-01,1,,GB\n`);
    expect(count1(body.refused)).toEqual({ number_taken: 1 });
  });

  test('of another tenant is not seen', async () => {
    const { body } = await send(RETAIL);
    const other = await api.addTenant(`other-${count}`);
    expect((await other.rest('GET', `/api/invoices/imports/${body.id}`)).status).toBe(404);
    expect((await other.rest('GET', `/api/invoices/imports/${body.id}/refused`)).status).toBe(404);
    expect((await other.caller.invoice_imports.list({})).data).toEqual([]);
    expect((await send(RETAIL, 'format=online-retail', other)).body.invoices).toBe(4);
  });

  test('mails nobody, and tells of each record in an event of its own type', async () => {
    const { body } = await send(RETAIL);
    const { rows } = await api.db.withTenantSql(shop.tenant_id, (client) =>
      client.query(
        `SELECT type, count(*)::int AS count FROM events WHERE tenant_id = $1 AND type LIKE '%imported' GROUP BY 1 ORDER BY 1`,
        [shop.tenant_id],
      ),
    );
    expect(rows).toEqual([
      { type: 'credit_note.imported', count: 2 },
      { type: 'customer.imported', count: 4 },
      { type: 'invoice.imported', count: 4 },
      { type: 'invoices.imported', count: 1 },
      { type: 'payment.imported', count: 4 },
      { type: 'product.imported', count: 6 },
    ]);
    expect((await shop.caller.mails.list({})).data).toEqual([]);
    expect((await shop.caller.invoice_imports.list({})).data).toMatchObject([{ id: body.id, file_name: 'past.csv' }]);
  });
});

describe('a document', () => {
  const columns = 'number,date,customer,product,description,quantity,unit_price,currency,country';
  const own = (...rows: string[]) => send(`${[columns, ...rows].join('\n')}\n`, 'credit_prefix=CR');

  test('is refused whole where one of its rows is wrong; the others are in', async () => {
    const { body } = await own(
      '1,2026-01-02,a,p,One,1,10,EUR,DE',
      '1,2026-01-02,a,p,Two,two,10,EUR,DE',
      '2,2026-01-02,a,p,Three,3,0.3333,EUR,DE',
    );
    expect(body).toMatchObject({ rows_accepted: 1, rows_refused: 2, invoices: 1 });
    const { data } = await shop.caller.invoice_imports.refused({ id: body.id });
    expect(data).toMatchObject([
      { line_number: 2, document_number: '1', reason: 'row_beside', raw: '1,2026-01-02,a,p,One,1,10,EUR,DE' },
      { line_number: 3, document_number: '1', reason: 'bad_quantity' },
    ]);
    expect(data[0]?.message).toMatch(/\(line 3\)/);
    expect(data[1]?.message).toMatch(/quantity is "two"/);
    expect(await invoiceOf('2')).toMatchObject({ total: 1, currency: 'EUR' });
  });

  test.each([
    ['mixed_document', ['1,2026-01-02,a,p,A,1,1,EUR,DE', '1,2026-01-03,a,p,B,1,1,EUR,DE']],
    ['mixed_document', ['1,2026-01-02,a,p,A,1,1,EUR,DE', '1,2026-01-02,b,p,B,1,1,EUR,DE']],
    ['mixed_document', ['1,2026-01-02,a,p,A,1,1,EUR,DE', '1,2026-01-02,a,p,B,1,1,USD,DE']],
    ['negative_total', ['1,2026-01-02,a,p,A,1,1,EUR,DE', '1,2026-01-02,a,p,B,1,-2,EUR,DE']],
    ['no_customer', ['1,2026-01-02,,p,A,1,1,EUR,DE']],
    ['bad_amount', ['1,2026-01-02,a,p,A,999999999999,99999,EUR,DE']],
    ['unreadable_row', ['1,2026-01-02,a,p,A,1,1,EUR']],
    ['positive_quantity', ['CR1,2026-01-02,a,p,A,1,1,EUR,DE']],
  ])('is refused with its reason: %s', async (reason, rows) => {
    const { body } = await own(...rows);
    expect(count1(body.refused)).toEqual({ [reason]: rows.length });
    expect(body).toMatchObject({ rows_accepted: 0, rows_refused: rows.length, invoices: 0, credit_notes: 0 });
  });

  test('takes a deduction, a free line, a customer by address and one by name', async () => {
    const { body } = await send(
      'No;Day;Who;Name;Qty;Price\n7;2026-01-02T23:30:00-05:00;Ada@Example.com;Ada;2;10\n7;2026-01-02T23:30:00-05:00;Ada@Example.com;Ada;1;-5\n7;2026-01-02T23:30:00-05:00;Ada@Example.com;Ada;1;0\n',
      'number=No&date=Day&customer=Who&customer_name=Name&quantity=Qty&unit_price=Price&currency_code=SEK',
    );
    expect(body).toMatchObject({ rows_accepted: 3, customers: 1, products: 0 });
    expect(await invoiceOf('7')).toMatchObject({
      total: 15,
      currency: 'SEK',
      issue_date: '2026-01-03',
      customer: { name: 'Ada', email: 'ada@example.com' },
    });
  });

  test('over nothing is paid with nothing', async () => {
    await own('1,2026-01-02,a,p,Free,1,0,EUR,DE');
    expect(await invoiceOf('1')).toMatchObject({ status: 'paid', total: 0, payments: [] });
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['', /empty/],
    ['number,date\n1,2026-01-01\n', /no column quantity and no column unit_price/],
    [`${HEADER},Country\n`, /names the column "Country" twice/],
  ])('leaves nothing: %j', async (content, detail) => {
    const { status, body } = await send(content, content.startsWith('Inv') ? 'format=online-retail' : '');
    expect(status).toBe(422);
    expect(body.detail).toMatch(detail);
    expect((await shop.caller.invoice_imports.list({})).data).toEqual([]);
  });

  test('names a column that the settings want and the file has not', async () => {
    const { body } = await send('a,b,c,d\n', 'number=a&date=b&quantity=c&unit_price=d&country=Land');
    expect(body.detail).toMatch(/has no column Land/);
  });

  test('because it is no UTF-8 leaves nothing', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(RETAIL), 0xff, 0x0a]);
    expect((await send(bytes)).status).toBe(422);
    expect((await shop.caller.invoices.list({})).data).toEqual([]);
  });
});

describe('a document that the file writes oddly', () => {
  test('that rounds to less than zero is refused, and the rest of its file goes in', async () => {
    const file = [
      HEADER,
      '1,A,Crumb,1,2010-12-01,0.004,17850,United Kingdom',
      '1,A,Crumb,1,2010-12-01,0.004,17850,United Kingdom',
      '1,A,Rebate,1,2010-12-01,-0.006,17850,United Kingdom',
      '2,A,Lantern,1,2010-12-01,2.00,17850,United Kingdom',
    ].join('\n');
    const { status, body } = await send(file);
    expect([status, body.detail]).toEqual([201, undefined]);
    expect(body).toMatchObject({ rows_accepted: 1, rows_refused: 3, invoices: 1 });
    expect(count1(body.refused)).toEqual({ negative_total: 3 });
  });

  test('makes one customer of an address, however the file writes it', async () => {
    const file = [
      HEADER,
      '1,A,Lantern,1,2010-12-01,2.00,Ada@Example.com,United Kingdom',
      '2,A,Lantern,1,2010-12-02,3.00,ada@example.com,United Kingdom',
    ].join('\n');
    const { status, body } = await send(file);
    expect([status, body.detail]).toEqual([201, undefined]);
    expect(body).toMatchObject({ customers: 1, invoices: 2 });
    expect((await invoiceOf('1')).customer_id).toBe((await invoiceOf('2')).customer_id);
  });

  test('of a day that no calendar has or nobody can have meant is refused', async () => {
    const file = [
      HEADER,
      '1,A,Lantern,1,0000-01-01,2.00,17850,United Kingdom',
      '2,A,Lantern,1,9999-12-31,2.00,17850,United Kingdom',
      '3,A,Lantern,1,2010-12-01,2.00,17850,United Kingdom',
    ].join('\n');
    const { status, body } = await send(file);
    expect([status, body.detail]).toEqual([201, undefined]);
    expect(body).toMatchObject({ invoices: 1 });
    expect(count1(body.refused)).toEqual({ bad_date: 2 });
  });
});

test('refused rows are downloaded as CSV, without formulas of a stranger', async () => {
  const { body } = await send(`${HEADER}\n=1+1,x,x,-1,2010-12-01,1,,GB\n`);
  const answer = await fetch(`${api.url}/api/invoices/imports/${body.id}/refused.csv`, {
    headers: { authorization: `Bearer ${shop.api_key}` },
  });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [header, line] = (await answer.text()).split('\r\n');
  expect(header).toBe('line,number,reason,message,row');
  expect(line).toMatch(/^2,'=1\+1,negative_quantity,/);
});

test('importing is for those who bill', async () => {
  const { secret } = await shop.caller.access.create_api_key({ name: 'reader', role: 'viewer' });
  const answer = await fetch(`${api.url}/api/invoices/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'text/csv' },
    body: RETAIL,
  });
  expect(answer.status).toBe(403);
});
