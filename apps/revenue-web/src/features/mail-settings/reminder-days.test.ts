import { describe, expect, it } from 'vitest';
import { readDays, remindWords, writeDays } from './reminder-days.ts';

describe('readDays', () => {
  it.each([
    ['7, 3', [7, 3]],
    ['', []],
    [' 1 7;14 ', [1, 7, 14]],
    ['soon', [Number.NaN]],
    ['-3', [Number.NaN]],
  ])('reads %j', (text, days) => {
    expect(readDays(text)).toEqual(days);
  });
});

describe('writeDays', () => {
  it('lists them in the order in which they come', () => {
    expect(writeDays([3, 7], 'before')).toBe('7, 3');
    expect(writeDays([14, 1, 7], 'after')).toBe('1, 7, 14');
  });
});

describe('remindWords', () => {
  it('says what a customer who does not pay would get', () => {
    expect(remindWords('3', '1, 7')).toBe('3 days before, 1 day after, 7 days after the due date');
  });

  it('says nothing where there is nothing or a fault', () => {
    expect(remindWords('', '')).toBeNull();
    expect(remindWords('soon', '1')).toBeNull();
  });
});
