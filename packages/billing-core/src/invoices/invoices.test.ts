import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { DEFAULT_ROUNDING, ROUNDING_MODES } from '../money/index.ts';
import {
  canonicalJson,
  contentHashInput,
  type DraftInvoice,
  draftInvoice,
  formatNumber,
  NumberFormat,
  numberPeriod,
} from './index.ts';

const draft: DraftInvoice = {
  currency: 'USD',
  issue_date: '2026-01-11',
  payment_terms: 'net_30',
  rounding: DEFAULT_ROUNDING,
  items: [
    { description: 'CRM Pro - Monthly', quantity: '1', unit_price: '99.00' },
    { description: 'Setup Fee', quantity: '1', unit_price: '199.00' },
  ],
};

describe('a draft', () => {
  test('has its items priced, its totals and its due date', () => {
    const invoice = draftInvoice(draft);
    expect(invoice).toMatchObject({
      due_date: '2026-02-10',
      subtotal: 29800n,
      discount_total: 0n,
      tax_total: 0n,
      total: 29800n,
      amount_due: 29800n,
    });
    expect(invoice.items[0]).toMatchObject({
      position: 1,
      kind: 'manual',
      amount: 9900n,
      unit_price: '99',
      quantity: '1',
    });
    const derivation = invoice.items[1]?.derivation;
    expect(derivation && reevaluate(derivation)).toBe('199');
  });

  test('takes items that were rated already as they are', () => {
    const rated = { description: 'Tokens', quantity: '2500', unit_price: null, amount: 125n, derivation: null };
    const invoice = draftInvoice({ ...draft, items: [rated] });
    expect(invoice).toMatchObject({ total: 125n, items: [{ amount: 125n, unit_price: null }] });
  });

  test('takes discounts off first, then taxes what is left', () => {
    const items = draft.items.map((item) => ({ ...item, tax_rates: ['10'] }));
    const withOwn = items.map((item, index) =>
      index === 1 ? { ...item, discount: { type: 'fixed' as const, value: '99' } } : item,
    );
    const invoice = draftInvoice({ ...draft, items: withOwn, discounts: [{ type: 'percent', value: '10' }] });
    // 99 + 199 - 99 = 199; 10 % off is 19.90; tax is 10 % of 179.10.
    expect(invoice).toMatchObject({ subtotal: 29800n, discount_total: 11890n, tax_total: 1791n, total: 19701n });
    expect(invoice.items.map((item) => item.discount_amount)).toEqual([990n, 10900n]);
  });

  test('owes nothing when it is below zero', () => {
    const invoice = draftInvoice({ ...draft, items: [{ description: 'Refund', quantity: '1', unit_price: '-5' }] });
    expect(invoice).toMatchObject({ total: -500n, amount_due: 0n });
  });

  test('is refused when due before it is issued', () => {
    expect(codeOf(() => draftInvoice({ ...draft, due_date: '2026-01-10' }))).toBe('validation_failed');
    expect(draftInvoice({ ...draft, due_date: '2026-01-11' }).due_date).toBe('2026-01-11');
  });

  test('adds up under every rounding: lines to subtotal, parts to totals, whatever the rates and discounts', () => {
    const amount = fc.integer({ min: -2000, max: 100_000 }).map((value) => (value / 1000).toFixed(3));
    const item = fc.record({
      description: fc.constant('x'),
      quantity: amount,
      unit_price: amount,
      tax_rates: fc.subarray(['19', '7.7', '0.5']),
    });
    const discount = fc.oneof(
      fc.record({ type: fc.constant('percent' as const), value: fc.constantFrom('10', '33.333', '100') }),
      fc.record({ type: fc.constant('fixed' as const), value: fc.constantFrom('5', '0.01', '1000') }),
    );
    const rounding = fc.record({
      mode: fc.constantFrom(...ROUNDING_MODES),
      tax: fc.constantFrom('per_line' as const, 'per_rate' as const, 'per_document' as const),
    });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 6 }),
        fc.array(discount, { maxLength: 3 }),
        rounding,
        (items, discounts, policy) => {
          const invoice = draftInvoice({ ...draft, items, discounts, rounding: policy });
          const total = (pick: (item: (typeof invoice.items)[number]) => bigint) =>
            invoice.items.reduce((sum, line) => sum + pick(line), 0n);
          expect(total((line) => line.amount)).toBe(invoice.subtotal);
          expect(total((line) => line.discount_amount)).toBe(invoice.discount_total);
          expect(total((line) => line.tax_amount)).toBe(invoice.tax_total);
          expect(invoice.subtotal - invoice.discount_total + invoice.tax_total).toBe(invoice.total);
          for (const line of invoice.items)
            if (line.amount > 0n) expect(line.discount_amount <= line.amount).toBe(true);
        },
      ),
      PROPERTY_RUNS,
    );
  });
});

