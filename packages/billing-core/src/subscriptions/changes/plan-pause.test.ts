import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../../test/property-runs.ts';
import { fee, JANUARY, metered, monthly, open, paid, told } from '../../../test/subscriptions-kit.ts';
import { addDays, parseInstant, startOfDay } from '../../time/index.ts';
import {
  type ChangedSubscription,
  type PlannedPause,
  type PlanPause,
  type PlanResume,
  planCancellation,
  planLineAgain,
  planPause,
  planRenewal,
  planResume,
  renewedSubscription,
} from '../index.ts';

const rounding = { mode: 'half_up' } as const;
const basic = (more: Partial<ChangedSubscription> = {}) => monthly([paid(fee('basic', 31), 3_100n)], more);

const pause = (subscription: ChangedSubscription, at: string, more: Partial<PlanPause> = {}) =>
  planPause({ subscription, at: parseInstant(at), settle: 'credit', rounding, ...more });

const resume = (subscription: ChangedSubscription, at: string, more: Partial<PlanResume> = {}) =>
  planResume({ subscription, at: parseInstant(at), rounding, ...more });

const whilePaused = (
  before: ChangedSubscription,
  { status, items, subscription }: PlannedPause,
): ChangedSubscription => ({
  ...before,
  ...subscription,
  status,
  items,
});

describe('a pause', () => {
  test('gives back the unused days, or keeps them for the customer, and nothing is due during it', () => {
    const credited = pause(basic(), '2025-01-22T12:00:00Z');
    expect(told(credited.lines)).toEqual(['credit basic 2025-01-22 2025-02-01 -1000']);
    expect(credited).toMatchObject({
      status: 'paused',
      billing: 'next_invoice',
      effective_on: '2025-01-22',
      items: [{ service: { start: '2025-01-01', end: '2025-01-22' } }],
      subscription: { next_billing_at: null },
    });
    expect(credited.effective_at).toEqual(parseInstant('2025-01-22T12:00:00Z'));
    const kept = pause(basic(), '2025-01-22T12:00:00Z', { settle: 'none' });
    expect(kept).toMatchObject({ lines: [], billing: 'nothing', items: basic().items });
  });

  test('charges what was used and not billed', () => {
    const items = [
      open(fee('late', 31, { timing: 'arrear' })),
      open(metered('tokens', '0.01')),
      paid(fee('once', 1, { kind: 'one_time' }), 100n),
    ];
    const planned = pause(monthly(items), '2025-01-22T00:00:00Z', { usage: () => '100', settle: 'none' });
    expect(told(planned.lines)).toEqual([
      'charge late 2025-01-01 2025-01-22 2100',
      'charge tokens 2025-01-01 2025-01-22 100',
    ]);
    expect(planned.billing).toBe('invoice_now');
    const none = { start: '2025-01-22', end: '2025-01-22' };
    expect(planned.items.map(({ service }) => service)).toEqual([none, none, JANUARY]);
    expect(pause(monthly(items), '2025-01-01T00:00:00Z', { usage: () => '100' }).items[0]?.service).toEqual({
      start: '2025-01-01',
      end: '2025-01-01',
    });
    const waiting = pause(monthly(items), '2025-01-22T00:00:00Z', {
      usage: () => '1',
      policy: { invoicing: 'next_invoice' },
    });
    expect(waiting.billing).toBe('next_invoice');
  });

  test('closes the bill of what it charged: nothing is charged twice by what follows', () => {
    const items = [open(fee('late', 31, { timing: 'arrear' })), open(metered('tokens', '0.01'))];
    const before = monthly(items);
    const asked: string[][] = [];
    const usage = (_: string, { start, end }: { start: string; end: string }) => {
      asked.push([start, end]);
      return '100';
    };
    const paused = whilePaused(before, pause(before, '2025-01-22T12:00:00Z', { usage }));
    expect(paused.items[1]?.service).toEqual({ start: '2025-01-23', end: '2025-01-23' });
    for (const at of ['2025-01-22T13:00:00Z', '2025-01-27T00:00:00Z', '2025-05-01T00:00:00Z']) {
      const end = { at: parseInstant(at), rounding, usage, when: 'now', settle: 'refund' } as const;
      expect(planCancellation({ ...end, subscription: paused }).lines).toEqual([]);
    }
    expect(asked).toEqual([['2025-01-01', '2025-01-23']]);
    const sameDay = resume(paused, '2025-01-22T18:00:00Z');
    expect(sameDay.items.map(({ service }) => service)).toEqual([
      { start: '2025-01-22', end: '2025-02-01' },
      { start: '2025-01-23', end: '2025-02-01' },
    ]);
    expect(resume(paused, '2025-01-23T18:00:00Z').items[1]?.service.start).toBe('2025-01-23');
    expect(resume(paused, '2025-01-25T18:00:00Z').items[1]?.service.start).toBe('2025-01-25');
  });

  test('on the first day gives all back, and nothing is left', () => {
    const planned = pause(basic(), '2025-01-01T12:00:00Z');
    expect(planned.net).toBe(-3_100n);
    expect(planned.items[0]?.service).toEqual({ start: '2025-01-01', end: '2025-01-01' });
  });

  test('twice keeps what was cut at the first', () => {
    const paused = pause(basic(), '2025-01-22T12:00:00Z');
    const again = pause({ ...whilePaused(basic(), paused), ...basic(), items: paused.items }, '2025-01-25T12:00:00Z');
    expect(again).toMatchObject({ lines: [], items: paused.items });
  });

  test('is for what goes on, with nothing due', () => {
    for (const status of ['paused', 'canceled', 'expired', 'incomplete'] as const)
      expect(codeOf(() => pause(basic({ status }), '2025-01-22T00:00:00Z'))).toBe('illegal_transition');
    expect(codeOf(() => pause(basic(), '2025-02-01T00:00:00Z'))).toBe('renewal_due');
  });
});

