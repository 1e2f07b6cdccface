import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { Pricing } from '../catalog/index.ts';
import { INTERVALS, startOfDay } from '../time/index.ts';
import {
  type BillingState,
  planRenewal,
  type RenewalLine,
  type RenewedComponent,
  type RenewedSubscription,
  startSubscription,
  usageWindows,
} from './index.ts';

const base: RenewedComponent = {
  subscription_item_id: 'base',
  kind: 'recurring',
  name: 'Base fee',
  timing: 'arrear',
  pricing: Pricing.parse({ model: 'flat', amount: 30 }),
  product_id: null,
  meter_id: null,
  quantity: '1',
};
const tokens: RenewedComponent = {
  ...base,
  subscription_item_id: 'tokens',
  kind: 'usage',
  name: 'Tokens',
  meter_id: 'meter',
  pricing: Pricing.parse({ model: 'per_unit', unit_amount: '0.50', per_units: 1000 }),
};
const seats: RenewedComponent = {
  ...base,
  subscription_item_id: 'seats',
  name: 'Seats',
  timing: 'advance',
  quantity: '3',
  pricing: Pricing.parse({ model: 'per_unit', unit_amount: 10 }),
};

type Options = {
  start?: string;
  anchor?: string;
  zone?: string;
  interval?: (typeof INTERVALS)[number];
  count?: number;
  components?: RenewedComponent[];
};

function subscribe(options: Options = {}): RenewedSubscription {
  const plan = {
    interval: options.interval ?? 'month',
    interval_count: options.count ?? 1,
    currency: 'USD',
    components: options.components ?? [base, tokens, seats],
  };
  const time_zone = options.zone ?? 'UTC';
  const anchor = options.anchor === undefined ? {} : { anchor_date: options.anchor };
  const start_date = options.start ?? '2023-11-01';
  return { ...startSubscription({ start_date, ...anchor, ...plan, time_zone }), time_zone, plan };
}

function renew(subscription: RenewedSubscription, asOf: string, usage = '2500') {
  return planRenewal({ subscription, usage: () => usage, as_of: new Date(asOf), rounding: { mode: 'half_up' } });
}

const told = (lines: RenewalLine[]) =>
  lines.map((line) => `${line.subscription_item_id} ${line.service_start} ${line.service_end} ${line.amount}`);

