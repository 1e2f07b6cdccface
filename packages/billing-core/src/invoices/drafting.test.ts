import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import type { BillingError } from '../errors/index.ts';
import { currencyExponent, DEFAULT_ROUNDING, fromMinor, parseDecimal, ROUNDING_MODES } from '../money/index.ts';
import { computeTotals, type DraftedInvoice, type DraftInvoice, derivationOf, draftInvoice } from './index.ts';

type Item = DraftInvoice['items'][number];

const base = { currency: 'EUR', issue_date: '2026-01-11', payment_terms: 'net_30', rounding: DEFAULT_ROUNDING };
const item = (unit_price: string, more: object = {}): Item => ({
  description: 'x',
  quantity: '1',
  unit_price,
  ...more,
});
const draft = (items: Item[], more: Partial<DraftInvoice> = {}) => draftInvoice({ ...base, items, ...more });

const percent = fc.constantFrom('19', '7', '8.875', '0', '33.333');
const rateOf = fc.oneof(percent, fc.record({ percent, name: fc.constantFrom('GST', 'PST'), compound: fc.boolean() }));
const price = fc.integer({ min: -2000, max: 100_000 }).map((value) => (value / 1000).toFixed(3));
const anyItem = fc.record({
  description: fc.constant('x'),
  quantity: fc.constantFrom('1', '3', '0.5', '12.25'),
  unit_price: price,
  tax_rates: fc.array(rateOf, { maxLength: 3 }),
  tax_inclusive: fc.boolean(),
});
const anyDiscount = fc.oneof(
  fc.record({ type: fc.constant('percent' as const), value: fc.constantFrom('10', '33.333', '100') }),
  fc.record({ type: fc.constant('fixed' as const), value: fc.constantFrom('5', '0.01', '1000', '1.005') }),
  fc.record({ type: fc.constant('fixed' as const), value: fc.constant('3'), applies_to: fc.subarray(['1', '2', '3']) }),
);
const anyInvoice = fc.record({
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  items: fc.array(anyItem, { minLength: 1, maxLength: 5 }),
  discounts: fc.array(anyDiscount, { maxLength: 3 }),
  discount_policy: fc.record({
    order: fc.constantFrom('in_order' as const, 'percent_first' as const, 'fixed_first' as const, 'by_value' as const),
    stacking: fc.constantFrom('sequential' as const, 'additive' as const, 'best' as const),
  }),
  credits: fc.array(fc.bigInt({ min: -10n, max: 20_000n }), { maxLength: 2 }),
  wallets: fc.array(fc.record({ id: fc.string(), balance: fc.bigInt({ min: 0n, max: 9_000n }), priority: fc.nat(3) }), {
    maxLength: 2,
  }),
  cash_rounding: fc.record({ increment: fc.constantFrom(1n, 5n, 10n), mode: fc.constantFrom(...ROUNDING_MODES) }),
  rounding: fc.record({
    mode: fc.constantFrom(...ROUNDING_MODES),
    tax: fc.constantFrom('per_line' as const, 'per_rate' as const, 'per_document' as const),
  }),
});