describe('numbers', () => {
  test('are formed from the date and the sequence', () => {
    const parts = { sequence: 7n, issueDate: '2026-01-11', customerCode: 'ACME' };
    expect(formatNumber('INV-{YYYY}-{SEQ:3}', parts)).toBe('INV-2026-007');
    expect(formatNumber('{YY}{MM}/{SEQ}', parts)).toBe('2601/7');
    expect(formatNumber('{CUSTOMER}-{SEQ:5}', parts)).toBe('ACME-00007');
    expect(formatNumber('INV-{YYYY}-{SEQ:3}', { ...parts, sequence: 12345 })).toBe('INV-2026-12345');
  });

  test('start again with the finest part of the calendar in the format', () => {
    expect(numberPeriod('INV-{SEQ}', '2026-01-11')).toBe('');
    expect(numberPeriod('INV-{YYYY}-{SEQ:3}', '2026-01-11')).toBe('2026');
    expect(numberPeriod('INV-{YYYY}-{MM}-{SEQ:3}', '2026-01-11')).toBe('2026-01');
    expect(numberPeriod('{YY}{MM}{DD}-{SEQ:3}', '2026-01-11')).toBe('2026-01-11');
  });

  test('a format that would repeat numbers, or cannot be read, is refused', () => {
    for (const format of [
      '',
      'INV',
      '{SEQ}{SEQ}',
      '{MM}-{SEQ}',
      '{YYYY}-{DD}-{SEQ}',
      '{SEQ:0}',
      '{SEQ:13}',
      '{CUSTOMER}{SEQ}',
      '{FOO}-{SEQ}',
      'INV {SEQ}',
      'x'.repeat(61),
    ]) {
      expect(NumberFormat.safeParse(format).success, format).toBe(false);
      expect(
        codeOf(() => formatNumber(format, { sequence: 1n, issueDate: '2026-01-11' })),
        format,
      ).toBe('invalid_number_format');
    }
    expect(NumberFormat.safeParse('INV-{YYYY}-{SEQ:3}').success).toBe(true);
  });
});

describe('the content of a final invoice', () => {
  test('is one text, whatever the order of keys', () => {
    expect(canonicalJson({ b: 2n, a: null, c: undefined, d: [true, 'é', { z: 1, y: 2 }] })).toBe(
      '{"a":null,"b":"2","d":[true,"é",{"y":2,"z":1}]}',
    );
  });

  test('changes with every fact it holds and not with others', () => {
    const { items, ...invoice } = draftInvoice(draft);
    const content = {
      ...invoice,
      items,
      invoice_number: 'INV-2026-001',
      seller: { name: 'Seller' },
      customer: { name: 'Buyer' },
      notes: null,
      terms: null,
      purchase_order_number: null,
    };
    const text = contentHashInput(content);
    expect(contentHashInput({ ...content, amount_due: 0n, status: 'paid' } as typeof content)).toBe(text);
    expect(contentHashInput({ ...content, total: 29801n })).not.toBe(text);
    expect(contentHashInput({ ...content, customer: { name: 'Another' } })).not.toBe(text);
  });
});
