import { type InvoiceItem, lineAmount } from '@revenue/billing-core/invoices';
import { expect, test } from 'vitest';
import { createFormat } from '../../../format/create-format.ts';
import { explainItem } from './explain-item.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'EUR' });
const { derivation } = lineAmount('1', '100', 'EUR', { mode: 'half_up' });
const none = { percent_off: null, amount_off: null, discount: 0, own_discount: 0, tax: 0, tax_inclusive: false };
const item = { amount: 100, total: 100, derivation, taxes: [] as InvoiceItem['taxes'], ...none } as InvoiceItem;
const invoice = { currency: 'EUR', percent_off: null, amount_off: null };
const told = (words: Partial<InvoiceItem>, of: Partial<typeof invoice> | object = {}) =>
  explainItem({ ...item, ...words }, { ...invoice, ...of }, format)
    .slice(-4)
    .map((row) => `${row.what} | ${row.how} | ${row.result}`);
const vat = { name: 'VAT', percent: 19, category: null, reason_code: null, reason: null, compound: false };

test('a line without discount and tax ends with its amount', () => {
  expect(told({}).at(-1)).toBe('Amount of this line |  | €100.00');
});

test('its own discount, its share of that of the invoice and its tax each have a row', () => {
  const taxes = [{ ...vat, taxable: 81, tax: 15.39 }];
  const discounts = { percent_off: 10, own_discount: 10, discount: 19, tax: 15.39, total: 96.39, taxes };
  expect(told(discounts, { percent_off: 10 })).toEqual([
    'Discount on this line | €100.00 × 10 % | −€10.00',
    'With its share of the discount on the invoice | 10 % of what is left | −€19.00 in all',
    'VAT 19 % | €81.00 × 19 % | €15.39',
    'This line in all |  | €96.39',
  ]);
});

test('an amount says that it takes no more than the line, and a share how it is spread', () => {
  expect(told({ amount_off: 500, own_discount: 100, discount: 100, total: 0 })).toContain(
    'Discount on this line | €500.00, at most the line | −€100.00',
  );
  expect(told({ discount: 5, total: 95 }, { amount_off: 15 })).toContain(
    'With its share of the discount on the invoice | €15.00 spread over the lines in proportion | −€5.00 in all',
  );
});

test('a price that contains its tax says so, and no tax says why', () => {
  const contained = [{ ...vat, taxable: 84.03, tax: 15.97 }];
  expect(told({ tax_inclusive: true, tax: 15.97, taxes: contained })).toContain(
    'Contains VAT 19 % | €84.03 × 19 % | €15.97',
  );
  const exempt = [{ ...vat, percent: 0, reason: 'Charity', taxable: 100, tax: 0 }];
  expect(told({ taxes: exempt })).toContain('VAT 0 % | Charity | €0.00');
});
