import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyInvoice } from '../../test/any-invoice.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { Decimal, fromMinor, parseDecimal, roundDecimal, sumDecimals } from '../money/index.ts';
import { draftInvoice, type En16931Input, type En16931Line, en16931Totals, en16931Violations } from './index.ts';

const line = (price: string, more: Partial<En16931Line> = {}): En16931Line => ({
  quantity: '1',
  price,
  vat_percent: '19',
  ...more,
});
const text = (amounts: Decimal[]) => amounts.map((amount) => amount.toFixed());
const rows = (input: En16931Input) =>
  en16931Totals(input).vat_breakdown.map(({ taxable_amount, tax_amount, ...row }) => ({
    ...row,
    amounts: text([taxable_amount, tax_amount]),
  }));

const amount = fc.integer({ min: -5000, max: 100_000 }).map((value) => (value / 1000).toFixed(3));
const positive = fc.integer({ min: 0, max: 5000 }).map((value) => (value / 1000).toFixed(3));
const tax = fc.constantFrom(
  { vat_percent: '19' },
  { vat_percent: '19.0', vat_category: 'S' as const },
  { vat_percent: '7.5' },
  { vat_percent: '0' },
  { vat_percent: '0', vat_category: 'AE' as const },
  { vat_percent: '0', vat_category: 'E' as const, exemption_reason: 'Article 135' },
  { vat_category: 'K' as const },
  { vat_percent: '3', vat_category: 'L' as const },
);
const onDocument = fc.array(
  fc.tuple(amount, tax).map(([value, of]) => ({ amount: value, ...of })),
  { maxLength: 3 },
);
const anyDocument: fc.Arbitrary<En16931Input> = fc.record({
  lines: fc.array(
    fc
      .record({
        quantity: fc.constantFrom('1', '-7', '0.333', '12'),
        price: amount,
        price_base_quantity: fc.constantFrom('1', '2', '7'),
        charges: fc.array(positive, { maxLength: 2 }),
        allowances: fc.array(positive, { maxLength: 2 }),
      })
      .chain((fields) => tax.map((of) => ({ ...fields, ...of }))),
    { minLength: 1, maxLength: 6 },
  ),
  document_charges: onDocument,
  document_allowances: onDocument,
  prepaid: amount.map((value) => roundDecimal(value, 2, 'half_up').toFixed()),
  payable_rounding: fc.constantFrom('0', '0.02', '-0.01'),
});

