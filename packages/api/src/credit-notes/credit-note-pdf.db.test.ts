import { checkInvariants } from '@revenue/db/invariants';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;
let customerId: string;

beforeAll(async () => {
  api = await startApi();
  await api.caller.tenants.update({ country: 'DE', currency: 'EUR', tax_name: 'VAT', tax_percent: 19 });
  const customer = { name: 'Ada', email: 'ada@example.com', country: 'DE', currency: 'EUR', locale: 'de-DE' };
  customerId = (await api.caller.customers.create(customer)).id;
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function pdfOf(path: string, key = api.api_key) {
  const answer = await fetch(`${api.url}/api/${path}/pdf`, { headers: { authorization: `Bearer ${key}` } });
  if (answer.status !== 200) return { status: answer.status, text: '' };
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())), {
    mergePages: true,
  });
  return { status: 200, text: text.replace(/[\s\u00a0]+/g, ' ') };
}

it('is printed as what it is: number, invoice, lines, taxes, reason and where the money goes', async () => {
  const items = [{ description: 'Lizenz', quantity: '3', unit_price: 100 }];
  const { id } = await api.caller.invoices.create({ customer_id: customerId, items });
  const invoice = await api.caller.invoices.update({ id, status: 'sent' });
  const note = await api.rest('POST', '/api/credit-notes', {
    body: { invoice_id: id, reason: 'Eine kam zerbrochen an', invoice_items: [{ position: 1, quantity: '1' }] },
  });
  expect(note.status).toBe(201);
  const { status, text } = await pdfOf(`credit-notes/${note.body.id}`);
  expect(status).toBe(200);
  for (const said of [
    'Rechnungskorrektur CN-2026-001',
    `Rechnung ${invoice.invoice_number}`,
    'Zu Ihren Gunsten 119,00 €',
    'Lizenz 1 100,00 € 19 % 100,00 €',
    'VAT 19 % 100,00 € 19,00 €',
    'Gesamtbetrag 119,00 €',
    `Verrechnet mit Rechnung ${invoice.invoice_number} 119,00 €`,
    'Grund Eine kam zerbrochen an',
  ]) {
    expect(text).toContain(said);
  }
  expect(text).not.toContain('Überweisung');
  expect((await pdfOf(`invoices/${id}`)).text).toContain('Rechnungskorrektur -119,00 € Offener Betrag 238,00 €');
});

it('says a reason of ours in the language of its reader, and one of somebody else as it was written', async () => {
  const note = { currency: 'EUR', customer_id: customerId, items: [{ description: 'Lizenz', unit_price: 10 }] };
  const reason = 'Subscription ended on 2026-11-27';
  const { body } = await api.rest('POST', '/api/credit-notes', { body: { ...note, reason } });
  expect((await pdfOf(`credit-notes/${body.id}`)).text).toContain('Grund Abonnement beendet am 27.11.2026');
  expect(body.reason).toBe(reason);
});

it('is nobody else’s', async () => {
  const other = await api.addTenant('globex');
  const { data } = await api.caller.credit_notes.list({});
  expect((await pdfOf(`credit-notes/${data[0]?.id}`, other.api_key)).status).toBe(404);
});