describe('a renewal', () => {
  test('bills advance fees when a period begins and everything else when it has ended', () => {
    const subscription = subscribe();
    const first = renew(subscription, '2023-11-01T00:00:00Z');
    expect(told(first.lines)).toEqual(['seats 2023-11-01 2023-12-01 3000']);
    expect(first.next.next_billing_at?.toISOString()).toBe('2023-12-01T00:00:00.000Z');
    const second = renew({ ...subscription, ...first.next }, '2023-12-01T00:00:00Z');
    expect(told(second.lines)).toEqual([
      'base 2023-11-01 2023-12-01 3000',
      'tokens 2023-11-01 2023-12-01 125',
      'seats 2023-12-01 2024-01-01 3000',
    ]);
    expect(second.next).toMatchObject({ cycle_index: 1, current_period_start: '2023-12-01' });
  });

  test('does nothing before it is due, and nothing the second time', () => {
    const subscription = subscribe({ components: [base] });
    const early = renew(subscription, '2023-11-30T23:59:59Z');
    expect(early.lines).toEqual([]);
    expect(early.next.next_billing_at).toEqual(subscription.next_billing_at);
    const due = renew(subscription, '2023-12-01T00:00:00Z');
    expect(due.lines).toHaveLength(1);
    expect(renew({ ...subscription, ...due.next }, '2023-12-01T00:00:00Z').lines).toEqual([]);
  });

  test('meets midnight in the zone of the subscription', () => {
    const subscription = subscribe({ components: [base], zone: 'America/New_York' });
    expect(subscription.next_billing_at?.toISOString()).toBe('2023-12-01T05:00:00.000Z');
    expect(renew(subscription, '2023-12-01T04:59:59Z').lines).toEqual([]);
    expect(renew(subscription, '2023-12-01T05:00:00Z').lines).toHaveLength(1);
  });

  test('of months gone by catches up period by period, at once or one by one', () => {
    const subscription = subscribe({ start: '2023-10-31' });
    const atOnce = renew(subscription, '2024-02-29T00:00:00Z');
    let state: BillingState = subscription;
    const oneByOne: RenewalLine[] = [];
    for (const day of ['2023-10-31', '2023-11-30', '2023-12-31', '2024-01-31', '2024-02-29']) {
      const step = renew({ ...subscription, ...state }, `${day}T00:00:00Z`);
      oneByOne.push(...step.lines);
      state = step.next;
    }
    expect(atOnce.lines).toEqual(oneByOne);
    expect(atOnce.next).toEqual(state);
    expect(told(atOnce.lines).filter((line) => line.startsWith('base'))).toEqual([
      'base 2023-10-31 2023-11-30 3000',
      'base 2023-11-30 2023-12-31 3000',
      'base 2023-12-31 2024-01-31 3000',
      'base 2024-01-31 2024-02-29 3000',
    ]);
  });

  test('charges a stub by its days, fees only', () => {
    const subscription = subscribe({ start: '2023-11-16', anchor: '2023-12-01' });
    expect(subscription).toMatchObject({ cycle_index: -1, current_period_end: '2023-12-01' });
    const { lines } = renew(subscription, '2023-12-01T00:00:00Z');
    expect(told(lines)).toEqual([
      'seats 2023-11-16 2023-12-01 1500',
      'base 2023-11-16 2023-12-01 1500',
      'tokens 2023-11-16 2023-12-01 125',
      'seats 2023-12-01 2024-01-01 3000',
    ]);
    for (const line of lines)
      expect(line.derivation && Number(reevaluate(line.derivation))).toBe(Number(line.amount) / 100);
  });

  test('measures a stub by the days of its own period, 31 in December', () => {
    const subscription = subscribe({ start: '2023-12-12', anchor: '2024-01-01', components: [base] });
    const { lines } = renew(subscription, '2024-01-01T00:00:00Z');
    // 20 of 31 days of 30.00.
    expect(told(lines)).toEqual(['base 2023-12-12 2024-01-01 1935']);
  });

  test('shows one of a flat fee, the units of what has units, and what was counted', () => {
    const flatUsage = { ...tokens, pricing: Pricing.parse({ model: 'flat', amount: 5 }) };
    const subscription = subscribe({ components: [{ ...base, quantity: '7' }, flatUsage, seats] });
    const { lines } = renew(subscription, '2023-12-01T00:00:00Z');
    expect(lines.map(({ quantity }) => quantity)).toEqual(['3', '1', '2500', '3']);
    expect(lines[0]).toMatchObject({ kind: 'recurring', description: 'Seats', product_id: null });
    expect(lines.every(({ derivation }) => derivation !== null)).toBe(true);
    const terms = { subscription, usage: () => '0', as_of: new Date('2023-12-01T00:00:00Z') };
    const silent = planRenewal({ ...terms, rounding: { mode: 'half_up' }, explain: false });
    expect(silent.lines.every(({ derivation }) => derivation === null)).toBe(true);
  });

  test('asks of the usage of a stub its days of a minimum and lets it reach its days of a maximum, no more', () => {
    const limited = (limits: object): RenewedComponent => ({
      ...tokens,
      pricing: Pricing.parse({ model: 'per_unit', unit_amount: '0.50', per_units: 1000, ...limits }),
    });
    const stub = (limits: object, usage: string) =>
      renew(
        subscribe({ start: '2023-12-12', anchor: '2024-01-01', components: [limited(limits)] }),
        '2024-01-01T00:00:00Z',
        usage,
      ).lines;
    // 20 of 31 days of 30.00.
    for (const usage of ['0', '2500']) {
      const [line] = stub({ minimum_amount: 30 }, usage);
      expect(line?.amount).toBe(1935n);
      expect(line?.derivation && reevaluate(line.derivation)).toBe('19.35');
    }
    expect(told(stub({ maximum_amount: 30 }, '90000'))).toEqual(['tokens 2023-12-12 2024-01-01 1935']);
    expect(told(stub({ minimum_amount: 30 }, '60000'))).toEqual(['tokens 2023-12-12 2024-01-01 3000']);
  });

  test('charges no advance fee before the subscription starts', () => {
    const subscription = subscribe({ start: '2023-11-15', components: [seats] });
    const early = renew(subscription, '2023-11-14T23:59:59Z');
    expect(early).toMatchObject({ lines: [], next: { next_billing_at: subscription.next_billing_at } });
  });

  test('leaves out usage that did not happen, and still advances', () => {
    const subscription = subscribe({ components: [tokens] });
    const renewal = renew(subscription, '2023-12-01T00:00:00Z', '0');
    expect(renewal.lines).toEqual([]);
    expect(renewal.next.cycle_index).toBe(1);
  });

  test('ends at the boundary when it was canceled for the end of the period', () => {
    const subscription = { ...subscribe(), cancel_at_period_end: true };
    const first = renew(subscription, '2023-11-01T00:00:00Z');
    const last = renew({ ...subscription, ...first.next }, '2024-05-01T00:00:00Z');
    expect(last).toMatchObject({ ended: true, next: { next_billing_at: null } });
    expect(told(last.lines)).toEqual(['base 2023-11-01 2023-12-01 3000', 'tokens 2023-11-01 2023-12-01 125']);
    expect(renew({ ...subscription, ...last.next }, '2024-06-01T00:00:00Z').lines).toEqual([]);
  });

  test('refuses usage in advance, which nobody can know', () => {
    expect(
      codeOf(() => renew(subscribe({ components: [{ ...tokens, timing: 'advance' }] }), '2024-01-01T00:00:00Z')),
    ).toBe('invalid_pricing');
  });

  test('tells beforehand which usage it will ask for', () => {
    const subscription = subscribe({ zone: 'Europe/Berlin' });
    const windows = usageWindows(subscription, new Date('2024-01-02T00:00:00Z'));
    expect(windows.map(({ meter_id, from, to }) => [meter_id, from.toISOString(), to.toISOString()])).toEqual([
      ['meter', '2023-10-31T23:00:00.000Z', '2023-11-30T23:00:00.000Z'],
      ['meter', '2023-11-30T23:00:00.000Z', '2023-12-31T23:00:00.000Z'],
    ]);
  });
});

