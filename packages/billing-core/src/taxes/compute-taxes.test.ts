import { describe, expect, test } from 'vitest';
import { DEFAULT_ROUNDING } from '../money/index.ts';
import {
  computeTaxes,
  mayCarryTax,
  needsReason,
  reasonCodeOf,
  splitGross,
  TaxCategory,
  type TaxRate,
  taxAmount,
} from './index.ts';

const line = (n: bigint, ...tax_rates: (string | TaxRate)[]) => ({ taxable: { n, d: 1n }, tax_rates });
const HALF_UP = { mode: 'half_up', rounding: 'per_rate' } as const;
const CENTS = { scale: 2, mode: DEFAULT_ROUNDING.mode };

describe('taxes of lines', () => {
  test('rates that are written differently are one rate, rates of another name or category are not', () => {
    const named = (name: string, more: object = {}) => ({ percent: '19.0', name, ...more });
    const lines = [
      line(100n, '19', named('VAT')),
      line(100n, '19.0', named('VAT', { category: 'S' })),
      line(100n, named('VAT', { compound: true })),
    ];
    const { by_rate } = computeTaxes(lines, HALF_UP);
    expect(by_rate.map(({ rate, taxable, tax }) => [rate, taxable.n, tax])).toEqual([
      ['19', 200n, 38n],
      ['19', 100n, 19n],
      ['19', 100n, 19n],
      ['19', 100n, 19n],
    ]);
  });

  test('a category of its own is a row of its own', () => {
    const percents = [
      { percent: '0', name: 'VAT', category: 'Z' },
      { percent: '0', name: 'VAT', category: 'E' },
    ] as const;
    const { by_rate, exact_line_taxes } = computeTaxes([line(100n, ...percents, { percent: '0' }), line(1n)], HALF_UP);
    expect(by_rate).toHaveLength(3);
    expect(exact_line_taxes[1]).toEqual({ n: 0n, d: 1n });
  });

  test('a compound rate is on the taxes before it, any other on the amount alone', () => {
    const taxes = computeTaxes([line(10_000n, '5', { percent: '10', compound: true }, '1')], HALF_UP);
    expect(taxes.cells.map(({ base, tax }) => [Number(base.n) / Number(base.d), tax])).toEqual([
      [10_000, 500n],
      [10_500, 1_050n],
      [10_000, 100n],
    ]);
  });

  test('an amount with its taxes in it is divided by all of them', () => {
    const gross = { ...line(11_550n, '5', { percent: '10', compound: true }), tax_inclusive: true };
    expect(computeTaxes([gross], HALF_UP).line_taxes).toEqual([1_550n]);
    expect(computeTaxes([{ ...line(11_900n, '19'), tax_inclusive: true }], HALF_UP).total).toBe(1_900n);
  });

  test('are rounded per line, per rate or once, and add up in each', () => {
    const lines = [line(5n, '10', '20'), line(5n, '10'), line(5n, '10')];
    const told = (rounding: 'per_line' | 'per_rate' | 'per_document') => {
      const { total, line_taxes } = computeTaxes(lines, { mode: 'half_up', rounding });
      expect(line_taxes.reduce((sum, tax) => sum + tax, 0n)).toBe(total);
      return [total, ...line_taxes];
    };
    const exact = computeTaxes(lines, { mode: 'half_up', rounding: 'per_rate' }).exact_line_taxes;
    expect(exact.map(({ n, d }) => Number(n) / Number(d))).toEqual([1.5, 0.5, 0.5]);
    expect(told('per_line')).toEqual([4n, 2n, 1n, 1n]);
    expect(told('per_rate')).toEqual([3n, 2n, 1n, 0n]);
    expect(told('per_document')).toEqual([3n, 2n, 1n, 0n]);
  });

  test('are the same for rates read the first time, read again, and never remembered', () => {
    const many = Array.from({ length: 1_100 }, (_, index) => line(100_000n, `${index}.001`));
    const shared: TaxRate = { percent: '19' };
    const taxes = () => computeTaxes([...many, line(100n, shared), line(100n, shared)], HALF_UP).line_taxes;
    const expected = many.map((_, index) => BigInt(index * 1_000 + 1));
    expect(taxes()).toEqual([...expected, 19n, 19n]);
    expect(taxes()).toEqual([...expected, 19n, 19n]);
  });

  test('of no lines are none', () => {
    expect(computeTaxes([line(5n)], HALF_UP)).toMatchObject({ total: 0n, line_taxes: [0n], by_rate: [], groups: [] });
  });
});

test('what is rounded of a gross amount is told, and the other part is the difference', () => {
  const told = (part: 'net' | 'tax') => Object.values(splitGross('100.01', '19', CENTS, part)).map(String);
  expect(told('net')).toEqual(['84.04', '15.97']);
  expect(Object.values(splitGross('0.03', '100', CENTS, 'net')).map(String)).toEqual(['0.02', '0.01']);
  expect(Object.values(splitGross('0.03', '100', CENTS, 'tax')).map(String)).toEqual(['0.01', '0.02']);
  expect(taxAmount('0.05', '10', CENTS).toFixed()).toBe('0.01');
});

test('each category says whether it carries tax, needs a reason, and has a code of its own', () => {
  const rows = TaxCategory.options.map((category) => [
    category,
    mayCarryTax(category),
    needsReason(category),
    reasonCodeOf(category),
  ]);
  expect(rows).toEqual([
    ['S', true, false, null],
    ['Z', false, false, null],
    ['E', false, true, null],
    ['AE', false, true, 'VATEX-EU-AE'],
    ['K', false, true, 'VATEX-EU-IC'],
    ['G', false, true, 'VATEX-EU-G'],
    ['O', false, true, 'VATEX-EU-O'],
    ['L', true, false, null],
    ['M', true, false, null],
  ]);
});
