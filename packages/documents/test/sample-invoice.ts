import type { InvoiceDocument, InvoiceDocumentItem } from '../src/invoice-document.ts';

export function sampleItem(overrides: Partial<InvoiceDocumentItem> = {}): InvoiceDocumentItem {
  return {
    description: 'CRM Pro – Monthly',
    details: [],
    quantity: '1',
    unit_price: '99',
    amount: 9900n,
    discount_amount: 0n,
    tax_percents: [],
    service_start: null,
    service_end: null,
    ...overrides,
  };
}

/** The example that every client starts from: two lines, 298.00 dollars, no tax. */
export function sampleInvoice(overrides: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    kind: 'invoice',
    paper: 'A4',
    invoice_number: 'INV-2026-001',
    status: 'sent',
    issue_date: '2026-01-11',
    due_date: '2026-02-10',
    paid_on: null,
    purchase_order_number: null,
    payment_terms: 'net_30',
    currency: 'USD',
    language: 'en',
    locale: 'en-US',
    seller: {
      name: 'Northwind Software, Inc.',
      address_lines: ['450 Market Street', 'Floor 8', 'San Francisco, CA 94105', 'United States'],
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
      logo: null,
    },
    buyer: {
      name: 'Contoso Labs LLC',
      contact_name: 'Maria Sanchez',
      address_lines: ['1200 Main Street', 'Austin, TX 78701', 'United States'],
      country: 'US',
      tax_id: null,
      email: 'ap@contoso.example',
    },
    items: [sampleItem(), sampleItem({ description: 'Setup Fee', unit_price: '199', amount: 19900n })],
    taxes: [],
    subtotal: 29800n,
    discount_total: 0n,
    tax_total: 0n,
    tax_included: 0n,
    total: 29800n,
    amount_paid: 0n,
    amount_credited: 0n,
    amount_account_credit: 0n,
    amount_due: 29800n,
    payments: [],
    credit: null,
    notes: 'Thank you for your business!',
    terms: null,
    hosted_url: null,
    ...overrides,
  };
}

/** Every script and every troublesome shape on one page. */
export function greekInvoice(overrides: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return sampleInvoice({
    invoice_number: 'INV-2026-0042',
    currency: 'EUR',
    language: 'en',
    locale: 'el-GR',
    purchase_order_number: 'PO-7781/Β',
    seller: {
      name: 'Żółta Łódź Oprogramowanie Sp. z o.o.',
      address_lines: ['ul. Świętokrzyska 12', '00-916 Warszawa', 'Poland'],
      country: 'PL',
      tax_id: 'PL5260250274',
      email: 'faktury@zolta-lodz.example',
      bank: {
        account_holder: 'Żółta Łódź Sp. z o.o.',
        bank_name: 'Bank Pekao',
        currency: 'EUR',
        iban: 'PL61109010140000071219812874',
        account_number: null,
        routing_number: null,
        bic: 'PKOPPLPW',
      },
      brand_color: '#f2b705',
      logo: null,
    },
    buyer: {
      name: 'Ελληνικές Ναυτιλιακές Υπηρεσίες Α.Ε.',
      contact_name: 'Ευφροσύνη Παπαδημητρίου',
      address_lines: ['Λεωφόρος Βασιλίσσης Σοφίας 101', '115 21 Αθήνα', 'Greece'],
      country: 'GR',
      tax_id: 'EL094014201',
      email: 'logistirio@naftiliaki.example',
    },
    items: [
      sampleItem({
        description: 'Context tokens',
        details: ['First 1,000 thousand at 0.20', 'Next 12,345.678 thousand at 0.0042'],
        quantity: '13345.678',
        unit_price: null,
        amount: 25185n,
        tax_percents: ['23'],
        service_start: '2025-12-01',
        service_end: '2026-01-01',
      }),
      sampleItem({
        description: 'Техническая поддержка и сопровождение, Україна: Київ, їжак ґанок; ₽ ₹ ₴ ₺ ₸ ₾ € £ ¥ Ź ź ő ș',
        quantity: '2.5',
        unit_price: '0.000000012345',
        amount: 100000n,
        discount_amount: 1050n,
        tax_percents: ['23'],
      }),
      sampleItem({
        description:
          'Báo cáo tiếng Việt, Ἀθῆναι, ﬁligree, see https://northwind.example/contracts/2026/01/0123456789abcdef0123456789abcdef?ref=invoice',
        unit_price: '1234567.89',
        amount: 123456789n,
        tax_percents: ['0'],
      }),
    ],
    taxes: [
      { name: 'VAT', percent: '23', reason: null, taxable_amount: 124135n, amount: 28551n },
      { name: 'VAT', percent: '0', reason: 'Reverse charge', taxable_amount: 123456789n, amount: 0n },
    ],
    subtotal: 123581974n,
    discount_total: 1050n,
    tax_total: 28551n,
    total: 123609475n,
    amount_paid: 100000n,
    amount_credited: 0n,
    amount_account_credit: 0n,
    amount_due: 123509475n,
    notes: 'Σας ευχαριστούμε. Дякуємо! Dziękujemy.\nSecond line of the notes.',
    terms: 'Late payment is charged at the statutory rate. Reverse charge: VAT to be accounted for by the recipient.',
    hosted_url: 'https://billing.example/i/abc123',
    ...overrides,
  });
}

export function longInvoice(lines: number): InvoiceDocument {
  const items = Array.from({ length: lines }, (_, index) =>
    sampleItem({ description: `Licence seat ${index + 1}`, quantity: '3', unit_price: '12.5', amount: 3750n }),
  );
  const subtotal = 3750n * BigInt(lines);
  return sampleInvoice({ items, subtotal, total: subtotal, amount_due: subtotal });
}
