import type { CreateInvoice, Invoice } from '@revenue/billing-core/invoices';
import { type DocumentSay, documentWords, languageOf, taxReasonWords } from '@revenue/billing-core/languages';
import { formatMoney, toMinor } from '@revenue/billing-core/money';
import { checkInvariants } from '@revenue/db/invariants';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

type Body = Omit<z.input<typeof CreateInvoice>, 'customer_id'>;

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
  await api.caller.tenants.update({ country: 'DE', currency: 'EUR', tax_name: 'VAT', tax_percent: 19 });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const line = { description: 'Beratung', quantity: '2.5', unit_price: '119.90' };
const cases: [string, { country: string; currency: string; locale: string }, Body][] = [
  ['domestic', { country: 'DE', currency: 'EUR', locale: 'de-DE' }, { items: [line, { ...line, percent_off: 10 }] }],
  ['foreign', { country: 'GR', currency: 'USD', locale: 'el-GR' }, { items: [line], amount_off: '9.99' }],
  ['tax-inclusive', { country: 'DE', currency: 'EUR', locale: 'de-DE' }, { items: [line], prices_include_tax: true }],
  ['zero-decimal', { country: 'JP', currency: 'JPY', locale: 'ja-JP' }, { items: [{ ...line, unit_price: 12345 }] }],
  ['long', { country: 'PL', currency: 'PLN', locale: 'pl-PL' }, { items: Array.from({ length: 500 }, () => line) }],
];

describe.each(cases)('a %s invoice', (name, buyer, body) => {
  it('comes to the same on paper, on its public page and in the API', { timeout: 60_000 }, async () => {
    const customer = await api.caller.customers.create({ name: 'Ζωή Źródło', email: `${name}@example.com`, ...buyer });
    const draft = await api.caller.invoices.create({ customer_id: customer.id, ...body });
    const invoice = await api.caller.invoices.update({ id: draft.id, status: 'sent' });
    const printed = await textOf(invoice.id);
    const money = (amount: number) =>
      spaced(formatMoney(toMinor(String(amount), buyer.currency), buyer.currency, buyer.locale));
    const say = documentWords(languageOf(buyer.locale), buyer.locale);
    for (const [label, amount] of rowsOf(invoice, say)) expect(printed).toContain(`${label} ${money(amount)}`);
    for (const tax of invoice.taxes) expect(printed).toContain(`${money(tax.taxable)} ${money(tax.tax)}`);
    // All that comes before the number of pages.
    expect(printed).toContain(say('page_of', { page: '1', pages: '\n' }).split('\n')[0]?.trim());

    const { url } = await api.caller.invoices.link({ id: invoice.id });
    const { body: page } = await api.rest('GET', `${url?.replace('http://localhost', '')}/content`, { token: null });
    const { subtotal, discount, tax, total, amount_due } = invoice;
    expect(page).toMatchObject({ subtotal, discount, tax, total, amount_due, currency: buyer.currency });
    expect(page.items).toHaveLength(invoice.items.length);
    const { locale } = buyer;
    const taxes = invoice.taxes.map(({ category, reason_code, reason, ...row }) => ({
      ...row,
      reason: taxReasonWords(say, locale, { category, reason_code, reason }),
    }));
    expect(page.taxes).toEqual(taxes);
  });
});

function rowsOf({ subtotal, discount, tax, total, prices_include_tax }: Invoice, say: DocumentSay): [string, number][] {
  const off: [string, number][] = discount === 0 ? [] : [[say('discount'), -discount]];
  const taxed = prices_include_tax && tax !== 0 ? say('tax_contained') : say('tax');
  return [[say('subtotal'), subtotal], ...off, [taxed, tax], [say('total'), total]];
}

async function textOf(id: string): Promise<string> {
  const answer = await fetch(`${api.url}/api/invoices/${id}/pdf`, {
    headers: { authorization: `Bearer ${api.api_key}` },
  });
  const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
  return spaced((await extractText(document, { mergePages: true })).text);
}

function spaced(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').replaceAll('￥', '¥');
}
