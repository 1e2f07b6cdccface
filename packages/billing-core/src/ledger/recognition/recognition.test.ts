import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../../test/derivation-interpreter.ts';
import { codeOf } from '../../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../../test/property-runs.ts';
import { stepLines } from '../../../test/step-lines.ts';
import { decimalText, fromMinor } from '../../money/index.ts';
import { addDays } from '../../time/index.ts';
import {
  changeRecognition,
  endRecognition,
  explainRecognition,
  planRecognition,
  type RecognitionPart,
  RecognitionPolicy,
  type Recognizable,
  recognizedBy,
} from '../index.ts';

const price = (amount: bigint, discount = 0n): Recognizable => ({ amount, discount });
const linesOf = (parts: readonly RecognitionPart[]) =>
  parts.map(
    ({ start, end, recognize_on, amount, discount }) => `${start} ${end} ${recognize_on} ${amount} ${discount}`,
  );
const sums = (parts: readonly Recognizable[]): Recognizable => ({
  amount: parts.reduce((sum, { amount }) => sum + amount, 0n),
  discount: parts.reduce((sum, { discount }) => sum + discount, 0n),
});
const usage = (expected: string, ...used: [string, string][]): RecognitionPolicy => ({
  policy: 'usage',
  expected,
  used: used.map(([on, quantity]) => ({ on, quantity })),
});

describe('a schedule by day', () => {
  test('earns each calendar month by its days, on its last one, leap day and turn of the year included', () => {
    const year = { start: '2023-12-31', end: '2024-03-01' };
    expect(linesOf(planRecognition(price(6100n, 61n), year, { policy: 'daily' }))).toEqual([
      '2023-12-31 2024-01-01 2023-12-31 100 1',
      '2024-01-01 2024-02-01 2024-01-31 3100 31',
      '2024-02-01 2024-03-01 2024-02-29 2900 29',
    ]);
  });

  test('gives the left over cents to the months that lost most', () => {
    const year = { start: '2025-01-01', end: '2026-01-01' };
    const parts = planRecognition(price(10_000n), year, { policy: 'daily' });
    // 10000 x 31/365 = 849.3, x 28/365 = 767.1, x 30/365 = 821.9: the four short months come first, then January and March.
    expect(parts.map(({ amount }) => amount)).toEqual(
      [850, 767, 850, 822, 849, 822, 849, 849, 822, 849, 822, 849].map(BigInt),
    );
  });

  test('of one day is earned on that day', () => {
    const day = { start: '2026-01-31', end: '2026-02-01' };
    expect(linesOf(planRecognition(price(5n), day, { policy: 'daily' }))).toEqual([
      '2026-01-31 2026-02-01 2026-01-31 5 0',
    ]);
  });
});

describe('a schedule by month', () => {
  test('earns the same in each month of service, whatever its days', () => {
    const months = { start: '2024-01-31', end: '2024-04-30' };
    expect(linesOf(planRecognition(price(300n, 30n), months, { policy: 'monthly' }))).toEqual([
      '2024-01-31 2024-02-29 2024-02-28 100 10',
      '2024-02-29 2024-03-31 2024-03-30 100 10',
      '2024-03-31 2024-04-30 2024-04-29 100 10',
    ]);
  });

  test('weighs a last month that is not whole by its days', () => {
    const months = { start: '2026-01-01', end: '2026-03-11' };
    // Two months, and 10 of the 31 days of March: 72 / (2 + 10/31) a month.
    expect(linesOf(planRecognition(price(7200n), months, { policy: 'monthly' }))).toEqual([
      '2026-01-01 2026-02-01 2026-01-31 3100 0',
      '2026-02-01 2026-03-01 2026-02-28 3100 0',
      '2026-03-01 2026-03-11 2026-03-10 1000 0',
    ]);
  });

  test('of less than a month is one part', () => {
    const days = { start: '2026-01-10', end: '2026-01-20' };
    expect(linesOf(planRecognition(price(7n), days, { policy: 'monthly' }))).toEqual([
      '2026-01-10 2026-01-20 2026-01-19 7 0',
    ]);
  });
});

