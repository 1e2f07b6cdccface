import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { decimalText, fromMinor, ROUNDING_MODES } from '../money/index.ts';
import { convert, convertMoney, type DatedRate, rateOn } from './index.ts';

const ecb: DatedRate[] = [
  { from: 'EUR', to: 'USD', rate: '1.10', on: '2026-01-08' },
  { from: 'EUR', to: 'USD', rate: '1.12', on: '2026-01-09' },
  { from: 'EUR', to: 'JPY', rate: '160', on: '2026-01-08' },
  { from: 'USD', to: 'EUR', rate: '0.9', on: '2026-01-07' },
];
const legs = (from: string, to: string, day: string, rates = ecb, age?: number) =>
  rateOn(rates, from, to, day, age).map(({ rate, direction, on }) => `${direction} ${rate} ${on}`);

describe('the rate of a day', () => {
  test('is the latest on or before it, never a later one', () => {
    expect(legs('EUR', 'USD', '2026-01-08')).toEqual(['multiply 1.10 2026-01-08']);
    expect(legs('EUR', 'USD', '2026-01-11')).toEqual(['multiply 1.12 2026-01-09']);
    expect(legs('USD', 'EUR', '2026-01-07')).toEqual(['multiply 0.9 2026-01-07']);
    expect(legs('USD', 'EUR', '2026-01-11')).toEqual(['divide 1.12 2026-01-09']);
  });

  test('of one day is taken as it was published in this direction', () => {
    const both: DatedRate[] = [
      { from: 'EUR', to: 'USD', rate: '1.12', on: '2026-01-09' },
      { from: 'USD', to: 'EUR', rate: '0.89', on: '2026-01-09' },
    ];
    expect(legs('USD', 'EUR', '2026-01-09', both)).toEqual(['multiply 0.89 2026-01-09']);
    expect(legs('USD', 'EUR', '2026-01-09', both.toReversed())).toEqual(['multiply 0.89 2026-01-09']);
  });

  test('goes through a third currency, the one with the latest rates', () => {
    expect(legs('USD', 'JPY', '2026-01-09')).toEqual(['divide 1.12 2026-01-09', 'multiply 160 2026-01-08']);
    const chf: DatedRate[] = [
      { from: 'CHF', to: 'USD', rate: '1.2', on: '2026-01-09' },
      { from: 'CHF', to: 'JPY', rate: '170', on: '2026-01-09' },
    ];
    const latest = ['divide 1.2 2026-01-09', 'multiply 170 2026-01-09'];
    expect(legs('USD', 'JPY', '2026-01-09', [...ecb, ...chf])).toEqual(latest);
    expect(legs('USD', 'JPY', '2026-01-09', [...chf, ...ecb])).toEqual(latest);
  });

  test('is not made up where there is none, or only an old one', () => {
    expect(codeOf(() => legs('EUR', 'GBP', '2026-01-09'))).toBe('no_exchange_rate');
    expect(codeOf(() => legs('GBP', 'JPY', '2026-01-09'))).toBe('no_exchange_rate');
    expect(codeOf(() => legs('EUR', 'USD', '2026-01-06'))).toBe('no_exchange_rate');
    expect(legs('EUR', 'USD', '2026-01-16')).toEqual(['multiply 1.12 2026-01-09']);
    expect(codeOf(() => legs('EUR', 'USD', '2026-01-17'))).toBe('no_exchange_rate');
    expect(legs('EUR', 'USD', '2026-01-17', ecb, 8)).toHaveLength(1);
    expect(
      codeOf(() => legs('EUR', 'GBP', '2026-01-09', [{ from: 'EUR', to: 'GBP', rate: '0', on: '2026-01-09' }])),
    ).toBe('no_exchange_rate');
    expect(legs('EUR', 'EUR', '1999-01-01')).toEqual([]);
  });
});

describe('conversion', () => {
  test('at a rate, in either direction, rounds only when told to', () => {
    const amount = (rate_direction: 'multiply' | 'divide', mode?: 'half_up') =>
      convert({ amount: '10', to: 'USD', rate: '1.25', rate_direction, ...(mode ? { mode } : {}) }).toFixed();
    expect([amount('multiply'), amount('divide')]).toEqual(['12.5', '8']);
    const exact = convert({ amount: '12.34', to: 'JPY', rate: '149.87', rate_direction: 'multiply' });
    expect(exact.toFixed()).toBe('1849.3958');
  });

  test('of money explains itself, in every mode and through every kind of rate', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.constantFrom('EUR', 'USD', 'JPY'),
        fc.constantFrom('EUR', 'USD', 'JPY'),
        fc.constantFrom(...ROUNDING_MODES),
        (amount, from, to, mode) => {
          const { money, derivation } = convertMoney({ amount, currency: from }, to, '2026-01-09', ecb, mode);
          expect(reevaluate(derivation)).toBe(decimalText(fromMinor(money.amount, to)));
          if (from === to) expect(money.amount).toBe(amount);
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('there and back is within the rounding of the coarser unit', () => {
    const there = convertMoney({ amount: 10_000n, currency: 'USD' }, 'JPY', '2026-01-09', ecb, 'half_up').money;
    expect(there).toEqual({ amount: 14_286n, currency: 'JPY' });
    expect(convertMoney(there, 'USD', '2026-01-09', ecb, 'half_up').money.amount).toBe(10_000n);
  });
});
