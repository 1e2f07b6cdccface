import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../../test/derivation-interpreter.ts';
import { codeOf } from '../../../test/error-code.ts';
import { fee, metered, monthly, open, paid, told } from '../../../test/subscriptions-kit.ts';
import { parseInstant } from '../../time/index.ts';
import {
  type ChangedSubscription,
  type PlanCancellation,
  planCancellation,
  planUndoCancellation,
  type Settlement,
} from '../index.ts';

type More = Partial<PlanCancellation>;

const cancel = (subscription: ChangedSubscription, when: PlanCancellation['when'], more: More = {}) =>
  planCancellation({
    subscription,
    at: parseInstant('2025-01-22T12:00:00Z'),
    when,
    settle: 'refund',
    rounding: { mode: 'half_up' },
    ...more,
  });

const basic = (more: Partial<ChangedSubscription> = {}) => monthly([paid(fee('basic', 31), 3_100n)], more);
const yearly = { every: { interval: 'year', interval_count: 1 } } as const;
const domain = () => paid(fee('domain', 365, yearly), 36_500n, { service: { start: '2025-01-01', end: '2026-01-01' } });

describe('a cancellation now', () => {
  test('gives back the unused days as a refund, as credit on account, or not', () => {
    const settled = (settle: Settlement) => {
      const { net, refund, account_credit, billing } = cancel(basic(), 'now', { settle });
      return { net, refund, account_credit, billing };
    };
    expect(settled('refund')).toEqual({ net: -1_000n, refund: 1_000n, account_credit: 0n, billing: 'invoice_now' });
    expect(settled('credit')).toEqual({ net: -1_000n, refund: 0n, account_credit: 1_000n, billing: 'invoice_now' });
    expect(settled('none')).toEqual({ net: 0n, refund: 0n, account_credit: 0n, billing: 'nothing' });
  });

  test('ends it at once, and nothing is due any more', () => {
    const planned = cancel(basic(), 'now');
    expect(planned).toMatchObject({
      status: 'canceled',
      effective_on: '2025-01-22',
      subscription: { ends_on: '2025-01-22', cancel_at_period_end: false, next_billing_at: null },
    });
    expect(planned.effective_at).toEqual(parseInstant('2025-01-22T12:00:00Z'));
    expect(told(planned.lines)).toEqual(['credit basic 2025-01-22 2025-02-01 -1000']);
    expect(planned.derivation && reevaluate(planned.derivation)).toBe('-10');
  });

  test('keeps its own day by inclusive days, half of it by the second, and what was used in any case', () => {
    const net = (proration: 'day_inclusive' | 'second' | 'thirty_day_months' | 'none' | 'full_difference') =>
      cancel(basic(), 'now', { policy: { proration } }).net;
    expect(net('day_inclusive')).toBe(-900n);
    expect(net('second')).toBe(-950n);
    expect(net('thirty_day_months')).toBe(-930n);
    expect(net('none')).toBe(0n);
    expect(net('full_difference')).toBe(-1_000n);
  });

  test('on the last day gives back that day, and by inclusive days nothing', () => {
    const at = parseInstant('2025-01-31T23:59:59Z');
    expect(cancel(basic(), 'now', { at }).net).toBe(-100n);
    expect(cancel(basic(), 'now', { at, policy: { proration: 'day_inclusive' } })).toMatchObject({
      lines: [],
      net: 0n,
    });
  });

  test('charges what was used and not billed, in every mode and settlement, and pays back what is left', () => {
    const items = [
      paid(fee('basic', 31), 3_100n),
      open(fee('late', 31, { timing: 'arrear' })),
      open(metered('tokens', '0.01')),
      paid(fee('once', 100, { kind: 'one_time' }), 10_000n),
    ];
    const usage = (_: string, { end }: { end: string }) => (end === '2025-01-23' ? '150' : '0');
    const planned = cancel(monthly(items), 'now', { usage });
    expect(told(planned.lines)).toEqual([
      'credit basic 2025-01-22 2025-02-01 -1000',
      'charge late 2025-01-01 2025-01-22 2100',
      'charge tokens 2025-01-01 2025-01-23 150',
    ]);
    expect(planned).toMatchObject({ net: 1_250n, refund: 0n, account_credit: 0n });
    const none = cancel(monthly(items), 'now', { usage, settle: 'none', policy: { proration: 'none' } });
    expect(told(none.lines)).toEqual([
      'charge late 2025-01-01 2025-01-22 2100',
      'charge tokens 2025-01-01 2025-01-23 150',
    ]);
  });

  test('in a trial or before the start costs nothing', () => {
    const trial = basic({ trial_end: '2025-01-25', next_billing_at: parseInstant('2025-01-25T00:00:00Z') });
    expect(cancel(trial, 'now')).toMatchObject({ lines: [], billing: 'nothing', derivation: null });
    const future = monthly([open(fee('basic', 31))], { next_billing_at: parseInstant('2025-01-01T00:00:00Z') });
    expect(cancel(future, 'now', { at: parseInstant('2024-12-31T00:00:00Z') }).lines).toEqual([]);
  });

  test('never gives back more than was paid', () => {
    const billed = { line_id: 'one', amount: 3_100n, paid: 1_500n, credited: 700n };
    expect(cancel(monthly([open(fee('basic', 31), { billed })]), 'now')).toMatchObject({ net: -800n, refund: 800n });
  });

  test('of one that pauses needs no billing first, and gives back what it is still paid for', () => {
    const paused = basic({ status: 'paused', next_billing_at: null });
    expect(cancel(paused, 'now').net).toBe(-1_000n);
    expect(cancel(paused, 'now', { at: parseInstant('2025-06-01T00:00:00Z') })).toMatchObject({ net: 0n, lines: [] });
  });
});