describe('a schedule by usage', () => {
  const quarter = { start: '2026-01-01', end: '2026-04-01' };

  test('earns each day’s share of what was sold, and the rest on the last day', () => {
    const policy = usage('30', ['2026-02-03', '5'], ['2026-01-10', '10'], ['2026-02-03', '2.5']);
    expect(linesOf(planRecognition(price(1000n, 100n), quarter, policy))).toEqual([
      '2026-01-10 2026-01-11 2026-01-10 333 33',
      '2026-02-03 2026-02-04 2026-02-03 250 25',
      '2026-03-31 2026-04-01 2026-03-31 417 42',
    ]);
  });

  test('never earns more than was sold', () => {
    const policy = usage('30', ['2026-01-10', '20'], ['2026-02-03', '20'], ['2026-02-04', '1']);
    expect(linesOf(planRecognition(price(900n), quarter, policy))).toEqual([
      '2026-01-10 2026-01-11 2026-01-10 600 0',
      '2026-02-03 2026-02-04 2026-02-03 300 0',
      '2026-02-04 2026-02-05 2026-02-04 0 0',
    ]);
  });

  test('leaves earlier parts alone when more is used', () => {
    const before = planRecognition(price(1000n), quarter, usage('7', ['2026-01-10', '1']));
    const after = planRecognition(price(1000n), quarter, usage('7', ['2026-01-10', '1'], ['2026-01-11', '1']));
    expect(after[0]).toEqual(before[0]);
  });

  test('knows the first and the last day, and refuses what lies outside or was never sold', () => {
    const at = (on: string) => codeOf(() => planRecognition(price(1n), quarter, usage('1', [on, '1'])));
    expect(at('2026-01-01')).toBe('nothing thrown');
    expect(at('2026-03-31')).toBe('nothing thrown');
    expect(at('2025-12-31')).toBe('validation_failed');
    expect(at('2026-04-01')).toBe('validation_failed');
    expect(codeOf(() => planRecognition(price(1n), quarter, usage('0')))).toBe('validation_failed');
    expect(codeOf(() => planRecognition(price(1n), quarter, usage('-1')))).toBe('validation_failed');
  });
});

describe('a schedule', () => {
  test('needs a day to serve', () => {
    for (const end of ['2026-01-01', '2025-12-31']) {
      const none = { start: '2026-01-01', end };
      expect(codeOf(() => planRecognition(price(1n), none, { policy: 'point_in_time', on: '2026-01-01' }))).toBe(
        'validation_failed',
      );
    }
  });

  test('at a point in time is earned that day', () => {
    const policy = { policy: 'point_in_time', on: '2026-05-05' } as const;
    expect(linesOf(planRecognition(price(9n, 2n), { start: '2026-01-01', end: '2026-02-01' }, policy))).toEqual([
      '2026-05-05 2026-05-06 2026-05-05 9 2',
    ]);
  });

  test('that ends has earned what lies before, and releases the rest', () => {
    const parts = planRecognition(price(5900n, 59n), { start: '2026-01-01', end: '2026-03-01' }, { policy: 'daily' });
    const at = (day: string) => {
      const { kept, released } = endRecognition(parts, day);
      return [linesOf(kept), released] as const;
    };
    const january = '2026-01-01 2026-02-01 2026-01-31 3100 31';
    expect(at('2026-01-01')).toEqual([[], price(5900n, 59n)]);
    expect(at('2026-01-11')).toEqual([['2026-01-01 2026-01-11 2026-01-10 1000 10'], price(4900n, 49n)]);
    expect(at('2026-02-01')).toEqual([[january], price(2800n, 28n)]);
    expect(at('2026-02-02')).toEqual([[january, '2026-02-01 2026-02-02 2026-02-01 100 1'], price(2700n, 27n)]);
    expect(at('2026-03-01')).toEqual([linesOf(parts), price(0n)]);
  });

  test('that changes earns the rest and what is added over the days that are left', () => {
    const parts = planRecognition(price(3000n), { start: '2026-04-01', end: '2026-05-01' }, { policy: 'daily' });
    const change = { on: '2026-04-21', end: '2026-05-11', policy: { policy: 'daily' } as const };
    const { kept, planned } = changeRecognition(parts, { ...change, added: price(2000n, 200n) });
    expect(linesOf(kept)).toEqual(['2026-04-01 2026-04-21 2026-04-20 2000 0']);
    expect(linesOf(planned)).toEqual([
      '2026-04-21 2026-05-01 2026-04-30 1500 100',
      '2026-05-01 2026-05-11 2026-05-10 1500 100',
    ]);
    const ended = () => changeRecognition(parts, { ...change, end: '2026-04-21', added: price(0n) });
    expect(codeOf(ended)).toBe('validation_failed');
  });

  test('tells how a part came about', () => {
    const period = { start: '2026-01-01', end: '2026-03-01' };
    const lines = (policy: RecognitionPolicy, position: number) =>
      stepLines(explainRecognition({ amount: 100n, currency: 'EUR', period, policy, position }));
    expect(lines({ policy: 'monthly' }, 2)).toEqual([
      'price: recognition_price = value(amount=1) -> 1',
      'per_day: recognition_share = divide(price<-price, whole=56) -> 0.017857142857142857142857142857',
      'share_1: recognition_share = multiply(per_day<-per_day, days=28) -> 0.5 {"start":"2026-01-01","end":"2026-02-01"}',
      'share_2: recognition_share = multiply(per_day<-per_day, days=28) -> 0.5 {"start":"2026-02-01","end":"2026-03-01"}',
      'earned: recognized = round_part(position=2, total<-price, share<-share_1, share<-share_2) -> 0.5 2 down',
    ]);
    expect(lines(usage('8', ['2026-01-10', '3'], ['2026-01-11', '3']), 2)).toEqual([
      'price: recognition_price = value(amount=1) -> 1',
      'up_to_product: recognition_share = multiply(price<-price, used=6) -> 6',
      'up_to_share: recognition_share = divide(product<-up_to_product, expected=8) -> 0.75',
      'up_to: recognition_share = round(share<-up_to_share) -> 0.75 2 down',
      'before_product: recognition_share = multiply(price<-price, used=3) -> 3',
      'before_share: recognition_share = divide(product<-before_product, expected=8) -> 0.375',
      'before: recognition_share = round(share<-before_share) -> 0.37 2 down',
      'earned: recognized = subtract(up_to<-up_to, before<-before) -> 0.38',
    ]);
    expect(lines({ policy: 'point_in_time', on: '2026-01-10' }, 1)).toEqual([
      'price: recognition_price = value(amount=1) -> 1',
      'earned: recognized = value(price<-price) -> 1',
    ]);
    expect(codeOf(() => lines({ policy: 'daily' }, 3))).toBe('validation_failed');
    expect(codeOf(() => lines({ policy: 'daily' }, 0))).toBe('validation_failed');
  });

  test('has its policy as words', () => {
    const words = { policy: 'usage', expected: 30, used: [{ on: '2026-01-10', quantity: '2.5' }] };
    expect(RecognitionPolicy.parse(words)).toEqual(usage('30', ['2026-01-10', '2.5']));
    expect(RecognitionPolicy.safeParse({ policy: 'yearly' }).success).toBe(false);
  });
});

