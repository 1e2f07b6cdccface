import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { codeOf } from '../../test/error-code.ts';
import {
  allocate,
  CURRENCIES,
  currencyExponent,
  decimalText,
  fromMinor,
  parseDecimal,
  ROUNDING_MODES,
  roundDecimal,
  sum,
  toMinor,
  WireAmountInput,
  WireQuantityInput,
  wireAmount,
  wireDecimal,
  wireSum,
} from './index.ts';

describe('minor units', () => {
  test('an amount goes to minor units and back without loss, for every exponent', () => {
    expect(toMinor('10.99', 'USD')).toBe(1099n);
    expect(toMinor('500', 'JPY')).toBe(500n);
    expect(toMinor('1.234', 'KWD')).toBe(1234n);
    expect(toMinor('1.2345', 'CLF')).toBe(12345n);
    expect(fromMinor(-5n, 'EUR')).toBe('-0.05');
    expect(fromMinor(500n, 'JPY')).toBe('500');
    for (const { code } of CURRENCIES) expect(toMinor(fromMinor(-123456n, code), code)).toBe(-123456n);
  });

  test('an amount finer than the currency is refused unless a mode says how to round it', () => {
    expect(codeOf(() => toMinor('0.005', 'USD'))).toBe('amount_not_exact');
    expect(toMinor('0.005', 'USD', 'half_up')).toBe(1n);
    expect(toMinor('0.005', 'USD', 'half_even')).toBe(0n);
    expect(toMinor('1.10', 'USD')).toBe(110n);
  });

  test('an amount beyond what the database stores is refused', () => {
    expect(toMinor('92233720368547758.07', 'USD')).toBe(9223372036854775807n);
    expect(codeOf(() => toMinor('92233720368547758.08', 'USD'))).toBe('amount_out_of_range');
  });

  test('an unknown currency is refused by name', () => {
    expect(codeOf(() => currencyExponent('XYZ'))).toBe('unknown_currency');
    expect(codeOf(() => currencyExponent('usd'))).toBe('unknown_currency');
  });
});

describe('rounding', () => {
  test('every mode treats ties and other fractions as its name says', () => {
    const values = ['2.5', '3.5', '-2.5', '-3.5', '2.1', '-2.1', '2.9'];
    const rounded = Object.fromEntries(
      ROUNDING_MODES.map((mode) => [mode, values.map((value) => roundDecimal(value, 0, mode).toFixed()).join(' ')]),
    );
    expect(rounded).toEqual({
      half_up: '3 4 -3 -4 2 -2 3',
      half_down: '2 3 -2 -3 2 -2 3',
      half_even: '2 4 -2 -4 2 -2 3',
      half_ceil: '3 4 -2 -3 2 -2 3',
      half_floor: '2 3 -3 -4 2 -2 3',
      half_odd: '3 3 -3 -3 2 -2 3',
      up: '3 4 -3 -4 3 -3 3',
      down: '2 3 -2 -3 2 -2 2',
      ceil: '3 4 -2 -3 3 -2 3',
      floor: '2 3 -3 -4 2 -3 2',
    });
  });

  test('a negative value rounded to nothing is plain zero', () => {
    expect(Object.is(roundDecimal('-0.004', 2, 'half_up').toNumber(), 0)).toBe(true);
  });
});

describe('allocation', () => {
  test('left-over units go to the first shares or to the largest remainders', () => {
    expect(allocate(1003n, ['0', '50', '50'], 'first_come')).toEqual([0n, 502n, 501n]);
    expect(allocate(100n, ['1', '1', '1'], 'largest_remainder')).toEqual([34n, 33n, 33n]);
    // Exactly 1.43, 2.86 and 5.71: the second and third lost most.
    expect(allocate(10n, ['1', '2', '4'], 'largest_remainder')).toEqual([1n, 3n, 6n]);
    expect(allocate(5n, ['0.3', '0.7'], 'largest_remainder')).toEqual([2n, 3n]);
    expect(allocate(-1003n, ['1', '1'], 'first_come')).toEqual([-502n, -501n]);
  });

  test('nothing can be split over nothing, but something cannot', () => {
    expect(allocate(0n, ['0', '0'], 'first_come')).toEqual([0n, 0n]);
    expect(codeOf(() => allocate(1n, ['0'], 'first_come'))).toBe('invalid_weights');
    expect(codeOf(() => allocate(1n, ['-1', '2'], 'first_come'))).toBe('invalid_weights');
  });
});

