import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { Decimal, fractionToDecimal, fromUnits } from './index.ts';

// Every size around the words of decimal.js, seven digits each, and far beyond them.
const units = fc
  .tuple(fc.integer({ min: 0, max: 24 }), fc.bigInt({ min: -9_999_999n, max: 9_999_999n }))
  .map(([zeros, start]) => start * 10n ** BigInt(zeros) + start);
const places = fc.integer({ min: 0, max: 12 });

const fieldsOf = ({ s, e, d }: Decimal) => ({ s, e, d });
const read = (whole: bigint, scale: number) => new Decimal(`${whole}e-${scale}`);

describe('a whole number of a last place', () => {
  test('is the decimal of its text, field by field', () => {
    fc.assert(
      fc.property(units, places, (whole, scale) => {
        expect(fieldsOf(fromUnits(whole, scale))).toEqual(fieldsOf(read(whole, scale)));
      }),
      PROPERTY_RUNS,
    );
  });

  test('is so at the edges of a word, and is never a negative zero', () => {
    const edges = [0n, 1n, 9n, 10n, 99n, 100n, 9_999_999n, 10_000_000n, 99_999_999_999_999n, 10n ** 14n, 10n ** 15n];
    for (const edge of edges.flatMap((size) => [size, -size]))
      for (let scale = 0; scale <= 12; scale += 1) {
        const shown = `${edge} at ${scale}`;
        expect(fieldsOf(fromUnits(edge, scale)), shown).toEqual(fieldsOf(read(edge, scale)));
        expect(Object.keys(fromUnits(edge, scale)).sort(), shown).toEqual(Object.keys(read(edge, scale)).sort());
      }
    expect(Object.is(fromUnits(0n, 2).toNumber(), 0)).toBe(true);
  });

  test('is a number like any other in a sum, a product and a quotient', () => {
    fc.assert(
      fc.property(units, units, places, (left, right, scale) => {
        const [first, second] = [fromUnits(left, scale), fromUnits(right, scale)];
        expect(first.plus(second).toFixed()).toBe(read(left + right, scale).toFixed());
        expect(first.times(second).toFixed()).toBe(read(left * right, 2 * scale).toFixed());
        if (right !== 0n) expect(first.div(second).equals(read(left, 0).div(read(right, 0)))).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });
});

test('a fraction over a power of ten is shown whole, and any other to 120 digits', () => {
  expect(fractionToDecimal({ n: 12345n, d: 1000n }, 2).toFixed()).toBe('0.12345');
  expect(fractionToDecimal({ n: -1n, d: 10n ** 24n }).toFixed()).toBe(`-0.${'0'.repeat(23)}1`);
  expect(fractionToDecimal({ n: 3n, d: 10n ** 30n }).equals('3e-30')).toBe(true);
  expect(fractionToDecimal({ n: 100n, d: 3n }, 2).decimalPlaces()).toBe(120);
  expect(fractionToDecimal({ n: 5n, d: 200n }).toFixed()).toBe('0.025');
});
