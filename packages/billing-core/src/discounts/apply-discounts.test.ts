import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import {
  compareFractions,
  ROUNDING_MODES,
  subtractFractions,
  sumFractions,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import { applyDiscounts, type Discount, type DiscountPolicy, orderDiscounts } from './index.ts';

const lines = (...amounts: bigint[]) =>
  amounts.map((amount, at) => ({ id: String(at), amount: wholeFraction(amount) }));
const policy: DiscountPolicy = { scale: 2, mode: 'half_up', spread: 'largest_remainder' };
const percent = (value: string, applies_to?: string[]): Discount => ({
  type: 'percent',
  value,
  ...(applies_to && { applies_to }),
});
const fixed = (value: string, applies_to?: string[]): Discount => ({
  type: 'fixed',
  value,
  ...(applies_to && { applies_to }),
});
const minor = ({ n, d }: { n: bigint; d: bigint }) => (n % d === 0n ? n / d : Number(n) / Number(d));
/** What each discount took and what each line bears, in minor units. */
function off(amounts: ReturnType<typeof lines>, discounts: Discount[], more: Partial<DiscountPolicy> = {}) {
  const { applied, line_discounts, line_nets, total } = applyDiscounts(amounts, discounts, { ...policy, ...more });
  expect(compareFractions(total, sumFractions(line_discounts))).toBe(0);
  const nets = amounts.map(({ amount }, at) => subtractFractions(amount, line_discounts[at] ?? amount));
  expect(line_nets.map(minor)).toEqual(nets.map(minor));
  return { taken: applied.map(({ index, amount }) => [index, minor(amount)]), lines: line_discounts.map(minor) };
}

describe('a discount', () => {
  test('is spread over its lines in proportion, to the minor unit', () => {
    expect(off(lines(1000n, 1000n, 1000n), [fixed('1')])).toEqual({ taken: [[0, 100n]], lines: [34n, 33n, 33n] });
    expect(off(lines(6000n, 4000n), [percent('10')])).toEqual({ taken: [[0, 1000n]], lines: [600n, 400n] });
  });

  test('is spread exactly where the policy says so', () => {
    const { applied } = applyDiscounts(lines(100n, 100n, 100n), [fixed('1')], { ...policy, spread: 'exact' });
    const [third] = applied[0]?.shares ?? [];
    expect(third && compareFractions(third.share, { n: 100n, d: 3n })).toBe(0);
    // Fixed values are taken as they are, percents are rounded all the same.
    expect(off(lines(1000n), [fixed('0.005')], { spread: 'exact' }).taken).toEqual([[0, 0.5]]);
    expect(off(lines(1001n), [percent('50')], { spread: 'exact' }).taken).toEqual([[0, 501n]]);
    expect(off(lines(1000n), [fixed('0.005')]).taken).toEqual([[0, 1n]]);
  });

  test('takes no more than its lines have, and leaves out those at or below zero', () => {
    expect(off(lines(1000n, -200n, 0n), [fixed('15')])).toEqual({ taken: [[0, 1000n]], lines: [1000n, 0n, 0n] });
    expect(off(lines(1000n, -200n), [percent('100')]).lines).toEqual([1000n, 0n]);
    expect(off(lines(1000n), [percent('150')]).lines).toEqual([1000n]);
    expect(off(lines(-1000n), [percent('10'), fixed('5')]).taken).toEqual([
      [0, 0n],
      [1, 0n],
    ]);
  });

  test('tells its shares of the lines that take part, and none when it takes nothing', () => {
    const shares = (discount: Discount) =>
      applyDiscounts(lines(0n, 1000n, -5n), [discount], policy).applied[0]?.shares.map(({ line, before, share }) => [
        line,
        minor(before),
        minor(share),
      ]);
    expect(shares(fixed('4'))).toEqual([[1, 1000n, 400n]]);
    expect(shares(fixed('0'))).toEqual([]);
  });

  test('takes nothing when its value is at or below zero', () => {
    for (const discount of [fixed('0'), fixed('-5'), percent('0'), percent('-10')])
      expect(off(lines(1000n), [discount])).toEqual({ taken: [[0, 0n]], lines: [0n] });
    expect(off(lines(1000n), [])).toEqual({ taken: [], lines: [0n] });
  });

  test('is for the lines that it names', () => {
    expect(off(lines(1000n, 1000n), [percent('10', ['1'])]).lines).toEqual([0n, 100n]);
    expect(off(lines(1000n, 300n), [fixed('5', ['1'])])).toEqual({ taken: [[0, 300n]], lines: [0n, 300n] });
    expect(off(lines(1000n), [fixed('5', [])]).taken).toEqual([[0, 0n]]);
  });

  test('of lines with fractions of a minor unit leaves the fraction, so that whole parts add up', () => {
    const part = [{ id: '0', amount: toFraction('10.005', 2) }];
    expect(off(part, [fixed('20')])).toEqual({ taken: [[0, 1000n]], lines: [1000n] });
    expect(off(part, [fixed('20')], { spread: 'exact' }).taken).toEqual([[0, 1000.5]]);
  });
});

describe('several discounts', () => {
  const [ten, twenty, five] = [percent('10'), percent('20'), fixed('5')];

  test('are each of what the ones before them left', () => {
    expect(off(lines(10_000n), [ten, twenty, five]).taken).toEqual([
      [0, 1000n],
      [1, 1800n],
      [2, 500n],
    ]);
    expect(off(lines(10_000n), [percent('100'), ten, five]).taken).toEqual([
      [0, 10_000n],
      [1, 0n],
      [2, 0n],
    ]);
  });

  test('are of the amount before any of them where they add up, and still leave nothing below zero', () => {
    const additive = { stacking: 'additive' } as const;
    expect(off(lines(10_000n), [ten, twenty, five], additive).taken).toEqual([
      [0, 1000n],
      [1, 2000n],
      [2, 500n],
    ]);
    expect(off(lines(10_000n), [percent('70'), percent('70')], additive).taken).toEqual([
      [0, 7000n],
      [1, 3000n],
    ]);
    const { applied } = applyDiscounts(lines(10_000n), [ten, twenty], { ...policy, ...additive });
    expect(applied.map(({ base, left }) => [minor(base), minor(left)])).toEqual([
      [10_000n, 10_000n],
      [10_000n, 9000n],
    ]);
  });

  test('are one, the best for the customer, where they do not stack; the first of equals', () => {
    const best = { stacking: 'best' } as const;
    expect(off(lines(10_000n), [ten, twenty, five], best).taken).toEqual([[1, 2000n]]);
    expect(off(lines(5000n), [five, ten], best).taken).toEqual([[0, 500n]]);
    expect(off(lines(5000n), [ten, five], { ...best, order: 'fixed_first' }).taken).toEqual([[1, 500n]]);
    expect(off(lines(5000n), [five], best).taken).toEqual([[0, 500n]]);
    expect(off(lines(-5000n), [five, ten], best).taken).toEqual([[0, 0n]]);
  });

  test('never take more than there is, line by line, and a line is never below zero by them', () => {
    const anyDiscount = fc.record({
      type: fc.constantFrom('fixed' as const, 'percent' as const),
      value: fc.constantFrom('0', '0.01', '5', '33.333', '100', '250', '1.005'),
      applies_to: fc.subarray(['0', '1', '2']),
    });
    const anyPolicy = fc.record({
      scale: fc.constantFrom(0, 2, 3),
      mode: fc.constantFrom(...ROUNDING_MODES),
      spread: fc.constantFrom('exact' as const, 'largest_remainder' as const),
      order: fc.constantFrom(
        'in_order' as const,
        'percent_first' as const,
        'fixed_first' as const,
        'by_value' as const,
      ),
      stacking: fc.constantFrom('sequential' as const, 'additive' as const, 'best' as const),
    });
    const amounts = fc.array(fc.bigInt({ min: -500n, max: 20_000n }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(amounts, fc.array(anyDiscount, { maxLength: 4 }), anyPolicy, (values, discounts, chosen) => {
        const { total, line_discounts, applied } = applyDiscounts(lines(...values), discounts, chosen);
        expect(compareFractions(total, sumFractions(line_discounts))).toBe(0);
        for (const { amount, shares } of applied)
          expect(compareFractions(amount, sumFractions(shares.map(({ share }) => share)))).toBe(0);
        for (const [at, discount] of line_discounts.entries()) {
          const most = values[at] ?? 0n;
          expect(compareFractions(discount, wholeFraction(0n)) >= 0).toBe(true);
          expect(compareFractions(discount, wholeFraction(most > 0n ? most : 0n)) <= 0).toBe(true);
          if (chosen.spread === 'largest_remainder') expect(discount.d).toBe(1n);
        }
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('the order of discounts', () => {
  const order = (discounts: Discount[], by: Parameters<typeof orderDiscounts>[1]) =>
    orderDiscounts(discounts, by).map(({ index }) => index);
  const mixed = [fixed('5'), percent('10'), fixed('7'), percent('20')];

  test('is as given, or by type and within a type as given', () => {
    expect(order(mixed, 'in_order')).toEqual([0, 1, 2, 3]);
    expect(order(mixed, 'percent_first')).toEqual([1, 3, 0, 2]);
    expect(order(mixed, 'fixed_first')).toEqual([0, 2, 1, 3]);
  });

  test('by value takes percents first, then the larger, then the lines they are for', () => {
    expect(order(mixed, 'by_value')).toEqual([3, 1, 2, 0]);
    expect(order([percent('9'), percent('10')], 'by_value')).toEqual([1, 0]);
    expect(order([fixed('5', ['b']), fixed('5', ['a']), fixed('5')], 'by_value')).toEqual([2, 1, 0]);
    expect(order([fixed('5', ['b', 'a']), fixed('5', ['a', 'b'])], 'by_value')).toEqual([0, 1]);
    expect(order([fixed('5', ['a', 'c']), fixed('5', ['b', 'a'])], 'by_value')).toEqual([1, 0]);
    expect(order([fixed('1'), percent('1')], 'by_value')).toEqual([1, 0]);
    expect(order([percent('1'), fixed('1')], 'by_value')).toEqual([0, 1]);
  });
});