const anyPeriod = fc
  .record({ from: fc.integer({ min: 0, max: 4000 }), days: fc.integer({ min: 1, max: 900 }) })
  .map(({ from, days }) => ({ start: addDays('2019-06-15', from), end: addDays('2019-06-15', from + days) }));
const anyPrice = fc.record({
  amount: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 12n }),
  discount: fc.bigInt({ min: 0n, max: 10n ** 9n }),
});
const anyPolicy = (start: string, days: number): fc.Arbitrary<RecognitionPolicy> =>
  fc.oneof(
    fc.constant({ policy: 'daily' } as const),
    fc.constant({ policy: 'monthly' } as const),
    fc.integer({ min: 0, max: days - 1 }).map((day) => ({ policy: 'point_in_time', on: addDays(start, day) }) as const),
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: days - 1 }), fc.integer({ min: 0, max: 400 })), { maxLength: 8 })
      .map((used) => usage('1000', ...used.map(([day, n]): [string, string] => [addDays(start, day), String(n)]))),
  );
const anyCase = anyPeriod.chain((period) => {
  const days = Math.round((Date.parse(period.end) - Date.parse(period.start)) / 86_400_000);
  return fc.record({
    period: fc.constant(period),
    price: anyPrice,
    policy: anyPolicy(period.start, days),
    cut: fc.integer({ min: -2, max: days + 2 }).map((day) => addDays(period.start, day)),
  });
});

describe('for every amount, period and policy', () => {
  test('the parts add up, and stay inside of the period', () => {
    fc.assert(
      fc.property(anyCase, ({ price: whole, period, policy }) => {
        const parts = planRecognition(whole, period, policy);
        expect(sums(parts)).toEqual(whole);
        for (const { start, end, recognize_on } of parts) {
          expect(start >= period.start && end <= period.end && start < end).toBe(true);
          expect(addDays(recognize_on, 1)).toBe(end);
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('each part explains itself', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom('EUR', 'JPY', 'KWD'), (input, currency) => {
        const { price: whole, period, policy } = input;
        const { amount } = whole;
        for (const [index, part] of planRecognition(whole, period, policy).entries()) {
          const derivation = explainRecognition({ amount, currency, period, policy, position: index + 1 });
          expect(reevaluate(derivation)).toBe(decimalText(fromMinor(part.amount, currency)));
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('a negative price is the mirror of the positive one', () => {
    fc.assert(
      fc.property(anyCase, ({ price: { amount }, period, policy }) => {
        const mirrored = planRecognition(price(-amount), period, policy).map((part) => -part.amount);
        expect(mirrored).toEqual(planRecognition(price(amount), period, policy).map((part) => part.amount));
      }),
      PROPERTY_RUNS,
    );
  });

  test('ending early keeps and releases everything, and changes nothing that was earned', () => {
    fc.assert(
      fc.property(anyCase, ({ price: whole, period, policy, cut }) => {
        const parts = planRecognition(whole, period, policy);
        const { kept, released } = endRecognition(parts, cut);
        expect(sums([...kept, released])).toEqual(whole);
        const dayBefore = addDays(cut, -1);
        expect(kept.every(({ recognize_on }) => recognize_on <= dayBefore)).toBe(true);
        for (const part of parts) if (part.recognize_on <= dayBefore) expect(kept).toContainEqual(part);
        expect(sums([recognizedBy(kept, dayBefore), released])).toEqual(whole);
      }),
      PROPERTY_RUNS,
    );
  });

  test('a change earns what is left and what is added', () => {
    fc.assert(
      fc.property(anyCase, anyPrice, ({ price: whole, period, policy, cut }, added) => {
        const end = addDays(cut, 45);
        const { kept, planned } = changeRecognition(planRecognition(whole, period, policy), {
          on: cut,
          end,
          added,
          policy: { policy: 'daily' },
        });
        expect(sums([...kept, ...planned])).toEqual(sums([whole, added]));
      }),
      PROPERTY_RUNS,
    );
  });
});
