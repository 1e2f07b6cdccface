import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../test/error-code.ts';
import { after, fee, monthly, open, paid, told } from '../../../test/subscriptions-kit.ts';
import { parseInstant } from '../../time/index.ts';
import {
  type ChangedSubscription,
  planCancellation,
  planChange,
  planRenewal,
  planResume,
  planUndoCancellation,
  renewedSubscription,
  scheduledChange,
} from '../index.ts';

const terms = (subscription: ChangedSubscription, at: string) =>
  ({ subscription, at: parseInstant(at), rounding: { mode: 'half_up' } }) as const;
const year = { interval: 'year', interval_count: 1 } as const;
const basic = () => paid(fee('basic', 31), 3_100n);

describe('a longer fee in arrear', () => {
  const support = open(fee('support', 365, { every: year, timing: 'arrear' }), {
    service: { start: '2025-01-01', end: '2026-01-01' },
  });

  test.each([
    [
      'that another takes the place of',
      fee('other', 1, { replaces: 'support', every: year }),
      ['other 2025-02-01 2026-01-01 92', 'other 2026-01-01 2027-01-01 100'],
    ],
    [
      'that goes on under another id',
      fee('other', 365, { every: year, timing: 'arrear', replaces: 'support' }),
      ['other 2025-02-01 2026-01-01 33400'],
    ],
    [
      'that costs something else under its id',
      fee('support', 730, { every: year, timing: 'arrear' }),
      ['support 2025-02-01 2026-01-01 66800'],
    ],
  ])('%s at period end is charged by the renewal, once', (_, successor, then) => {
    const subscription = monthly([basic(), support]);
    const items = [fee('basic', 31), successor];
    const change = planChange({ ...terms(subscription, '2025-01-17T08:00:00Z'), items, when: 'period_end' });
    expect(change.lines).toEqual([]);
    const renewed = { ...renewedSubscription(subscription), scheduled_change: scheduledChange(change) };
    const { lines } = planRenewal({
      subscription: renewed,
      usage: () => '0',
      as_of: parseInstant('2026-01-01T00:00:00Z'),
      rounding: { mode: 'half_up' },
    });
    const spoken = lines
      .filter(({ subscription_item_id: id }) => id !== 'basic')
      .map((line) => `${line.subscription_item_id} ${line.service_start} ${line.service_end} ${line.amount}`);
    expect(spoken).toEqual(['support 2025-01-01 2025-02-01 3100', ...then]);
  });
});

describe('a contract that expires', () => {
  const contract = { ends_on: '2025-03-01', periods: 2, at_end: 'expire' } as const;

  test('cuts what a change charges beyond it, and the run comes with its end', () => {
    const change = planChange({
      ...terms(monthly([basic()], { contract }), '2025-01-17T08:00:00Z'),
      items: [fee('pro', 365)],
      plan: year,
      when: 'now',
    });
    expect(told(change.lines)).toEqual([
      'credit basic 2025-01-17 2025-02-01 -1500',
      'charge pro 2025-01-17 2025-03-01 4300',
    ]);
    expect(change.subscription.next_billing_at).toEqual(parseInstant('2025-03-01T00:00:00Z'));
  });

  test('is not resumed once it is over, nor is what was to end in the pause', () => {
    const paused = (more: Partial<ChangedSubscription>) =>
      codeOf(() =>
        planResume(
          terms(monthly([basic()], { status: 'paused', next_billing_at: null, ...more }), '2025-03-01T00:00:00Z'),
        ),
      );
    expect(paused({ contract })).toBe('illegal_transition');
    expect(paused({ ends_on: '2025-02-10' })).toBe('illegal_transition');
    expect(paused({ contract: { ...contract, at_end: 'renew' } })).toBe('nothing thrown');
    expect(paused({ ends_on: '2025-03-02' })).toBe('nothing thrown');
  });
});

