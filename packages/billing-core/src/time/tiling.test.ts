import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import {
  addIntervals,
  alignedPeriods,
  billedPeriods,
  boundaryAt,
  type ClockGrid,
  cycleAt,
  dayOfMonth,
  INTERVALS,
  laterDate,
  periodContaining,
  startOfDay,
  wallClockAt,
} from './index.ts';

const zones = Intl.supportedValuesOf('timeZone');
const START = '2006-01-01';
const END = '2026-01-01';

const interval = fc.constantFrom(...INTERVALS, 'thirty_days' as const);
const count = fc.integer({ min: 1, max: 12 });
const timeOfDay = fc.constantFrom('00:00:00', '00:30:00', '01:30:00', '02:30:00', '12:00:00', '23:59:59');
/** Every day of the month from 1 to 31, and 29 February. */
const anchor = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 31 })).map(([month, day]) => {
    return dayOfMonth(addIntervals('2006-01-01', 'month', 1, month), day);
  }),
  fc.constant('2008-02-29'),
);

/** Every boundary of a grid from its anchor on for twenty years: later than the one before, and in its own cycle. */
function walk(grid: ClockGrid): void {
  const end = startOfDay(END, grid.time_zone);
  let previous = boundaryAt(grid, 0);
  for (let k = 1; previous < end; k += 1) {
    const next = boundaryAt(grid, k);
    // A day that a place left out (Apia, 30 December 2011) is a cycle without a moment in it.
    expect(next >= previous, `${JSON.stringify(grid)} at ${k}`).toBe(true);
    if (next > previous) {
      expect(cycleAt(grid, previous)).toEqual({ index: k - 1, start: previous, end: next });
      expect(cycleAt(grid, new Date(next.getTime() - 1)).index).toBe(k - 1);
    }
    previous = next;
  }
}

describe('periods over twenty years', () => {
  test('tile in every zone, whatever the clocks do, for every anchor, interval and count', () => {
    fc.assert(
      fc.property(
        anchor,
        timeOfDay,
        interval,
        count,
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 7000 }),
        (day, time, unit, times, zone, offset) => {
          const grid = { anchor: `${day}T${time}`, interval: unit, interval_count: times, time_zone: zone };
          // Twenty cycles from somewhere in the twenty years; the walk below takes all of them.
          const { index } = periodContaining(day, unit, times, addIntervals(START, 'day', 1, offset));
          for (let k = index; k < index + 20; k += 1) {
            const [start, end] = [boundaryAt(grid, k), boundaryAt(grid, k + 1)];
            expect(start <= end).toBe(true);
            if (start < end) expect(cycleAt(grid, start)).toEqual({ index: k, start, end });
          }
        },
      ),
      PROPERTY_RUNS,
    );
  });

  // All zones in the nightly run, a few in `npm test`.
  const step = PROPERTY_RUNS.numRuns >= 10_000 ? 1 : PROPERTY_RUNS.numRuns >= 200 ? 60 : 150;
  test('tile month by month and week by week, walked from end to end', () => {
    for (const zone of zones.filter((_zone, index) => index % step === 0)) {
      walk({ anchor: '2006-01-31T02:30:00', interval: 'month', interval_count: 1, time_zone: zone });
      walk({ anchor: '2006-01-01T00:00:00', interval: 'week', interval_count: 2, time_zone: zone });
    }
  });

  test('keep the time of day on the wall, except where the clocks skip it', () => {
    fc.assert(
      fc.property(
        anchor,
        timeOfDay,
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 240 }),
        (day, time, zone, k) => {
          const grid = { anchor: `${day}T${time}`, interval: 'month' as const, interval_count: 1, time_zone: zone };
          const wanted = `${addIntervals(day, 'month', 1, k)}T${time}`;
          expect(wallClockAt(boundaryAt(grid, k), zone) >= wanted).toBe(true);
        },
      ),
      PROPERTY_RUNS,
    );
  });
});

describe('billed periods', () => {
  const target = fc.integer({ min: 0, max: 2000 }).map((days) => addIntervals(START, 'day', 1, days));
  const start = fc.integer({ min: 0, max: 800 }).map((days) => addIntervals(START, 'day', 1, days));
  const end = fc.option(fc.integer({ min: 1, max: 1200 }), { nil: undefined });

  test('tile from the start on, and in arrear are those of in advance that have ended', () => {
    fc.assert(
      fc.property(
        start,
        end,
        target,
        fc.integer({ min: 1, max: 31 }),
        interval,
        count,
        (from, length, until, day, unit, times) => {
          const bounded = length === undefined ? {} : { end: addIntervals(from, 'day', 1, length) };
          const input = { start: from, ...bounded, target: until, bill_cycle_day: day, interval: unit };
          const advance = billedPeriods({ ...input, interval_count: times, mode: 'in_advance' });
          const arrear = billedPeriods({ ...input, interval_count: times, mode: 'in_arrear' });
          expect(arrear).toEqual(advance.filter((period) => period.end <= until));
          expect(advance[0]?.start).toBe(from);
          for (const [index, period] of advance.entries()) {
            expect(period.start < period.end).toBe(true);
            expect(period.cycle.start <= period.start && period.end <= period.cycle.end).toBe(true);
            if (index > 0) expect(period.start).toBe(advance[index - 1]?.end);
          }
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('of several subscriptions on one calendar meet on its boundaries', () => {
    fc.assert(
      fc.property(start, start, anchor, interval, count, target, (one, other, day, unit, times, until) => {
        const calendar = { anchor: day, interval: unit, interval_count: times, target: until };
        const periods = [one, other].map((from) => alignedPeriods({ ...calendar, start: from, timing: 'in_arrear' }));
        const ends = periods.map((list) => list.map((period) => period.end));
        const later = laterDate(one, other);
        expect(ends[0]?.filter((boundary) => boundary > later)).toEqual(
          ends[1]?.filter((boundary) => boundary > later),
        );
      }),
      PROPERTY_RUNS,
    );
  });
});
