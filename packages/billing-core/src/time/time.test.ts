import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { codeOf } from '../../test/error-code.ts';
import {
  addDays,
  addIntervals,
  daysBetween,
  dueDate,
  fixedClock,
  InstantSchema,
  isLocalDate,
  LocalDateSchema,
  localDateAt,
  movableClock,
  PaymentTerms,
  parseInstant,
  periodAt,
  periodContaining,
  startOfDay,
  TimeZone,
} from './index.ts';

describe('local dates', () => {
  test('only days that exist are dates', () => {
    for (const day of ['2024-02-29', '2026-12-31', '0001-01-01']) expect(isLocalDate(day), day).toBe(true);
    for (const day of [
      '2023-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-1-1',
      '2026-01-01T00:00:00Z',
      '',
      '0000-01-01',
    ]) {
      expect(isLocalDate(day), day).toBe(false);
    }
    expect(LocalDateSchema.safeParse('2023-02-29').success).toBe(false);
  });

  test('days are added and counted across leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29);
    // From the first year to the last: 24 leap cycles of 400 years, and 399 years more.
    expect(daysBetween('0001-01-01', '9999-12-31')).toBe(3_652_058);
    expect(daysBetween('0099-12-31', '0100-01-01')).toBe(1);
    expect(daysBetween('1970-01-01', '2000-03-01')).toBe(11_017);
    expect(addDays('0099-12-31', 1)).toBe('0100-01-01');
    expect(codeOf(() => addDays('2023-02-29', 1))).toBe('invalid_date');
  });
});

describe('intervals', () => {
  test('month ends are clamped and come back, because every step starts at the anchor', () => {
    const ends = [0, 1, 2, 3].map((k) => addIntervals('2023-01-31', 'month', 1, k));
    expect(ends).toEqual(['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30']);
    expect(addIntervals('2024-02-29', 'year', 1, 1)).toBe('2025-02-28');
    expect(addIntervals('2024-02-29', 'year', 1, 4)).toBe('2028-02-29');
    expect(addIntervals('2024-01-31', 'quarter', 1, -1)).toBe('2023-10-31');
  });

  test('the period that holds a day is found before and after the anchor', () => {
    expect(periodContaining('2023-01-31', 'month', 1, '2023-02-28')).toEqual({
      index: 1,
      start: '2023-02-28',
      end: '2023-03-31',
    });
    expect(periodContaining('2023-01-31', 'month', 2, '2022-12-01').index).toBe(-1);
    expect(periodContaining('2023-01-01', 'week', 2, '2023-01-15')).toEqual(periodAt('2023-01-01', 'week', 2, 1));
  });
});

describe('zones', () => {
  test('a day begins at its own midnight in each zone', () => {
    expect(startOfDay('2023-12-01', 'America/New_York').toISOString()).toBe('2023-12-01T05:00:00.000Z');
    expect(localDateAt(new Date('2023-12-01T04:59:59Z'), 'America/New_York')).toBe('2023-11-30');
  });

  test('a skipped midnight moves forward by the gap, a doubled one is the earlier', () => {
    // Brazil put its clocks forward at midnight of 4 November 2018 and back at midnight of 18 February 2018.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
    // Cuba falls back from 01:00 to 00:00, so midnight of 5 November 2023 happens twice.
    expect(startOfDay('2023-11-05', 'America/Havana').toISOString()).toBe('2023-11-05T04:00:00.000Z');
  });

  test('the day begins the same however often and for however many days it is asked', () => {
    const days = Array.from({ length: 20_050 }, (_, index) => addDays('2000-01-01', index));
    const begins = (day: string) => startOfDay(day, 'UTC').toISOString();
    for (const day of days) expect(begins(day)).toBe(`${day}T00:00:00.000Z`);
    expect(begins('2000-01-01')).toBe('2000-01-01T00:00:00.000Z');
  });

  test('only names of the IANA database are zones', () => {
    expect(TimeZone.safeParse('Europe/Berlin').success).toBe(true);
    for (const name of ['+01:00', 'Mars/Olympus', '', '../etc'])
      expect(TimeZone.safeParse(name).success, name).toBe(false);
    expect(codeOf(() => startOfDay('2023-12-01', 'Nowhere'))).toBe('invalid_time_zone');
  });
});

describe('instants', () => {
  test('a zone is required', () => {
    expect(parseInstant('2023-11-16T18:15:46+01:00').toISOString()).toBe('2023-11-16T17:15:46.000Z');
    expect(parseInstant('2023-11-16 18:17:03.9799600Z').toISOString()).toBe('2023-11-16T18:17:03.979Z');
    for (const text of ['2023-11-16T18:15:46', '2023-11-16', '2023-02-30T00:00:00Z', 'now', '']) {
      expect(InstantSchema.safeParse(text).success, text).toBe(false);
    }
    expect(InstantSchema.parse('2023-11-16T18:15:46+01:00').toISOString()).toBe('2023-11-16T17:15:46.000Z');
    expect(z.toJSONSchema(InstantSchema, { io: 'input' })).toMatchObject({ type: 'string' });
  });
});

describe('due dates', () => {
  test('terms give the day', () => {
    expect(dueDate('2026-01-11', 'net_30')).toBe('2026-02-10');
    expect(dueDate('2024-02-10', 'end_of_month')).toBe('2024-02-29');
    expect(dueDate('2024-02-10', 'due_on_receipt')).toBe('2024-02-10');
    expect(codeOf(() => dueDate('2024-02-10', 'net_0'))).toBe('invalid_terms');
    expect(PaymentTerms.safeParse('net_366').success).toBe(false);
    expect(PaymentTerms.safeParse('someday').success).toBe(false);
  });
});

describe('clocks', () => {
  test('a fixed clock stands, a movable one moves only by hand, and neither shares its Date', () => {
    const fixed = fixedClock('2023-12-01T00:00:00Z');
    fixed.now().setFullYear(1999);
    expect(fixed.now().toISOString()).toBe('2023-12-01T00:00:00.000Z');
    const movable = movableClock('2023-12-01T00:00:00Z');
    movable.moveTo('2024-01-01T00:00:00Z');
    expect(movable.now().toISOString()).toBe('2024-01-01T00:00:00.000Z');
  });
});