describe('an end that was told', () => {
  test('cuts what a change charges, and taken back is charged to the end of the period', () => {
    const subscription = monthly([basic()], {
      ends_on: '2025-01-20',
      next_billing_at: parseInstant('2025-01-20T00:00:00Z'),
    });
    const change = planChange({ ...terms(subscription, '2025-01-17T08:00:00Z'), items: [fee('pro', 62)] });
    expect(told(change.lines)).toEqual([
      'credit basic 2025-01-17 2025-02-01 -1500',
      'charge pro 2025-01-17 2025-01-20 600',
    ]);
    const undone = planUndoCancellation(terms(after(subscription, change), '2025-01-18T08:00:00Z'));
    expect(told(undone.lines)).toEqual(['charge pro 2025-01-20 2025-02-01 2400']);
  });

  test('stays, where a change makes the period another one', () => {
    const canceled = monthly([basic()], { ends_on: '2025-02-01', cancel_at_period_end: true });
    const week = { interval: 'week', interval_count: 1 } as const;
    const change = planChange({
      ...terms(canceled, '2025-01-08T00:00:00Z'),
      items: [fee('weekly', 7)],
      plan: week,
      when: 'now',
    });
    const renew = (as_of: string) =>
      planRenewal({
        subscription: renewedSubscription(after(canceled, change)),
        usage: () => '0',
        as_of: parseInstant(as_of),
        rounding: { mode: 'half_up' },
      });
    expect(renew('2025-01-15T00:00:00Z')).toMatchObject({ ended: false, lines: [{ amount: 700n }] });
    expect(renew('2025-02-01T00:00:00Z').lines.map(({ service_end, amount }) => [service_end, amount])).toEqual([
      ['2025-01-22', 700n],
      ['2025-01-29', 700n],
      ['2025-02-01', 300n],
    ]);
    expect(renew('2025-02-01T00:00:00Z').ended).toBe(true);
  });
});

describe('a trial', () => {
  const trialing = (more: Partial<ChangedSubscription> = {}) =>
    monthly([open(fee('basic', 31), { service: { start: '2025-01-15', end: '2025-02-01' } })], {
      status: 'trialing',
      trial_end: '2025-01-15',
      next_billing_at: parseInstant('2025-01-15T00:00:00Z'),
      ...more,
    });

  test('whose cancellation is taken back is paid for from its end on', () => {
    const { subscription } = planCancellation({
      ...terms(trialing(), '2025-01-05T00:00:00Z'),
      when: { on: '2025-01-10' },
      settle: 'credit',
    });
    const undone = planUndoCancellation(terms({ ...trialing(), ...subscription }, '2025-01-06T00:00:00Z'));
    expect(undone.subscription.next_billing_at).toEqual(parseInstant('2025-01-15T00:00:00Z'));
  });

  test('that paused and never went on costs nothing to cancel, whenever that is', () => {
    const paused = trialing({ status: 'paused', next_billing_at: null });
    const end = planCancellation({ ...terms(paused, '2025-01-25T00:00:00Z'), when: 'now', settle: 'credit' });
    expect(end).toMatchObject({ lines: [], net: 0n });
  });

  test('that ends within the period has no change at its end while a longer fee is not billed', () => {
    const domain = open(fee('domain', 365, { every: year }), { service: { start: '2025-01-15', end: '2026-01-01' } });
    const change = (items: ChangedSubscription['items'], at = '2025-01-05T00:00:00Z') =>
      codeOf(() => planChange({ ...terms(trialing({ items }), at), items: [fee('other', 1)], when: 'period_end' }));
    expect(change([domain])).toBe('validation_failed');
    expect(change(trialing().items)).toBe('nothing thrown');
  });
});

test('what is billed before its period begins stays so after a change', () => {
  const early = monthly([basic()], { issue_days_before: 7, next_billing_at: parseInstant('2025-01-25T00:00:00Z') });
  const due = (items = [fee('pro', 62)]) =>
    planChange({ ...terms(early, '2025-01-17T08:00:00Z'), items, when: 'now' }).subscription.next_billing_at;
  expect(due()).toEqual(parseInstant('2025-01-25T00:00:00Z'));
  expect(due([fee('late', 62, { timing: 'arrear' })])).toEqual(parseInstant('2025-02-01T00:00:00Z'));
});

test('what is billed before a trial is over is given back when that ends in nothing', () => {
  const billed = paid(fee('basic', 31), 1_700n, { service: { start: '2025-01-15', end: '2025-02-01' } });
  const more = { trial_end: '2025-01-15', issue_days_before: 7, next_billing_at: parseInstant('2025-01-25T00:00:00Z') };
  const given = terms(monthly([billed], more), '2025-01-10T00:00:00Z');
  expect(planCancellation({ ...given, when: 'now', settle: 'credit' }).net).toBe(-1_700n);
  expect(planCancellation({ ...given, when: 'now', settle: 'none' }).net).toBe(0n);
  const change = planChange({ ...given, items: [fee('pro', 62)] });
  expect(change.net).toBe(-1_700n);
  expect(change.subscription.next_billing_at).toEqual(parseInstant('2025-01-08T00:00:00Z'));
});
