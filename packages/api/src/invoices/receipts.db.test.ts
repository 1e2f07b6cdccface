import { checkInvariants } from '@revenue/db/invariants';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;
let customerId: string;

beforeAll(async () => {
  api = await startApi();
  const customer = { name: 'Ada', email: 'ada@example.com', country: 'US', currency: 'USD' };
  customerId = (await api.caller.customers.create(customer)).id;
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function sentInvoice() {
  const items = [{ description: 'Setup', unit_price: '1234.5' }];
  const { id } = await api.caller.invoices.create({ customer_id: customerId, items });
  return api.caller.invoices.update({ id, status: 'sent' });
}

async function receiptOf(path: string, token: string | null) {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${api.url}${path}`, { headers });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (answer.status !== 200) return { status: answer.status, text: new TextDecoder().decode(bytes) };
  const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: true });
  return { status: 200, text: text.replace(/\s+/g, ' '), name: answer.headers.get('content-disposition'), bytes };
}

it('is there once the invoice is paid, says what came and how, and is the same on the public page', async () => {
  const { id, invoice_number } = await sentInvoice();
  const before = await receiptOf(`/api/invoices/${id}/receipt`, api.api_key);
  expect(before.status).toBe(409);
  expect(JSON.parse(before.text)).toMatchObject({ code: 'invoice_not_paid' });
  await api.caller.invoices.update({ id, status: 'paid', payment_reference: 'RF18 5390' });
  const receipt = await receiptOf(`/api/invoices/${id}/receipt`, api.api_key);
  expect(receipt.name).toBe(
    `inline; filename="Receipt ${invoice_number}.pdf"; filename*=UTF-8''Receipt%20${invoice_number}.pdf`,
  );
  for (const said of [
    'Receipt',
    'PAID Jan 11, 2026',
    `Invoice ${invoice_number}`,
    'Bank transfer · RF18 5390 $1,234.50',
  ]) {
    expect(receipt.text).toContain(said);
  }
  expect(receipt.text).toContain('Total $1,234.50');
  const { url } = await api.caller.invoices.link({ id });
  const path = url?.replace('http://localhost', '');
  const seen = await receiptOf(`${path}/receipt`, null);
  expect(Buffer.from(seen.bytes ?? []).equals(Buffer.from(receipt.bytes ?? []))).toBe(true);
});

it('is not there for a void invoice, nor for somebody else', async () => {
  const { id } = await sentInvoice();
  await api.caller.invoices.update({ id, status: 'void', void_reason: 'mistake' });
  expect((await receiptOf(`/api/invoices/${id}/receipt`, api.api_key)).status).toBe(409);
  const other = await api.addTenant('globex');
  expect((await receiptOf(`/api/invoices/${id}/receipt`, other.api_key)).status).toBe(404);
  expect((await receiptOf(`/api/invoices/${id}/receipt`, null)).status).toBe(401);
});