describe('money', () => {
  test('amounts of two currencies are not added', () => {
    const dollars = { amount: 1n, currency: 'USD' };
    expect(sum([dollars, dollars], 'USD')).toEqual({ amount: 2n, currency: 'USD' });
    expect(codeOf(() => sum([dollars, { amount: 1n, currency: 'EUR' }], 'USD'))).toBe('currency_mismatch');
  });
});

describe('decimals', () => {
  test('only plain decimal text is read', () => {
    for (const text of ['1e400', '1,000', '', ' 1', '0x10', 'NaN', 'Infinity', '.5', '9'.repeat(101)]) {
      expect(
        codeOf(() => parseDecimal(text)),
        text,
      ).toBe('validation_failed');
    }
    expect(decimalText('-0.00')).toBe('0');
    const padded = ['0.0', '10.00', '99.50', '1.050', '100', '100.0', '0.10', '+1.0', '01.0', '-1.50', '7.00'];
    expect(padded.map(decimalText)).toEqual(['0', '10', '99.5', '1.05', '100', '100', '0.1', '1', '1', '-1.5', '7']);
    expect(decimalText('0.000000000001')).toBe('0.000000000001');
  });
});

describe('the wire', () => {
  test('a JSON number and a text of the same digits are the same decimal', () => {
    expect(WireAmountInput.parse(298)).toBe('298');
    expect(WireAmountInput.parse('298.00')).toBe('298');
    expect(WireAmountInput.parse(0.1)).toBe('0.1');
    expect(WireAmountInput.parse(1e-7)).toBe('0.0000001');
  });

  test('what a double cannot carry is refused with amount_not_exact', () => {
    for (const value of [0.1 + 0.2, '1234567890123456', 1e-13]) {
      const result = WireAmountInput.safeParse(value);
      expect(result.error?.issues[0], String(value)).toMatchObject({ params: { code: 'amount_not_exact' } });
    }
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '1e400', 'ten', null, {}, '']) {
      expect(WireAmountInput.safeParse(value).success, String(value)).toBe(false);
    }
  });

  test('a quantity is not negative', () => {
    expect(WireQuantityInput.safeParse(-1).error?.issues[0]?.message).toBe('must not be negative');
    expect(WireQuantityInput.parse(0)).toBe('0');
  });

  test('amounts leave as numbers in major units, or not at all', () => {
    expect(wireAmount(29800n, 'USD')).toBe(298);
    expect(wireAmount(-5n, 'USD')).toBe(-0.05);
    expect(wireDecimal('0.000000000001')).toBe(1e-12);
    expect(codeOf(() => wireAmount(1234567890123456n, 'USD'))).toBe('amount_not_exact');
    expect(codeOf(() => wireAmount(-1234567890123456n, 'USD'))).toBe('amount_not_exact');
    // A sum of amounts that do leaves as the nearest number there is.
    expect(wireSum(-1234567890123456n, 'USD')).toBe(-12345678901234.56);
    expect(wireSum(123456789012345678901n, 'JPY')).toBe(123456789012345680000);
    expect(wireSum(5n, 'USD')).toBe(0.05);
    // The quotient is the double that its text would be read as, up to the last amount that is surely exact.
    for (const minor of [1n, -199n, 29899n, 100_000_000_000_001n, 999_999_999_999_999n, -999_999_999_999_999n]) {
      for (const currency of ['USD', 'JPY', 'BHD']) {
        expect(wireSum(minor, currency)).toBe(Number(fromMinor(minor, currency)));
      }
    }
  });

  test('the input schemas can be described in JSON Schema, both ways', () => {
    expect(z.toJSONSchema(WireAmountInput, { io: 'input' })).toMatchObject({
      type: ['number', 'string'],
    });
    expect(z.toJSONSchema(WireAmountInput, { io: 'output' })).toMatchObject({ type: 'string' });
  });
});
