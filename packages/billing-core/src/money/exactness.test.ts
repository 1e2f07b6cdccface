import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import {
  add,
  allocate,
  assertStorable,
  Decimal,
  decimalText,
  divide,
  FIXED_ONE,
  findCurrency,
  formatQuantity,
  formatUnitPrice,
  fromMinor,
  fromUnits,
  given,
  isCurrencyCode,
  isDecimalText,
  minorToDecimal,
  multiply,
  negate,
  parseDecimal,
  prefixed,
  ROUNDING_MODES,
  RoundingPolicy,
  roundDecimal,
  roundIfAsked,
  roundQuotient,
  settle,
  splitLastTakesRest,
  startExplanation,
  subtract,
  sum,
  sumDecimals,
  tenTo,
  toFixedPoint,
  toMinor,
  toUnits,
  WireAmountInput,
  WireQuantityInput,
  wireDecimal,
  wireDecimalFault,
} from './index.ts';

const mode = fc.constantFrom(...ROUNDING_MODES);
const text = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, scale]) => fromUnits(units, scale).toFixed());

describe('exact whole numbers', () => {
  test('a quotient is rounded as the decimal of it is, in every mode', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -5000n, max: 5000n }),
        fc.bigInt({ min: -50n, max: 50n }).filter((divisor) => divisor !== 0n),
        mode,
        (dividend, divisor, how) => {
          const decimal = new Decimal(dividend.toString()).div(divisor.toString());
          expect(roundQuotient(dividend, divisor, how)).toBe(BigInt(roundDecimal(decimal, 0, how).toFixed()));
        },
      ),
      PROPERTY_RUNS,
    );
    expect(() => roundQuotient(1n, 0n, 'up')).toThrow(RangeError);
  });

  test('a tie goes where its mode says, on both sides of zero', () => {
    const ties = [5n, 7n, -5n, -7n];
    const rounded = Object.fromEntries(
      ROUNDING_MODES.map((how) => [how, ties.map((tie) => roundQuotient(tie, 2n, how)).join(' ')]),
    );
    expect(rounded).toEqual({
      half_up: '3 4 -3 -4',
      half_down: '2 3 -2 -3',
      half_even: '2 4 -2 -4',
      half_ceil: '3 4 -2 -3',
      half_floor: '2 3 -3 -4',
      half_odd: '3 3 -3 -3',
      up: '3 4 -3 -4',
      down: '2 3 -2 -3',
      ceil: '3 4 -2 -3',
      floor: '2 3 -3 -4',
    });
  });

  test('a quotient that only seems to be a tie is none', () => {
    const justBelow = 10n ** 200n / 2n - 1n;
    expect(roundQuotient(justBelow, 10n ** 200n, 'half_up')).toBe(0n);
    expect(roundQuotient(-justBelow, 10n ** 200n, 'half_floor')).toBe(0n);
  });

  test('fixed point holds twelve places and refuses a thirteenth', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(toFixedPoint(value)).toBe(toUnits(parseDecimal(value), 12));
        expect(toFixedPoint(parseDecimal(value))).toBe(toFixedPoint(value));
      }),
      PROPERTY_RUNS,
    );
    expect([toFixedPoint(3n), toFixedPoint('+1'), toFixedPoint('-0.5')]).toEqual([
      3n * FIXED_ONE,
      FIXED_ONE,
      -FIXED_ONE / 2n,
    ]);
    expect([toFixedPoint('0.1234567890123'), toFixedPoint('1e3'), toFixedPoint('')]).toEqual([null, null, null]);
  });
});

