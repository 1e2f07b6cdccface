import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { draftInvoice } from '../invoices/index.ts';
import { DEFAULT_ROUNDING } from '../money/index.ts';
import {
  type CouponedOrder,
  CouponTerms,
  type CouponUse,
  couponUseAfter,
  isCouponApplicable,
  selectCoupons,
  UNUSED_COUPON,
  whyCouponRefused,
} from './index.ts';

const coupon = (terms: object, use: Partial<CouponUse> = {}) => ({
  terms: CouponTerms.parse({ code: 'TEN', type: 'percent', value: 10, ...terms }),
  use: { ...UNUSED_COUPON, ...use },
});
const fixed = { type: 'fixed', value: 5, currency: 'EUR' };
const order: CouponedOrder = {
  currency: 'EUR',
  on: '2026-03-15',
  is_first: false,
  lines: [
    { id: '1', product_id: 'crm', amount: 2000n },
    { id: '2', product_id: 'setup', amount: 1000n },
    { id: '3', product_id: null, amount: -500n },
  ],
};
const why = (held: ReturnType<typeof coupon>, more: Partial<CouponedOrder> = {}) =>
  whyCouponRefused(held, { ...order, ...more })?.reason ?? null;

describe('a coupon', () => {
  test('is valid from its first day until the day before it no longer is', () => {
    const march = coupon({ valid_from: '2026-03-01', valid_to: '2026-04-01' });
    const days = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];
    expect(days.map((on) => why(march, { on }))).toEqual(['not_yet_valid', null, null, 'expired']);
    expect(isCouponApplicable(march, order)).toBe(true);
    expect(isCouponApplicable(march, { ...order, on: '2026-04-01' })).toBe(false);
  });

  test('that was redeemed stays valid, also when it was for a first order', () => {
    const redeemed = { redeemed_on: '2026-01-05', periods_used: 1 };
    const terms = { duration: 'periods', periods: 3, valid_to: '2026-02-01', first_order_only: true };
    expect(why(coupon(terms, redeemed))).toBeNull();
    expect(why(coupon({ ...terms, valid_to: null }))).toBe('not_first_order');
    expect(why(coupon({ ...terms, valid_to: null }), { is_first: true })).toBeNull();
  });

  test('lasts for one invoice, for so many, or for ever', () => {
    const used = (terms: object) => [0, 1, 2, 3].map((periods_used) => why(coupon(terms, { periods_used })));
    expect(used({ duration: 'once' })).toEqual([null, 'used_up', 'used_up', 'used_up']);
    expect(used({ duration: 'periods', periods: 3 })).toEqual([null, null, null, 'used_up']);
    expect(used({ duration: 'for_ever' })).toEqual([null, null, null, null]);
  });

  test('of one sum lasts until it is spent', () => {
    const spent = (amount_used: string) =>
      why(coupon({ ...fixed, duration: 'until_spent' }, { amount_used, periods_used: 9 }));
    expect(['0', '4.99', '5', '6'].map(spent)).toEqual([null, null, 'used_up', 'used_up']);
  });

  test('in a currency is for orders in it', () => {
    expect(why(coupon(fixed), { currency: 'USD' })).toBe('other_currency');
    expect(why(coupon({ currency: 'EUR' }), { currency: 'USD' })).toBe('other_currency');
    expect(why(coupon({}), { currency: 'USD' })).toBeNull();
  });

  test('for products is for their lines, and for nothing without one above zero', () => {
    expect(why(coupon({ product_ids: ['crm'] }))).toBeNull();
    expect(why(coupon({ product_ids: ['other'] }))).toBe('nothing_eligible');
    expect(why(coupon({}), { lines: [{ id: '1', product_id: null, amount: 0n }] })).toBe('nothing_eligible');
    expect(why(coupon({}), { lines: [] })).toBe('nothing_eligible');
    const mixed = [-1n, 1n].map((amount, at) => ({ id: String(at), product_id: 'crm', amount }));
    expect(why(coupon({}), { lines: mixed })).toBeNull();
  });

  test('with a minimum counts the lines it is for, deductions among them', () => {
    const from = (minimum_amount: string, product_ids: string[] | null = null) =>
      why(coupon({ currency: 'EUR', minimum_amount, product_ids }));
    expect([from('25'), from('25.01'), from('20', ['crm']), from('20.01', ['crm'])]).toEqual([
      null,
      'below_minimum',
      null,
      'below_minimum',
    ]);
    const yen = coupon({ currency: 'JPY', minimum_amount: 2500 });
    expect(why(yen, { currency: 'JPY' })).toBeNull();
    // Asked of each order, also after it was redeemed.
    const forEver = { currency: 'EUR', minimum_amount: 30, duration: 'for_ever' };
    expect(why(coupon(forEver, { redeemed_on: '2026-01-01', periods_used: 1 }))).toBe('below_minimum');
  });

  test('that is refused says why, with what it would take', () => {
    const message = (held: ReturnType<typeof coupon>, more: Partial<CouponedOrder> = {}) =>
      whyCouponRefused(held, { ...order, ...more })?.message;
    const window = { valid_from: '2026-03-20', valid_to: '2026-04-01' };
    expect(message(coupon(window))).toBe('TEN is valid from 2026-03-20; 2026-03-15 is before it.');
    expect(message(coupon(window), { on: '2026-04-02' })).toBe(
      'TEN was valid until 2026-04-01; 2026-04-02 is not before it.',
    );
    expect(message(coupon({}, { periods_used: 1 }))).toBe('TEN was on 1 of 1 invoices; it is used up.');
    const five = coupon({ ...fixed, minimum_amount: 26, duration: 'until_spent' });
    expect(message(five)).toBe('TEN is for orders from 26; what it is for comes to 25.00.');
    expect(message({ ...five, use: { ...five.use, amount_used: '5' } })).toBe(
      'TEN is spent; all of 5 EUR was taken off.',
    );
    expect(whyCouponRefused(coupon({}), { ...order, lines: [] })).toEqual({
      code: 'TEN',
      reason: 'nothing_eligible',
      message: 'TEN is for nothing that is on the order with a price above zero.',
    });
  });
});

