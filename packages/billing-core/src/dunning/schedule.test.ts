import { describe, expect, test } from 'vitest';
import { caseOf, policyOf } from '../../test/dunning-cases.ts';
import {
  addUnheldDays,
  BusinessDays,
  businessDayFrom,
  type DunningHold,
  holdOn,
  isoWeekday,
  scheduleSteps,
} from './index.ts';

const mail = (id: string, after: 'due_date' | 'failed_payment' | 'start', day: number) =>
  ({ id, action: 'mail', urgency: 'notice', after, day }) as const;
const days = (policy: ReturnType<typeof policyOf>, more: Parameters<typeof caseOf>[0] = {}) =>
  scheduleSteps(policy, caseOf(more)).map(({ step, on }) => `${step.id} ${on}`);

describe('a schedule', () => {
  test('counts from the due date, the failed payment, whichever began the case, and the end of grace', () => {
    const policy = policyOf(
      [
        mail('due', 'due_date', -3),
        mail('failed', 'failed_payment', 1),
        mail('start', 'start', 2),
        { id: 'off', action: 'suspend', after: 'grace_end', day: 1 },
      ],
      { grace_days: 10 },
    );
    expect(days(policy, { first_failed_on: '2026-01-07' })).toEqual([
      'due 2026-01-02',
      'failed 2026-01-08',
      'start 2026-01-09',
      'off 2026-01-18',
    ]);
    expect(days(policy, { first_failed_on: null })).toEqual(['due 2026-01-02', 'start 2026-01-07', 'off 2026-01-16']);
  });

  test('is in the order of time, and of the policy where the instant is the same', () => {
    expect(days(policyOf([mail('c', 'start', 2), mail('a', 'start', 1), mail('b', 'start', 2)]))).toEqual([
      'a 2026-01-06',
      'c 2026-01-07',
      'b 2026-01-07',
    ]);
  });

  test('moves to the next business day', () => {
    const business_days = { holidays: ['2026-01-12'] };
    // The tenth is a Saturday, the twelfth a holiday.
    expect(days(policyOf([mail('a', 'start', 5), mail('b', 'start', 8)], { business_days }))).toEqual([
      'a 2026-01-13',
      'b 2026-01-13',
    ]);
    expect(days(policyOf([mail('a', 'start', 5)]))).toEqual(['a 2026-01-10']);
  });

  test('goes on looking where the next business day is held', () => {
    const policy = policyOf([mail('a', 'start', 5)], { business_days: {} });
    const hold = (from: string, until: string | null): DunningHold => ({ kind: 'pause', from, until });
    expect(days(policy, { holds: [hold('2026-01-12', '2026-01-17')] })).toEqual(['a 2026-01-19']);
    expect(days(policy, { holds: [hold('2026-01-13', '2026-01-17')] })).toEqual(['a 2026-01-12']);
    expect(days(policy, { holds: [hold('2026-01-12', null)] })).toEqual([]);
  });

  test.each([
    ['skipped', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['doubled', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['usual', '2026-07-01', '02:30', '2026-07-01T00:30:00.000Z'],
  ])('keeps the time of day where the customer is: a %s one', (_, due_date, time_of_day, at) => {
    const policy = policyOf([mail('a', 'due_date', 0)], { time_of_day });
    expect(scheduleSteps(policy, caseOf({ due_date, time_zone: 'Europe/Berlin' }))[0]?.at.toISOString()).toBe(at);
  });
});

describe('days that are not held', () => {
  const hold = (from: string, until: string | null): DunningHold => ({
    kind: 'pause',
    from: `2026-01-${from}`,
    until: until && `2026-01-${until}`,
  });

  test.each([
    ['no hold', [], '2026-01-15'],
    ['one before', [hold('01', '05')], '2026-01-15'],
    ['one that reaches in', [hold('03', '07')], '2026-01-17'],
    ['one inside', [hold('08', '10')], '2026-01-17'],
    ['one on the last day', [hold('15', '18')], '2026-01-18'],
    ['one after the last day', [hold('16', '18')], '2026-01-15'],
    ['one that the move reaches', [hold('08', '10'), hold('17', '19')], '2026-01-19'],
    ['overlapping ones, in any order', [hold('09', '14'), hold('08', '12')], '2026-01-21'],
    ['one within another', [hold('08', '14'), hold('09', '10')], '2026-01-21'],
    ['neighbours', [hold('08', '10'), hold('10', '12')], '2026-01-19'],
    ['one without an end', [hold('08', null)], null],
    ['one without an end, later', [hold('16', null)], '2026-01-15'],
  ])('ten days after the fifth: %s', (_, holds, expected) => {
    expect(addUnheldDays('2026-01-05', 10, holds)).toBe(expected);
  });

  test('a day before the reference is moved by a hold that it is in, not by one before it', () => {
    expect(addUnheldDays('2026-01-20', -5, [hold('14', '18')])).toBe('2026-01-18');
    expect(addUnheldDays('2026-01-20', -5, [hold('10', '15')])).toBe('2026-01-15');
    expect(addUnheldDays('2026-01-20', -5, [hold('17', '19')])).toBe('2026-01-15');
  });

  test('the hold of a day is the one that ends last', () => {
    const [short, long, open] = [hold('01', '10'), hold('02', '20'), hold('03', null)];
    expect(holdOn([short, long], '2026-01-05')).toBe(long);
    expect(holdOn([long, short], '2026-01-05')).toBe(long);
    expect(holdOn([open, long, short], '2026-01-05')).toBe(open);
    expect(holdOn([short, open, long], '2026-01-05')).toBe(open);
    expect(holdOn([short, long, open], '2026-01-02')).toEqual({ ...long, until: null });
    expect(holdOn([short], '2026-01-01')).toBe(short);
    expect(holdOn([short], '2026-01-10')).toBeNull();
    expect(holdOn([hold('10', '12'), short, hold('13', '15')], '2026-01-05')).toEqual({
      ...short,
      until: '2026-01-12',
    });
    expect(holdOn([hold('10', null), short], '2026-01-05')).toEqual({ ...short, until: null });
    const same = { ...short };
    expect(holdOn([short, same], '2026-01-05')).toBe(short);
  });
});

describe('business days', () => {
  test('weekdays go round in weeks, on both sides of any date', () => {
    expect(
      ['2024-01-01', '2024-01-07', '2024-01-08', '2023-12-31', '1999-12-31', '1900-01-01'].map(isoWeekday),
    ).toEqual([1, 7, 1, 7, 5, 1]);
  });

  test('a weekend is what the policy says', () => {
    const friday = BusinessDays.parse({ weekend: [5, 6] });
    expect(['2026-01-08', '2026-01-09', '2026-01-10', '2026-01-11'].map((day) => businessDayFrom(day, friday))).toEqual(
      ['2026-01-08', '2026-01-11', '2026-01-11', '2026-01-11'],
    );
    expect(businessDayFrom('2026-01-10', BusinessDays.parse({ weekend: [] }))).toBe('2026-01-10');
    expect(BusinessDays.safeParse({ weekend: [1, 2, 3, 4, 5, 6, 7] }).success).toBe(false);
  });
});