describe('a document after EN 16931', () => {
  test('keeps every rule, whatever is on it', () => {
    fc.assert(
      fc.property(anyDocument, (input) => {
        expect(en16931Violations(en16931Totals(input))).toEqual([]);
      }),
      PROPERTY_RUNS,
    );
  });

  test('has totals that are sums of its parts, redone here in cents', () => {
    const cents = (value: Decimal) => BigInt(value.times(100).toFixed());
    fc.assert(
      fc.property(anyDocument, (input) => {
        const totals = en16931Totals(input);
        const sum = (amounts: Decimal[]) => amounts.reduce((total, value) => total + cents(value), 0n);
        const exclusive = sum(totals.line_nets) - sum(totals.document_allowances) + sum(totals.document_charges);
        expect(sum(totals.vat_breakdown.map((row) => row.taxable_amount))).toBe(exclusive);
        const vat = totals.vat_breakdown.map(({ taxable_amount, rate }) => {
          const [exact, half] = [cents(taxable_amount) * cents(parseDecimal(rate ?? '0')), 5000n];
          return exact < 0n ? -((-exact + half) / 10_000n) : (exact + half) / 10_000n;
        });
        const inclusive = exclusive + vat.reduce((total, value) => total + value, 0n);
        expect(cents(totals.tax_inclusive)).toBe(inclusive);
        expect(cents(totals.payable)).toBe(inclusive - cents(totals.prepaid) + cents(totals.payable_rounding));
      }),
      PROPERTY_RUNS,
    );
  });

  test('comes to the same as an invoice in euro that rounds tax by rate', () => {
    fc.assert(
      fc.property(anyInvoice, ({ items, discounts }) => {
        const percents = ['19', '7', '0'];
        const taxed = items.map((item, at) => ({
          ...item,
          tax_inclusive: false,
          tax_rates: [percents[at % 3] ?? '0'],
        }));
        const invoice = draftInvoice({
          currency: 'EUR',
          issue_date: '2026-01-11',
          payment_terms: 'net_30',
          items: taxed,
          discounts: discounts ?? [],
          rounding: { mode: 'half_up', tax: 'per_rate' },
          explain: 'nothing',
        });
        const major = (minor: bigint) => parseDecimal(fromMinor(minor, 'EUR')).toFixed();
        const totals = en16931Totals({
          // The invoice has rounded its items before the discount, so each is one unit at its amount.
          lines: invoice.items.map(({ amount: price, discount_amount }, at) => ({
            quantity: '1',
            price: fromMinor(price, 'EUR'),
            allowances: [fromMinor(discount_amount, 'EUR')],
            vat_percent: percents[at % 3] ?? '0',
          })),
        });
        expect(totals.tax_exclusive.toFixed()).toBe(major(invoice.net_total));
        expect(totals.tax_total.toFixed()).toBe(major(invoice.tax_total));
        expect(totals.payable.toFixed()).toBe(major(invoice.total));
      }),
      PROPERTY_RUNS,
    );
  });

  test('takes allowances off and puts charges on, with the tax they belong to', () => {
    const input = {
      lines: [line('100'), line('50', { vat_percent: '7' })],
      document_allowances: [{ amount: '10.005', vat_percent: '19.0' }],
      document_charges: [{ amount: '5', vat_percent: '7' }],
      prepaid: '20',
      payable_rounding: '-0.03',
    };
    const totals = en16931Totals(input);
    expect(text([totals.line_total, totals.allowance_total, totals.charge_total])).toEqual(['150', '10.01', '5']);
    expect(text([totals.tax_exclusive, totals.tax_total, totals.tax_inclusive])).toEqual(['144.99', '20.95', '165.94']);
    expect(text([totals.prepaid, totals.payable_rounding, totals.payable])).toEqual(['20', '-0.03', '145.91']);
    expect(text(totals.document_allowances)).toEqual(['10.01']);
    expect(text(totals.document_charges)).toEqual(['5']);
    expect(rows(input).map(({ rate, amounts }) => [rate, amounts])).toEqual([
      ['19', ['89.99', '17.1']],
      ['7', ['55', '3.85']],
    ]);
  });

  test('rounds line by line, half away from zero, after charges and allowances', () => {
    const nets = (more: Partial<En16931Line>) => text(en16931Totals({ lines: [line('0.335', more)] }).line_nets);
    expect(nets({})).toEqual(['0.34']);
    expect(nets({ quantity: '-1' })).toEqual(['-0.34']);
    expect(nets({ allowances: ['0.001'] })).toEqual(['0.33']);
    expect(nets({ charges: ['0.2', '0.1'] })).toEqual(['0.64']);
    expect(nets({ quantity: '10', price_base_quantity: '3' })).toEqual(['1.12']);
  });

  test.each(['0', '-2'])('is refused when a price is for %s units', (price_base_quantity) => {
    const act = () => en16931Totals({ lines: [line('1'), line('1', { price_base_quantity })] });
    expect(codeOf(act)).toBe('validation_failed');
    expect(act).toThrow(`lines[1].price_base_quantity is ${price_base_quantity}; a price is for more than zero units`);
    expect(act).toThrow(
      expect.objectContaining({
        details: { errors: [expect.objectContaining({ path: 'lines[1].price_base_quantity' })] },
      }),
    );
  });
});

