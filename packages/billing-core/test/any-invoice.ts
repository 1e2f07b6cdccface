import fc from 'fast-check';
import type { DraftInvoice } from '../src/invoices/index.ts';
import { ROUNDING_MODES } from '../src/money/index.ts';

const percent = fc.constantFrom('19', '7', '8.875', '0', '33.333');
const named = fc.record({ percent, name: fc.constantFrom('GST', 'PST'), compound: fc.boolean() });

/** Items with prices between two amounts in thousandths of a major unit. */
const anyItem = (min: number, max: number) =>
  fc.record({
    description: fc.constant('x'),
    quantity: fc.constantFrom('1', '3', '0.5', '12.25'),
    unit_price: fc.integer({ min, max }).map((value) => (value / 1000).toFixed(3)),
    tax_rates: fc.array(fc.oneof(percent, named), { maxLength: 3 }),
    tax_inclusive: fc.boolean(),
  });

const anyDiscount = fc.oneof(
  fc.record({ type: fc.constant('percent' as const), value: fc.constantFrom('10', '33.333', '100') }),
  fc.record({ type: fc.constant('fixed' as const), value: fc.constantFrom('5', '0.01', '1000', '1.005') }),
);

/** Invoices of every rounding policy, with taxes in and on top of prices, discounts, credits and coins. */
const invoices = (min: number, max: number): fc.Arbitrary<DraftInvoice> =>
  fc.record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    issue_date: fc.constant('2026-01-11'),
    payment_terms: fc.constant('net_30'),
    items: fc.array(anyItem(min, max), { minLength: 1, maxLength: 5 }),
    discounts: fc.array(anyDiscount, { maxLength: 2 }),
    credits: fc.array(fc.bigInt({ min: 0n, max: 20_000n }), { maxLength: 1 }),
    cash_rounding: fc.record({ increment: fc.constantFrom(1n, 5n, 10n), mode: fc.constantFrom(...ROUNDING_MODES) }),
    rounding: fc.record({
      mode: fc.constantFrom(...ROUNDING_MODES),
      tax: fc.constantFrom('per_line' as const, 'per_rate' as const, 'per_document' as const),
    }),
    explain: fc.constant('nothing' as const),
  });

/** With items below zero among others, as changes of plan make them. */
export const anyInvoice = invoices(-20_000, 100_000);
/** With no item below zero. */
export const anyPlainInvoice = invoices(0, 100_000);