const day = fc
  .date({ min: new Date('2018-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const zone = fc.constantFrom(
  'UTC',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Europe/Berlin',
  'America/Havana',
);

describe('properties of renewals', () => {
  test('however often it runs, every item is billed once for every period, without gap or overlap', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        day,
        day,
        zone,
        fc.constantFrom(...INTERVALS.slice(1)),
        fc.integer({ min: 1, max: 3 }),
        steps,
        (start, anchor, timeZone, interval, count, gaps) => {
          const subscription = subscribe({ start, anchor, zone: timeZone, interval, count });
          let state: BillingState = subscription;
          let time = startOfDay(start, timeZone).getTime();
          const lines: RenewalLine[] = [];
          for (const gap of gaps) {
            time += gap * 86_400_000 * 0.7;
            const renewal = renew({ ...subscription, ...state }, new Date(time).toISOString());
            lines.push(...renewal.lines);
            state = renewal.next;
          }
          for (const item of ['base', 'tokens', 'seats']) {
            let boundary = start;
            for (const line of lines.filter((candidate) => candidate.subscription_item_id === item)) {
              expect(line.service_start).toBe(boundary);
              expect(line.service_end > line.service_start).toBe(true);
              boundary = line.service_end;
            }
            expect(boundary).toBe(item === 'seats' ? state.current_period_end : state.current_period_start);
          }
        },
      ),
      PROPERTY_RUNS,
    );
  });
});
