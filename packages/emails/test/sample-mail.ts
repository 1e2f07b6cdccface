import type { InvoiceMailData } from '../src/mail-data.ts';
import { createMessageId } from '../src/message-id.ts';
import type { MailMessage } from '../src/transport.ts';

export function sampleMailData(overrides: Partial<InvoiceMailData> = {}): InvoiceMailData {
  return {
    invoice_number: 'INV-2026-001',
    issue_date: '2026-01-11',
    due_date: '2026-02-10',
    currency: 'USD',
    language: 'en',
    locale: 'en-US',
    seller: {
      name: 'Northwind Software, Inc.',
      address_lines: ['450 Market Street', 'San Francisco, CA 94105', 'United States'],
      country: 'US',
      tax_id: '94-3456789',
      email: 'billing@northwind.example',
      bank: {
        account_holder: 'Northwind Software, Inc.',
        bank_name: 'First Harbor Bank',
        currency: 'USD',
        iban: 'DE89370400440532013000',
        account_number: null,
        routing_number: null,
        bic: 'COBADEFFXXX',
      },
      brand_color: '#24427a',
    },
    buyer_name: 'Contoso Labs LLC',
    items: [
      { description: 'CRM Pro – Monthly', quantity: '1', amount: 9900n },
      { description: 'Setup Fee', quantity: '1', amount: 19900n },
    ],
    subtotal: 29800n,
    discount_total: 0n,
    tax_total: 0n,
    total: 29800n,
    amount_paid: 0n,
    amount_credited: 0n,
    amount_account_credit: 0n,
    amount_due: 29800n,
    notes: 'Thank you for your business!',
    hosted_url: 'https://billing.example/i/abc123',
    has_attachment: true,
    ...overrides,
  };
}

export function greekMailData(): InvoiceMailData {
  return sampleMailData({
    locale: 'el-GR',
    currency: 'EUR',
    buyer_name: 'Ελληνικές Ναυτιλιακές Υπηρεσίες Α.Ε.',
    seller: { ...sampleMailData().seller, name: 'Żółta Łódź Oprogramowanie Sp. z o.o.', brand_color: '#f2b705' },
    items: Array.from({ length: 13 }, (_, index) => ({
      description: `Техническая поддержка и сопровождение ${index + 1}`,
      quantity: '1234.5',
      amount: 100000n,
    })),
    discount_total: 5000n,
    tax_total: 28551n,
    amount_paid: 10000n,
    amount_credited: 0n,
    amount_account_credit: 0n,
  });
}

export const SAMPLE_PDF = new Uint8Array([37, 80, 68, 70, 0, 255]);

export function sampleMessage(overrides: Partial<MailMessage> = {}): MailMessage {
  const from = { name: 'Northwind, Inc. "Billing"', address: 'billing@northwind.example' };
  return {
    from,
    to: { name: 'Ευφροσύνη Παπαδημητρίου', address: 'ap@contoso.example' },
    reply_to: { name: null, address: 'help@northwind.example' },
    subject: 'Invoice INV-2026-001 – Żółta Łódź',
    html: '<p>Ζητώ</p>',
    text: 'Ζητώ',
    attachments: [
      {
        file_name: 'INV-2026-001 ź.pdf',
        media_type: 'application/pdf',
        load: async () => SAMPLE_PDF,
      },
    ],
    message_id: createMessageId('mail:1', from.address),
    ...overrides,
  };
}