describe('decimals', () => {
  test('of another make are read exactly', () => {
    const foreign = Decimal.clone({ precision: 5 });
    expect(parseDecimal(new foreign('1234567.891')).times(3).toFixed()).toBe('3703703.673');
    expect(parseDecimal(-7n).toFixed()).toBe('-7');
    expect(decimalText(new foreign('0.10'))).toBe('0.1');
    expect(parseDecimal(new foreign(1)).div(3).decimalPlaces()).toBe(120);
    const ours = new Decimal(1);
    expect(parseDecimal(ours)).toBe(ours);
  });

  test('are texts of at most a hundred characters', () => {
    expect([isDecimalText('1'.repeat(100)), isDecimalText('1'.repeat(101))]).toEqual([true, false]);
    expect([isDecimalText('x1'), isDecimalText('1x'), isDecimalText('+1.5'), isDecimalText('1.')]).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  test('add and multiply without loss, and round once at the end', () => {
    fc.assert(
      fc.property(text, text, mode, (left, right, how) => {
        const rounding = { scale: 2, mode: how };
        const exact = multiply(left, right);
        expect(exact.equals(new Decimal(left).times(right))).toBe(true);
        expect(multiply(left, right, rounding).equals(roundDecimal(exact, 2, how))).toBe(true);
        expect(roundIfAsked(exact, undefined)).toBe(exact);
        expect(sumDecimals([left, right]).equals(sumDecimals([right, left]))).toBe(true);
        if (!parseDecimal(right).isZero()) {
          const quotient = divide(left, right, rounding);
          expect(quotient.minus(new Decimal(left).div(right)).abs().lessThanOrEqualTo('0.01')).toBe(true);
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('rounding to tens and hundreds is rounding of the tenth and the hundredth', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 4 }), mode, (value, places, how) => {
        const tens = roundDecimal(value, -places, how);
        expect(tens.equals(roundDecimal(parseDecimal(value).div(tenTo(places)), 0, how).times(tenTo(places)))).toBe(
          true,
        );
      }),
      PROPERTY_RUNS,
    );
    expect(roundDecimal('-150', -2, 'half_odd').toFixed()).toBe('-100');
    expect(roundDecimal('-250', -2, 'half_odd').toFixed()).toBe('-300');
    expect([tenTo(0), tenTo(12), tenTo(15)].map((power) => power.toFixed())).toEqual([
      '1',
      '1000000000000',
      '1000000000000000',
    ]);
  });

  test('noise of a division that does not end decides no tie', () => {
    const whole = new Decimal(1).div(3).times(3);
    expect([settle(whole, 0, 'down').toFixed(), settle(whole.neg(), 0, 'up').toFixed()]).toEqual(['1', '-1']);
    expect(settle(new Decimal('0.005').div(3).times(3), 2, 'half_up').toFixed()).toBe('0.01');
  });
});

describe('parts', () => {
  test('equal shares add up, whatever the mode; the last takes the rest', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), mode, (amount, parts, how) => {
        const shares = splitLastTakesRest(amount, parts, { scale: 2, mode: how });
        expect(shares).toHaveLength(parts);
        expect(sumDecimals(shares).equals(amount)).toBe(true);
        for (const share of shares.slice(0, -1)) expect(share.equals(shares[0] ?? 0)).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });

  test('a share is the exact one floored, or that and one unit', () => {
    const weights = fc.array(fc.nat(1000).map(String), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 6n }), weights, (total, list) => {
        const whole = list.reduce((running, weight) => running + Number(weight), 0);
        if (whole === 0) return;
        for (const [index, share] of allocate(total, list, 'largest_remainder').entries()) {
          const floor = (total * BigInt(list[index] ?? '0')) / BigInt(whole);
          expect(share === floor || share === floor + 1n).toBe(true);
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('left-over units go to the earlier of equal remainders', () => {
    expect(allocate(1n, ['1', '2'], 'first_come')).toEqual([1n, 0n]);
    expect(allocate(1n, ['1', '2'], 'largest_remainder')).toEqual([0n, 1n]);
    expect(allocate(2n, ['1', '2', '2'], 'largest_remainder')).toEqual([0n, 1n, 1n]);
    expect(allocate(1n, ['0', '2', '2'], 'first_come')).toEqual([0n, 1n, 0n]);
    expect(allocate(2n, ['1', '1', '1'], 'largest_remainder')).toEqual([1n, 1n, 0n]);
    expect(allocate(2n, ['1', '1', '1'], 'first_come')).toEqual([1n, 1n, 0n]);
    expect(allocate(7n, ['0.5', '0.25', '0.25'], 'first_come')).toEqual([4n, 2n, 1n]);
    expect(allocate(0n, [], 'first_come')).toEqual([]);
  });
});

describe('money', () => {
  const dollars = (amount: bigint) => ({ amount, currency: 'USD' });

  test('is added and taken away in one currency only', () => {
    expect(add(dollars(5n), dollars(7n))).toEqual(dollars(12n));
    expect(subtract(dollars(5n), dollars(7n))).toEqual(dollars(-2n));
    expect(negate(dollars(5n))).toEqual(dollars(-5n));
    expect(sum([], 'EUR')).toEqual({ amount: 0n, currency: 'EUR' });
    expect(codeOf(() => subtract(dollars(5n), { amount: 1n, currency: 'EUR' }))).toBe('currency_mismatch');
    expect(codeOf(() => add(dollars(5n), { amount: 1n, currency: 'EUR' }))).toBe('currency_mismatch');
  });

  test('minor units and decimals are the same amount', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'),
        (minor, code) => {
          expect(minorToDecimal(minor, code).toFixed()).toBe(decimalText(fromMinor(minor, code)));
          expect(toMinor(minorToDecimal(minor, code), code)).toBe(minor);
        },
      ),
      PROPERTY_RUNS,
    );
    expect(minorToDecimal(-5n, 'USD').toFixed()).toBe('-0.05');
  });

  test('beyond what can be stored is refused on both sides', () => {
    const most = 2n ** 63n - 1n;
    expect([assertStorable(most), assertStorable(-most)]).toEqual([most, -most]);
    expect(codeOf(() => assertStorable(most + 1n))).toBe('amount_out_of_range');
    expect(codeOf(() => assertStorable(-most - 1n))).toBe('amount_out_of_range');
  });

  test('currencies are found by their code in capitals', () => {
    expect([isCurrencyCode('USD'), isCurrencyCode('usd')]).toEqual([true, false]);
    expect(findCurrency('KWD')).toEqual({ code: 'KWD', exponent: 3, name: 'Kuwaiti dinar' });
  });

  test('a rounding policy has defaults: half up, tax per rate', () => {
    expect(RoundingPolicy.parse({})).toEqual({ mode: 'half_up', tax: 'per_rate' });
    expect(RoundingPolicy.safeParse({ mode: 'sometimes' }).success).toBe(false);
  });
});

describe('what is shown and sent', () => {
  test('prices and quantities keep all their digits, and nonsense is no number', () => {
    expect(formatUnitPrice('0.000000000001', 'USD', 'en-US')).toBe('$0.000000000001');
    expect(formatUnitPrice('12', 'USD', 'en-US')).toBe('$12.00');
    expect(formatUnitPrice('12', 'USD', 'en-US', 'code').replace(/\s/u, ' ')).toBe('USD 12.00');
    expect(formatQuantity('-1234567.123456789012', 'en-US')).toBe('-1,234,567.123456789012');
    for (const nonsense of ['1e3', '', '1.', 'x1', '1x']) {
      expect(() => formatQuantity(nonsense, 'en-US'), nonsense).toThrow(RangeError);
    }
  });

  test('the wire carries fifteen digits and twelve places, no more', () => {
    const code = (value: number | string) => wireDecimalFault(value)?.code ?? 'fine';
    expect(['123456789012345', '1234567890123456', '0.123456789012', '0.1234567890123'].map(code)).toEqual([
      'fine',
      'amount_not_exact',
      'fine',
      'amount_not_exact',
    ]);
    expect(wireDecimal('123456789012345')).toBe(123456789012345);
    expect(codeOf(() => wireDecimal('1234567890123456'))).toBe('amount_not_exact');
    expect(WireAmountInput.parse('1000000000000000000')).toBe('1000000000000000000');
    expect(WireQuantityInput.safeParse(-1).error?.issues[0]).toMatchObject({ params: { code: 'validation_failed' } });
    expect([code('1000000000000000000'), code(1e21), code(Number.NaN)]).toEqual(['fine', 'fine', 'validation_failed']);
  });
});

describe('an explanation', () => {
  test('written under a prefix refers to its own steps, and is redone with the rest', () => {
    const whole = startExplanation('USD');
    expect(whole.last('amount')).toEqual({ name: 'amount', value: '0' });
    expect(prefixed(whole, 'a_').last('amount')).toEqual({ name: 'amount', value: '0' });
    for (const prefix of ['before_', 'after_']) {
      const part = prefixed(whole, prefix);
      part.add({ id: 'price', rule: 'flat', operation: 'value', operands: [given('amount', '5')], result: '5' });
      part.add({
        id: 'twice',
        rule: 'flat',
        operation: 'add',
        operands: [part.last('amount'), part.last('amount')],
        result: '10',
      });
    }
    const derivation = prefixed(whole, 'after_').finish();
    expect(derivation.steps.map(({ id }) => id)).toEqual([
      'before_price',
      'before_twice',
      'after_price',
      'after_twice',
    ]);
    expect(reevaluate(derivation)).toBe('10');
  });

  test('shows thirty places of a quotient that does not end', () => {
    const explanation = startExplanation('USD');
    const operands = [given('amount', '2'), given('by', '3')];
    const result = new Decimal(2).div(3);
    explanation.add({ id: 'third', rule: 'proration', operation: 'divide', operands, result });
    const derivation = explanation.finish();
    expect(derivation).toMatchObject({ version: 1, currency: 'USD' });
    expect(derivation.steps[0]?.result).toBe(`0.${'6'.repeat(29)}7`);
    expect(reevaluate(derivation)).toBe(`0.${'6'.repeat(29)}7`);
  });
});
