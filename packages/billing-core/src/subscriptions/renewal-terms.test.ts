import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { Pricing } from '../catalog/index.ts';
import { addDays, daysBetween, parseInstant } from '../time/index.ts';
import {
  planRenewal,
  type RenewalLine,
  type RenewedComponent,
  type RenewedSubscription,
  type StartSubscription,
  startSubscription,
  usageWindows,
} from './index.ts';

function component(id: string, amount: number, more: Partial<RenewedComponent> = {}): RenewedComponent {
  return {
    subscription_item_id: id,
    kind: 'recurring',
    name: id,
    timing: 'advance',
    quantity: '1',
    product_id: null,
    meter_id: null,
    pricing: Pricing.parse({ model: 'flat', amount }),
    ...more,
  };
}

const base = (more: Partial<RenewedComponent> = {}) => component('base', 31, more);
const late = (more: Partial<RenewedComponent> = {}) => component('late', 31, { timing: 'arrear', ...more });
const tokens = () => {
  const pricing = Pricing.parse({ model: 'per_unit', unit_amount: '0.01' });
  return component('tokens', 1, { kind: 'usage', timing: 'arrear', meter_id: 'meter', pricing });
};

function subscribe(
  components: RenewedComponent[],
  how: Partial<StartSubscription> = {},
  more: Partial<RenewedSubscription> = {},
): RenewedSubscription {
  const plan = {
    interval: how.interval ?? 'month',
    interval_count: how.interval_count ?? 1,
    currency: 'USD',
    components,
  };
  const time_zone = how.time_zone ?? 'UTC';
  const start_date = how.start_date ?? '2025-01-01';
  const started = startSubscription({ start_date, time_zone, ...plan, ...how });
  return { ...started, start_date, time_zone, plan, ...more };
}

const renew = (subscription: RenewedSubscription, on: string) =>
  planRenewal({ subscription, usage: () => '100', as_of: parseInstant(on), rounding: { mode: 'half_up' } });

const told = (lines: RenewalLine[]) =>
  lines.map((line) => `${line.subscription_item_id} ${line.service_start} ${line.service_end} ${line.amount}`);