const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe('an invoice', () => {
  test('adds up, whatever its taxes, discounts, credits and roundings', () => {
    fc.assert(
      fc.property(anyInvoice, (input) => {
        const invoice = draftInvoice({ ...base, ...input, explain: 'nothing' });
        expect(sum(invoice.items.map(({ amount }) => amount))).toBe(invoice.subtotal);
        expect(sum(invoice.items.map(({ discount_amount }) => discount_amount))).toBe(invoice.discount_total);
        expect(sum(invoice.items.map(({ tax_amount }) => tax_amount))).toBe(invoice.tax_total);
        expect(sum(invoice.taxes.map(({ tax }) => tax))).toBe(invoice.tax_total);
        for (const { taxes, tax_amount } of invoice.items) expect(sum(taxes.map(({ tax }) => tax))).toBe(tax_amount);
        const ofItems = (row: number) => invoice.items.flatMap(({ taxes }) => taxes.filter((tax) => tax.row === row));
        for (const [row, { taxable, tax }] of invoice.taxes.entries()) {
          expect(sum(ofItems(row).map((part) => part.taxable))).toBe(taxable);
          expect(sum(ofItems(row).map((part) => part.tax))).toBe(tax);
        }
        expect(sum(invoice.discounts_applied)).toBe(invoice.discount_total);
        const onTop = sum(
          invoice.items.map(({ tax_amount }, at) => (input.items[at]?.tax_inclusive ? 0n : tax_amount)),
        );
        expect(invoice.subtotal - invoice.discount_total + onTop).toBe(invoice.total);
        expect(invoice.net_total + invoice.tax_total).toBe(invoice.total);
        const paid = sum([...invoice.credits_applied, ...invoice.wallets_applied.map(({ amount }) => amount)]);
        const left = invoice.total - paid + invoice.cash_rounding;
        expect(invoice.amount_due).toBe(left > 0n ? left : 0n);
        expect(invoice.amount_due % input.cash_rounding.increment).toBe(0n);
      }),
      PROPERTY_RUNS,
    );
  });

  test('explains every amount, and the interpreter comes to the same', () => {
    fc.assert(
      fc.property(anyInvoice, (input) => {
        const invoice = draftInvoice({ ...base, ...input, explain: 'everything' });
        const { derivation, currency } = invoice;
        if (derivation === null) throw new Error('there is no derivation');
        const amounts: [string, bigint][] = [
          ['subtotal', invoice.subtotal],
          ['discount_total', invoice.discount_total],
          ['tax_total', invoice.tax_total],
          ['total', invoice.total],
          ['amount_due', invoice.amount_due],
          ...invoice.items.map(({ position, tax_amount }): [string, bigint] => [`line_${position}_tax`, tax_amount]),
        ];
        expect(reevaluate(derivation)).toBe(parseDecimal(fromMinor(invoice.amount_due, currency)).toFixed());
        for (const [id, amount] of amounts)
          expect(reevaluate(derivationOf(derivation, id)), id).toBe(
            parseDecimal(fromMinor(amount, currency)).toFixed(),
          );
      }),
      PROPERTY_RUNS,
    );
  });

  test('is the same with and without explanations', () => {
    const shown = ({ derivation: _, items, ...totals }: DraftedInvoice) => ({
      ...totals,
      items: items.map(({ derivation: _derivation, ...rest }) => rest),
    });
    fc.assert(
      fc.property(anyInvoice, (input) => {
        const silent = draftInvoice({ ...base, ...input, explain: 'nothing' });
        expect(silent.items.every(({ derivation }) => derivation === null)).toBe(true);
        expect(shown(silent)).toEqual(shown(draftInvoice({ ...base, ...input, explain: 'everything' })));
      }),
      PROPERTY_RUNS,
    );
  });

  test('does not depend on the order of its lines where nothing is spread over them', () => {
    fc.assert(
      fc.property(anyInvoice, ({ items, rounding, currency }) => {
        const totals = (lines: typeof items) => {
          const { subtotal, tax_total, total } = draftInvoice({ ...base, currency, rounding, items: lines });
          return { subtotal, tax_total, total };
        };
        expect(totals(items.toReversed())).toEqual(totals(items));
      }),
      PROPERTY_RUNS,
    );
  });

  test('does not depend on the order of its discounts when they are ordered by value', () => {
    fc.assert(
      fc.property(anyInvoice, ({ discounts, discount_policy, ...input }) => {
        const policy = { ...discount_policy, order: 'by_value' as const };
        const totals = (given: typeof discounts) => {
          const invoice = draftInvoice({ ...base, ...input, discounts: given, discount_policy: policy });
          return [invoice.total, invoice.items.map(({ discount_amount, tax_amount }) => [discount_amount, tax_amount])];
        };
        expect(totals(discounts.toReversed())).toEqual(totals(discounts));
      }),
      PROPERTY_RUNS,
    );
  });

  test('agrees with the totals in major units', () => {
    fc.assert(
      fc.property(anyInvoice, ({ items, discounts, discount_policy, rounding, currency }) => {
        const invoice = draftInvoice({ ...base, currency, items, discounts, discount_policy, rounding });
        const totals = computeTotals({
          lines: invoice.items.map(({ position, amount }, at) => ({
            id: String(position),
            amount: fromMinor(amount, currency),
            tax_rates: items[at]?.tax_rates ?? [],
            tax_inclusive: items[at]?.tax_inclusive ?? false,
          })),
          discounts,
          ...(discount_policy.order && { discount_order: discount_policy.order }),
          ...(discount_policy.stacking && { discount_stacking: discount_policy.stacking }),
          scale: currencyExponent(currency),
          mode: rounding.mode,
          tax_rounding: rounding.tax,
        });
        const text = (minor: bigint) => parseDecimal(fromMinor(minor, currency)).toFixed();
        expect(totals.total.toFixed()).toBe(text(invoice.total));
        expect(totals.tax_total.toFixed()).toBe(text(invoice.tax_total));
        expect(totals.net_total.toFixed()).toBe(text(invoice.net_total));
        expect(totals.discounts_applied.map((amount) => amount.toFixed())).toEqual(invoice.discounts_applied.map(text));
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('prices that contain their tax', () => {
  test('keep the total and show the tax in it', () => {
    const invoice = draft([item('119', { tax_rates: ['19'] }), item('107', { tax_rates: ['7'] })], {
      prices: 'inclusive',
    });
    expect(invoice).toMatchObject({ subtotal: 22600n, tax_total: 2600n, net_total: 20000n, total: 22600n });
    expect(invoice.taxes).toEqual([
      { rate: '19', name: null, category: null, reason_code: null, reason: null, taxable: 10000n, tax: 1900n },
      { rate: '7', name: null, category: null, reason_code: null, reason: null, taxable: 10000n, tax: 700n },
    ]);
  });

  test('may stand beside others', () => {
    const lines = [item('119', { tax_rates: ['19'], tax_inclusive: true }), item('100', { tax_rates: ['19'] })];
    expect(draft(lines)).toMatchObject({ subtotal: 21900n, tax_total: 3800n, total: 23800n });
  });

  test('come back when the tax is taken out and put on again, to the minor unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), percent, (net, rate) => {
        const amount = fromMinor(BigInt(net), 'EUR');
        const exclusive = draft([item(amount, { tax_rates: [rate] })]);
        const gross = fromMinor(exclusive.total, 'EUR');
        const inclusive = draft([item(gross, { tax_rates: [rate] })], { prices: 'inclusive' });
        expect(inclusive).toMatchObject({ total: exclusive.total, tax_total: exclusive.tax_total });
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('taxes on taxes', () => {
  const rates = [
    { percent: '5', name: 'GST' },
    { percent: '10', name: 'QST', compound: true },
  ];

  test('a compound rate is on the amount and the taxes before it', () => {
    const invoice = draft([item('100', { tax_rates: rates })]);
    expect(invoice).toMatchObject({ tax_total: 1550n, total: 11550n });
    expect(invoice.taxes.map(({ name, taxable, tax }) => [name, taxable, tax])).toEqual([
      ['GST', 10000n, 500n],
      ['QST', 10500n, 1050n],
    ]);
  });

  test('are found again in a price that contains them', () => {
    const invoice = draft([item('115.50', { tax_rates: rates })], { prices: 'inclusive' });
    expect(invoice.taxes.map(({ taxable, tax }) => [taxable, tax])).toEqual([
      [10000n, 500n],
      [10500n, 1050n],
    ]);
  });

  test('rates of one percent and different names are rows of their own', () => {
    const stacked = ['State', 'City'].map((name) => ({ percent: '4', name, category: 'S' as const }));
    const { taxes } = draft([item('10', { tax_rates: stacked }), item('5', { tax_rates: stacked.slice(0, 1) })]);
    expect(taxes.map(({ name, category, taxable, tax }) => [name, category, taxable, tax])).toEqual([
      ['State', 'S', 1500n, 60n],
      ['City', 'S', 1000n, 40n],
    ]);
  });

  test('19 and 19.0 are one rate', () => {
    const { taxes } = draft([item('10', { tax_rates: ['19'] }), item('10', { tax_rates: ['19.0'] })]);
    expect(taxes).toHaveLength(1);
  });
});

describe('what pays an invoice', () => {
  test('credits in order, then wallets by priority, then cash', () => {
    const invoice = draft([item('100')], {
      credits: [3000n, -5n, 1000n],
      wallets: [
        { id: 'second', balance: 2000n, priority: 2 },
        { id: 'first', balance: 500n, priority: 1 },
        { id: 'empty', balance: 0n, priority: 0 },
      ],
    });
    expect(invoice.credits_applied).toEqual([3000n, 0n, 1000n]);
    expect(invoice.wallets_applied).toEqual([
      { id: 'first', amount: 500n },
      { id: 'second', amount: 2000n },
    ]);
    expect(invoice).toMatchObject({ total: 10000n, amount_due: 3500n });
  });

  test('no more than the total, and nothing of an invoice below zero', () => {
    expect(draft([item('10')], { credits: [5000n] })).toMatchObject({ credits_applied: [1000n], amount_due: 0n });
    expect(draft([item('-10')], { credits: [5000n] })).toMatchObject({ credits_applied: [0n], amount_due: 0n });
  });

  test('what is due is rounded to coins, and an invoice in favour of the customer is not', () => {
    const coins = { cash_rounding: { increment: 5n, mode: 'half_up' as const } };
    expect(draft([item('10.03')], coins)).toMatchObject({ total: 1003n, cash_rounding: 2n, amount_due: 1005n });
    expect(draft([item('10.02')], coins)).toMatchObject({ cash_rounding: -2n, amount_due: 1000n });
    expect(draft([item('-10.02')], coins)).toMatchObject({ total: -1002n, cash_rounding: 0n, amount_due: 0n });
  });
});

describe('discounts of items', () => {
  const half = { discount: { type: 'percent' as const, value: '50' } };

  test('are each on their own item, whatever the policy of the invoice says', () => {
    const invoice = draft([item('10', half), item('20', half), item('40')], {
      discounts: [{ type: 'percent', value: '10' }],
      discount_policy: { order: 'fixed_first', stacking: 'best' },
    });
    expect(invoice.items.map(({ discount_amount }) => discount_amount)).toEqual([550n, 1100n, 400n]);
    expect(invoice).toMatchObject({ discount_total: 2050n, discounts_applied: [550n], total: 4950n });
  });

  test('come before those of the invoice, which are on what they leave', () => {
    const fixed = { discount: { type: 'fixed' as const, value: '8' } };
    const invoice = draft([item('10', fixed)], { discounts: [{ type: 'fixed', value: '5' }] });
    expect(invoice).toMatchObject({ discount_total: 1000n, discounts_applied: [200n], total: 0n });
  });
});

test('an amount that cannot be stored is refused, of an item, of the subtotal and of the total', () => {
  const of = (amount: bigint, more: object = {}) => ({
    ...{ description: 'x', quantity: '1', unit_price: null, derivation: null },
    amount,
    ...more,
  });
  const fee = 2n ** 62n;
  expect(codeOf(() => draft([of(2n ** 63n)]))).toBe('amount_out_of_range');
  expect(codeOf(() => draft([of(fee), of(fee)]))).toBe('amount_out_of_range');
  const free = { discounts: [{ type: 'percent' as const, value: '100' }] };
  expect(codeOf(() => draft([of(fee), of(fee)], free))).toBe('amount_out_of_range');
  expect(codeOf(() => draft([of(fee, { tax_rates: ['200'] })]))).toBe('amount_out_of_range');
  expect(draft([of(fee, { tax_rates: ['20'] })]).total).toBe((fee * 6n + 2n) / 5n);
  const price = (unit_price: string) => draft([item(unit_price)], { explain: 'nothing' });
  expect(codeOf(() => price('92233720368547758.08'))).toBe('amount_out_of_range');
  expect(price('92233720368547758.07').total).toBe(2n ** 63n - 1n);
});

test('an amount that cannot be stored names the item it is of, or all items where each alone could be', () => {
  const pathsOf = (items: object[], more: object = {}) => {
    try {
      draft(items as Parameters<typeof draft>[0], more);
    } catch (error) {
      return (error as BillingError).details.errors?.map(({ path, message }) => `${path} ${message.slice(0, 17)}`);
    }
    return 'it was stored';
  };
  const large = { description: 'x', quantity: '999999999999', unit_price: '999999999999' };
  const half = { description: 'x', quantity: '1', unit_price: '46116860184273879.04' };
  for (const explain of ['items', 'nothing']) {
    expect(pathsOf([item('1'), large], { explain })).toEqual(['items[1] comes to too much']);
    expect(pathsOf([half, half], { explain })).toEqual(['items comes to too much']);
  }
  expect(pathsOf([{ ...half, tax_rates: ['200'] }])).toEqual(['items comes to too much']);
});

test('nothing is explained but the items unless more is asked for', () => {
  const silent = draft([item('1')]);
  expect([silent.derivation, silent.items[0]?.derivation === null]).toEqual([null, false]);
  expect(draft([item('1')], { explain: 'nothing' }).items[0]?.derivation).toBeNull();
});

test('a derivation has no step that is not in it', () => {
  const { derivation } = draft([item('1')], { explain: 'everything' });
  expect(derivation && codeOf(() => derivationOf(derivation, 'line_9'))).toBe('not_found');
  expect(() => derivation && derivationOf(derivation, 'line_9')).toThrow(
    'the derivation has no step "line_9"; it has line_1, subtotal, discount_total,',
  );
  const steps = derivation === null ? [] : derivationOf(derivation, 'after_discounts').steps;
  expect(steps.map(({ id }) => id)).toEqual(['line_1', 'subtotal', 'discount_total', 'after_discounts']);
});