describe('a cancellation to come', () => {
  test('at period end bills nothing and is no end yet', () => {
    const planned = cancel(basic(), 'period_end');
    expect(planned).toMatchObject({
      status: 'active',
      effective_on: '2025-02-01',
      lines: [],
      billing: 'nothing',
      subscription: { ends_on: '2025-02-01', cancel_at_period_end: true },
    });
    expect(planned.effective_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
  });

  test('on a day shows what will be given back, which waits for the last invoice', () => {
    const items = [...basic().items, open(fee('late', 31, { timing: 'arrear' })), open(metered('tokens', '0.01'))];
    const planned = cancel(monthly(items), { on: '2025-01-27' });
    expect(told(planned.lines)).toEqual(['credit basic 2025-01-27 2025-02-01 -500']);
    expect(planned).toMatchObject({ billing: 'next_invoice', refund: 500n, account_credit: 0n, status: 'active' });
    expect(planned.subscription).toMatchObject({ ends_on: '2025-01-27', cancel_at_period_end: false });
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-01-27T00:00:00Z'));
    expect(cancel(monthly(items), { on: '2025-01-27' }, { settle: 'none' })).toMatchObject({ lines: [], refund: 0n });
  });

  test('is the same credit as a cancellation on that day at midnight', () => {
    const on = cancel(basic(), { on: '2025-01-27' });
    const now = cancel(basic(), 'now', { at: parseInstant('2025-01-27T00:00:00Z') });
    expect(on.net).toBe(now.net);
    // The day is named, and is the first one without.
    expect(cancel(basic(), { on: '2025-01-27' }, { policy: { proration: 'day_inclusive' } }).net).toBe(on.net);
  });

  test('beyond the period leaves it as it is', () => {
    const planned = cancel(basic(), { on: '2025-03-10' });
    expect(planned).toMatchObject({ lines: [], subscription: { ends_on: '2025-03-10' } });
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
  });

  test('gives back of a yearly fee what lies beyond the end of the month', () => {
    const planned = cancel(monthly([domain(), open(fee('late', 1, { timing: 'arrear' }))]), 'period_end');
    expect(told(planned.lines)).toEqual(['credit domain 2025-02-01 2026-01-01 -33400']);
  });

  test('of one that pauses moves nothing', () => {
    const paused = basic({ status: 'paused', next_billing_at: null });
    expect(cancel(paused, { on: '2025-01-27' }).subscription).toMatchObject({
      ends_on: '2025-01-27',
      next_billing_at: null,
    });
  });

  test('lies after today', () => {
    for (const on of ['2025-01-22', '2025-01-21', '2025-02-30'])
      expect(codeOf(() => cancel(basic(), { on }))).toBe(on === '2025-02-30' ? 'invalid_date' : 'validation_failed');
    expect(codeOf(() => cancel(basic(), { on: '2025-01-23' }))).toBe('nothing thrown');
  });
});

test('what has ended is not canceled again, and what is due is billed first', () => {
  expect(codeOf(() => cancel(basic({ status: 'canceled' }), 'now'))).toBe('illegal_transition');
  expect(codeOf(() => cancel(basic({ status: 'expired' }), 'period_end'))).toBe('illegal_transition');
  expect(codeOf(() => cancel(basic(), 'now', { at: parseInstant('2025-02-01T00:00:00Z') }))).toBe('renewal_due');
  const items = [open(fee('late', 31), { since: parseInstant('2025-01-23T00:00:00Z') })];
  expect(codeOf(() => cancel(monthly(items, { status: 'paused' }), 'now'))).toBe('validation_failed');
});

describe('an end that was told, on its day', () => {
  const told_for = (ends_on: string, next_billing_at: Date | null) =>
    monthly([paid(fee('basic', 31), 3_100n), domain()], { ends_on, next_billing_at });

  test.each(['day_half_open', 'day_inclusive', 'second', 'thirty_day_months', 'full_difference'] as const)(
    'gives back by %s what it said',
    (proration) => {
      const policy = { proration };
      const said = cancel(monthly([paid(fee('basic', 31), 3_100n), domain()]), { on: '2025-01-27' }, { policy });
      const at = parseInstant('2025-01-27T00:00:00Z');
      const done = cancel(told_for('2025-01-27', parseInstant('2025-02-01T00:00:00Z')), 'now', { policy, at });
      expect(told(done.lines)).toEqual(told(said.lines));
    },
  );

  test('with its period gives back what longer fees are billed beyond it, once the renewal has billed all', () => {
    const at = parseInstant('2025-02-01T00:00:00Z');
    const done = cancel(told_for('2025-02-01', null), 'now', { at });
    expect(told(done.lines)).toEqual(['credit domain 2025-02-01 2026-01-01 -33400']);
    expect(codeOf(() => cancel(told_for('2025-02-01', at), 'now', { at }))).toBe('renewal_due');
  });
});

describe('a cancellation taken back', () => {
  const undo = (subscription: ChangedSubscription, at = '2025-01-10T00:00:00Z') =>
    planUndoCancellation({ subscription, at: parseInstant(at), rounding: { mode: 'half_up' } });

  test('leaves no trace of one at period end', () => {
    for (const canceled of [{ cancel_at_period_end: true }, { ends_on: '2025-02-01', cancel_at_period_end: true }]) {
      const undone = undo(basic(canceled));
      expect(undone).toMatchObject({ lines: [], billing: 'nothing', items: basic().items });
      expect(undone.subscription).toEqual({
        ends_on: null,
        cancel_at_period_end: false,
        next_billing_at: parseInstant('2025-02-01T00:00:00Z'),
      });
    }
  });

  test('lets the run come with the period again', () => {
    const planned = cancel(basic(), { on: '2025-01-27' });
    const undone = undo({ ...basic(), ...planned.subscription }, '2025-01-26T23:59:59Z');
    expect(undone.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    const due = parseInstant('2025-01-01T00:00:00Z');
    expect(undo(basic({ ends_on: '2025-01-27', next_billing_at: due })).subscription.next_billing_at).toEqual(due);
    expect(undo(basic({ ends_on: '2025-01-27', next_billing_at: null })).subscription.next_billing_at).toBeNull();
  });

  test('charges the days of a period that was cut', () => {
    const service = { start: '2025-01-01', end: '2025-01-27' };
    const items = [
      paid(fee('basic', 31), 2_600n, { service }),
      paid(fee('other', 31), 3_100n),
      open(fee('late', 31, { timing: 'arrear' }), { service }),
      paid(fee('once', 9, { kind: 'one_time' }), 900n, { service }),
    ];
    const undone = undo(monthly(items, { ends_on: '2025-01-27' }));
    expect(told(undone.lines)).toEqual(['charge basic 2025-01-27 2025-02-01 500']);
    expect(undone).toMatchObject({ net: 500n, billing: 'invoice_now' });
    expect(undone.items).toMatchObject([
      {
        service: { start: '2025-01-01', end: '2025-02-01' },
        billed: { line_id: 'line of basic', amount: 3_100n, paid: 2_600n },
      },
      { service: { end: '2025-02-01' }, billed: { amount: 3_100n } },
      { service, billed: null },
      { service },
    ]);
  });

  test('goes on with a fee that is free for the days that were cut, though nothing is to pay', () => {
    const service = { start: '2025-01-01', end: '2025-01-27' };
    const undone = undo(monthly([paid(fee('free', 0), 0n, { service })], { ends_on: '2025-01-27' }));
    expect(told(undone.lines)).toEqual(['charge free 2025-01-27 2025-02-01 0']);
    expect(undone).toMatchObject({ net: 0n, billing: 'next_invoice' });
  });

  test('is refused where there is none, or it has taken effect', () => {
    expect(codeOf(() => undo(basic()))).toBe('illegal_transition');
    expect(codeOf(() => undo(basic({ ends_on: null, cancel_at_period_end: false })))).toBe('illegal_transition');
    const canceled = basic({ cancel_at_period_end: true });
    expect(codeOf(() => undo(canceled, '2025-02-01T00:00:00Z'))).toBe('illegal_transition');
    expect(codeOf(() => undo(canceled, '2025-01-31T23:59:59Z'))).toBe('nothing thrown');
    expect(codeOf(() => undo({ ...canceled, status: 'canceled' }))).toBe('illegal_transition');
  });
});
