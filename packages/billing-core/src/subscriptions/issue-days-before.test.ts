import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { after, fee, metered, monthly, paid } from '../../test/subscriptions-kit.ts';
import { addDays, addIntervals, INTERVALS, startOfDay } from '../time/index.ts';
import {
  planChange,
  planLineAgain,
  planRenewal,
  type RenewedComponent,
  type RenewedSubscription,
  renewedSubscription,
  startSubscription,
} from './index.ts';

const ZONE = 'America/New_York';
const seat = fee('seat', 30) as RenewedComponent;
const late = { ...seat, subscription_item_id: 'late', timing: 'arrear' } as RenewedComponent;
const calls = metered('calls', '1') as RenewedComponent;

function subscribe(
  issue_days_before: number,
  components: RenewedComponent[] = [seat],
  length: { interval?: (typeof INTERVALS)[number]; interval_count?: number } = {},
): RenewedSubscription {
  const plan = { interval: 'month' as const, interval_count: 1, ...length, currency: 'USD', components };
  const started = startSubscription({ start_date: '2026-01-01', time_zone: ZONE, issue_days_before, ...plan });
  return { ...started, time_zone: ZONE, plan, issue_days_before, contract: null };
}

function renew(subscription: RenewedSubscription, day: string) {
  const as_of = startOfDay(day, ZONE);
  const renewal = planRenewal({ subscription, as_of, usage: () => '7', rounding: { mode: 'half_up' } });
  return { ...renewal, starts: renewal.lines.map(({ service_start }) => service_start) };
}

/** Begins of the periods, for longer than any property here looks. */
const MONTHS = Array.from({ length: 48 }, (_, at) => addIntervals('2026-01-01', 'month', 1, at));