describe('a trial', () => {
  const trial = (components: RenewedComponent[], trial_days = 14) => subscribe(components, { trial_days });

  test('is free to its end, from which periods are counted', () => {
    const subscription = trial([base(), late(), tokens()]);
    expect(subscription).toMatchObject({ trial_end: '2025-01-15', anchor_date: '2025-01-15', cycle_index: -1 });
    expect(subscription.next_billing_at).toEqual(parseInstant('2025-01-15T00:00:00Z'));
    expect(renew(subscription, '2025-01-14T23:59:59Z').lines).toEqual([]);
    const converted = renew(subscription, '2025-01-15T00:00:00Z');
    expect(told(converted.lines)).toEqual(['base 2025-01-15 2025-02-15 3100']);
    const second = renew({ ...subscription, ...converted.next }, '2025-02-15T00:00:00Z');
    expect(told(second.lines)).toEqual([
      'late 2025-01-15 2025-02-15 3100',
      'tokens 2025-01-15 2025-02-15 100',
      'base 2025-02-15 2025-03-15 3100',
    ]);
  });

  test('of no days is none', () => {
    expect(trial([base()], 0)).toMatchObject({ trial_end: null, anchor_date: '2025-01-01' });
  });

  test('in periods that are counted from elsewhere leaves a stub to be paid', () => {
    const subscription = subscribe([base(), late(), tokens()], { trial_days: 10, anchor_date: '2024-12-01' });
    expect(subscription.next_billing_at).toEqual(parseInstant('2025-01-11T00:00:00Z'));
    const converted = renew(subscription, '2025-01-11T00:00:00Z');
    expect(told(converted.lines)).toEqual(['base 2025-01-11 2025-02-01 2100']);
    expect(converted.next).toMatchObject({ cycle_index: 1, current_period_start: '2025-01-01' });
    expect(converted.next.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    const windows = usageWindows({ ...subscription, ...converted.next }, parseInstant('2025-02-01T00:00:00Z'));
    expect(windows).toMatchObject([{ meter_id: 'meter', start: '2025-01-11', end: '2025-02-01' }]);
    expect(told(renew({ ...subscription, ...converted.next }, '2025-02-01T00:00:00Z').lines)).toEqual([
      'late 2025-01-11 2025-02-01 2100',
      'tokens 2025-01-11 2025-02-01 100',
      'base 2025-02-01 2025-03-01 3100',
    ]);
  });

  test('longer than a period passes boundaries without a line', () => {
    const subscription = subscribe([base(), late()], { trial_days: 45, anchor_date: '2025-01-01' });
    expect(subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    const passed = renew(subscription, '2025-02-01T00:00:00Z');
    expect(passed).toMatchObject({ lines: [], next: { cycle_index: 1, current_period_start: '2025-02-01' } });
    expect(passed.next.next_billing_at).toEqual(parseInstant('2025-02-15T00:00:00Z'));
    expect(told(renew(subscription, '2025-02-15T00:00:00Z').lines)).toEqual(['base 2025-02-15 2025-03-01 1550']);
    const arrear = subscribe([late()], { trial_days: 45, anchor_date: '2025-01-01' });
    expect(renew(arrear, '2025-02-01T00:00:00Z').next.next_billing_at).toEqual(parseInstant('2025-03-01T00:00:00Z'));
  });
});

describe('an end on a day', () => {
  const ending = (components: RenewedComponent[], ends_on: string) => subscribe(components, {}, { ends_on });

  test('cuts the period that it lies in, in advance and in arrear', () => {
    const subscription = ending([base(), late(), tokens()], '2025-02-15');
    const all = renew(subscription, '2025-06-01T00:00:00Z');
    expect(told(all.lines)).toEqual([
      'base 2025-01-01 2025-02-01 3100',
      'late 2025-01-01 2025-02-01 3100',
      'tokens 2025-01-01 2025-02-01 100',
      'base 2025-02-01 2025-02-15 1550',
      'late 2025-02-01 2025-02-15 1550',
      'tokens 2025-02-01 2025-02-15 100',
    ]);
    expect(all).toMatchObject({ ended: true, end_reason: 'canceled', next: { next_billing_at: null } });
    const open = renew(subscription, '2025-02-14T23:59:59Z');
    expect(open).toMatchObject({ ended: false, end_reason: null, next: { current_period_end: '2025-03-01' } });
    expect(open.next.next_billing_at).toEqual(parseInstant('2025-02-15T00:00:00Z'));
  });

  test('on a boundary is the end of a period, and what was over before ends at once', () => {
    const first = renew(ending([base()], '2025-02-01'), '2025-02-01T00:00:00Z');
    expect(told(first.lines)).toEqual(['base 2025-01-01 2025-02-01 3100']);
    expect(first.end_reason).toBe('canceled');
    const over = renew({ ...ending([late()], '2024-12-01') }, '2025-02-01T00:00:00Z');
    expect(over).toMatchObject({ lines: [], ended: true });
  });

  test('leaves days unused where its period was billed before, whenever the run comes', () => {
    const unused = (components: RenewedComponent[], due: string, how: Partial<StartSubscription> = {}) => {
      const subscription = subscribe(components, how, { ends_on: '2025-01-20', next_billing_at: parseInstant(due) });
      return renew(subscription, '2025-02-03T00:00:00Z').unused;
    };
    expect(unused([base()], '2025-01-20T00:00:00Z')).toBe(true);
    expect(unused([base()], '2025-02-01T00:00:00Z')).toBe(true);
    expect(unused([late()], '2025-01-20T00:00:00Z')).toBe(false);
    expect(unused([base()], '2025-01-20T00:00:00Z', { trial_days: 30 })).toBe(false);
  });

  test('null is none', () => {
    expect(renew(subscribe([base()], {}, { ends_on: null }), '2025-02-01T00:00:00Z').ended).toBe(false);
  });
});

describe('a contract', () => {
  const contract = (at_end: 'renew' | 'expire', how: Partial<StartSubscription> = {}) =>
    subscribe([base()], { contract: { periods: 3, at_end }, ...how });

  test('that expires ends after its periods', () => {
    const subscription = contract('expire');
    expect(subscription.contract).toEqual({ periods: 3, at_end: 'expire', ends_on: '2025-04-01' });
    const all = renew(subscription, '2025-12-01T00:00:00Z');
    expect(all.lines).toHaveLength(3);
    expect(all).toMatchObject({ ended: true, end_reason: 'expired', next: { next_billing_at: null, cycle_index: 2 } });
    expect(renew(subscription, '2025-03-31T23:59:59Z').ended).toBe(false);
    expect(renew({ ...subscription, cancel_at_period_end: true }, '2025-12-01T00:00:00Z')).toMatchObject({
      lines: [{ service_end: '2025-02-01' }],
      end_reason: 'canceled',
    });
    expect(renew({ ...subscription, ends_on: '2025-05-15' }, '2025-12-01T00:00:00Z').end_reason).toBe('expired');
    const canceled = renew({ ...subscription, ends_on: '2025-02-15' }, '2025-12-01T00:00:00Z');
    expect(canceled).toMatchObject({ end_reason: 'canceled', lines: [{}, { service_end: '2025-02-15' }] });
  });

  test('that expires between two boundaries cuts the period there', () => {
    const changed = { periods: 1, at_end: 'expire', ends_on: '2025-01-11' } as const;
    const cut = renew({ ...contract('expire'), contract: changed }, '2025-12-01T00:00:00Z');
    expect(told(cut.lines)).toEqual(['base 2025-01-01 2025-01-11 1000']);
    expect(cut.end_reason).toBe('expired');
  });

  test('that renews goes on for as many periods, as often as it takes', () => {
    const subscription = contract('renew');
    expect(renew(subscription, '2025-03-31T00:00:00Z').contract?.ends_on).toBe('2025-04-01');
    expect(renew(subscription, '2025-04-01T00:00:00Z')).toMatchObject({
      ended: false,
      contract: { ends_on: '2025-07-01' },
    });
    expect(renew(subscription, '2025-12-31T00:00:00Z').contract).toEqual({
      periods: 3,
      at_end: 'renew',
      ends_on: '2026-01-01',
    });
    expect(renew(subscribe([base()]), '2025-04-01T00:00:00Z').contract).toBeNull();
  });

  test('counts whole periods, after a stub and after a trial', () => {
    expect(contract('expire', { anchor_date: '2025-01-15' }).contract?.ends_on).toBe('2025-04-15');
    expect(contract('expire', { trial_days: 10 }).contract?.ends_on).toBe('2025-04-11');
    expect(contract('expire', { trial_days: 10, anchor_date: '2025-01-01' }).contract?.ends_on).toBe('2025-05-01');
  });
});

describe('a component with longer periods of its own', () => {
  const quarter = { every: { interval: 'quarter', interval_count: 1 } } as const;

  test('is charged by the cycle its period begins with, or ends with in arrear', () => {
    const domain = component('domain', 90, quarter);
    const support = component('support', 90, { ...quarter, timing: 'arrear' });
    const subscription = subscribe([domain, support, base()]);
    const half = renew(subscription, '2025-06-30T00:00:00Z').lines.filter(
      (line) => line.subscription_item_id !== 'base',
    );
    expect(told(half)).toEqual([
      'domain 2025-01-01 2025-04-01 9000',
      'support 2025-01-01 2025-04-01 9000',
      'domain 2025-04-01 2025-07-01 9000',
    ]);
  });

  test('is charged for a stub where it comes later or the subscription starts between', () => {
    const started = subscribe([component('domain', 90, quarter)], {
      start_date: '2025-02-15',
      anchor_date: '2025-01-01',
    });
    expect(told(renew(started, '2025-04-01T00:00:00Z').lines)).toEqual([
      'domain 2025-02-15 2025-04-01 4500',
      'domain 2025-04-01 2025-07-01 9000',
    ]);
    const arrear = component('support', 90, { ...quarter, timing: 'arrear' });
    const between = subscribe([arrear], { start_date: '2025-02-15', anchor_date: '2025-01-01' });
    expect(told(renew(between, '2025-04-01T00:00:00Z').lines)).toEqual(['support 2025-02-15 2025-04-01 4500']);
    const added = subscribe([component('domain', 90, { ...quarter, active_from: '2025-02-01' })]);
    expect(told(renew(added, '2025-03-31T00:00:00Z').lines)).toEqual(['domain 2025-02-01 2025-04-01 5900']);
    const trial = subscribe([component('domain', 90, quarter)], { trial_days: 14, anchor_date: '2025-01-01' });
    expect(told(renew(trial, '2025-03-31T00:00:00Z').lines)).toEqual(['domain 2025-01-15 2025-04-01 7600']);
    const later = subscribe([component('domain', 90, { ...quarter, active_from: '2025-08-01' })]);
    expect(renew(later, '2025-07-31T00:00:00Z').lines).toEqual([]);
    const next = subscribe([late({ ...quarter, active_from: '2025-04-01' })]);
    expect(renew(next, '2025-04-01T00:00:00Z').lines).toEqual([]);
  });

  test('is cut where the subscription ends', () => {
    const components = [component('domain', 90, quarter), component('support', 90, { ...quarter, timing: 'arrear' })];
    const cut = renew(subscribe(components, {}, { ends_on: '2025-02-15' }), '2025-12-01T00:00:00Z');
    expect(told(cut.lines)).toEqual(['domain 2025-01-01 2025-02-15 4500', 'support 2025-01-01 2025-02-15 4500']);
    const canceled = renew(subscribe(components, {}, { cancel_at_period_end: true }), '2025-12-01T00:00:00Z');
    expect(told(canceled.lines)[1]).toBe('support 2025-01-01 2025-02-01 3100');
    const expiring = subscribe(components, { contract: { periods: 2, at_end: 'expire' } });
    expect(told(renew(expiring, '2025-12-01T00:00:00Z').lines)[1]).toBe('support 2025-01-01 2025-03-01 5900');
  });

  test('is refused where it is no multiple of the plan', () => {
    const odd = subscribe([component('odd', 1, { every: { interval: 'week', interval_count: 1 } })]);
    expect(codeOf(() => renew(odd, '2025-02-01T00:00:00Z'))).toBe('invalid_pricing');
  });
});

test('a component that came in the middle of a period is charged from its day on', () => {
  const subscription = subscribe(
    [late({ active_from: '2025-01-17' }), base()],
    {},
    {
      next_billing_at: parseInstant('2025-02-01T00:00:00Z'),
    },
  );
  expect(told(renew(subscription, '2025-03-01T00:00:00Z').lines)).toEqual([
    'late 2025-01-17 2025-02-01 1500',
    'base 2025-02-01 2025-03-01 3100',
    'late 2025-02-01 2025-03-01 3100',
    'base 2025-03-01 2025-04-01 3100',
  ]);
  const future = subscribe([late({ active_from: '2025-02-01' })]);
  expect(renew(future, '2025-02-01T00:00:00Z').lines).toEqual([]);
});

describe('a scheduled change', () => {
  const quarterly = { interval: 'quarter', interval_count: 1 } as const;

  test('takes effect at its boundary: the old is billed to it and the new from it, caught up as well', () => {
    const change = { ...quarterly, on: '2025-02-01', anchor_date: '2025-02-01', components: [component('new', 89)] };
    const subscription = subscribe([base(), late()], {}, { scheduled_change: change });
    const before = renew(subscription, '2025-01-31T00:00:00Z');
    expect(before).toMatchObject({ plan_changed: false, next: { cycle_index: 0 } });
    const changed = renew(subscription, '2025-05-01T00:00:00Z');
    expect(told(changed.lines)).toEqual([
      'base 2025-01-01 2025-02-01 3100',
      'late 2025-01-01 2025-02-01 3100',
      'new 2025-02-01 2025-05-01 8900',
      'new 2025-05-01 2025-08-01 8900',
    ]);
    expect(changed).toMatchObject({
      plan_changed: true,
      next: { cycle_index: 1, current_period_start: '2025-05-01', current_period_end: '2025-08-01' },
    });
  });

  test('to the boundaries of the anchor begins with a stub', () => {
    const change = { ...quarterly, on: '2025-02-01', anchor_date: '2025-01-01', components: [component('new', 90)] };
    const changed = renew(subscribe([base()], {}, { scheduled_change: change }), '2025-02-01T00:00:00Z');
    expect(told(changed.lines)).toEqual(['base 2025-01-01 2025-02-01 3100', 'new 2025-02-01 2025-04-01 5900']);
  });

  test('waits for its boundary, and charges what it takes away of longer periods in arrear', () => {
    const support = component('support', 90, { every: quarterly, timing: 'arrear' });
    const monthly = { interval: 'month', interval_count: 1 } as const;
    const scheduled = (components: RenewedComponent[], anchor_date = '2025-01-01', on = '2025-03-01') =>
      told(
        renew(
          subscribe([support], {}, { scheduled_change: { ...monthly, on, anchor_date, components } }),
          '2025-03-01T00:00:00Z',
        ).lines,
      );
    expect(scheduled([base()])).toEqual(['support 2025-01-01 2025-03-01 5900', 'base 2025-03-01 2025-04-01 3100']);
    expect(scheduled([support])).toEqual([]);
    expect(scheduled([base(), support])).toEqual(['base 2025-03-01 2025-04-01 3100']);
    expect(scheduled([support], '2025-03-01')).toEqual(['support 2025-01-01 2025-03-01 5900']);
    expect(scheduled([base()], '2025-01-01', '2025-04-01')).toEqual([]);
  });

  test('of a subscription that ends there does not begin', () => {
    const change = { ...quarterly, on: '2025-02-01', anchor_date: '2025-02-01', components: [component('new', 89)] };
    const subscription = subscribe([base()], {}, { scheduled_change: change, cancel_at_period_end: true });
    expect(renew(subscription, '2025-05-01T00:00:00Z')).toMatchObject({ plan_changed: false, ended: true });
  });
});

test('whatever is cut or free, advance and arrear pay for the same days, each of them once', () => {
  const days = fc.integer({ min: 0, max: 200 });
  fc.assert(
    fc.property(days, days, days, fc.array(days, { minLength: 1, maxLength: 8 }), (trial_days, length, shift, gaps) => {
      const ends_on = addDays('2025-01-01', length);
      const how = { trial_days, anchor_date: addDays('2025-01-01', shift - 100) };
      let subscription = subscribe([base(), late()], how, { ends_on });
      const lines: RenewalLine[] = [];
      let now = '2025-01-01';
      for (const gap of gaps) {
        now = addDays(now, gap);
        const renewal = renew(subscription, `${now}T00:00:00Z`);
        lines.push(...renewal.lines);
        subscription = { ...subscription, ...renewal.next };
      }
      for (const [id, isWhole] of [
        ['base', true],
        ['late', false],
      ] as const) {
        const own = lines.filter((line) => line.subscription_item_id === id);
        let boundary = addDays('2025-01-01', trial_days);
        for (const line of own) {
          expect(line.service_start).toBe(boundary);
          expect(daysBetween(line.service_start, line.service_end)).toBeGreaterThan(0);
          boundary = line.service_end;
        }
        if (own.length > 0) expect(boundary <= ends_on).toBe(true);
        // What is billed in advance covers today, what is billed in arrear never does.
        if (isWhole && now < ends_on && now >= addDays('2025-01-01', trial_days)) expect(boundary > now).toBe(true);
        if (!isWhole && own.length > 0) expect(boundary <= now).toBe(true);
      }
    }),
    PROPERTY_RUNS,
  );
});

describe('a fee once', () => {
  const setUp = (more: Partial<RenewedComponent> = {}) => component('set-up', 99, { kind: 'one_time', ...more });
  const days = (subscription: RenewedSubscription, on: string) =>
    told(renew(subscription, on).lines).filter((line) => line.startsWith('set-up'));

  test('is charged with the first period, and never again', () => {
    const subscription = subscribe([base(), setUp()]);
    expect(told(renew(subscription, '2025-01-01T00:00:00Z').lines)).toEqual([
      'base 2025-01-01 2025-02-01 3100',
      'set-up 2025-01-01 2025-01-02 9900',
    ]);
    expect(days(subscription, '2027-01-01T00:00:00Z')).toEqual(['set-up 2025-01-01 2025-01-02 9900']);
  });

  test('waits for the end of a trial, wherever that lies', () => {
    for (const [trial_days, day] of [
      [14, '2025-01-15'],
      [31, '2025-02-01'],
      [45, '2025-02-15'],
    ] as const) {
      const subscription = subscribe([base(), setUp()], { trial_days, anchor_date: '2025-01-01' });
      expect(days(subscription, '2025-01-14T00:00:00Z')).toEqual([]);
      expect(days(subscription, '2026-01-01T00:00:00Z')).toEqual([`set-up ${day} ${addDays(day, 1)} 9900`]);
    }
  });

  test('is not charged where its trial ends with an end', () => {
    const subscription = subscribe([base(), setUp()], { trial_days: 14 }, { ends_on: '2025-01-15' });
    expect(renew(subscription, '2025-03-01T00:00:00Z')).toMatchObject({ lines: [], ended: true });
  });

  test('is charged at the begin also where everything else is billed in arrear, and in whole in a stub', () => {
    const subscription = subscribe([late(), setUp()], { start_date: '2025-01-20', anchor_date: '2025-01-01' });
    expect(days(subscription, '2025-01-20T00:00:00Z')).toEqual(['set-up 2025-01-20 2025-01-21 9900']);
  });
});
