import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;
let emails = 0;

beforeAll(async () => {
  api = await startApi();
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

/** A customer of its own, with so much to its credit. */
async function customerWith(amount: string | null) {
  emails += 1;
  const email = `ada${emails}@example.com`;
  const { id } = await api.caller.customers.create({ name: 'Ada', email, country: 'DE', currency: 'EUR' });
  if (amount !== null) await api.caller.account_credits.adjust({ id, amount, reason: 'A gift' });
  return id;
}

async function draft(customer_id: string, price: string) {
  return api.caller.invoices.create({ customer_id, items: [{ description: 'Licence', unit_price: price }] });
}

const send = async (customer_id: string, price: string) => {
  const { id } = await draft(customer_id, price);
  return api.caller.invoices.update({ id, status: 'sent' });
};
const balanceOf = async (id: string) => (await api.caller.customers.get({ id })).account_credit;
const entriesOf = async (id: string) => (await api.caller.account_credits.list({ id })).data;

describe('account credit', () => {
  test('pays an invoice that becomes final, as far as it goes, and nothing of a draft', async () => {
    const customer = await customerWith('30.00');
    expect((await draft(customer, '100.00')).amount_due).toBe(100);
    expect(await balanceOf(customer)).toEqual([{ currency: 'EUR', balance: 30 }]);
    const invoice = await send(customer, '100.00');
    expect(invoice).toMatchObject({ status: 'sent', amount_account_credit: 30, amount_due: 70, amount_paid: 0 });
    expect(await balanceOf(customer)).toEqual([{ currency: 'EUR', balance: 0 }]);
    expect(await entriesOf(customer)).toMatchObject([
      { kind: 'use', amount: -30, balance_after: 0, invoice: { invoice_number: invoice.invoice_number } },
      { kind: 'adjustment', amount: 30, balance_after: 30, reason: 'A gift', invoice: null },
    ]);
    const paid = await api.caller.invoices.update({ id: invoice.id, status: 'paid' });
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 70, amount_due: 0 });
  });

  test('pays an invoice wholly: it is paid, and what is left waits for the next', async () => {
    const customer = await customerWith('120.00');
    const invoice = await send(customer, '100.00');
    expect(invoice).toMatchObject({ status: 'paid', amount_account_credit: 100, amount_due: 0, payments: [] });
    expect(await send(customer, '15.00')).toMatchObject({ status: 'paid', amount_account_credit: 15 });
    expect(await send(customer, '15.00')).toMatchObject({ status: 'sent', amount_account_credit: 5, amount_due: 10 });
  });

  test('is kept apart by customer and currency', async () => {
    const customer = await customerWith('10.00');
    await customerWith('99.00');
    const { id } = await api.caller.invoices.create({
      ...{ customer_id: customer, currency: 'USD', items: [{ description: 'Licence', unit_price: '5' }] },
    });
    expect(await api.caller.invoices.update({ id, status: 'sent' })).toMatchObject({ amount_account_credit: 0 });
    await api.caller.account_credits.adjust({ id: customer, currency: 'USD', amount: '4', reason: 'Dollars' });
    expect(await balanceOf(customer)).toEqual([
      { currency: 'EUR', balance: 10 },
      { currency: 'USD', balance: 4 },
    ]);
  });

  test('comes back when its invoice is voided', async () => {
    const customer = await customerWith('30.00');
    const invoice = await send(customer, '100.00');
    const voided = await api.caller.invoices.update({ id: invoice.id, status: 'void', void_reason: 'Wrong' });
    expect(voided).toMatchObject({ status: 'void', amount_account_credit: 0, amount_due: 100 });
    expect(await balanceOf(customer)).toEqual([{ currency: 'EUR', balance: 30 }]);
    expect((await entriesOf(customer))[0]).toMatchObject({ kind: 'reversal', amount: 30, balance_after: 30 });
  });

  test('is told by the mail that brings the invoice, which asks for the rest alone', async () => {
    const customer = await customerWith('30.00');
    const { id } = await draft(customer, '100.00');
    const sent = await api.caller.invoices.send({ id });
    expect(sent).toMatchObject({ amount_account_credit: 30, amount_due: 70 });
    const { data } = await api.caller.mails.list({ object_id: id });
    const mail = await api.caller.mails.get({ id: data[0]?.id ?? '' });
    expect(mail.text).toContain('Account credit');
    expect(mail.text).toMatch(/Amount due[^\n]*\s+€?70[.,]00/);
  });

  test('pays an invoice that was final before it came, when finance says so', async () => {
    const customer = await customerWith(null);
    const invoice = await send(customer, '100.00');
    const path = `/api/invoices/${invoice.id}/use-account-credit`;
    expect(await api.rest('POST', path)).toMatchObject({ status: 409, body: { code: 'nothing_to_credit' } });
    await api.caller.account_credits.adjust({ id: customer, amount: '100', reason: 'Goodwill' });
    expect(await api.rest('POST', path)).toMatchObject({ status: 200, body: { status: 'paid', amount_due: 0 } });
    expect(await api.rest('POST', path)).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
  });
});