describe('a period that is billed days before it begins', () => {
  test('is due at the midnight of that day, the first one as well', () => {
    const subscription = subscribe(5);
    expect(subscription.next_billing_at).toEqual(startOfDay('2025-12-27', ZONE));
    expect(renew(subscription, '2025-12-26').starts).toEqual([]);
    const first = renew(subscription, '2025-12-27');
    expect(first.starts).toEqual(['2026-01-01']);
    expect(first.next.next_billing_at).toEqual(startOfDay('2026-01-27', ZONE));
    const second = renew({ ...subscription, ...first.next }, '2026-01-27');
    expect(second.starts).toEqual(['2026-02-01']);
    expect(second.next.current_period_start).toBe('2026-02-01');
  });

  test('remembers where it stood before, and from there bills the same days again, until they begin', () => {
    const subscription = subscribe(5);
    const early = renew(subscription, '2026-01-28');
    expect(early.billed_early).toMatchObject({
      begins_on: '2026-02-01',
      current_period_start: '2026-01-01',
      plan_changed: false,
    });
    const { begins_on: _, plan_changed: __, ...before } = early.billed_early ?? { begins_on: '', plan_changed: false };
    const again = renew({ ...subscription, ...before }, '2026-01-28');
    expect(again.starts).toEqual(['2026-02-01']);
    expect(again.next).toEqual(early.next);
    expect(renew(subscription, '2026-02-01').billed_early).toBeNull();
    expect(renew(subscription, '2026-02-26').billed_early).toMatchObject({ current_period_start: '2026-02-01' });
  });

  test('remembers it of a trial that is not over, and of a start that is to come', () => {
    const trial = { ...subscribe(5), trial_end: '2026-01-15', start_date: '2026-01-01' };
    const opens = startOfDay('2026-01-10', ZONE);
    const early = renew({ ...trial, next_billing_at: opens }, '2026-01-10');
    expect(early.starts).toEqual(['2026-01-15']);
    const standing = { begins_on: '2026-01-15', current_period_start: '2026-01-01', next_billing_at: opens };
    expect(early.billed_early).toMatchObject(standing);
    expect(renew(subscribe(5), '2025-12-28').billed_early).toMatchObject({ begins_on: '2026-01-01' });
    // A trial that outlives a period takes nothing back with the boundary of it.
    const long = {
      ...subscribe(0),
      trial_end: '2026-02-15',
      start_date: '2026-01-01',
      next_billing_at: startOfDay('2026-02-01', ZONE),
    };
    expect(renew(long, '2026-02-03')).toMatchObject({ starts: [], billed_early: null });
  });

  test('does not end the subscription early: an end waits for its boundary', () => {
    const subscription = subscribe(5);
    const standing = { ...subscription, ...renew(subscription, '2026-01-01').next, cancel_at_period_end: true };
    const early = renew(standing, '2026-01-27');
    expect(early).toMatchObject({ ended: false, starts: [] });
    expect(early.next.next_billing_at).toEqual(startOfDay('2026-02-01', ZONE));
    expect(renew({ ...standing, ...early.next }, '2026-02-01')).toMatchObject({ ended: true, starts: [] });
  });

  test('waits after all where something is billed in arrear', () => {
    for (const components of [
      [seat, calls],
      [seat, late],
    ]) {
      const subscription = subscribe(5, components);
      expect(subscription.next_billing_at).toEqual(startOfDay('2026-01-01', ZONE));
      const first = renew(subscription, '2026-01-01');
      expect(first.next.next_billing_at).toEqual(startOfDay('2026-02-01', ZONE));
    }
  });

  test('of a month is billed once and in time, 45 days before, also after the worker was down for as long', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }), (steps) => {
        let subscription = subscribe(45);
        let day = '2025-11-17';
        const billed: string[] = [];
        for (const step of [0, ...steps]) {
          day = addDays(day, step);
          const { starts, next } = renew(subscription, day);
          billed.push(...starts);
          subscription = { ...subscription, ...next };
          // All whose day has come, and none of those to come.
          const due = MONTHS.filter((month) => addDays(month, -45) <= day);
          expect(billed).toEqual(due);
          expect(subscription.next_billing_at).toEqual(startOfDay(addDays(MONTHS[due.length] ?? '', -45), ZONE));
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('is billed once where it then is not billed early any more, because usage came in', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 27 }),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 50 }),
        (lead, days, step) => {
          const begun = subscribe(lead);
          const changed_on = addDays('2026-01-01', days);
          const { starts, next } = renew(begun, changed_on);
          const { current_period_start: start, current_period_end: end } = next;
          // In a period that is billed and has not begun nothing is changed.
          fc.pre(start <= changed_on);
          const state = { ...begun, ...next, start_date: '2026-01-01' };
          const standing = monthly([paid(fee('seat', 30), 3000n, { service: { start, end } })], state);
          const change = planChange({
            subscription: standing,
            at: startOfDay(changed_on, ZONE),
            when: 'now',
            items: [fee('seat', 30), metered('calls', '1')],
            rounding: { mode: 'half_up' },
          });
          const billed = [...starts];
          let subscription = renewedSubscription(after(standing, change));
          for (let day = changed_on; day < '2026-07-01'; day = addDays(day, step)) {
            const { lines, next: later } = renew(subscription, day);
            const seats = lines.filter(({ subscription_item_id }) => subscription_item_id === 'seat');
            billed.push(...seats.map(({ service_start }) => service_start));
            subscription = { ...subscription, ...later };
          }
          expect(billed).toEqual(MONTHS.slice(0, billed.length));
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('is billed once, whatever the interval, the days before and the days between two runs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...INTERVALS),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 50 }),
        (interval, days, step) => {
          let subscription = subscribe(days, [seat], { interval });
          const starts: string[] = [];
          for (let day = '2025-10-01'; day < '2027-03-01'; day = addDays(day, step)) {
            const { next, starts: billed } = renew(subscription, day);
            for (const start of billed) expect(addDays(start, -days) <= day).toBe(true);
            starts.push(...billed);
            subscription = { ...subscription, ...next };
          }
          const whole = renew(subscribe(days, [seat], { interval }), '2027-03-01').starts;
          expect(starts).toEqual(whole.slice(0, starts.length));
          expect(new Set(starts).size).toBe(starts.length);
        },
      ),
      PROPERTY_RUNS,
    );
  });
});

describe('a line that is billed again', () => {
  const rounding = { mode: 'half_up' } as const;
  const subscription = subscribe(0, [seat, calls]);

  test('is the line of the same days, with what was used in them meanwhile', () => {
    const { lines } = renew(subscription, '2026-02-01');
    for (const line of lines) {
      const service = { start: line.service_start, end: line.service_end };
      expect(planLineAgain({ subscription, usage: () => '7', rounding }, line.subscription_item_id, service)).toEqual(
        line,
      );
    }
    const january = { start: '2026-01-01', end: '2026-02-01' };
    expect(planLineAgain({ subscription, usage: () => '9', rounding }, 'calls', january)?.amount).toBe(900n);
    expect(planLineAgain({ subscription, usage: () => '0', rounding }, 'calls', january)).toBeNull();
  });

  test('charges a stub for its days, and days beyond the grid of today as a whole', () => {
    const stub = { start: '2026-01-17', end: '2026-02-01' };
    const amountOf = (service: { start: string; end: string }) =>
      planLineAgain({ subscription, usage: () => '0', rounding }, 'seat', service)?.amount;
    // 15 of 31 days of 30.00
    expect(amountOf(stub)).toBe(1452n);
    expect(amountOf({ start: '2026-01-17', end: '2026-02-17' })).toBe(3000n);
  });

  test('is of an item that the subscription has', () => {
    const service = { start: '2026-01-01', end: '2026-02-01' };
    expect(codeOf(() => planLineAgain({ subscription, usage: () => '0', rounding }, 'none', service))).toBe(
      'not_found',
    );
  });
});
