import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { allocate, ROUNDING_MODES, roundFraction, roundToSum, sumFractions } from './index.ts';

const weights = fc
  .array(
    fc.integer({ min: 0, max: 1_000_000 }).map((weight) => (weight / 1000).toFixed(3)),
    { minLength: 1, maxLength: 8 },
  )
  .filter((list) => list.some((weight) => Number(weight) > 0));
const total = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

test('the shares of an allocation add up to the total, and what weighs nothing gets nothing', () => {
  fc.assert(
    fc.property(
      total,
      weights,
      fc.constantFrom('largest_remainder' as const, 'first_come' as const),
      (amount, list, method) => {
        const shares = allocate(amount, list, method);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amount);
        for (const [index, weight] of list.entries()) if (Number(weight) === 0) expect(shares[index]).toBe(0n);
        expect(allocate(-amount, list, method)).toEqual(shares.map((share) => -share));
      },
    ),
    PROPERTY_RUNS,
  );
});

test('parts rounded to a sum add up to it, move by less than a unit, and mirror their negative', () => {
  const part = fc.record({
    n: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
    d: fc.bigInt({ min: 1n, max: 1000n }),
  });
  const modes = fc.constantFrom(...ROUNDING_MODES);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), modes, (parts, mode) => {
      const total = roundFraction(sumFractions(parts), mode);
      const rounded = roundToSum(parts, total);
      expect(rounded.reduce((sum, share) => sum + share, 0n)).toBe(total);
      for (const [index, { n, d }] of parts.entries()) {
        const moved = (rounded[index] ?? 0n) * d - n;
        expect(moved < d && moved > -d).toBe(true);
      }
      const minus = parts.map(({ n, d }) => ({ n: -n, d }));
      expect(roundToSum(minus, -total)).toEqual(rounded.map((share) => -share));
    }),
    PROPERTY_RUNS,
  );
});

test('what is missing goes to the parts that lost most, whatever their divisors', () => {
  const [half, twoThirds, fiveSixths] = [
    { n: 50n, d: 100n },
    { n: 2n, d: 3n },
    { n: 5n, d: 6n },
  ];
  expect(roundToSum([half, twoThirds, fiveSixths], 2n)).toEqual([0n, 1n, 1n]);
  expect(roundToSum([fiveSixths, half, twoThirds], 1n)).toEqual([1n, 0n, 0n]);
});
