import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { fromMinor } from '../money/index.ts';
import {
  AGEING_BUCKETS,
  ageingBucket,
  ageReceivables,
  assertDunningTransition,
  computeLateFee,
  DUNNING_STATUSES,
  DunningHold,
  DunningPolicy,
  isHardDecline,
  type LateFee,
} from './index.ts';

describe('a late fee', () => {
  test.each<[LateFee, bigint, bigint]>([
    [{ type: 'fixed', amount: '40' }, 1n, 4000n],
    [{ type: 'percent', percent: '5', maximum: null }, 10_000n, 500n],
    [{ type: 'percent', percent: '1.5', maximum: null }, 9_900n, 149n],
    [{ type: 'percent', percent: '5', maximum: '4.99' }, 10_000n, 499n],
    [{ type: 'percent', percent: '5', maximum: '5' }, 10_000n, 500n],
    [{ type: 'percent', percent: '5', maximum: '100' }, 10_000n, 500n],
  ])('%o on %s is %s', (fee, due, amount) => {
    expect(computeLateFee(fee, due, 'EUR', 'half_up').amount).toBe(amount);
  });

  test('has the places of its currency, and is rounded in the mode it is given', () => {
    const fee: LateFee = { type: 'percent', percent: '0.5', maximum: null };
    expect(computeLateFee(fee, 100n, 'JPY', 'half_up').amount).toBe(1n);
    expect(computeLateFee(fee, 100n, 'JPY', 'half_even').amount).toBe(0n);
    expect(computeLateFee({ type: 'fixed', amount: '0.0055' }, 100n, 'BHD', 'up').amount).toBe(6n);
  });

  test('is what its derivation gives, and each step says so', () => {
    const text = fc.integer({ min: 1, max: 1_000_000 }).map((thousandths) => (thousandths / 1000).toFixed(3));
    const fees = fc.oneof(
      text.map((amount): LateFee => ({ type: 'fixed', amount })),
      fc.record({ percent: text, maximum: fc.option(text) }).map((words): LateFee => ({ type: 'percent', ...words })),
    );
    fc.assert(
      fc.property(fees, fc.bigInt(0n, 10n ** 12n), fc.constantFrom('USD', 'JPY', 'BHD'), (fee, due, currency) => {
        const { amount, derivation } = computeLateFee(fee, due, currency, 'half_even');
        expect(Number(reevaluate(derivation))).toBe(Number(fromMinor(amount, currency)));
        if (fee.type === 'percent' && fee.maximum !== null)
          expect(amount).toBeLessThanOrEqual(
            computeLateFee({ type: 'fixed', amount: fee.maximum }, 0n, currency, 'half_even').amount,
          );
      }),
      PROPERTY_RUNS,
    );
    const { derivation } = computeLateFee({ type: 'percent', percent: '5', maximum: '4' }, 9_900n, 'USD', 'half_up');
    expect(derivation.steps.map(({ id, rule, result }) => [id, rule, result])).toEqual([
      ['fee', 'late_fee', '4.95'],
      ['capped', 'late_fee_maximum', '4'],
      ['rounded', 'rounding', '4'],
    ]);
    expect(derivation.steps[0]?.operands).toEqual([
      { name: 'amount_due', value: '99' },
      { name: 'percent', value: '5' },
      { name: 'hundredth', value: '0.01' },
    ]);
    expect(derivation.steps[1]?.operands).toEqual([
      { name: 'amount', step: 'fee' },
      { name: 'maximum', value: '4' },
    ]);
    const fixed = computeLateFee({ type: 'fixed', amount: '40' }, 1n, 'USD', 'half_up').derivation;
    expect(fixed.steps.map(({ id, rule, operands }) => [id, rule, operands])).toEqual([
      ['fee', 'late_fee', [{ name: 'amount', value: '40' }]],
      ['rounded', 'rounding', [{ name: 'amount', step: 'fee' }]],
    ]);
  });
});

test('a case moves only as its states allow, and the refusal says how it may', () => {
  const allowed = (from: (typeof DUNNING_STATUSES)[number]) =>
    DUNNING_STATUSES.filter((to) => codeOf(() => assertDunningTransition(from, to)) === 'nothing thrown');
  expect(DUNNING_STATUSES.map((from) => [from, ...allowed(from)])).toEqual([
    ['active', 'paused', 'promised', 'resolved', 'exhausted'],
    ['paused', 'active', 'promised', 'resolved', 'exhausted'],
    ['promised', 'active', 'paused', 'resolved', 'exhausted'],
    ['resolved'],
    ['exhausted', 'active', 'resolved'],
  ]);
  expect(() => assertDunningTransition('exhausted', 'paused')).toThrow('possible: active, resolved.');
  expect(() => assertDunningTransition('resolved', 'active')).toThrow('possible: nothing, it was paid.');
});

