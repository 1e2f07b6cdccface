import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { DEFAULT_ROUNDING, ROUNDING_MODES } from '../money/index.ts';
import {
  canonicalJson,
  computeTotals,
  contentHashInput,
  type DraftInvoice,
  draftInvoice,
  formatNumber,
  NumberFormat,
  numberFormatFault,
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
    const derivation = draftInvoice(draft).items[0]?.derivation ?? null;
    const derived = { ...rated, derivation };
    expect(draftInvoice({ ...draft, items: [derived] }).items[0]?.derivation).toBe(derivation);
    expect(draftInvoice({ ...draft, items: [derived], explain: 'nothing' }).items[0]?.derivation).toBeNull();
  });

  test('keeps what an item is about, and leaves empty what it does not say', () => {
    const about = {
      kind: 'recurring' as const,
      product_id: 'p',
      subscription_item_id: 's',
      service_start: '2026-01-01',
      service_end: '2026-02-01',
    };
    const [whole, bare] = draftInvoice({
      ...draft,
      prices: 'inclusive',
      items: [
        { description: 'Seats', quantity: '2.50', unit_price: '4.00', ...about },
        { description: 'Setup', quantity: '1', unit_price: '1', tax_inclusive: false },
      ],
    }).items;
    expect(whole).toMatchObject({ position: 1, quantity: '2.5', unit_price: '4', tax_inclusive: true, ...about });
    expect(bare).toMatchObject({ position: 2, kind: 'manual', tax_inclusive: false, product_id: null });
    expect(bare).toMatchObject({ subscription_item_id: null, service_start: null, service_end: null });
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
    const refused = () => draftInvoice({ ...draft, due_date: '2026-01-10' });
    const message = 'due_date 2026-01-10 is before issue_date 2026-01-11; choose a later one.';
    expect(refused).toThrow(expect.objectContaining({ message, details: { errors: [{ path: 'due_date', message }] } }));
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
    expect(formatNumber('{YYYY}-{MM}-{DD}/{SEQ:12}', parts)).toBe('2026-01-11/000000000007');
    expect(formatNumber('{CUSTOMER}-{SEQ:1}', { sequence: 7n, issueDate: '2026-01-11' })).toBe('-7');
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
    expect(NumberFormat.safeParse('{SEQ}').error?.issues).toBeUndefined();
    expect(NumberFormat.safeParse('INV').error?.issues[0]).toMatchObject({
      message: 'must hold {SEQ} or {SEQ:n} exactly once',
      params: { code: 'invalid_number_format' },
    });
  });

  test('say what is wrong with a format', () => {
    const faults: [format: string, fault: string | null][] = [
      ['', 'must have 1 to 60 characters'],
      [`{SEQ}${'x'.repeat(55)}`, null],
      [`{SEQ}${'x'.repeat(56)}`, 'must have 1 to 60 characters'],
      ['INV {SEQ}', 'may hold letters, digits, ". _ / -" and {YYYY} {YY} {MM} {DD} {CUSTOMER} {SEQ} {SEQ:3}'],
      ['{SEQ:1}', null],
      ['{SEQ:12}', null],
      ['{SEQ:0}', '{SEQ:n} takes n from 1 to 12'],
      ['{SEQ:13}', '{SEQ:n} takes n from 1 to 12'],
      ['{MM}-{SEQ}', 'with {MM} must hold {YYYY} or {YY}, or numbers repeat every year'],
      ['{YY}{MM}-{SEQ}', null],
      ['{YYYY}{MM}-{SEQ}', null],
      ['{YYYY}-{DD}-{SEQ}', 'with {DD} must hold {MM}, or numbers repeat every month'],
      ['{YYYY}{MM}{DD}-{SEQ}', null],
      ['{CUSTOMER}{SEQ}', 'needs a character such as "-" between {CUSTOMER} and {SEQ}'],
      ['{SEQ:3}{CUSTOMER}', 'needs a character such as "-" between {CUSTOMER} and {SEQ}'],
      ['{SEQ}{CUSTOMER}', 'needs a character such as "-" between {CUSTOMER} and {SEQ}'],
      ['{CUSTOMER}.{SEQ}', null],
      ['azAZ09._/-{SEQ}', null],
      ...['#', 'é', ':', '{', '}', '+', '@', '`', '['].map((letter): [string, string] => [
        `${letter}{SEQ}`,
        'may hold letters, digits, ". _ / -" and {YYYY} {YY} {MM} {DD} {CUSTOMER} {SEQ} {SEQ:3}',
      ]),
    ];
    for (const [format, fault] of faults) expect(numberFormatFault(format), format).toBe(fault);
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
    const table = [{ rate: '0', name: 'VAT', category: null, reason_code: null, reason: null, taxable: 1n, tax: 0n }];
    expect(contentHashInput({ ...content, taxes: table })).not.toBe(text);
    expect(JSON.parse(contentHashInput({ ...content, taxes: table })).taxes).toEqual([
      { rate: '0', name: 'VAT', category: null, reason_code: null, reason: null, taxable: '1', tax: '0' },
    ]);
    const [item] = items;
    if (item === undefined) throw new Error('the draft has items');
    const taxed = { ...item, taxes: [{ row: 0, taxable: 5n, tax: 1n }] };
    expect(JSON.parse(contentHashInput({ ...content, items: [taxed] })).items[0].taxes).toEqual([
      { row: 0, taxable: '5', tax: '1' },
    ]);
    // Every fact is in it under its own name, of the document and of each item.
    const { items: written, ...facts } = JSON.parse(text);
    expect(facts).toMatchObject({ version: 2, currency: 'USD', subtotal: '29800', total: '29800', tax_total: '0' });
    expect(Object.keys(facts).sort()).toEqual([
      'currency',
      'customer',
      'discount_total',
      'due_date',
      'invoice_number',
      'issue_date',
      'notes',
      'payment_terms',
      'purchase_order_number',
      'seller',
      'subtotal',
      'tax_included',
      'tax_total',
      'taxes',
      'terms',
      'total',
      'version',
    ]);
    expect(written[0]).toEqual({
      position: 1,
      description: 'CRM Pro - Monthly',
      quantity: '1',
      unit_price: '99',
      amount: '9900',
      discount_amount: '0',
      tax_amount: '0',
      tax_inclusive: false,
      taxes: [],
      service_start: null,
      service_end: null,
    });
  });
});

