import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { stepLines } from '../../test/step-lines.ts';
import type { TaxRate } from '../taxes/index.ts';
import { type DraftInvoice, draftInvoice } from './index.ts';

const GST: TaxRate = { percent: '5', name: 'GST', category: 'S' };
const QST: TaxRate = { percent: '10', name: 'QST', compound: true };
const head = { currency: 'CHF', issue_date: '2026-01-11', payment_terms: 'net_30' };

/** The steps to the amount due, and what they say it is. */
function explained(invoice: Pick<DraftInvoice, 'items' | 'rounding'> & Partial<DraftInvoice>) {
  const { derivation, amount_due } = draftInvoice({ ...head, ...invoice, explain: 'everything' });
  if (derivation === null) throw new Error('there is no derivation');
  return { lines: stepLines(derivation), due: reevaluate(derivation), amount_due };
}

describe('the derivation of an invoice says every step', () => {
  test('of discounts on discounts, taxes in prices and on taxes, credits and coins', () => {
    const { lines, due, amount_due } = explained({
      rounding: { mode: 'half_even', tax: 'per_rate' },
      items: [
        {
          description: 'Seats',
          quantity: '1',
          unit_price: '100',
          tax_rates: [GST, QST],
          tax_inclusive: true,
          discount: { type: 'fixed', value: '10' },
        },
        { description: 'Setup', quantity: '1', unit_price: '50', tax_rates: ['8.1'] },
        { description: 'Gift', quantity: '1', unit_price: '0' },
      ],
      discounts: [
        { type: 'percent', value: '20' },
        { type: 'fixed', value: '5', applies_to: ['2'] },
      ],
      discount_policy: { stacking: 'additive' },
      credits: [1000n],
      wallets: [{ id: 'w', balance: 500n, priority: 1 }],
      cash_rounding: { increment: 5n, mode: 'half_up' },
    });
    expect(lines).toEqual([
      'line_1: line_amount = value(amount=100) -> 100 {"line":1}',
      'line_2: line_amount = value(amount=50) -> 50 {"line":2}',
      'line_3: line_amount = value(amount=0) -> 0 {"line":3}',
      'subtotal: subtotal = add(line_1<-line_1, line_2<-line_2, line_3<-line_3) -> 150',
      'item_discount_1_left: discount_base = add(line_1<-line_1) -> 100',
      'item_discount_1_wanted: discount_rounding = round(value=10) -> 10 2 half_even',
      'item_discount_1: discount = min(item_discount_1_wanted<-item_discount_1_wanted, item_discount_1_left<-item_discount_1_left) -> 10 {"type":"fixed"}',
      'item_discount_1_line_1_product: discount_share = multiply(item_discount_1<-item_discount_1, line_1<-line_1) -> 1000',
      'item_discount_1_line_1_exact: discount_share = divide(item_discount_1_line_1_product<-item_discount_1_line_1_product, item_discount_1_left<-item_discount_1_left) -> 10',
      'item_discount_1_line_1: discount_share = round_part(position=1, item_discount_1<-item_discount_1, item_discount_1_line_1_exact<-item_discount_1_line_1_exact) -> 10 2 down',
      'item_discount_1_line_1_left: after_discount = subtract(line_1<-line_1, item_discount_1_line_1<-item_discount_1_line_1) -> 90',
      'discount_1_left: discount_base = add(item_discount_1_line_1_left<-item_discount_1_line_1_left, line_2<-line_2) -> 140',
      'discount_1_base: discount_base = add(item_discount_1_line_1_left<-item_discount_1_line_1_left, line_2<-line_2) -> 140',
      'discount_1_part: discount_rate = multiply(discount_1_base<-discount_1_base, percent=20) -> 2800',
      'discount_1_exact: discount_rate = divide(discount_1_part<-discount_1_part, hundred=100) -> 28',
      'discount_1_wanted: discount_rounding = round(discount_1_exact<-discount_1_exact) -> 28 2 half_even',
      'discount_1: discount = min(discount_1_wanted<-discount_1_wanted, discount_1_left<-discount_1_left) -> 28 {"type":"percent"}',
      'discount_1_line_1_product: discount_share = multiply(discount_1<-discount_1, item_discount_1_line_1_left<-item_discount_1_line_1_left) -> 2520',
      'discount_1_line_1_exact: discount_share = divide(discount_1_line_1_product<-discount_1_line_1_product, discount_1_left<-discount_1_left) -> 18',
      'discount_1_line_2_product: discount_share = multiply(discount_1<-discount_1, line_2<-line_2) -> 1400',
      'discount_1_line_2_exact: discount_share = divide(discount_1_line_2_product<-discount_1_line_2_product, discount_1_left<-discount_1_left) -> 10',
      'discount_1_line_1: discount_share = round_part(position=1, discount_1<-discount_1, discount_1_line_1_exact<-discount_1_line_1_exact, discount_1_line_2_exact<-discount_1_line_2_exact) -> 18 2 down',
      'discount_1_line_1_left: after_discount = subtract(item_discount_1_line_1_left<-item_discount_1_line_1_left, discount_1_line_1<-discount_1_line_1) -> 72',
      'discount_1_line_2: discount_share = round_part(position=2, discount_1<-discount_1, discount_1_line_1_exact<-discount_1_line_1_exact, discount_1_line_2_exact<-discount_1_line_2_exact) -> 10 2 down',
      'discount_1_line_2_left: after_discount = subtract(line_2<-line_2, discount_1_line_2<-discount_1_line_2) -> 40',
      'discount_2_left: discount_base = add(discount_1_line_2_left<-discount_1_line_2_left) -> 40',
      'discount_2_wanted: discount_rounding = round(value=5) -> 5 2 half_even',
      'discount_2: discount = min(discount_2_wanted<-discount_2_wanted, discount_2_left<-discount_2_left) -> 5 {"type":"fixed"}',
      'discount_2_line_2_product: discount_share = multiply(discount_2<-discount_2, discount_1_line_2_left<-discount_1_line_2_left) -> 200',
      'discount_2_line_2_exact: discount_share = divide(discount_2_line_2_product<-discount_2_line_2_product, discount_2_left<-discount_2_left) -> 5',
      'discount_2_line_2: discount_share = round_part(position=1, discount_2<-discount_2, discount_2_line_2_exact<-discount_2_line_2_exact) -> 5 2 down',
      'discount_2_line_2_left: after_discount = subtract(discount_1_line_2_left<-discount_1_line_2_left, discount_2_line_2<-discount_2_line_2) -> 35',
      'discount_total: discount_total = add(item_discount_1<-item_discount_1, discount_1<-discount_1, discount_2<-discount_2) -> 43',
      'after_discounts: after_discount = subtract(subtotal<-subtotal, discount_total<-discount_total) -> 107',
      'line_1_divisor_1: tax_inclusive_divisor = add(net=100, percent=5) -> 105',
      'line_1_divisor_2_product: tax_inclusive_divisor = multiply(line_1_divisor_1<-line_1_divisor_1, percent=10) -> 1050',
      'line_1_divisor_2_compound: tax_inclusive_divisor = divide(line_1_divisor_2_product<-line_1_divisor_2_product, hundred=100) -> 10.5',
      'line_1_divisor_2: tax_inclusive_divisor = add(line_1_divisor_1<-line_1_divisor_1, line_1_divisor_2_compound<-line_1_divisor_2_compound) -> 115.5',
      'line_1_gross: tax_base = multiply(discount_1_line_1_left<-discount_1_line_1_left, hundred=100) -> 7200',
      'line_1_net: tax_base = divide(line_1_gross<-line_1_gross, line_1_divisor_2<-line_1_divisor_2) -> 62.337662337662337662337662337662',
      'line_1_rate_1_product: tax_exact = multiply(line_1_net<-line_1_net, percent=5) -> 311.688311688311688311688311688312 {"line":1,"percent":"5","name":"GST","category":"S"}',
      'line_1_rate_1: tax_exact = divide(line_1_rate_1_product<-line_1_rate_1_product, hundred=100) -> 3.116883116883116883116883116883 {"line":1,"percent":"5","name":"GST","category":"S"}',
      'line_1_rate_1_base: tax_base = add(line_1_net<-line_1_net, line_1_rate_1<-line_1_rate_1) -> 65.454545454545454545454545454545',
      'line_1_rate_2_product: tax_exact = multiply(line_1_rate_1_base<-line_1_rate_1_base, percent=10) -> 654.545454545454545454545454545455 {"line":1,"percent":"10","name":"QST"}',
      'line_1_rate_2: tax_exact = divide(line_1_rate_2_product<-line_1_rate_2_product, hundred=100) -> 6.545454545454545454545454545455 {"line":1,"percent":"10","name":"QST"}',
      'line_1_rate_2_base: tax_base = add(line_1_rate_1_base<-line_1_rate_1_base, line_1_rate_2<-line_1_rate_2) -> 72',
      'line_2_rate_1_product: tax_exact = multiply(discount_2_line_2_left<-discount_2_line_2_left, percent=8.1) -> 283.5 {"line":2,"percent":"8.1"}',
      'line_2_rate_1: tax_exact = divide(line_2_rate_1_product<-line_2_rate_1_product, hundred=100) -> 2.835 {"line":2,"percent":"8.1"}',
      'tax_1_exact: tax_sum = add(line_1_rate_1<-line_1_rate_1) -> 3.116883116883116883116883116883',
      'tax_1: tax_rounding = round(tax_1_exact<-tax_1_exact) -> 3.12 2 half_even',
      'line_1_tax_1: tax_share = round_part(position=1, tax_1<-tax_1, line_1_rate_1<-line_1_rate_1) -> 3.12 2 down',
      'tax_2_exact: tax_sum = add(line_1_rate_2<-line_1_rate_2) -> 6.545454545454545454545454545455',
      'tax_2: tax_rounding = round(tax_2_exact<-tax_2_exact) -> 6.55 2 half_even',
      'line_1_tax_2: tax_share = round_part(position=1, tax_2<-tax_2, line_1_rate_2<-line_1_rate_2) -> 6.55 2 down',
      'tax_3_exact: tax_sum = add(line_2_rate_1<-line_2_rate_1) -> 2.835',
      'tax_3: tax_rounding = round(tax_3_exact<-tax_3_exact) -> 2.84 2 half_even',
      'line_2_tax_1: tax_share = round_part(position=1, tax_3<-tax_3, line_2_rate_1<-line_2_rate_1) -> 2.84 2 down',
      'line_1_tax: line_tax = add(line_1_tax_1<-line_1_tax_1, line_1_tax_2<-line_1_tax_2) -> 9.67',
      'line_2_tax: line_tax = add(line_2_tax_1<-line_2_tax_1) -> 2.84',
      'line_3_tax: line_tax = add(nothing=0) -> 0',
      'tax_total: tax_total = add(tax_1<-tax_1, tax_2<-tax_2, tax_3<-tax_3) -> 12.51',
      'tax_on_top: tax_total = add(line_2_tax<-line_2_tax, line_3_tax<-line_3_tax) -> 2.84',
      'total: total = add(after_discounts<-after_discounts, tax_on_top<-tax_on_top) -> 109.84',
      'credit_1_most: credit = min(credit=10, total<-total) -> 10 {"credit":1}',
      'credit_1: credit = max(nothing=0, credit_1_most<-credit_1_most) -> 10 {"credit":1}',
      'after_credit_1: after_credit = subtract(total<-total, credit_1<-credit_1) -> 99.84',
      'credit_2_most: credit = min(credit=5, after_credit_1<-after_credit_1) -> 5 {"credit":2}',
      'credit_2: credit = max(nothing=0, credit_2_most<-credit_2_most) -> 5 {"credit":2}',
      'after_credit_2: after_credit = subtract(after_credit_1<-after_credit_1, credit_2<-credit_2) -> 94.84',
      'cash_coins: cash_rounding = divide(after_credit_2<-after_credit_2, increment=0.05) -> 1896.8',
      'cash_whole_coins: cash_rounding = round(cash_coins<-cash_coins) -> 1897 0 half_up',
      'cash_rounded: cash_rounding = multiply(cash_whole_coins<-cash_whole_coins, increment=0.05) -> 94.85',
      'amount_due: amount_due = max(nothing=0, cash_rounded<-cash_rounded) -> 94.85',
    ]);
    expect([due, amount_due]).toEqual(['94.85', 9485n]);
  });

  test('of an invoice below zero: nothing comes off, nothing pays it, no coins', () => {
    const { lines, amount_due } = explained({
      rounding: { mode: 'half_up', tax: 'per_document' },
      items: [{ description: 'Refund', quantity: '1', unit_price: '-3', tax_rates: [QST] }],
      discounts: [{ type: 'percent', value: '20' }],
      credits: [100n],
      cash_rounding: { increment: 5n, mode: 'up' },
    });
    expect(lines).toEqual([
      'line_1: line_amount = value(amount=-3) -> -3 {"line":1}',
      'subtotal: subtotal = add(line_1<-line_1) -> -3',
      'discount_total: discount_total = add(nothing=0) -> 0',
      'after_discounts: after_discount = subtract(subtotal<-subtotal, discount_total<-discount_total) -> -3',
      'line_1_rate_1_product: tax_exact = multiply(line_1<-line_1, percent=10) -> -30 {"line":1,"percent":"10","name":"QST"}',
      'line_1_rate_1: tax_exact = divide(line_1_rate_1_product<-line_1_rate_1_product, hundred=100) -> -0.3 {"line":1,"percent":"10","name":"QST"}',
      'line_1_rate_1_base: tax_base = add(line_1<-line_1, line_1_rate_1<-line_1_rate_1) -> -3.3',
      'tax_1_exact: tax_sum = add(line_1_rate_1<-line_1_rate_1) -> -0.3',
      'tax_1: tax_rounding = round(tax_1_exact<-tax_1_exact) -> -0.3 2 half_up',
      'line_1_tax_1: tax_share = round_part(position=1, tax_1<-tax_1, line_1_rate_1<-line_1_rate_1) -> -0.3 2 down',
      'line_1_tax: line_tax = add(line_1_tax_1<-line_1_tax_1) -> -0.3',
      'tax_total: tax_total = add(tax_1<-tax_1) -> -0.3',
      'tax_on_top: tax_total = add(line_1_tax<-line_1_tax) -> -0.3',
      'total: total = add(after_discounts<-after_discounts, tax_on_top<-tax_on_top) -> -3.3',
      'credit_1_most: credit = min(credit=1, total<-total) -> -3.3 {"credit":1}',
      'credit_1: credit = max(nothing=0, credit_1_most<-credit_1_most) -> 0 {"credit":1}',
      'after_credit_1: after_credit = subtract(total<-total, credit_1<-credit_1) -> -3.3',
      'amount_due: amount_due = max(nothing=0, after_credit_1<-after_credit_1) -> 0',
    ]);
    expect(amount_due).toBe(0n);
  });

  test('of an invoice of nothing', () => {
    const { lines } = explained({ rounding: { mode: 'half_up', tax: 'per_line' }, items: [] });
    expect(lines).toEqual([
      'subtotal: subtotal = add(nothing=0) -> 0',
      'discount_total: discount_total = add(nothing=0) -> 0',
      'after_discounts: after_discount = subtract(subtotal<-subtotal, discount_total<-discount_total) -> 0',
      'tax_total: tax_total = add(nothing=0) -> 0',
      'tax_on_top: tax_total = add(nothing=0) -> 0',
      'total: total = add(after_discounts<-after_discounts, tax_on_top<-tax_on_top) -> 0',
      'amount_due: amount_due = max(nothing=0, total<-total) -> 0',
    ]);
  });
});