describe('an adjustment of account credit', () => {
  test('has an answer, a reason and a place in the timeline of the customer', async () => {
    const customer = await customerWith(null);
    const path = `/api/customers/${customer}/credit-adjustments`;
    const given = await api.rest('POST', path, { body: { amount: '12.50', reason: 'Late delivery' } });
    expect(given.status).toBe(201);
    expect(given.body).toMatchObject({ kind: 'adjustment', amount: 12.5, balance_after: 12.5, currency: 'EUR' });
    const timeline = await api.caller.customers.timeline({ id: customer });
    expect(timeline.data[0]).toMatchObject({
      action: 'account_credit.adjusted',
      changes: [{ field: 'account_credit', before: 0, after: 12.5 }],
    });
  });

  test('takes no more than there is, and says what there is', async () => {
    const customer = await customerWith('10.00');
    const path = `/api/customers/${customer}/credit-adjustments`;
    const taken = await api.rest('POST', path, { body: { amount: '-10.01', reason: 'Mistake' } });
    expect(taken).toMatchObject({ status: 422, body: { errors: [{ path: 'amount' }] } });
    expect(taken.body.detail).toMatch(/takes 10\.01 EUR, but the account credit is 10\.00 EUR/);
    expect((await api.rest('POST', path, { body: { amount: 0, reason: 'Nothing' } })).status).toBe(422);
    expect((await api.rest('POST', path, { body: { amount: '-10', reason: 'Mistake' } })).status).toBe(201);
    expect(await balanceOf(customer)).toEqual([{ currency: 'EUR', balance: 0 }]);
  });

  test('never leaves less than nothing, however many take from it at once', async () => {
    const customer = await customerWith('10.00');
    const drafts = await Promise.all(Array.from({ length: 8 }, () => draft(customer, '3.00')));
    const sent = await Promise.all(drafts.map(({ id }) => api.caller.invoices.update({ id, status: 'sent' })));
    const used = sent.map(({ amount_account_credit }) => amount_account_credit).sort((a, b) => b - a);
    expect(used).toEqual([3, 3, 3, 1, 0, 0, 0, 0]);
    expect(await balanceOf(customer)).toEqual([{ currency: 'EUR', balance: 0 }]);
  });

  test('cannot be made beside the entries: the database refuses it', async () => {
    const customer = await customerWith('10.00');
    const write = api.db.withTenant(api.tenant_id, (tx) =>
      tx.accountCreditBalance.updateMany({
        where: { tenant_id: api.tenant_id, customer_id: customer },
        data: { balance: 99n },
      }),
    );
    await expect(write).rejects.toThrow(/follows its entries/);
  });
});

describe('a credit note', () => {
  const credit = (body: object) => api.rest('POST', '/api/credit-notes', { body });

  test('puts what settles no debt on account credit, where it is asked to', async () => {
    const customer = await customerWith(null);
    const { id } = await send(customer, '100.00');
    await api.caller.invoices.update({ id, status: 'paid' });
    const input = { invoice_id: id, reason: 'Goodwill', total: '40.00', disposition: 'account_credit' };
    const preview = await api.rest('POST', '/api/credit-notes/preview', { body: input });
    const figures = { total: 40, amount_offset: 0, amount_refundable: 0, amount_account_credit: 40 };
    expect(preview.body).toMatchObject(figures);
    expect(await balanceOf(customer)).toEqual([]);
    const note = await credit(input);
    expect(note.body).toMatchObject(figures);
    expect(await entriesOf(customer)).toMatchObject([
      { kind: 'grant', amount: 40, credit_note: { credit_note_number: note.body.credit_note_number } },
    ]);
    expect(await send(customer, '50.00')).toMatchObject({ amount_account_credit: 40, amount_due: 10 });
  });

  test('pays no money back for what account credit had paid: it returns there', async () => {
    const customer = await customerWith('60.00');
    const invoice = await send(customer, '100.00');
    await api.caller.invoices.update({ id: invoice.id, status: 'paid' });
    const note = await credit({ invoice_id: invoice.id, reason: 'Cancelled' });
    expect(note.body).toMatchObject({ total: 100, amount_refundable: 40, amount_account_credit: 60 });
    expect(await balanceOf(customer)).toEqual([{ currency: 'EUR', balance: 60 }]);
  });

  test('without an invoice is credit of the account, where it is asked to', async () => {
    const customer = await customerWith(null);
    const items = [{ description: 'Compensation', unit_price: '12.50' }];
    const note = await credit({ customer_id: customer, reason: 'Sorry', items, disposition: 'account_credit' });
    expect(note.body).toMatchObject({ amount_refundable: 0, amount_account_credit: 12.5 });
    expect(await balanceOf(customer)).toEqual([{ currency: 'EUR', balance: 12.5 }]);
  });
});
