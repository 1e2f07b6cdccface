import { expect, it } from 'vitest';
import { greekMailData, sampleMailData } from '../test/sample-mail.ts';
import { renderInvoiceMail } from './render-invoice-mail.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('&nbsp;', ' ');

it('says number, amount, due date, lines, totals and how to pay, in HTML and in plain text', async () => {
  const mail = await renderInvoiceMail(sampleMailData());
  expect(mail.subject).toBe('Invoice INV-2026-001 from Northwind Software, Inc.');
  for (const body of [mail.html, mail.text]) {
    for (const expected of [
      'INV-2026-001',
      '$298.00',
      'Amount due by Feb 10, 2026',
      'CRM Pro – Monthly',
      '$99.00',
      'https://billing.example/i/abc123',
      'Pay by bank transfer',
      'DE89 3704 0044 0532 0130 00',
      'Thank you for your business!',
      '450 Market Street, San Francisco, CA 94105, United States',
      'of Jan 11, 2026, attached as a PDF.',
    ]) {
      expect(plain(body)).toContain(expected);
    }
  }
});

it('keeps Greek, Cyrillic and Polish, and the first ten lines of many', async () => {
  const mail = await renderInvoiceMail(greekMailData());
  expect(mail.subject).toContain('Żółta Łódź');
  for (const body of [mail.html, mail.text]) {
    expect(body).toContain('Ελληνικές Ναυτιλιακές Υπηρεσίες Α.Ε.');
    expect(body).toContain('сопровождение 10');
    expect(body).not.toContain('сопровождение 11');
    expect(body).toContain('and 3 more lines in the invoice');
    expect(plain(body)).toContain('1.000,00 €');
  }
});

it('escapes every value, and makes a link of nothing but a web address', async () => {
  const attack = '<img src=x onerror=alert(1)>"\'&';
  const data = sampleMailData({
    invoice_number: attack,
    buyer_name: attack,
    notes: attack,
    hosted_url: 'javascript:alert(1)',
    items: [{ description: attack, quantity: '1', amount: 1n }],
    seller: {
      name: attack,
      address_lines: [attack],
      country: attack,
      tax_id: attack,
      email: attack,
      bank: {
        account_holder: attack,
        bank_name: attack,
        currency: attack,
        iban: attack,
        account_number: attack,
        routing_number: attack,
        bic: attack,
      },
      brand_color: 'red;background:url(x)',
    },
  });
  const { html } = await renderInvoiceMail(data);
  expect(html).not.toMatch(/<img/i);
  expect(html).not.toContain('javascript:');
  expect(html).not.toContain('background:url');
  expect(html).toContain('&lt;img');
});

it('has a subject of one line whatever a name contains', async () => {
  const data = sampleMailData();
  const { subject } = await renderInvoiceMail({
    ...data,
    seller: { ...data.seller, name: 'Evil\r\nBcc: all@example.com' },
  });
  expect(subject).toBe('Invoice INV-2026-001 from Evil Bcc: all@example.com');
});

it('asks for no money where none is owed', async () => {
  const { html, text } = await renderInvoiceMail(sampleMailData({ amount_paid: 29800n, amount_due: 0n }));
  expect(text).toContain('nothing left to pay');
  expect(html).not.toContain('Pay by bank transfer');
});

it('follows the theme of its reader and fetches nothing', async () => {
  const { html } = await renderInvoiceMail(sampleMailData({ hosted_url: null }));
  expect(html).toContain('prefers-color-scheme: dark');
  expect(html.replace(/<!DOCTYPE[^>]*>/i, '')).not.toMatch(/(src|href)="?https?:/);
});
