import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { Pricing } from '../catalog/index.ts';
import { ROUNDING_MODES } from '../money/index.ts';
import { INTERVALS, startOfDay } from '../time/index.ts';
import { type PricedItem, planFullPeriod, planRenewal, startSubscription } from './index.ts';

const from = '2026-01-15';
const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const cents = fc.integer({ min: 0, max: 1_000_000 }).map((amount) => (amount / 100).toFixed(2));
const units = fc.integer({ min: 0, max: 5000 }).map(String);
const pricing = fc
  .oneof(
    fc.record({ model: fc.constant('flat' as const), amount: cents }),
    fc.record({ model: fc.constant('per_unit' as const), unit_amount: cents, minimum_amount: cents }),
    fc.record({
      model: fc.constantFrom('graduated' as const, 'volume' as const),
      tiers: fc.tuple(cents, cents, cents).map(([low, high, flat_amount]) => [
        { up_to: '100', unit_amount: low },
        { up_to: null, unit_amount: high, flat_amount },
      ]),
    }),
  )
  .map((given) => Pricing.parse(given));

const component = fc.record({
  kind: fc.constantFrom('recurring' as const, 'usage' as const),
  isAdvance: fc.boolean(),
  longer: fc.option(fc.integer({ min: 2, max: 3 }), { nil: null }),
  quantity: units,
  pricing,
});

describe('a full period', () => {
  test('costs what the renewal of a subscription bills that starts on a boundary', () => {
    const given = fc.record({
      start: day,
      interval: fc.constantFrom(...INTERVALS),
      interval_count: fc.integer({ min: 1, max: 2 }),
      time_zone: fc.constantFrom('UTC', 'Pacific/Auckland', 'America/New_York'),
      mode: fc.constantFrom(...ROUNDING_MODES),
      parts: fc.array(component, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(given, ({ start, interval, interval_count, time_zone, mode, parts }) => {
        const components = parts.map(({ kind, isAdvance, longer, ...part }, at): PricedItem => {
          const timing = kind === 'recurring' && isAdvance ? 'advance' : 'arrear';
          const every = longer === null ? {} : { every: { interval, interval_count: interval_count * longer } };
          const meter_id = kind === 'usage' ? `meter-${at}` : null;
          return {
            ...part,
            kind,
            timing,
            meter_id,
            subscription_item_id: `${at}`,
            name: `${at}`,
            product_id: null,
            ...every,
          };
        });
        const plan = { interval, interval_count, currency: 'USD', components };
        const rounding = { mode };
        const priced = planFullPeriod({ plan, from: start, usage: (item) => item.quantity, rounding });
        const started = startSubscription({ start_date: start, time_zone, ...plan });
        const usage = (meter: string) => components[Number(meter.split('-')[1])]?.quantity ?? '0';
        const ends = priced.lines.map(({ service_end }) => service_end).toSorted();
        const as_of = startOfDay(ends.at(-1) ?? start, time_zone);
        const subscription = { ...started, start_date: start, time_zone, plan };
        const { lines } = planRenewal({ subscription, usage, as_of, rounding });
        const first = priced.lines.map(({ interval: _, interval_count: __, ...line }) => line);
        for (const line of first)
          expect(lines.find((other) => other.subscription_item_id === line.subscription_item_id)).toEqual(line);
        const sum = priced.totals.reduce((total, { amount }) => total + amount, 0n);
        expect(sum).toBe(first.reduce((total, { amount }) => total + amount, 0n));
      }),
      PROPERTY_RUNS,
    );
  });

  test('has no line for usage that did not happen, and refuses an interval that never begins with one of the plan', () => {
    const usage: PricedItem = {
      subscription_item_id: 'calls',
      kind: 'usage',
      name: 'Calls',
      timing: 'arrear',
      quantity: '1',
      product_id: null,
      meter_id: 'calls',
      pricing: Pricing.parse({ model: 'per_unit', unit_amount: '0.10' }),
    };
    const plan = { interval: 'month' as const, interval_count: 1, currency: 'USD', components: [usage] };
    const terms = { from, usage: () => '0', rounding: { mode: 'half_up' as const } };
    expect(planFullPeriod({ ...terms, plan })).toEqual({
      lines: [],
      totals: [{ interval: 'month', interval_count: 1, amount: 0n }],
      once: 0n,
    });
    const weekly = { ...usage, every: { interval: 'week' as const, interval_count: 1 } };
    expect(codeOf(() => planFullPeriod({ ...terms, plan: { ...plan, components: [weekly] } }))).toBe('invalid_pricing');
  });
});
