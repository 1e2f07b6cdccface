import { expect, test } from 'vitest';
import { type CalendarInterval, isWholeMultiple } from './interval.ts';

const every = (interval_count: number, interval: CalendarInterval) => ({ interval, interval_count });

test('periods of one length are a whole number of another where both are months, or both are days', () => {
  expect(isWholeMultiple(every(1, 'year'), every(3, 'month'))).toBe(true);
  expect(isWholeMultiple(every(3, 'half_year'), every(6, 'quarter'))).toBe(true);
  expect(isWholeMultiple(every(2, 'week'), every(7, 'day'))).toBe(true);
  expect(isWholeMultiple(every(1, 'quarter'), every(2, 'month'))).toBe(false);
  expect(isWholeMultiple(every(1, 'month'), every(1, 'quarter'))).toBe(false);
  expect(isWholeMultiple(every(10, 'day'), every(1, 'week'))).toBe(false);
  // Twelve months are no number of days, whatever their counts.
  expect(isWholeMultiple(every(1, 'year'), every(1, 'day'))).toBe(false);
  expect(isWholeMultiple(every(4, 'week'), every(1, 'month'))).toBe(false);
});
