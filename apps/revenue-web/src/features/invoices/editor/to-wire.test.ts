import { CreateInvoice } from '@revenue/billing-core/invoices';
import { describe, expect, test } from 'vitest';
import { emptyItem, type InvoiceValues } from './invoice-values.ts';
import { taxText } from './tax-text.ts';
import { toFormPath, toWire } from './to-wire.ts';

const customer_id = '01940000-0000-7000-8000-000000000001';
const head = { customer_id, issue_date: '', due_date: '', purchase_order_number: '', notes: '', terms: '' };
const form = (items: Partial<typeof emptyItem>[], discount = ''): InvoiceValues => ({
  ...head,
  discount,
  prices_include_tax: false,
  items: items.map((item) => ({ ...emptyItem, description: 'x', unit_price: '1', ...item })),
});
const itemOf = (words: Partial<typeof emptyItem>) => toWire(form([words]), 'VAT').sent.items[0];

describe('an invoice as it is typed', () => {
  test('is what the wire takes', () => {
    const { sent } = toWire(form([{ discount: '10 %', tax: '7' }, { discount: '2.50' }], '5%'), 'VAT');
    expect(CreateInvoice.parse(sent)).toMatchObject({
      percent_off: '5',
      items: [{ percent_off: '10', tax_rates: [{ percent: '7', name: 'VAT' }] }, { amount_off: '2.5' }],
    });
    expect(sent.items[1]).not.toHaveProperty('tax_rates');
  });

  test('leaves blank lines out, and faults still find their line', () => {
    const blank = { description: '', unit_price: '' };
    const { sent, lines } = toWire(form([{}, blank, { unit_price: 'ten' }, blank]), null);
    expect(sent.items).toHaveLength(2);
    expect(toFormPath('items[1].unit_price', lines)).toBe('items.2.unit_price');
    expect(toFormPath('items[0].tax_rates[0].percent', lines)).toBe('items.0.tax');
    expect(toFormPath('items.1.tax_rates.0.reason', lines)).toBe('items.2.tax_reason');
    expect(toFormPath('items[0].amount_off', lines)).toBe('items.0.discount');
    expect(toFormPath('percent_off', lines)).toBe('discount');
    expect(toFormPath('due_date', lines)).toBe('due_date');
    expect(toWire(form([blank]), null).lines).toEqual([0]);
  });
});

describe('the tax of a line', () => {
  test('is typed as one percent or several; zero is none, or says why', () => {
    expect(itemOf({ tax: '5 + 9.975 %' })).toMatchObject({ tax_rates: [{ percent: '5' }, { percent: '9.975' }] });
    expect(itemOf({ tax: '0' })).toMatchObject({ tax_rates: [] });
    expect(itemOf({ tax: '0', tax_category: 'E', tax_reason: 'Health' })).toMatchObject({
      tax_rates: [{ percent: '0', name: 'VAT', category: 'E', reason: 'Health' }],
    });
  });

  test('of a stored line is sent again as it was while its words stay', () => {
    const stored = { taxable: 1, tax: 1, category: 'S' as const, reason_code: null, reason: null };
    const text = taxText([
      { ...stored, percent: 5, name: 'GST', compound: false },
      { ...stored, percent: 9.975, name: 'QST', compound: true },
    ]);
    expect(text.tax).toBe('5 + 9.975');
    expect(itemOf(text)).toMatchObject({
      tax_rates: [
        { percent: 5, name: 'GST' },
        { percent: 9.975, name: 'QST', compound: true },
      ],
    });
    expect(itemOf({ ...text, tax: '5' })).toMatchObject({ tax_rates: [{ percent: '5', name: 'VAT' }] });
    expect(itemOf(taxText([]))).toMatchObject({ tax_rates: [] });
  });
});
