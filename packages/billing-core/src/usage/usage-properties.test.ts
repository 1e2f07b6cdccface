import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { sumDecimals } from '../money/index.ts';
import {
  AGGREGATIONS,
  aggregate,
  aggregateWindows,
  lateAdjustment,
  proratedSum,
  proratedUniqueCount,
  roundUnits,
  selectEvents,
  type UsageEvent,
  weightedSum,
} from './index.ts';

const HOUR = 3_600_000;
const from = new Date('2026-03-01T00:00:00Z');
const to = new Date('2026-04-01T00:00:00Z');
const march = { from, to };
const hoursIn = (hours: number) => new Date(from.getTime() + hours * HOUR);

const events = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 30 }).map(String),
    hours: fc.integer({ min: -100, max: 900 }),
    value: fc.option(
      fc.integer({ min: 0, max: 500 }).map((tenths) => (tenths / 10).toFixed(1)),
      { nil: undefined },
    ),
    operation: fc.constantFrom('add' as const, 'remove' as const, undefined),
    late: fc.boolean(),
  }),
  { maxLength: 40 },
);
const asEvents = (list: typeof events extends fc.Arbitrary<infer Raw> ? Raw : never): UsageEvent[] =>
  list.map(({ hours, late, ...event }) => ({
    ...event,
    at: hoursIn(hours),
    received_at: hoursIn(late ? 1000 : hours),
  }));

