import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import {
  alignedPeriods,
  billedPeriods,
  billingDayPeriod,
  compareLocalDates,
  dueDate,
  earlierDate,
  firstAnchorDate,
  InstantSchema,
  isLocalDate,
  isTimeZone,
  lastDayOf,
  laterDate,
  localDateAt,
  netDays,
  nextBoundary,
  nextSharedBoundary,
  PaymentTerms,
  parseInstant,
  stubBefore,
  toLocalDate,
  trialDaysLeft,
  trialEndsAt,
  trialPeriod,
  wholePeriodsBetween,
} from './index.ts';

const monthly = { anchor: '2026-01-31', interval: 'month', interval_count: 1 } as const;

describe('a shared calendar', () => {
  const input = { ...monthly, start: '2026-02-10', target: '2026-03-31' };

  test('gives a part before its first boundary, and whole periods after it', () => {
    expect(alignedPeriods({ ...input, timing: 'in_arrear' })).toEqual([
      { start: '2026-02-10', end: '2026-02-28', cycle: { start: '2026-01-31', end: '2026-02-28' } },
      { start: '2026-02-28', end: '2026-03-31', cycle: { start: '2026-02-28', end: '2026-03-31' } },
    ]);
    expect(alignedPeriods({ ...input, timing: 'in_advance' }).at(-1)?.start).toBe('2026-03-31');
    expect(alignedPeriods({ ...input, target: '2026-02-09', timing: 'in_advance' })).toEqual([]);
  });

  test('is cut by the end of the subscription, and has nothing after it', () => {
    const cut = alignedPeriods({ ...input, end: '2026-03-10', timing: 'in_advance' });
    expect(cut.map(({ start, end }) => [start, end])).toEqual([
      ['2026-02-10', '2026-02-28'],
      ['2026-02-28', '2026-03-10'],
    ]);
    expect(alignedPeriods({ ...input, end: '2026-02-28', timing: 'in_arrear' })).toHaveLength(1);
    expect(alignedPeriods({ ...input, end: '2026-02-10', timing: 'in_advance' })).toEqual([]);
  });

  test('asks for no part where a subscription starts on a boundary', () => {
    expect(stubBefore(monthly, '2026-01-31')).toBeNull();
    expect(stubBefore(monthly, '2026-02-01')).toEqual({ start: '2026-02-01', end: '2026-02-28' });
  });

  test('meets another on the first day that begins a period of both, if there is one', () => {
    const weekly = { anchor: '2026-01-05', interval: 'week', interval_count: 1 } as const;
    const firsts = { anchor: '2026-01-01', interval: 'month', interval_count: 1 } as const;
    expect(nextSharedBoundary([weekly, firsts], '2026-01-05')).toBe('2026-06-01');
    expect(nextSharedBoundary([firsts], '2026-02-01')).toBe('2026-03-01');
    expect(nextSharedBoundary([{ ...firsts, anchor: '2026-01-02' }, firsts], '2026-01-05')).toBeNull();
    expect(nextSharedBoundary([], '2026-01-05')).toBeNull();
    const every120 = { ...firsts, interval: 'year', interval_count: 30 } as const;
    expect(nextSharedBoundary([every120], '2026-01-01')).toBe('2056-01-01');
    expect(nextSharedBoundary([{ ...every120, interval_count: 31 }], '2026-01-01')).toBeNull();
  });
});

describe('trials', () => {
  const trial = trialPeriod('2026-03-20', 14);

  test('end on the wall clock of the customer, through a change of the clocks', () => {
    expect(trial).toEqual({ start: '2026-03-20', end: '2026-04-03' });
    expect(trialEndsAt(trial, 'America/New_York').toISOString()).toBe('2026-04-03T04:00:00.000Z');
  });

  test('count the days that are left, today included', () => {
    const left = ['2026-03-01', '2026-03-20', '2026-04-02', '2026-04-03', '2027-01-01'];
    expect(left.map((today) => trialDaysLeft(trial, today))).toEqual([14, 14, 1, 0, 0]);
  });
});

describe('bill cycle days', () => {
  const input = { start: '2026-01-10', bill_cycle_day: 31, interval: 'month' as const };

  test('several intervals make one period', () => {
    const periods = billedPeriods({ ...input, interval_count: 2, target: '2026-06-30', mode: 'in_arrear' });
    expect(periods.map(({ start, end }) => [start, end])).toEqual([
      ['2026-01-10', '2026-01-31'],
      ['2026-01-31', '2026-03-31'],
      ['2026-03-31', '2026-05-31'],
    ]);
    expect(periods[0]?.cycle).toEqual({ start: '2025-11-30', end: '2026-01-31' });
  });

  test('the first period in advance is due at once, even before it begins', () => {
    const periods = billedPeriods({ ...input, target: '2026-01-01', mode: 'in_advance' });
    expect(periods.map(({ start }) => start)).toEqual(['2026-01-10']);
  });

  test('days and weeks begin on the start itself', () => {
    expect(firstAnchorDate('2026-01-10', 31, 'week')).toBe('2026-01-10');
    expect(firstAnchorDate('2026-02-16', 14, 'year')).toBe('2027-02-14');
    expect(firstAnchorDate('2026-02-16', 14, 'quarter')).toBe('2026-03-14');
    expect(firstAnchorDate('2026-02-14', 14, 'month')).toBe('2026-02-14');
  });

  test('the period of a billing day runs to the day of its own month first, if that is still to come', () => {
    const at = (day: string, date: number) => billingDayPeriod('2026-01-10', date, 'month', day);
    expect(at('2026-01-14', 15)).toEqual({ start: '2026-01-10', end: '2026-01-15', elapsed_cycles: 0 });
    expect(at('2026-01-14', 10)).toEqual({ start: '2026-01-10', end: '2026-02-10', elapsed_cycles: 0 });
    expect(at('2026-01-14', 5)).toEqual({ start: '2026-01-10', end: '2026-02-05', elapsed_cycles: 0 });
    expect(at('2025-01-14', 5)).toEqual({ start: '2026-01-10', end: '2026-02-05', elapsed_cycles: 0 });
    expect(billingDayPeriod('2026-01-10', 15, 'week', '2026-01-17')).toMatchObject({ start: '2026-01-17' });
  });
});