describe('the VAT breakdown', () => {
  test('has a row for each category and rate, in the order of their lines', () => {
    const exempt = { vat_percent: '0', vat_category: 'E' as const, exemption_reason_code: 'VATEX-EU-132' };
    const lines = [line('1'), line('2', { vat_percent: '0' }), line('3', exempt), line('4', { vat_percent: '19.00' })];
    expect(rows({ lines })).toEqual([
      { category: 'S', rate: '19', amounts: ['5', '0.95'], exemption_reason_code: null, exemption_reason: null },
      { category: 'Z', rate: '0', amounts: ['2', '0'], exemption_reason_code: null, exemption_reason: null },
      { category: 'E', rate: '0', amounts: ['3', '0'], exemption_reason_code: 'VATEX-EU-132', exemption_reason: null },
    ]);
  });

  test('without a percent is outside the scope of the tax, or at zero where the category says so', () => {
    for (const vat_percent of [undefined, null]) {
      const outside = { quantity: '1', price: '5', ...(vat_percent === undefined ? {} : { vat_percent }) };
      expect(rows({ lines: [outside] })).toEqual([
        { category: 'O', rate: null, amounts: ['5', '0'], exemption_reason_code: 'VATEX-EU-O', exemption_reason: null },
      ]);
      expect(rows({ lines: [{ ...outside, vat_category: 'O' }] })).toMatchObject([{ category: 'O', rate: null }]);
      expect(rows({ lines: [{ ...outside, vat_category: 'AE' }] })).toMatchObject([
        { category: 'AE', rate: '0', exemption_reason_code: 'VATEX-EU-AE' },
      ]);
    }
  });

  test('gives one reason by its code, and reasons that differ as text', () => {
    const exempt = (more: Partial<En16931Line>) => line('1', { vat_percent: '0', vat_category: 'E', ...more });
    const reasons = (...lines: En16931Line[]) =>
      rows({ lines }).map(({ exemption_reason_code, exemption_reason }) => [exemption_reason_code, exemption_reason]);
    const [first, second] = [{ exemption_reason_code: 'VATEX-EU-132' }, { exemption_reason_code: 'VATEX-EU-143' }];
    expect(reasons(exempt(first), exempt(first))).toEqual([['VATEX-EU-132', null]]);
    expect(reasons(exempt({ ...first, exemption_reason: 'Health' }), exempt(first))).toEqual([
      ['VATEX-EU-132', 'Health'],
    ]);
    expect(reasons(exempt(first), exempt(second))).toEqual([[null, 'VATEX-EU-132; VATEX-EU-143']]);
    expect(reasons(exempt({ ...first, exemption_reason: 'Health' }), exempt({}))).toEqual([[null, 'Health']]);
    expect(reasons(exempt({ exemption_reason: 'Health' }), exempt({ exemption_reason: 'Schools' }))).toEqual([
      [null, 'Health; Schools'],
    ]);
    // A text of its own takes the place of the code that the category has by itself.
    expect(reasons(exempt({ vat_category: 'AE', exemption_reason: 'Reverse charge' }))).toEqual([
      [null, 'Reverse charge'],
    ]);
  });
});