describe('properties of aggregation', () => {
  test('sending everything twice changes nothing', () => {
    fc.assert(
      fc.property(events, fc.constantFrom(...AGGREGATIONS), (raw, aggregation) => {
        const list = asEvents(raw);
        const once = aggregate(aggregation, list, march);
        expect(aggregate(aggregation, [...list, ...list], march)).toEqual(once);
      }),
      PROPERTY_RUNS,
    );
  });

  test('the windows of a period hold each event once', () => {
    fc.assert(
      fc.property(
        events,
        fc.constantFrom('hour' as const, 'day' as const),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
        (raw, window, time_zone) => {
          const list = asEvents(raw);
          for (const aggregation of ['count', 'sum'] as const) {
            const windows = aggregateWindows(aggregation, list, { ...march, window, time_zone });
            expect(sumDecimals([...windows.values()]).equals(aggregate(aggregation, list, march).value)).toBe(true);
            expect([...windows.keys()]).toEqual([...windows.keys()].sort());
          }
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('what was invoiced and what is adjusted later are the whole', () => {
    fc.assert(
      fc.property(events, fc.constantFrom(...AGGREGATIONS), (raw, aggregation) => {
        const list = asEvents(raw);
        const { invoiced, corrected, difference, late } = lateAdjustment(aggregation, list, march, hoursIn(950));
        expect(invoiced.plus(difference).equals(aggregate(aggregation, list, march).value)).toBe(true);
        expect(corrected.equals(aggregate(aggregation, list, march).value)).toBe(true);
        if (late.length === 0 && new Set(list.map(({ id }) => id)).size === list.length)
          expect(difference.isZero()).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });

  test('a weighted sum lies between the lowest and the highest level', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 100 }), (raw, initial) => {
        const list = asEvents(raw);
        const mean = weightedSum(list, { ...march, initial_value: BigInt(initial) });
        const all = sumDecimals(selectEvents(list, march).map(({ value }) => value ?? '0'));
        expect(mean.greaterThanOrEqualTo(initial) && mean.lessThanOrEqualTo(all.plus(initial))).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('late records', () => {
  const event = (id: string, day: number, value: string, received?: number): UsageEvent => ({
    id,
    at: hoursIn(24 * (day - 1)),
    value,
    received_at: received === undefined ? undefined : hoursIn(24 * (received - 1)),
  });

  test('are named, and only their difference is billed', () => {
    const list = [event('a', 5, '10', 5), event('b', 6, '3', 40), event('c', 7, '4'), event('d', 8, '1', 32)];
    const { invoiced, corrected, difference, late } = lateAdjustment('sum', list, march, hoursIn(24 * 31));
    expect([invoiced, corrected, difference].map((value) => value.toFixed())).toEqual(['15', '18', '3']);
    expect(late.map(({ id }) => id)).toEqual(['b']);
  });

  test('are those that came after the moment itself, and lie in the window', () => {
    const list = [event('a', 5, '10', 32), event('b', 6, '3', 33), event('c', 40, '4', 41)];
    const { invoiced, difference, late } = lateAdjustment('sum', list, march, hoursIn(24 * 31));
    expect([invoiced.toFixed(), difference.toFixed(), late.map(({ id }) => id)]).toEqual(['10', '3', ['b']]);
  });
});

describe('prorated quantities', () => {
  const on = (id: string, day: number, value: string, operation?: 'add' | 'remove'): UsageEvent => ({
    id,
    at: hoursIn(24 * (day - 1) + 5),
    value,
    operation,
  });
  const unique = (list: UsageEvent[], options = {}) => proratedUniqueCount(list, { ...march, ...options }).times(31);

  test('a value counts from its day to the end of the period, its own day included', () => {
    const sum = (list: UsageEvent[], options = {}) =>
      proratedSum(list, { ...march, ...options })
        .times(31)
        .toFixed(6);
    expect(sum([on('a', 1, '1')])).toBe('31.000000');
    expect(sum([on('a', 31, '2')])).toBe('2.000000');
    expect(sum([on('a', -5, '2')], { recurring: true })).toBe('62.000000');
    expect(sum([on('a', 31, 'two')])).toBe('0.000000');
    expect(sum([on('a', 31, '2')], { period_days: 62 })).toBe('1.000000');
  });

  test('a distinct value counts for its days, those of adding and removing included', () => {
    expect(unique([on('a', 1, 'ann')]).toFixed(4)).toBe('31.0000');
    expect(unique([on('a', 3, 'ann'), on('b', 5, 'ann', 'remove')]).toFixed(4)).toBe('3.0000');
    // Removed and added again on one day: that day counts once.
    const again = [on('a', 3, 'ann'), on('b', 5, 'ann', 'remove'), on('c', 5, 'ann')];
    expect(unique(again).toFixed(4)).toBe('29.0000');
    // Added twice is present once; removed before it was ever there changes nothing.
    expect(unique([on('a', 30, 'ann'), on('b', 31, 'ann')]).toFixed(4)).toBe('2.0000');
    expect(unique([on('a', 3, 'ann', 'remove'), on('b', 31, 'ann')]).toFixed(4)).toBe('1.0000');
    expect(unique([on('a', 3, 'ann'), on('b', 4, 'ann', 'remove'), on('c', 4, 'ann', 'remove')]).toFixed(4)).toBe(
      '2.0000',
    );
  });

  test('what has no value is nobody', () => {
    expect(unique([{ id: 'a', at: hoursIn(5) }]).toFixed(4)).toBe('0.0000');
    expect(unique([{ id: 'a', at: hoursIn(5) }, on('b', 31, 'ann')]).toFixed(4)).toBe('1.0000');
  });

  test('are rounded once, as asked', () => {
    const rounding = { scale: 5, mode: 'ceil' } as const;
    expect(proratedSum([on('a', 31, '1'), on('b', 31, '1')], { ...march, rounding }).toFixed()).toBe('0.06452');
    expect(proratedUniqueCount([on('a', 31, 'ann')], { ...march, rounding }).toFixed()).toBe('0.03226');
    expect(proratedUniqueCount([on('a', 31, 'ann')], { ...march, period_days: 10, rounding }).toFixed()).toBe('0.1');
  });

  test('what was carried over counts from the first day, and leaves on its last', () => {
    const before = { recurring: true };
    expect(unique([on('a', -3, 'ann')], before).toFixed(4)).toBe('31.0000');
    expect(unique([on('a', -3, 'ann'), on('b', 2, 'ann', 'remove')], before).toFixed(4)).toBe('2.0000');
    expect(unique([on('a', -3, 'ann'), on('b', -2, 'ann', 'remove')], before).toFixed(4)).toBe('0.0000');
    // Left and back before the period began, or on its first day: no day counts twice, and none before the first.
    const back = [on('a', -5, 'ann'), on('b', -3, 'ann', 'remove'), on('c', -2, 'ann')];
    expect(unique(back, before).toFixed(4)).toBe('31.0000');
    const onFirstDay = [on('a', -3, 'ann'), on('b', 1, 'ann', 'remove'), on('c', 1, 'ann')];
    expect(unique(onFirstDay, before).toFixed(4)).toBe('31.0000');
  });

  test('the order of arrival does not matter, only that of time', () => {
    const list = [on('c', 20, 'ann'), on('b', 5, 'ann', 'remove'), on('a', 3, 'ann')];
    expect(unique(list).toFixed(4)).toBe('15.0000');
    expect(unique(list.toReversed()).toFixed(4)).toBe('15.0000');
    const present = (events: UsageEvent[]) => aggregate('unique_count', events, march).value.toFixed();
    expect(present([on('b', 5, 'ann', 'remove'), on('a', 3, 'ann')])).toBe('0');
    expect(present([on('a', 5, 'ann'), on('b', 3, 'ann', 'remove')])).toBe('1');
  });

  test('days are those of the zone', () => {
    const evening = { id: 'a', at: new Date('2026-03-31T22:30:00Z'), value: '1' };
    const berlin = { from: new Date('2026-02-28T23:00:00Z'), to: new Date('2026-03-31T22:00:00Z') };
    expect(
      proratedSum([evening], { ...march })
        .times(31)
        .toFixed(4),
    ).toBe('1.0000');
    expect(proratedSum([evening], { ...berlin, time_zone: 'Europe/Berlin' }).toFixed()).toBe('0');
  });
});

describe('selection', () => {
  const event = (id: string, source: string, value: string): UsageEvent => ({ id, source, value, at: from });

  test('an id counts once in its source when the scope says so', () => {
    const list = [event('a', 'x', '1'), event('a', 'y', '2'), event('a', 'x', '4'), { id: 'a', value: '8', at: from }];
    const sum = (options = {}) => aggregate('sum', list, { ...march, ...options }).value.toFixed();
    expect([sum(), sum({ dedupe_scope: 'id' }), sum({ dedupe_scope: 'source_and_id' })]).toEqual(['1', '1', '11']);
    const nameless = [event('a', '', '1'), { id: 'a', value: '2', at: from }];
    expect(selectEvents(nameless, { ...march, dedupe_scope: 'source_and_id' })).toHaveLength(1);
  });

  test('every filter must pass, and a property that is missing passes none', () => {
    const list = [
      { ...event('a', 'x', '1'), properties: { region: 'eu', tier: 'gold' } },
      { ...event('b', 'x', '2'), properties: { region: 'eu' } },
      { ...event('c', 'x', '4'), properties: { region: 'us', tier: 'gold' } },
      event('d', 'x', '8'),
    ];
    const sum = (filters: Record<string, string[]>) => aggregate('sum', list, { ...march, filters }).value.toFixed();
    expect(sum({ region: ['eu'] })).toBe('3');
    expect(sum({ region: ['eu', 'us'], tier: ['gold'] })).toBe('5');
    expect(sum({})).toBe('15');
    expect(sum({ region: [] })).toBe('0');
    expect(sum({ region: ['eu'], tier: ['silver'] })).toBe('0');
  });

  test('the latest value is by time, of equal times the one received last, and below zero only if asked', () => {
    const at = (id: string, hours: number, value: string) => ({ id, at: hoursIn(hours), value });
    const latest = (list: UsageEvent[], options = {}) =>
      aggregate('latest', list, { ...march, ...options }).value.toFixed();
    expect(latest([at('a', 5, '1'), at('b', 3, '2')])).toBe('1');
    expect(latest([at('a', 5, '1'), at('b', 5, '2')])).toBe('2');
    expect(latest([at('a', 5, '-1')])).toBe('-1');
    expect(latest([at('a', 5, '-1')], { negative_is_zero: true })).toBe('0');
    expect(latest([at('a', 5, '1')], { negative_is_zero: true })).toBe('1');
  });

  test('what was received at the moment itself was known, and what says nothing of it always was', () => {
    const received = (id: string, hours?: number) => ({
      ...event(id, 'x', '1'),
      ...(hours === undefined ? {} : { received_at: hoursIn(hours) }),
    });
    const list = [received('a', 5), received('b', 6), received('c')];
    expect(selectEvents(list, { ...march, known_at: hoursIn(5) }).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  test('an id that was sent before the window is not counted in it again', () => {
    const list = [
      { id: 'a', at: hoursIn(-1), value: '1' },
      { id: 'a', at: hoursIn(1), value: '2' },
      { id: 'b', at: to, value: '4' },
      { id: 'c', at: from, value: '8' },
    ];
    expect(selectEvents(list, march).map(({ id }) => id)).toEqual(['c']);
    expect(selectEvents(list, { ...march, recurring: true }).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  test('counts of events are those that were taken into account', () => {
    const list = [event('a', 'x', '1'), event('b', 'x', 'one'), { id: 'c', at: from }];
    const counted = AGGREGATIONS.map((aggregation) => {
      const { value, event_count } = aggregate(aggregation, list, march);
      return `${aggregation}: ${value.toFixed()} of ${event_count}`;
    });
    expect(counted).toEqual(['count: 3 of 3', 'sum: 1 of 1', 'max: 1 of 1', 'latest: 1 of 1', 'unique_count: 2 of 2']);
  });

  test('units are rounded up, down or to the nearest, at any place', () => {
    const rounded = (units: string, scale?: number) =>
      (['round', 'ceil', 'floor'] as const).map((mode) => roundUnits(units, mode, scale).toFixed());
    expect(rounded('2.5')).toEqual(['3', '3', '2']);
    expect(rounded('-2.5')).toEqual(['-3', '-2', '-3']);
    expect(rounded('123.456', 2)).toEqual(['123.46', '123.46', '123.45']);
    expect(rounded('151', -2)).toEqual(['200', '200', '100']);
  });

  test('an hour that occurs twice is one window', () => {
    const list = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((at, index) => ({
      id: String(index),
      at: new Date(at),
      value: '1',
    }));
    const october = { from: new Date('2026-10-01T00:00:00Z'), to: new Date('2026-11-01T00:00:00Z') };
    const windows = aggregateWindows('sum', list, { ...october, window: 'hour', time_zone: 'Europe/Berlin' });
    expect([...windows].map(([label, value]) => `${label} ${value.toFixed()}`)).toEqual(['2026-10-25T02:00 2']);
    const inUtc = aggregateWindows('count', list, { ...october, window: 'hour' });
    expect([...inUtc.keys()]).toEqual(['2026-10-25T00:00', '2026-10-25T01:00']);
  });

  test('a weighted sum counts changes before the window in full when they are carried over', () => {
    const at = (id: string, hours: number, value: string) => ({ id, at: hoursIn(hours), value });
    const half = (31 * 24) / 2;
    const list = [at('a', -10, '4'), at('b', half, '10'), at('c', 0, 'x')];
    expect(weightedSum(list, march).toFixed()).toBe('5');
    expect(weightedSum(list, { ...march, recurring: true }).toFixed()).toBe('9');
    expect(weightedSum(list, { ...march, initial_value: '1' }).toFixed()).toBe('6');
  });
});
