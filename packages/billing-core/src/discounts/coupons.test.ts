import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import type { Decimal } from '../money/index.ts';
import { allocateDiscount, couponAmount, couponSequence } from './index.ts';

const cents = { scale: 2, mode: 'half_up' } as const;
const text = (amounts: Decimal[]) => amounts.map((amount) => amount.toFixed());

describe('coupons one after the other', () => {
  const sequence = (subtotal: string, coupons: Parameters<typeof couponSequence>[1], scale = 2) => {
    const { applied, total_discount, remaining } = couponSequence(subtotal, coupons, 'in_order', { ...cents, scale });
    return [text(applied), total_discount.toFixed(), remaining.toFixed()];
  };
  const percent = (value: string) => ({ type: 'percent' as const, value });
  const fixed = (value: string) => ({ type: 'fixed' as const, value });

  test('act on what is left, and stop at zero', () => {
    expect(sequence('100', [fixed('50'), percent('10'), fixed('3')])).toEqual([['50', '5', '3'], '58', '42']);
    expect(sequence('100', [percent('100'), fixed('5'), percent('10')])).toEqual([['100', '0', '0'], '100', '0']);
    expect(sequence('10', [fixed('15'), percent('50')])).toEqual([['10', '0'], '10', '0']);
    expect(sequence('0', [fixed('5'), percent('50')])).toEqual([['0', '0'], '0', '0']);
    expect(sequence('-10', [fixed('5'), percent('50')])).toEqual([['0', '0'], '0', '-10']);
    expect(sequence('10', [])).toEqual([[], '0', '10']);
  });

  test('round percents to the scale they are told', () => {
    expect(sequence('9.99', [percent('33.333'), percent('33.333')])).toEqual([['3.33', '2.22'], '5.55', '4.44']);
    expect(sequence('1001', [percent('12.5')], 0)).toEqual([['125'], '125', '876']);
    expect(sequence('1.001', [percent('50')], 3)).toEqual([['0.501'], '0.501', '0.5']);
    expect(sequence('10', [percent('12.345')])).toEqual([['1.23'], '1.23', '8.77']);
  });

  test('may have their percents first', () => {
    const coupons = [fixed('10'), percent('10'), fixed('1'), percent('50')];
    const { applied, remaining } = couponSequence('100', coupons, 'percent_first', cents);
    expect([text(applied), remaining.toFixed()]).toEqual([['10', '45', '10', '1'], '34']);
  });
});

describe('one coupon', () => {
  const off = (...given: Parameters<typeof couponAmount>) => {
    const { amount, remaining } = couponAmount(...given);
    return text([amount, remaining]);
  };

  test('of a fixed value takes what is left of it, and no more than the base', () => {
    expect(off({ type: 'fixed', value: '0.12' }, '3')).toEqual(['0.12', '2.88']);
    expect(off({ type: 'fixed', value: '0.12' }, '3', { already_used: '0.06' })).toEqual(['0.06', '2.94']);
    expect(off({ type: 'fixed', value: '5' }, '3', { already_used: '1' })).toEqual(['3', '0']);
    expect(off({ type: 'fixed', value: '5' }, '3', { already_used: '5' })).toEqual(['0', '3']);
    expect(off({ type: 'fixed', value: '5' }, '3', { already_used: '7' })).toEqual(['0', '3']);
    expect(off({ type: 'fixed', value: '-5' }, '3')).toEqual(['0', '3']);
  });

  test('of a percent takes its share, exactly unless told to round', () => {
    expect(off({ type: 'percent', value: '33.333' }, '10')).toEqual(['3.3333', '6.6667']);
    expect(off({ type: 'percent', value: '33.333' }, '10', { rounding: cents })).toEqual(['3.33', '6.67']);
    expect(off({ type: 'percent', value: '20' }, '3', { already_used: '0.5' })).toEqual(['0.6', '2.4']);
    expect(off({ type: 'percent', value: '100' }, '3')).toEqual(['3', '0']);
    expect(off({ type: 'percent', value: '150' }, '3')).toEqual(['3', '0']);
  });

  test('takes nothing off a base at or below zero', () => {
    expect(off({ type: 'fixed', value: '5' }, '0')).toEqual(['0', '0']);
    expect(off({ type: 'fixed', value: '5' }, '-3')).toEqual(['0', '-3']);
    expect(off({ type: 'percent', value: '50' }, '-3')).toEqual(['0', '-3']);
  });

  test('is refused when it is no number', () => {
    expect(codeOf(() => off({ type: 'fixed', value: 'five' }, '3'))).toBe('validation_failed');
  });
});

describe('a discount over lines', () => {
  const spread = (...given: Parameters<typeof allocateDiscount>) => {
    const { line_discounts, net_lines, total_discount } = allocateDiscount(...given);
    return [text(line_discounts), text(net_lines), total_discount.toFixed()];
  };

  test('goes to lines above zero in proportion, the missing units to those that lost most', () => {
    expect(spread(['100', '-20', '50'], '15', 2)).toEqual([['10', '0', '5'], ['90', '-20', '45'], '15']);
    expect(spread(['1', '2'], '0.5', 3)).toEqual([['0.167', '0.333'], ['0.833', '1.667'], '0.5']);
    expect(spread(['0', '10'], '1', 2)).toEqual([['0', '1'], ['0', '9'], '1']);
    expect(spread(['3', '3', '1'], '1', 0)).toEqual([['1', '0', '0'], ['2', '3', '1'], '1']);
  });

  test('is no more than the lines, and nothing without one', () => {
    expect(spread(['10', '20'], '40', 2)).toEqual([['10', '20'], ['0', '0'], '30']);
    expect(spread(['10'], '0', 2)).toEqual([['0'], ['10'], '0']);
    expect(spread(['10'], '-1', 2)).toEqual([['0'], ['10'], '0']);
    expect(spread(['-10'], '1', 2)).toEqual([['0'], ['-10'], '0']);
    expect(spread([], '1', 2)).toEqual([[], [], '0']);
  });
});