describe('the rules that a document breaks', () => {
  const whole = en16931Totals({
    lines: [line('100', { allowances: ['1'] })],
    document_allowances: [{ amount: '2', vat_percent: '19' }],
    document_charges: [{ amount: '3', vat_percent: '19' }],
    prepaid: '4',
    payable_rounding: '0.01',
  });
  const broken = (totals: typeof whole) => en16931Violations(totals).map(({ rule }) => rule);
  const more = (value: Decimal, by = '1') => value.plus(by);

  test('are told by their number and in words', () => {
    expect(en16931Violations(whole)).toEqual([]);
    expect(en16931Violations({ ...whole, payable: more(whole.payable) })).toEqual([
      { rule: 'BR-CO-16', message: 'payable (BT-115) is 116.01 and the sum it stands for is 115.01.' },
    ]);
  });

  test.each([
    ['line_total', ['BR-CO-10', 'BR-CO-13']],
    ['allowance_total', ['BR-CO-11', 'BR-CO-13']],
    ['charge_total', ['BR-CO-12', 'BR-CO-13']],
    ['tax_exclusive', ['BR-CO-13', 'BR-CO-15']],
    ['tax_total', ['BR-CO-14', 'BR-CO-15']],
    ['tax_inclusive', ['BR-CO-15', 'BR-CO-16']],
    ['prepaid', ['BR-CO-16']],
    ['payable_rounding', ['BR-CO-16']],
    ['payable', ['BR-CO-16']],
  ] as const)('a %s that is not its sum', (field, rules) => {
    const found = en16931Violations({ ...whole, [field]: more(whole[field]) });
    expect(found.map(({ rule }) => rule)).toEqual(rules);
    expect(found.every(({ message }) => /^[a-z_]+ \(BT-1\d\d\) is /.test(message))).toBe(true);
  });

  test('amounts with more than two decimals', () => {
    const fields = {
      'BR-DEC-09': 'line_total',
      'BR-DEC-10': 'allowance_total',
      'BR-DEC-11': 'charge_total',
      'BR-DEC-12': 'tax_exclusive',
      'BR-DEC-13': 'tax_total',
      'BR-DEC-14': 'tax_inclusive',
      'BR-DEC-16': 'prepaid',
      'BR-DEC-17': 'payable_rounding',
      'BR-DEC-18': 'payable',
    } as const;
    for (const [rule, field] of Object.entries(fields)) {
      const found = en16931Violations({ ...whole, [field]: more(whole[field], '0.001') });
      const decimals = found.filter((violation) => violation.rule.startsWith('BR-DEC'));
      const value = more(whole[field], '0.001').toFixed();
      expect(decimals).toEqual([{ rule, message: `${field} is ${value}; it has two decimals at most.` }]);
    }
    expect(broken(en16931Totals({ lines: [line('1')], prepaid: '0.005' }))).toEqual(['BR-DEC-16', 'BR-DEC-18']);
  });

  test('a tax that is not its rate of the taxable amount', () => {
    const [row] = whole.vat_breakdown;
    if (row === undefined) throw new Error('there is no breakdown');
    const wrong = { ...row, tax_amount: more(row.tax_amount, '0.01') };
    expect(broken({ ...whole, vat_breakdown: [wrong] })).toEqual(['BR-CO-14', 'BR-CO-17']);
    const none = { ...row, rate: null, category: 'O' as const };
    const messages = en16931Violations({ ...whole, vat_breakdown: [none] }).map(({ message }) => message);
    expect(messages[0]).toBe(
      'the tax of the VAT breakdown of category O (BT-117) is 19 and the sum it stands for is 0.',
    );
    // Totals of other hands may lack the rate that every other category has.
    expect(broken({ ...whole, vat_breakdown: [{ ...none, category: 'S', tax_amount: new Decimal(0) }] })).toContain(
      'BR-S-05',
    );
    expect(broken({ ...whole, vat_breakdown: [{ ...none, rate: '0' }] })).toContain('BR-O-05');
  });

  test('no breakdown at all', () => {
    expect(broken(en16931Totals({ lines: [] }))).toEqual(['BR-CO-18']);
  });

  test('what is outside the scope of the tax beside what is not', () => {
    const outside = { quantity: '1', price: '1' };
    expect(broken(en16931Totals({ lines: [outside, line('1')] }))).toEqual(['BR-O-11']);
    expect(broken(en16931Totals({ lines: [outside, outside] }))).toEqual([]);
  });

  test.each([
    ['S', '0', 'BR-S-05'],
    ['S', '-19', 'BR-S-05'],
    ['S', null, 'BR-S-05'],
    ['Z', '1', 'BR-Z-05'],
    ['AE', '19', 'BR-AE-05'],
    ['K', '19', 'BR-IC-05'],
    ['G', '19', 'BR-G-05'],
    ['O', '19', 'BR-O-05'],
    ['O', '0', 'BR-O-05'],
    ['L', '-1', 'BR-AF-05'],
    ['M', '-1', 'BR-AG-05'],
  ] as const)('category %s at %s', (vat_category, vat_percent, rule) => {
    expect(broken(en16931Totals({ lines: [line('1', { vat_category, vat_percent })] }))).toEqual([rule]);
  });

  test.each([
    ['S', '0.1'],
    ['Z', '0'],
    ['AE', '0.0'],
    ['O', null],
    ['L', '0'],
    ['L', '7'],
    ['M', '0'],
  ] as const)('none by category %s at %s', (vat_category, vat_percent) => {
    expect(broken(en16931Totals({ lines: [line('1', { vat_category, vat_percent })] }))).toEqual([]);
  });

  test('an exemption without its reason, and a reason beside a tax', () => {
    const exempt = line('1', { vat_category: 'E', vat_percent: '0' });
    expect(en16931Violations(en16931Totals({ lines: [exempt] }))).toEqual([
      { rule: 'BR-E-10', message: 'the VAT breakdown of category E at 0 % does not say why there is no tax.' },
    ]);
    for (const reason of [{ exemption_reason: 'Health' }, { exemption_reason_code: 'VATEX-EU-132' }]) {
      expect(broken(en16931Totals({ lines: [{ ...exempt, ...reason }] }))).toEqual([]);
      expect(broken(en16931Totals({ lines: [line('1', reason)] }))).toEqual(['BR-S-10']);
    }
    const [violation] = en16931Violations(en16931Totals({ lines: [line('1', { exemption_reason: 'Health' })] }));
    expect(violation?.message).toBe('the VAT breakdown of category S at 19 % is taxed and gives a reason why not.');
    const outside = en16931Totals({ lines: [{ quantity: '1', price: '1' }, line('1')] });
    expect(en16931Violations(outside)[0]?.message).toContain('category O (outside the scope) has no other');
  });
});

test('sums of nothing are zero', () => {
  const { line_total, payable, vat_breakdown } = en16931Totals({ lines: [] });
  expect([line_total.equals(sumDecimals([])), payable.equals(new Decimal(0)), vat_breakdown]).toEqual([true, true, []]);
});
