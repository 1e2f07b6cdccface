import { checkInvariants } from '@revenue/db/invariants';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { deliverMail } from '../mails/deliver-mail.ts';
import { markOverdueInvoices } from './mark-overdue-invoices.ts';

let api: TestApi;
let customerId: string;

beforeAll(async () => {
  api = await startApi();
  const customer = await api.caller.customers.create({
    name: 'Żółć Γειά',
    email: 'ada@example.com',
    country: 'PL',
    currency: 'EUR',
    time_zone: 'Pacific/Auckland',
    locale: 'pl-PL',
    company: 'Źródło Sp. z o.o.',
  });
  customerId = customer.id;
  await api.caller.tenants.update({
    bank_accounts: [{ currency: 'EUR', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' }],
    legal_name: 'Acme GmbH',
  });
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const draft = () =>
  api.caller.invoices.create({
    customer_id: customerId,
    items: [
      { description: 'Licence', unit_price: '1234.56' },
      { description: 'Support', quantity: '2.5', unit_price: 10 },
    ],
  });

describe('a draft', () => {
  test('gains and loses items, its totals following', async () => {
    const { id } = await draft();
    const more = await api.caller.invoices.add_item({ id, description: 'Extra', unit_price: '0.01' });
    expect(more).toMatchObject({ total: 1259.57, version: 2 });
    const less = await api.caller.invoices.remove_item({ id, itemId: more.items[0]?.id ?? '' });
    expect(less).toMatchObject({ subtotal: 25.01, total: 25.01, amount_due: 25.01, version: 3 });
    expect(less.items.map((item) => item.description)).toEqual(['Support', 'Extra']);
  });

  test('is edited by PUT: new items, dates that follow the terms, texts that are cleared', async () => {
    const { id } = await draft();
    const answer = await api.rest('PUT', `/api/invoices/${id}`, {
      body: {
        items: [{ description: 'Only', unit_price: 5 }],
        issue_date: '2026-02-01',
        payment_terms: 'net_60',
        notes: 'Hello',
      },
    });
    expect(answer.body).toMatchObject({ total: 5, issue_date: '2026-02-01', due_date: '2026-04-02', notes: 'Hello' });
    expect((await api.rest('PUT', `/api/invoices/${id}`, { body: { notes: null } })).body).toMatchObject({
      notes: null,
      total: 5,
    });
  });

  test('is not overwritten by somebody who saw an older version', async () => {
    const { id } = await draft();
    const seen = (await api.rest('GET', `/api/invoices/${id}`)).headers.get('etag') ?? '';
    const edit = (notes: string) =>
      api.rest('PUT', `/api/invoices/${id}`, { body: { notes }, headers: { 'if-match': seen } });
    expect((await edit('first')).status).toBe(200);
    const second = await edit('second');
    expect([409, 412]).toContain(second.status);
    expect(second.body.code).toBe('version_conflict');
  });
});

describe('an edit together with a change of status', () => {
  const put = (id: string, body: object) => api.rest('PUT', `/api/invoices/${id}`, { body });

  test('happens whole', async () => {
    const { id } = await draft();
    const items = [{ description: 'Work', quantity: '2.5', unit_price: '0.333' }];
    const answer = await put(id, { notes: 'Final', items, metadata: { by: 'both' }, status: 'sent' });
    expect(answer).toMatchObject({ status: 200, body: { notes: 'Final', status: 'sent', total: 0.83, version: 3 } });
  });

  test.each([{ status: 'paid' }, { status: 'void' }, { void_reason: 'stray' }])(
    'leaves nothing half done when it is refused: %o',
    async (refused) => {
      const { id } = await draft();
      expect((await put(id, { notes: 'Half', ...refused })).status).toBeGreaterThanOrEqual(400);
      expect((await api.rest('GET', `/api/invoices/${id}`)).body).toMatchObject({ version: 1, notes: null });
    },
  );
});

describe('a final invoice', () => {
  test('keeps seller, buyer and content as they were, with a hash', async () => {
    const { id } = await draft();
    const sent = await api.caller.invoices.update({ id, status: 'sent' });
    expect(sent.content_hash).toMatch(/^[0-9a-f]{64}$/);
    await api.caller.customers.update({ id: customerId, name: 'Renamed' });
    expect((await textOf(id)).replaceAll(/\s+/g, ' ')).toContain('Żółć Γειά');
    await api.caller.customers.update({ id: customerId, name: 'Żółć Γειά' });
    await expect(api.caller.invoices.update({ id, notes: 'too late' })).rejects.toThrow(/only a draft can be edited/);
    await expect(api.caller.invoices.add_item({ id, description: 'x', unit_price: 1 })).rejects.toThrow(/only a draft/);
  });

  test('cannot be changed in the database either, nor can its items', async () => {
    const { id } = await draft();
    await api.caller.invoices.update({ id, status: 'sent' });
    const { tenant_id } = api;
    const change = api.db.withTenant(tenant_id, (tx) =>
      tx.invoice.updateMany({ where: { tenant_id, id }, data: { total: 1n, subtotal: 1n, amount_due: 1n } }),
    );
    await expect(change).rejects.toThrow(/is final/);
    const remove = api.db.withTenant(tenant_id, (tx) =>
      tx.invoiceItem.deleteMany({ where: { tenant_id, invoice_id: id } }),
    );
    await expect(remove).rejects.toThrow(/is final/);
    const { id: other } = await draft();
    const move = api.db.withTenant(tenant_id, (tx) =>
      tx.invoiceItem.updateMany({ where: { tenant_id, invoice_id: id }, data: { invoice_id: other, position: 9 } }),
    );
    await expect(move).rejects.toThrow(/is final/);
    const join = api.db.withTenant(tenant_id, (tx) =>
      tx.invoiceItem.updateMany({ where: { tenant_id, invoice_id: other }, data: { invoice_id: id, position: 9 } }),
    );
    await expect(join).rejects.toThrow(/is final/);
    const vanish = api.db.withTenant(tenant_id, (tx) => tx.invoice.deleteMany({ where: { tenant_id, id } }));
    await expect(vanish).rejects.toThrow(/permission denied/);
  });

  test('is paid by a transfer that stands on it, and then ends', async () => {
    const { id } = await draft();
    await api.caller.invoices.update({ id, status: 'sent' });
    const paid = await api.caller.invoices.update({
      id,
      status: 'paid',
      paid_on: '2026-01-09',
      payment_reference: 'RF18',
    });
    expect(paid).toMatchObject({
      status: 'paid',
      amount_due: 0,
      amount_paid: 1259.56,
      payments: [{ method: 'bank_transfer', amount: 1259.56, received_on: '2026-01-09', reference: 'RF18' }],
    });
    for (const status of ['sent', 'void', 'draft', 'overdue'] as const) {
      const answer = await api.rest('PUT', `/api/invoices/${id}`, { body: { status } });
      expect([answer.status, answer.body.code]).toEqual([409, 'illegal_transition']);
    }
  });

  test('is not paid by money that is to come, wherever today is', async () => {
    const { id } = await draft();
    await api.caller.invoices.update({ id, status: 'sent' });
    // At this hour it is the 11th in Auckland too.
    const early = await api.rest('PUT', `/api/invoices/${id}`, { body: { status: 'paid', paid_on: '2026-01-12' } });
    expect([early.status, early.body.errors]).toEqual([
      422,
      [{ path: 'paid_on', message: '2026-01-12 is to come; record the payment when the money is there' }],
    ]);
    const upper = await api.rest('PUT', `/api/invoices/${id.toUpperCase()}`, { body: { status: 'paid' } });
    expect(upper.body).toMatchObject({ id, status: 'paid', payments: [{ received_on: '2026-01-11' }] });
  });

  test('is voided with a reason and never deleted', async () => {
    const { id } = await draft();
    expect((await api.rest('PUT', `/api/invoices/${id}`, { body: { status: 'void' } })).body.errors).toEqual([
      { path: 'void_reason', message: 'is missing' },
    ]);
    expect(await api.caller.invoices.update({ id, status: 'void', void_reason: 'Typed twice' })).toMatchObject({
      status: 'void',
      void_reason: 'Typed twice',
    });
    await expect(api.caller.invoices.send({ id })).rejects.toThrow(/is void/);
  });

  test('becomes overdue in a zone that PostgreSQL does not know by this name, and holds up no other tenant', async () => {
    for (const [slug, time_zone] of [
      ['zone-a', 'US/Pacific-New'],
      ['zone-b', 'UTC'],
    ] as const) {
      const { caller } = await api.addTenant(slug);
      const { id: customer_id } = await caller.customers.create({ name: 'A', email: 'a@example.com', time_zone });
      const items = [{ description: 'x', unit_price: 1 }];
      const { id } = await caller.invoices.create({
        customer_id,
        issue_date: '2026-01-01',
        due_date: '2026-01-02',
        items,
      });
      await caller.invoices.update({ id, status: 'sent' });
      await markOverdueInvoices(api.services);
      expect((await caller.invoices.get({ id })).status).toBe('overdue');
    }
  });

  test('becomes overdue when its due date is over where the customer is, not before', async () => {
    const { id } = await draft();
    const { due_date } = await api.caller.invoices.update({ id, status: 'sent' });
    expect(due_date).toBe('2026-02-10');
    // Auckland is 13 hours ahead: midnight after the 10th is 11:00 UTC on the 10th.
    api.clock.moveTo('2026-02-10T10:59:00Z');
    await markOverdueInvoices(api.services);
    expect((await api.caller.invoices.get({ id })).status).toBe('sent');
    api.clock.moveTo('2026-02-10T11:00:00Z');
    await markOverdueInvoices(api.services);
    expect((await api.caller.invoices.get({ id })).status).toBe('overdue');
    expect(await markOverdueInvoices(api.services)).toBe(0);
    api.clock.moveTo('2026-01-11T10:30:00Z');
  });
});

describe('sending', () => {
  test('makes the draft final, queues one mail and delivers it once', async () => {
    const { id, invoice_number } = await draft();
    expect(await api.caller.invoices.send({ id })).toMatchObject({ status: 'sent' });
    const [mail] = (await api.caller.mails.list({ object_id: id })).data;
    expect(mail).toMatchObject({ to_address: 'ada@example.com', status: 'queued', template: 'invoice' });
    expect(mail?.subject).toContain(invoice_number);
    await deliverMail(api.ctx, mail?.id ?? '');
    await deliverMail(api.ctx, mail?.id ?? '');
    const delivered = await api.caller.mails.get({ id: mail?.id ?? '' });
    expect(delivered).toMatchObject({ status: 'sent', transport: 'outbox', attempts: 1, last_error: null });
    expect(delivered.text).toMatch(/1[\s\u00a0]?259,56/);
    expect((await api.caller.jobs.list({ name: 'mail.send' })).data[0]).toMatchObject({
      payload: { mail_id: mail?.id },
    });
  });

  test('late takes its payment terms from the day of sending where that is asked, and says so before', async () => {
    const { id, due_date } = await draft();
    api.clock.moveTo('2026-03-01T10:30:00Z');
    const told = await api.rest('GET', `/api/invoices/${id}/due-on-sending`);
    expect(told.body).toEqual({ due_date, from_today: '2026-03-31', suggested: 'from_today' });
    const early = await api.rest('POST', `/api/invoices/${id}/send`, { body: { due_date: '2025-03-31' } });
    expect(early).toMatchObject({ status: 422, body: { code: 'invalid_date', errors: [{ path: 'due_date' }] } });
    const sent = await api.rest('POST', `/api/invoices/${id}/send`, { body: { due_date: '2026-03-31' } });
    expect(sent).toMatchObject({ status: 200, body: { status: 'sent', due_date: '2026-03-31' } });
    const [mail] = (await api.caller.mails.list({ object_id: id })).data;
    expect((await api.caller.mails.get({ id: mail?.id ?? '' })).text).toContain('Do zapłaty do 31 mar 2026');
    const again = await api.rest('POST', `/api/invoices/${id}/send`, { body: { due_date: '2026-04-30' } });
    expect(again).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
    api.clock.moveTo('2026-01-11T10:30:00Z');
  });

  test('again makes another mail and leaves the invoice as it is', async () => {
    const { id } = await draft();
    const first = await api.caller.invoices.send({ id });
    const second = await api.caller.invoices.send({ id });
    expect(second.version).toBe(first.version);
    expect((await api.caller.mails.list({ object_id: id })).data).toHaveLength(2);
  });
});

describe('the PDF', () => {
  test('says the same total as the invoice, in every script', async () => {
    const { id, invoice_number } = await draft();
    const text = (await textOf(id)).replaceAll('\u00a0', ' ');
    expect(text).toContain(invoice_number);
    expect(text).toMatch(/1[ .]?259,56/);
    expect(text).toContain('Źródło');
    expect(text).toContain('Γειά');
  });

  test('is drawn once while the invoice says the same, and anew when it says something else', async () => {
    const { id } = await draft();
    const first = await pdfOf(id);
    const again = await pdfOf(id);
    expect(again.etag).toBe(first.etag);
    await api.caller.invoices.add_item({ id, description: 'More', unit_price: 1 });
    expect((await pdfOf(id)).etag).not.toBe(first.etag);
    const known = await fetch(`${api.url}/api/invoices/${id}/pdf`, {
      headers: { authorization: `Bearer ${api.api_key}`, 'if-none-match': (await pdfOf(id)).etag },
    });
    expect(known.status).toBe(304);
  });

  test('is not shown to another tenant', async () => {
    const { id } = await draft();
    const stranger = await api.addTenant('stranger');
    expect((await stranger.rest('GET', `/api/invoices/${id}/pdf`)).status).toBe(404);
    expect((await stranger.rest('GET', `/api/invoices/${id}`)).status).toBe(404);
    expect((await stranger.rest('PUT', `/api/invoices/${id}`, { body: { notes: 'mine' } })).status).toBe(404);
    expect((await stranger.rest('POST', `/api/invoices/${id}/send`)).status).toBe(404);
  });
});

async function pdfOf(id: string): Promise<{ etag: string; bytes: Uint8Array }> {
  const answer = await fetch(`${api.url}/api/invoices/${id}/pdf`, {
    headers: { authorization: `Bearer ${api.api_key}` },
  });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  return { etag: answer.headers.get('etag') ?? '', bytes: new Uint8Array(await answer.arrayBuffer()) };
}

async function textOf(id: string): Promise<string> {
  const { bytes } = await pdfOf(id);
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
  return text;
}
