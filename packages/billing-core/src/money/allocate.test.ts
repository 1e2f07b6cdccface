import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { allocate, Decimal, roundParts, settle } from './index.ts';

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

test('rounded parts add up to the rounded total and are within a unit of the exact ones', () => {
  const parts = fc.array(
    fc.integer({ min: -100_000, max: 100_000 }).map((value) => new Decimal(value).div(7)),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(parts, (exact) => {
      const whole = settle(Decimal.sum(...exact), 2, 'half_up');
      const rounded = roundParts(exact, whole, 2);
      expect(Decimal.sum(...rounded).toFixed()).toBe(whole.toFixed());
      for (const [index, part] of exact.entries())
        expect(
          part
            .minus(rounded[index] ?? 0)
            .abs()
            .lessThanOrEqualTo('0.01'),
        ).toBe(true);
    }),
    PROPERTY_RUNS,
  );
});