describe('totals in major units', () => {
  const lines = [
    { id: 'a', amount: '10.005', tax_rates: ['20'] },
    { id: 'b', amount: '20', tax_rates: ['20', '5'], tax_inclusive: true },
  ];
  const head = { scale: 2, mode: 'half_up', tax_rounding: 'per_rate' } as const;
  const texts = (amounts: readonly { toFixed(): string }[]) => amounts.map((amount) => amount.toFixed());

  test('tell every amount of every line, exact where nothing rounds it', () => {
    const totals = computeTotals({
      ...head,
      lines,
      discounts: [
        { type: 'fixed', value: '1', applies_to: ['b'] },
        { type: 'percent', value: '50', applies_to: ['z'] },
      ],
      credits: ['3', '-1'],
      cash_rounding: { increment: 5n, mode: 'down' },
    });
    // 19 with 25 % in it is 15.20 and 3.04 and 0.76; 20 % of 10.005 is 2.001; 3.04 + 2.001 are rounded to 5.04.
    expect(totals.lines.map(({ id, ...amounts }) => [id, ...texts(Object.values(amounts))])).toEqual([
      ['a', '10.005', '0', '10.005', '2', '2.001'],
      ['b', '20', '1', '19', '3.8', '3.8'],
    ]);
    const { subtotal, discount_total, net_total, tax_total, total, cash_rounding, amount_due } = totals;
    expect(texts([subtotal, discount_total, net_total, tax_total, total])).toEqual([
      '30.005',
      '1',
      '25.205',
      '5.8',
      '31.005',
    ]);
    expect(texts([...totals.discounts_applied, ...totals.credits_applied])).toEqual(['1', '0', '3', '0']);
    expect(texts([cash_rounding, amount_due])).toEqual(['-0.005', '28']);
    expect(totals.tax_by_rate.map(({ rate, taxable, tax }) => [rate, ...texts([taxable, tax])])).toEqual([
      ['20', '25.205', '5.04'],
      ['5', '15.2', '0.76'],
    ]);
  });

  test('spread a discount in whole minor units unless asked to be exact', () => {
    const thirds = ['a', 'b', 'c'].map((id) => ({ id, amount: '1', tax_rates: [] }));
    const input = { ...head, lines: thirds, discounts: [{ type: 'fixed' as const, value: '1' }] };
    const discounts = (totals: ReturnType<typeof computeTotals>) => texts(totals.lines.map(({ discount }) => discount));
    expect(discounts(computeTotals(input))).toEqual(['0.34', '0.33', '0.33']);
    expect(discounts(computeTotals({ ...input, discount_spread: 'exact' }))[0]).toMatch(/^0\.3{118}/);
  });

  test('take discounts in the order and stacking asked for', () => {
    const input = {
      ...head,
      lines: [{ id: 'a', amount: '100', tax_rates: [] }],
      discounts: [
        { type: 'fixed' as const, value: '50' },
        { type: 'percent' as const, value: '10' },
      ],
    };
    const applied = (more: object) => texts(computeTotals({ ...input, ...more }).discounts_applied);
    expect(applied({})).toEqual(['50', '5']);
    expect(applied({ discount_order: 'percent_first' })).toEqual(['50', '10']);
    expect(applied({ discount_stacking: 'additive' })).toEqual(['50', '10']);
    expect(applied({ discount_stacking: 'best' })).toEqual(['50', '0']);
  });
});
