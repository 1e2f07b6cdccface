import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;
let customerId: string;

beforeAll(async () => {
  api = await startApi();
  const customer = await api.caller.customers.create({
    name: 'Ada',
    email: 'ada@example.com',
    country: 'DE',
    currency: 'EUR',
  });
  customerId = customer.id;
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const items = [
  { description: 'Licence', quantity: '3', unit_price: '33.33' },
  { description: 'Support', unit_price: '0.01' },
];

async function sent(status: 'sent' | 'paid' = 'sent') {
  const { id } = await api.caller.invoices.create({ customer_id: customerId, items });
  const invoice = await api.caller.invoices.update({ id, status: 'sent' });
  return status === 'sent' ? invoice : api.caller.invoices.update({ id, status });
}

const credit = (body: object, options = {}) => api.rest('POST', '/api/credit-notes', { body, ...options });

describe('a credit note of an open invoice', () => {
  test('by line takes off what is due, gets a number of its own series and a hash, and keeps the parties', async () => {
    const invoice = await sent();
    await api.caller.customers.update({ id: customerId, name: 'Renamed' });
    const answer = await credit({
      invoice_id: invoice.id,
      reason: 'One came broken',
      invoice_items: [{ position: 1, quantity: '1' }],
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      credit_note_number: 'CN-2026-001',
      total: 33.33,
      amount_offset: 33.33,
      amount_refundable: 0,
      invoice: { invoice_number: invoice.invoice_number },
      items: [{ invoice_position: 1, description: 'Licence', quantity: 1, unit_price: 33.33, amount: 33.33 }],
    });
    expect(answer.body.content_hash).toMatch(/^[0-9a-f]{64}$/);
    const after = await api.caller.invoices.get({ id: invoice.id });
    expect(after).toMatchObject({ status: 'sent', total: 100, amount_credited: 33.33, amount_due: 66.67, version: 3 });
    expect(after.credit_notes).toMatchObject([{ credit_note_number: 'CN-2026-001', total: 33.33 }]);
    await api.caller.customers.update({ id: customerId, name: 'Ada' });
  });

  test('over an amount is spread, and the last one takes the rest: the invoice is paid then', async () => {
    const invoice = await sent();
    const part = await credit({ invoice_id: invoice.id, reason: 'Goodwill', total: '10.00' });
    expect(part.body).toMatchObject({ total: 10, amount_offset: 10 });
    const rest = await api.caller.credit_notes.creditable({ id: invoice.id });
    expect(rest).toMatchObject({ creditable: true, total: 90 });
    const last = await credit({ invoice_id: invoice.id, reason: 'Cancelled' });
    expect(last.body).toMatchObject({ total: 90, amount_offset: 90 });
    const after = await api.caller.invoices.get({ id: invoice.id });
    expect(after).toMatchObject({ status: 'paid', amount_credited: 100, amount_due: 0, amount_paid: 0, payments: [] });
    expect((await credit({ invoice_id: invoice.id, reason: 'Again' })).body.code).toBe('nothing_to_credit');
  });

  test('never exceeds it, naming what is left', async () => {
    const invoice = await sent();
    const answer = await credit({ invoice_id: invoice.id, reason: 'Too much', total: '100.01' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'credit_exceeds_invoice' } });
    expect(answer.body.detail).toMatch(/^total is 100\.01 \w{3}, but 100\.00 \w{3} is left/);
    expect(answer.body.errors).toMatchObject([{ path: 'total' }]);
    expect((await api.caller.invoices.get({ id: invoice.id })).amount_due).toBe(100);
  });

  test('leaves to the payment what is due after it', async () => {
    const invoice = await sent();
    await credit({ invoice_id: invoice.id, reason: 'Discount forgotten', total: '40' });
    const paid = await api.caller.invoices.update({ id: invoice.id, status: 'paid' });
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 60, amount_credited: 40, amount_due: 0 });
  });

  test('keeps it from being voided: credited and void would count twice', async () => {
    const invoice = await sent();
    await credit({ invoice_id: invoice.id, reason: 'Part of it', total: '40' });
    const answer = await api.rest('PUT', `/api/invoices/${invoice.id}`, {
      body: { status: 'void', void_reason: 'Mistake' },
    });
    expect(answer.status).toBe(409);
    expect(answer.body.detail).toMatch(/40\.00 EUR of it was credited; credit the rest of it instead/);
  });

  test('and another at the same time never come to more than it', async () => {
    const invoice = await sent();
    const answers = await Promise.all(
      [1, 2, 3].map(() => credit({ invoice_id: invoice.id, reason: 'Race', total: '60' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });
});

describe('a credit note of an invoice with discounts and taxes', () => {
  const taxed = async (prices_include_tax: boolean) => {
    const tax_rates = [{ percent: 19, name: 'VAT' }];
    const { id } = await api.caller.invoices.create({
      customer_id: customerId,
      prices_include_tax,
      percent_off: 10,
      items: [
        { description: 'Seat', quantity: '3', unit_price: '33.33', tax_rates },
        { description: 'Book', unit_price: '20', tax_rates: [{ percent: 7, name: 'VAT' }] },
      ],
    });
    return api.caller.invoices.update({ id, status: 'sent' });
  };

  test.each([true, false])(
    'takes back its share of each, and all of them with the last (contained: %s)',
    async (contained) => {
      const invoice = await taxed(contained);
      const invoice_items = [{ position: 1, quantity: '1' }];
      const { body: one } = await credit({ invoice_id: invoice.id, reason: 'One seat', invoice_items });
      expect(one.tax).toBeGreaterThan(0);
      expect(one.discount).toBeGreaterThan(0);
      expect(one.total).toBeLessThan(invoice.items[0]?.total ?? 0);
      const { body: rest } = await credit({ invoice_id: invoice.id, reason: 'The rest' });
      for (const figure of ['subtotal', 'discount', 'tax', 'total'] as const)
        expect(one[figure] + rest[figure], figure).toBeCloseTo(invoice[figure], 10);
      expect((await api.caller.invoices.get({ id: invoice.id })).status).toBe('paid');
    },
  );
});

describe('a credit note of a paid invoice', () => {
  test('owes the customer the money; the invoice stays paid', async () => {
    const invoice = await sent('paid');
    const { body } = await credit({ invoice_id: invoice.id, reason: 'Returned', total: '25' });
    expect(body).toMatchObject({ total: 25, amount_offset: 0, amount_refundable: 25 });
    const after = await api.caller.invoices.get({ id: invoice.id });
    expect(after).toMatchObject({ status: 'paid', amount_paid: 100, amount_credited: 0, amount_due: 0 });
    expect((await api.caller.credit_notes.creditable({ id: invoice.id })).total).toBe(75);
  });
});

describe('a credit note without an invoice', () => {
  test('gives a customer money back for what it says', async () => {
    const { body, status } = await credit({
      customer_id: customerId,
      reason: 'Goodwill',
      items: [{ description: 'Goodwill', unit_price: '12.50' }],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ invoice: null, total: 12.5, amount_refundable: 12.5, currency: 'EUR' });
  });

  test.each([
    [{ reason: 'x' }, 'invoice_id'],
    [{ customer_id: 'C', reason: 'x' }, 'items'],
    [{ customer_id: 'C', reason: 'x', total: '1', items }, 'total'],
    [{ invoice_id: 'I', reason: 'x', items }, 'items'],
    [{ invoice_id: 'I', reason: 'x', total: 1, invoice_items: [{ position: 1 }] }, 'total'],
    [{ invoice_id: 'I', reason: 'x', invoice_items: [{ position: 1, amount: 1, total: 1 }] }, 'invoice_items[0]'],
    [{ invoice_id: 'I', reason: ' ' }, 'reason'],
    [{ invoice_id: 'I', reason: 'x', issue_date: '2020-01-01' }, 'issue_date'],
  ])('or with one is refused where its fields do not fit: %o', async (body, path) => {
    const { id } = await sent();
    const known = JSON.parse(JSON.stringify(body).replace('"C"', `"${customerId}"`).replace('"I"', `"${id}"`));
    const answer = await credit(known);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  test.each(['0200-01-01', '2999-12-31'])('is of no day that nobody can have meant: %s', async (issue_date) => {
    const invoice = await sent();
    for (const of of [{ invoice_id: invoice.id }, { customer_id: customerId, items }]) {
      const answer = await credit({ ...of, reason: 'A slip', issue_date });
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'issue_date']);
    }
  });

  test('is refused for a draft and for a void invoice', async () => {
    const draft = await api.caller.invoices.create({ customer_id: customerId, items });
    expect((await credit({ invoice_id: draft.id, reason: 'x' })).body.code).toBe('illegal_transition');
    await api.caller.invoices.update({ id: draft.id, status: 'void', void_reason: 'Test' });
    expect((await credit({ invoice_id: draft.id, reason: 'x' })).body.code).toBe('illegal_transition');
  });
});

describe('credit notes', () => {
  test('are previewed by the function that issues them, and the preview changes nothing', async () => {
    const invoice = await sent();
    const input = { invoice_id: invoice.id, reason: 'Look first', total: '33.34' };
    const preview = (await api.rest('POST', '/api/credit-notes/preview', { body: input })).body;
    expect((await api.caller.invoices.get({ id: invoice.id })).version).toBe(invoice.version);
    const { body } = await credit(input);
    const { items: lines, ...amounts } = preview;
    expect(body).toMatchObject(amounts);
    expect(body.items).toMatchObject(lines);
  });

  test('happen once under an Idempotency-Key', async () => {
    const invoice = await sent();
    const send = () =>
      credit({ invoice_id: invoice.id, reason: 'Once', total: '5' }, { headers: { 'idempotency-key': invoice.id } });
    const [first, second] = [await send(), await send()];
    expect(second.body.id).toBe(first.body.id);
    expect((await api.caller.credit_notes.list({ invoice_id: invoice.id })).data).toHaveLength(1);
  });

  test('are listed, searched, and their numbers follow the format of the settings', async () => {
    await api.caller.tenants.update({ credit_note_number_format: 'GS/{YY}/{SEQ:4}' });
    const invoice = await sent();
    const { body } = await credit({ invoice_id: invoice.id, reason: 'Format', total: '1' });
    expect(body.credit_note_number).toMatch(/^GS\/26\/\d{4}$/);
    const found = await api.caller.credit_notes.list({ q: 'gs/26' });
    expect(found.data.map(({ id }) => id)).toEqual([body.id]);
    expect(
      (await api.caller.credit_notes.list({ customer_id: customerId, sort: 'issue_date' })).data.length,
    ).toBeGreaterThan(3);
  });

  test('are not changed by anybody', async () => {
    await expect(
      api.db.withTenantSql(api.tenant_id, (client) => client.query('UPDATE credit_notes SET reason = $1', ['x'])),
    ).rejects.toThrow(/permission denied|append-only/);
  });

  test('of another tenant do not exist', async () => {
    const other = await api.addTenant('other');
    const [note] = (await api.caller.credit_notes.list({})).data;
    expect((await other.rest('GET', `/api/credit-notes/${note?.id}`)).status).toBe(404);
    expect((await other.caller.credit_notes.list({})).data).toEqual([]);
    const invoice = await sent();
    const body = { invoice_id: invoice.id, reason: 'Theirs' };
    expect((await other.rest('POST', '/api/credit-notes', { body })).status).toBe(404);
  });

  test('leave one event and one audit row each, and tell what became of the invoice', async () => {
    const invoice = await sent();
    const { body } = await credit({ invoice_id: invoice.id, reason: 'Told' });
    const events = await api.db.withTenantSql(api.tenant_id, (client) =>
      client.query('SELECT type, payload FROM events WHERE tenant_id = $1 AND object_id = ANY($2) ORDER BY id', [
        api.tenant_id,
        [body.id, invoice.id],
      ]),
    );
    expect(events.rows.slice(-2)).toMatchObject([
      { type: 'credit_note.issued', payload: { credit_note_number: body.credit_note_number, total: 100 } },
      { type: 'invoice.paid', payload: { amount_due: 0, amount_credited: 100 } },
    ]);
  });
});

describe('revenue', () => {
  test('is less by credit notes, on their own day, by country, customer and product', async () => {
    const seller = await api.addTenant('seller');
    const buyer = await seller.caller.customers.create({ name: 'Bo', email: 'bo@example.com', country: 'SE' });
    const product = await seller.caller.products.create({ name: 'Seat', type: 'one_time', price: '50' });
    const { id } = await seller.caller.invoices.create({
      customer_id: buyer.id,
      issue_date: '2025-12-15',
      items: [{ product_id: product.id, quantity: '2' }],
    });
    await seller.caller.invoices.update({ id, status: 'sent' });
    await seller.caller.credit_notes.create({
      invoice_id: id,
      reason: 'Late',
      invoice_items: [{ position: 1, quantity: '1' }],
    });
    for (const [group_by, key] of [
      ['country', 'SE'],
      ['customer', buyer.id],
      ['product', product.id],
    ] as const) {
      const report = await seller.caller.reports.revenue({ from: '2025-12-01', to: '2026-01-31', group_by });
      expect(report.data, group_by).toMatchObject([
        { period_start: '2025-12-01', key, invoices: 1, net: 100 },
        { period_start: '2026-01-01', key, invoices: 0, net: -50 },
      ]);
      expect(report.totals, group_by).toMatchObject([{ invoices: 1, net: 50, total: 50 }]);
    }
    const days = await seller.caller.reports.revenue({
      from: '2026-01-10',
      to: '2026-01-12',
      interval: 'day',
      group_by: 'customer',
    });
    expect(days.totals).toMatchObject([{ invoices: 0, net: -50 }]);
  });
});