test('hard declines are those of the list, unless a policy has its own', () => {
  expect(
    ['lost_card', '41', 'AC04', 'R02', '51', 'AM04', 'R01', 'do_not_honor', 'expired_card'].map((code) =>
      isHardDecline(code),
    ),
  ).toEqual([true, true, true, true, false, false, false, false, false]);
  expect([isHardDecline('51', ['51']), isHardDecline('41', ['51'])]).toEqual([true, false]);
});

describe('a policy', () => {
  const faultsOf = (steps: object[], more: object = {}) =>
    DunningPolicy.safeParse({ name: 'For a test', steps, ...more }).error?.issues.map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    ) ?? [];
  const mail = { id: 'mail', action: 'mail', urgency: 'notice', day: 1 };

  test('names each of its steps once', () => {
    expect(faultsOf([mail, { ...mail, id: 'other' }])).toEqual([]);
    expect(faultsOf([mail, mail])).toEqual(['steps.1.id: "mail" names two steps; give each its own']);
  });

  test('sends only mails early, and only before the due date', () => {
    const message = 'steps.0.day: is negative; only a mail may come before, and only before the due date';
    expect(faultsOf([{ ...mail, day: -3, after: 'due_date' }])).toEqual([]);
    expect(faultsOf([{ ...mail, day: -3 }])).toEqual([message]);
    expect(faultsOf([{ id: 'a', action: 'retry', day: -1, after: 'due_date' }])).toEqual([message]);
    expect(faultsOf([{ id: 'a', action: 'retry', day: 0, after: 'due_date' }])).toEqual([]);
  });

  test.each(['suspend', 'cancel', 'mark_uncollectible'])('takes nothing away before grace ends: %s', (action) => {
    expect(faultsOf([{ id: 'a', action, day: 30 }])).toEqual([
      `steps.0.after: must be grace_end: ${action} does not come before the grace period is over`,
    ]);
    expect(faultsOf([{ id: 'a', action, day: 0, after: 'grace_end' }])).toEqual([]);
  });

  test('has a time of day, fees above zero and at least one step', () => {
    expect(faultsOf([])).toEqual(['steps: needs at least one step']);
    expect(['00:00', '23:59'].flatMap((time_of_day) => faultsOf([mail], { time_of_day }))).toEqual([]);
    expect(['24:00', '9:00', '12:60'].map((time_of_day) => faultsOf([mail], { time_of_day }).length)).toEqual([
      1, 1, 1,
    ]);
    const fee = { id: 'a', action: 'late_fee', fee: { type: 'fixed', amount: '0' }, day: 1 };
    expect(faultsOf([fee])).toEqual(['steps.0.fee.amount: must be more than zero']);
  });
});

test('a promise has a last day, a hold ends after it begins, and a pause may stay open', () => {
  const valid = (words: object) => DunningHold.safeParse({ from: '2026-01-05', ...words }).success;
  expect(valid({ kind: 'pause', until: null })).toBe(true);
  expect(valid({ kind: 'promise', until: null })).toBe(false);
  expect(valid({ kind: 'promise', until: '2026-01-06' })).toBe(true);
  expect(valid({ kind: 'promise', until: '2026-01-05' })).toBe(false);
});

describe('ageing', () => {
  test.each([
    ['2025-12-31', 'current'],
    ['2026-01-01', 'current'],
    ['2026-01-02', 'days_1_30'],
    ['2026-01-31', 'days_1_30'],
    ['2026-02-01', 'days_31_60'],
    ['2026-03-02', 'days_31_60'],
    ['2026-03-03', 'days_61_90'],
    ['2026-04-01', 'days_61_90'],
    ['2026-04-02', 'over_90'],
  ])('what was due on New Year is on %s %s', (on, bucket) => {
    expect(ageingBucket('2026-01-01', on)).toBe(bucket);
  });

  test('buckets add up to what is open', () => {
    const open = [
      { due_date: '2026-01-01', amount_due: 5n },
      { due_date: '2025-12-20', amount_due: 7n },
      { due_date: '2025-01-01', amount_due: 11n },
    ];
    expect(ageReceivables(open, '2026-01-15')).toEqual({
      current: 0n,
      days_1_30: 12n,
      days_31_60: 0n,
      days_61_90: 0n,
      over_90: 11n,
    });
    expect(Object.keys(ageReceivables([], '2026-01-15'))).toEqual([...AGEING_BUCKETS]);
  });
});
