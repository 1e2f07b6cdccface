import { describe, expect, it } from 'vitest';
import { type MeteredLife, unbilledPeriods } from './unbilled-periods.ts';

const life: MeteredLife = {
  ...{ anchor_date: '2026-01-01', interval: 'month', interval_count: 1, current_period_start: '2026-04-01' },
  ...{ is_settled: false, bills_early: false, lives: [{ from: '2026-01-01', to: null }], pauses: [] },
};
const told = (more: Partial<MeteredLife>, billed: [string, string][] = []) =>
  unbilledPeriods(
    { ...life, ...more },
    billed.map(([start, end]) => ({ start, end })),
  ).map(({ start, end }) => `${start.slice(5)} ${end.slice(5)}`);

describe('periods for which no usage was billed', () => {
  it('are the last three that are over, less those of lines', () => {
    expect(told({})).toEqual(['03-01 04-01', '02-01 03-01', '01-01 02-01']);
    expect(told({}, [['2026-02-01', '2026-03-01']])).toEqual(['03-01 04-01', '01-01 02-01']);
  });

  it('are not those of a pause, nor of what was billed until it', () => {
    const pauses = [{ from: '2026-02-16', to: '2026-03-10' }];
    const billed: [string, string][] = [
      ['2026-01-01', '2026-02-01'],
      ['2026-02-01', '2026-02-16'],
      ['2026-03-10', '2026-04-01'],
    ];
    expect(told({ pauses }, billed)).toEqual([]);
    expect(told({ pauses: [{ from: '2026-04-16', to: null }], is_settled: true }, billed)).toEqual([
      '04-01 04-16',
      '03-01 03-10',
      '02-16 03-01',
    ]);
  });

  it('begin with the meter and end with it', () => {
    const lives = [
      { from: '2026-01-20', to: '2026-02-10' },
      { from: '2026-03-05', to: null },
    ];
    expect(told({ lives })).toEqual(['03-05 04-01', '02-01 02-10', '01-20 02-01']);
  });

  it('are those in which the meter is billed, where they are longer than those of the plan', () => {
    const quarters = { interval: 'quarter', anchor_date: '2025-10-01' } as const;
    const lives = [{ from: '2025-10-01', to: null }];
    expect(told({ ...quarters, lives, current_period_start: '2026-03-01' })).toEqual(['10-01 01-01']);
    expect(told({ ...quarters, lives })).toEqual(['01-01 04-01', '10-01 01-01']);
    const ended = [{ from: '2025-10-01', to: '2026-03-10' }];
    expect(told({ ...quarters, lives: ended, current_period_start: '2026-03-01', is_settled: true })).toEqual([
      '01-01 03-10',
      '10-01 01-01',
    ]);
  });

  it('are not yet told of the last period where bills come early', () => {
    expect(told({ bills_early: true })).toEqual(['02-01 03-01', '01-01 02-01']);
  });
});