describe('a resumption', () => {
  const credited = () => whilePaused(basic(), pause(basic(), '2025-01-22T12:00:00Z'));
  const kept = () => whilePaused(basic(), pause(basic(), '2025-01-22T12:00:00Z', { settle: 'none' }));

  test('charges the days from it to the next boundary, in the same period or a later one', () => {
    const soon = resume(credited(), '2025-01-27T08:00:00Z');
    expect(told(soon.lines)).toEqual(['charge basic 2025-01-27 2025-02-01 500']);
    expect(soon).toMatchObject({
      status: 'active',
      effective_on: '2025-01-27',
      billing: 'invoice_now',
      subscription: { cycle_index: 0, current_period_start: '2025-01-01', current_period_end: '2025-02-01' },
    });
    expect(soon.effective_at).toEqual(parseInstant('2025-01-27T08:00:00Z'));
    expect(soon.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    const later = resume(credited(), '2025-04-16T08:00:00Z', { policy: { invoicing: 'next_invoice' } });
    expect(told(later.lines)).toEqual(['charge basic 2025-04-16 2025-05-01 1550']);
    expect(later).toMatchObject({
      billing: 'next_invoice',
      items: [{ service: { start: '2025-04-16', end: '2025-05-01' }, billed: { amount: 1_550n, pending: true } }],
      subscription: { anchor_date: '2025-01-01', cycle_index: 3, current_period_start: '2025-04-16' },
    });
  });

  test('charges nothing for days that are still paid for', () => {
    expect(resume(kept(), '2025-01-27T08:00:00Z')).toMatchObject({ lines: [], items: basic().items });
    expect(told(resume(kept(), '2025-02-01T00:00:00Z').lines)).toEqual(['charge basic 2025-02-01 2025-03-01 3100']);
  });

  test('can begin a whole period on the day, and gives back what was paid of the old', () => {
    const anew = resume(kept(), '2025-01-27T08:00:00Z', { periods: 'restart' });
    expect(told(anew.lines)).toEqual([
      'credit basic 2025-01-27 2025-02-01 -500',
      'charge basic 2025-01-27 2025-02-27 3100',
    ]);
    expect(anew.subscription).toMatchObject({
      anchor_date: '2025-01-27',
      cycle_index: 0,
      current_period_start: '2025-01-27',
      current_period_end: '2025-02-27',
    });
    expect(told(resume(credited(), '2025-03-05T08:00:00Z', { periods: 'restart' }).lines)).toEqual([
      'charge basic 2025-03-05 2025-04-05 3100',
    ]);
  });

  test('undivided charges nothing for days of which the pause gave nothing back', () => {
    const policy = { proration: 'none' } as const;
    const paused = pause(basic(), '2025-01-22T12:00:00Z', { policy });
    expect(paused).toMatchObject({ lines: [], net: 0n, items: basic().items });
    const resumed = resume(whilePaused(basic(), paused), '2025-01-27T08:00:00Z', { policy });
    expect(resumed).toMatchObject({ lines: [], net: 0n, items: basic().items });
  });

  test('gives back only the days that are left of a period that another cuts short, in every mode', () => {
    for (const proration of ['none', 'full_difference', 'day_half_open'] as const)
      expect(told(resume(kept(), '2025-01-27T08:00:00Z', { periods: 'restart', policy: { proration } }).lines)).toEqual(
        ['credit basic 2025-01-27 2025-02-01 -500', 'charge basic 2025-01-27 2025-02-27 3100'],
      );
  });

  test('by seconds charges a fee in arrear from its hour on, with the next renewal', () => {
    const policy = { proration: 'second' } as const;
    const before = monthly([open(fee('late', 31, { timing: 'arrear' }))]);
    const paused = pause(before, '2025-01-22T12:00:00Z', { policy });
    expect(told(paused.lines)).toEqual(['charge late 2025-01-01 2025-01-22 2150']);
    const resumed = resume(whilePaused(before, paused), '2025-01-22T18:00:00Z', { policy });
    const goesOn = { ...before, ...resumed.subscription, items: resumed.items };
    const renewal = planRenewal({
      subscription: renewedSubscription(goesOn),
      ...{ usage: () => '0', as_of: parseInstant('2025-02-01T00:00:00Z'), rounding },
    });
    expect(renewal.lines).toMatchObject([{ service_start: '2025-01-22', amount: 925n }]);
    const again = { subscription: renewedSubscription(goesOn), usage: () => '0', rounding };
    expect(planLineAgain(again, 'late', { start: '2025-01-22', end: '2025-02-01' })?.amount).toBe(925n);
  });

  test('counts usage and arrear from the day on, and single fees no more', () => {
    const items = [
      open(metered('tokens', '0.01')),
      open(fee('late', 31, { timing: 'arrear' })),
      paid(fee('once', 9, { kind: 'one_time' }), 900n),
    ];
    const resumed = resume(monthly(items, { status: 'paused', next_billing_at: null }), '2025-01-27T08:00:00Z');
    expect(resumed).toMatchObject({ lines: [], billing: 'nothing' });
    const service = { start: '2025-01-27', end: '2025-02-01' };
    expect(resumed.items).toMatchObject([
      { service, billed: null },
      { service, billed: null },
      { billed: { amount: 900n } },
    ]);
  });

  test('on the day of the pause goes on with the next day, where that day was kept', () => {
    const policy = { proration: 'day_inclusive' } as const;
    const before = monthly([paid(fee('basic', 31), 3_100n), open(fee('late', 31, { timing: 'arrear' }))]);
    const paused = pause(before, '2025-01-22T12:00:00Z', { policy });
    expect(told(paused.lines)).toEqual([
      'credit basic 2025-01-23 2025-02-01 -900',
      'charge late 2025-01-01 2025-01-23 2200',
    ]);
    const resumed = resume(whilePaused(before, paused), '2025-01-22T18:00:00Z', { policy });
    expect(told(resumed.lines)).toEqual(['charge basic 2025-01-23 2025-02-01 900']);
    const service = { start: '2025-01-23', end: '2025-02-01' };
    expect(resumed.items).toMatchObject([{ service }, { service, billed: null }]);
  });

  test('gives nothing back of hours that a pause of the same day charged', () => {
    const hours = { line_id: 'hours', amount: 50n, paid: 50n, credited: 0n };
    const service = { start: '2025-01-22', end: '2025-01-23' };
    const late = { ...fee('late', 31, { timing: 'arrear' }), service, billed: hours };
    const paused = monthly([late], { status: 'paused', next_billing_at: null });
    for (const [periods, end] of [
      ['align', '2025-02-01'],
      ['restart', '2025-02-22'],
    ] as const)
      expect(resume(paused, '2025-01-22T18:00:00Z', { periods, policy: { proration: 'second' } })).toMatchObject({
        lines: [],
        items: [{ service: { start: '2025-01-22', end }, billed: null }],
      });
  });

  test('in a trial goes on with it, to its end', () => {
    const trial = monthly([open(fee('basic', 31))], {
      status: 'paused',
      trial_end: '2025-01-20',
      next_billing_at: null,
    });
    const resumed = resume(trial, '2025-01-10T08:00:00Z');
    expect(resumed).toMatchObject({
      status: 'trialing',
      lines: [],
      items: [{ service: { start: '2025-01-20', end: '2025-02-01' }, billed: null, since: undefined }],
    });
    expect(resumed.subscription.next_billing_at).toEqual(parseInstant('2025-01-20T00:00:00Z'));
    expect(resume(trial, '2025-01-20T00:00:00Z')).toMatchObject({ status: 'active', net: 1_200n });
    expect(resume(trial, '2025-01-01T00:00:00Z').status).toBe('trialing');
    const restarted = resume(trial, '2025-01-10T08:00:00Z', { periods: 'restart' });
    expect(restarted.subscription).toMatchObject({ anchor_date: '2025-01-20', current_period_end: '2025-01-20' });
    const future = { ...trial, trial_end: null, start_date: '2025-02-15' };
    expect(resume(future, '2025-01-10T08:00:00Z').status).toBe('active');
  });

  test('charges in every mode, and a single fee in none', () => {
    const once = paid(fee('once', 9, { kind: 'one_time' }), 900n, {
      service: { start: '2025-01-01', end: '2025-01-02' },
    });
    const paused = { ...credited(), items: [...credited().items, once] };
    for (const proration of ['none', 'full_difference'] as const)
      expect(told(resume(paused, '2025-04-16T08:00:00Z', { policy: { proration } }).lines)).toEqual([
        'charge basic 2025-04-16 2025-05-01 1550',
      ]);
  });

  test('is for what pauses', () => {
    expect(codeOf(() => resume(basic(), '2025-01-27T00:00:00Z'))).toBe('illegal_transition');
    const items = [open(fee('basic', 31), { since: parseInstant('2025-01-28T00:00:00Z') })];
    expect(codeOf(() => resume(monthly(items, { status: 'paused' }), '2025-01-27T00:00:00Z'))).toBe(
      'validation_failed',
    );
  });

  test('makes a pause cost the customer the days outside of it, but for rounding', () => {
    const days = fc.integer({ min: 0, max: 30 });
    const price = fc.integer({ min: 0, max: 1_000_000 });
    const settle = fc.constantFrom('credit', 'none' as const);
    fc.assert(
      fc.property(days, days, price, settle, (one, other, amount, how) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const before = monthly([paid(fee('basic', (amount / 100).toFixed(2)), BigInt(amount))]);
        const instant = (day: number) => startOfDay(addDays('2025-01-01', day), 'UTC').toISOString();
        const paused = pause(before, instant(first), { settle: how });
        const resumed = resume(whilePaused(before, paused), instant(second));
        const exact = how === 'none' ? amount : (amount * (31 - (second - first))) / 31;
        const cost = Number(BigInt(amount) + paused.net + resumed.net);
        expect(Math.abs(cost - exact)).toBeLessThanOrEqual(1);
      }),
      PROPERTY_RUNS,
    );
  });
});