test('an end of the subscription replaces a boundary only when it comes earlier', () => {
  const grid = { ...monthly, time_zone: 'UTC' };
  const after = parseInstant('2026-01-31T00:00:00Z');
  const next = (end: string) => nextBoundary(grid, after, parseInstant(end)).toISOString();
  expect(next('2026-02-10T00:00:00Z')).toBe('2026-02-10T00:00:00.000Z');
  expect(next('2026-03-10T00:00:00Z')).toBe('2026-02-28T00:00:00.000Z');
});

test('whole periods are counted in both directions, a clamped end included', () => {
  expect(wholePeriodsBetween('2026-01-31', '2026-02-28', 'month')).toBe(1);
  expect(wholePeriodsBetween('2026-01-31', '2026-02-27', 'month')).toBe(0);
  expect(wholePeriodsBetween('2026-03-31', '2026-01-31', 'month')).toBe(-2);
  expect(wholePeriodsBetween('2026-01-31', '2026-01-31', 'month')).toBe(0);
});

test('days compare as dates do', () => {
  expect(['2026-02-01', '2025-12-31', '2026-02-01'].sort(compareLocalDates)).toEqual([
    '2025-12-31',
    '2026-02-01',
    '2026-02-01',
  ]);
  expect(compareLocalDates('2026-01-01', '2026-01-01')).toBe(0);
  expect([earlierDate('2026-01-01', '2026-01-02'), earlierDate('2026-01-02', '2026-01-01')]).toEqual([
    '2026-01-01',
    '2026-01-01',
  ]);
  expect([laterDate('2026-01-01', '2026-01-02'), laterDate('2026-01-02', '2026-01-01')]).toEqual([
    '2026-01-02',
    '2026-01-02',
  ]);
  expect(lastDayOf({ start: '2026-02-01', end: '2026-03-01' })).toBe('2026-02-28');
});

test('terms of payment are one of three kinds, and a wrong instant says which fault it is', () => {
  const terms = ['due_on_receipt', 'end_of_month', 'net_1', 'net_365', 'net_0', 'net_366', 'sometime', ''];
  expect(terms.filter((text) => PaymentTerms.safeParse(text).success)).toEqual(terms.slice(0, 4));
  expect(codeOf(() => dueDate('2026-02-30', 'due_on_receipt'))).toBe('invalid_date');
  expect(InstantSchema.safeParse('yesterday').error?.issues[0]).toMatchObject({
    code: 'custom',
    params: { code: 'invalid_instant' },
  });
  expect(codeOf(() => localDateAt(parseInstant('2026-01-01T00:00:00Z'), 'Nowhere'))).toBe('invalid_time_zone');
});

test('days, terms and zones that are not what they seem are told apart', () => {
  for (const text of ['2026-00-10', '2026-01-00', '2026-01-32', 'x2026-01-01', '2026-01-01x']) {
    expect(isLocalDate(text), text).toBe(false);
  }
  expect([toLocalDate(1, 1, 1), toLocalDate(9999, 12, 31)]).toEqual(['0001-01-01', '9999-12-31']);
  expect(codeOf(() => toLocalDate(0, 1, 1))).toBe('invalid_date');
  expect([netDays('net_1'), netDays('net_365'), netDays('net_366'), netDays('xnet_30'), netDays('net_30x')]).toEqual([
    1,
    365,
    null,
    null,
    null,
  ]);
  const zones = ['UTC', `Europe/${'x'.repeat(60)}`, 'Europe/Berlin!', '1Europe'];
  expect(zones.map(isTimeZone)).toEqual([true, false, false, false]);
  // Intl knows these, and the functions that count days do not.
  expect(['AET', 'IST', 'PST', 'Factory'].map(isTimeZone)).toEqual([false, false, false, false]);
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    expect(isTimeZone(zone), zone).toBe(true);
    expect(localDateAt(new Date('2026-01-11T10:30:00Z'), zone), zone).toMatch(/^2026-01-1[0-2]$/);
  }
  for (const text of ['x2023-11-16T18:15:46Z', '2023-11-16T18:15:46Zx', '2023-11-16T18:15:46+1', '2023-13-16T18:15Z']) {
    expect(
      codeOf(() => parseInstant(text)),
      text,
    ).toBe('invalid_instant');
  }
  expect(parseInstant('2023-11-16t18:15z').toISOString()).toBe('2023-11-16T18:15:00.000Z');
});