describe('the use of a coupon', () => {
  test('grows with each invoice that it took something off', () => {
    const first = couponUseAfter(UNUSED_COUPON, 250n, 'EUR', '2026-03-15');
    expect(first).toEqual({ redeemed_on: '2026-03-15', periods_used: 1, amount_used: '2.5' });
    expect(couponUseAfter(first, 0n, 'EUR', '2026-04-15')).toBe(first);
    expect(couponUseAfter(first, 300n, 'JPY', '2026-04-15')).toEqual({
      ...first,
      periods_used: 2,
      amount_used: '302.5',
    });
  });
});

describe('the coupons of an order', () => {
  const codes = (...held: ReturnType<typeof coupon>[]) => {
    const { discounts, refused } = selectCoupons(held, order);
    return [discounts.map(({ code }) => code), refused.map(({ code, reason }) => `${code} ${reason}`)];
  };
  const [a, b, c] = [
    coupon({ code: 'A', stacking_order: 2 }),
    coupon({ code: 'B', stacking_order: 1 }),
    coupon({ code: 'C', stacking_order: 2 }),
  ];
  const alone = (stacking_order: number) => coupon({ code: 'ALONE', combinable: false, stacking_order });

  test('come in their stacking order, and as given among equals', () => {
    expect(codes(a, b, c)).toEqual([['B', 'A', 'C'], []]);
    expect(codes(c, b, a)).toEqual([['B', 'C', 'A'], []]);
  });

  test('are one where the first does not combine, and leave out one that does not combine', () => {
    expect(codes(a, alone(0), b)).toEqual([['ALONE'], ['B not_combinable', 'A not_combinable']]);
    expect(codes(alone(3), a, b)).toEqual([['B', 'A'], ['ALONE not_combinable']]);
    expect(codes(alone(0))).toEqual([['ALONE'], []]);
    const expired = { ...alone(0), terms: { ...alone(0).terms, valid_to: '2026-03-01' } };
    expect(codes(expired, a)).toEqual([['A'], ['ALONE expired']]);
    const { refused } = selectCoupons([a, alone(0)], order);
    expect(refused[0]?.message).toBe('A cannot stand beside ALONE; ALONE is taken alone.');
    expect(selectCoupons([a, alone(3)], order).refused[0]?.message).toBe(
      'ALONE cannot stand beside A; ALONE is taken alone.',
    );
  });

  test('become discounts of the lines they are for, with what is left of one sum', () => {
    const { discounts } = selectCoupons(
      [
        coupon({ ...fixed, code: 'SUM', duration: 'until_spent' }, { amount_used: '1.5' }),
        coupon({ ...fixed, code: 'FIVE', product_ids: ['setup', 'crm'] }, { amount_used: '1.5' }),
      ],
      order,
    );
    expect(discounts).toEqual([
      { code: 'SUM', type: 'fixed', value: '3.5' },
      { code: 'FIVE', type: 'fixed', value: '5', applies_to: ['1', '2'] },
    ]);
  });

  test('are all either taken or refused, and what one sum takes over many invoices is the sum', () => {
    const amount = fc.bigInt({ min: 0n, max: 3000n });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), fc.boolean(), (amounts, combinable) => {
        let sum = coupon({ ...fixed, code: 'SUM', value: 20, duration: 'until_spent', stacking_order: 1 });
        let taken = 0n;
        for (const price of amounts) {
          const lines = [{ id: '1', product_id: null, amount: price }];
          const { discounts, refused } = selectCoupons([coupon({ code: 'HALF', value: 50, combinable }), sum], {
            ...order,
            lines,
          });
          expect(discounts.length + refused.length).toBe(2);
          const item = { description: 'x', quantity: '1', unit_price: null, amount: price, derivation: null };
          const invoice = draftInvoice({
            currency: 'EUR',
            issue_date: order.on,
            payment_terms: 'net_30',
            rounding: DEFAULT_ROUNDING,
            items: [item],
            discounts,
          });
          const at = discounts.findIndex(({ code }) => code === 'SUM');
          const off = invoice.discounts_applied[at] ?? 0n;
          sum = { ...sum, use: couponUseAfter(sum.use, off, 'EUR', order.on) };
          taken += off;
        }
        expect(taken <= 2000n).toBe(true);
        const left = amounts.reduce((all, price) => all + (combinable ? price / 2n : 0n), 0n);
        expect(taken).toBe(left < 2000n ? left : 2000n);
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('the terms of a coupon', () => {
  const faults = (terms: object) => {
    const parsed = CouponTerms.safeParse({ code: 'TEN', type: 'percent', value: 10, ...terms });
    return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
  };

  test('have a code of capitals, and defaults for all that is not said', () => {
    expect(CouponTerms.parse({ code: ' welcome-10 ', type: 'percent', value: 10 })).toEqual({
      code: 'WELCOME-10',
      type: 'percent',
      value: '10',
      currency: null,
      duration: 'once',
      periods: null,
      product_ids: null,
      first_order_only: false,
      minimum_amount: null,
      valid_from: null,
      valid_to: null,
      stacking_order: 0,
      combinable: true,
    });
  });

  test.each<[string, object]>([
    ['code', { code: 'TEN PERCENT' }],
    ['value', { value: 0 }],
    ['value', { value: 100.5 }],
    ['currency', { type: 'fixed' }],
    ['currency', { minimum_amount: 5 }],
    ['duration', { duration: 'until_spent' }],
    ['periods', { duration: 'periods' }],
    ['periods', { periods: 3 }],
    ['valid_to', { valid_from: '2026-03-01', valid_to: '2026-03-01' }],
  ])('are refused for their %s: %j', (path, terms) => {
    expect(faults(terms)).toEqual([path]);
  });

  test.each<object>([
    { value: 100 },
    { type: 'fixed', value: 250, currency: 'EUR', duration: 'until_spent', minimum_amount: 5 },
    { currency: 'EUR', minimum_amount: 5, duration: 'periods', periods: 12 },
    { valid_from: '2026-03-01', valid_to: '2026-03-02' },
    { valid_from: '2026-03-01' },
    { valid_to: '2026-03-01' },
  ])('may be %j', (terms) => {
    expect(faults(terms)).toEqual([]);
  });
});
