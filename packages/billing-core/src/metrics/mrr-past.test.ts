import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { addDays } from '../time/index.ts';
import { type MrrState, type MrrStep, mrrSteps, replaceMrr } from './mrr-history.ts';
import { type MrrPast, mrrPast } from './mrr-past.ts';

const past = (given: Partial<MrrPast>): MrrPast => ({
  status: 'active',
  starts_on: '2026-01-01',
  today: '2026-06-01',
  trial_ends_on: null,
  pauses: [],
  ended_on: null,
  plans: [{ plan_id: 'gold', from: '2026-01-01' }],
  changes: [],
  worthOn: (day) => (day < '2026-03-01' ? 50n : 80n),
  ...given,
});
const shown = (steps: readonly MrrStep[]) =>
  steps.map(({ from, status, plan_id, mrr }) => `${from} ${status} ${plan_id} ${mrr}`);

describe('the past of a subscription', () => {
  test('steps where its plan or what it is worth changed, and counts nothing beside its life', () => {
    const plans = [
      { plan_id: 'gold', from: '2026-01-01' },
      { plan_id: 'platinum', from: '2026-04-01' },
    ];
    expect(shown(mrrPast(past({ plans, changes: ['2025-12-01', '2026-03-01', '2026-07-01'] })))).toEqual([
      '2026-01-01 active gold 50',
      '2026-03-01 active gold 80',
      '2026-04-01 active platinum 80',
    ]);
  });

  test('ends on its day as what it is now, and nothing after it counts', () => {
    const ended = past({ status: 'expired', ended_on: '2026-03-01', changes: ['2026-02-01', '2026-03-01'] });
    expect(shown(mrrPast(ended))).toEqual([
      '2026-01-01 active gold 50',
      '2026-02-01 active gold 50',
      '2026-03-01 expired gold 0',
    ]);
  });

  test('is what it is now since the last day on which something is known to have changed', () => {
    const pauses = [{ from: '2026-05-01', until: null }];
    expect(shown(mrrPast(past({ status: 'paused', pauses })))).toEqual([
      '2026-01-01 active gold 50',
      '2026-05-01 paused gold 0',
    ]);
    expect(shown(mrrPast(past({ status: 'past_due', changes: ['2026-04-01'] })))).toEqual([
      '2026-01-01 active gold 50',
      '2026-04-01 past_due gold 80',
    ]);
    // A pause inside a trial is a pause, and a trial that goes on is worth nothing yet.
    const trial = past({
      status: 'trialing',
      trial_ends_on: '2026-07-01',
      pauses: [{ from: '2026-02-01', until: '2026-02-10' }],
    });
    expect(shown(mrrPast(trial)).map((step) => step.split(' ')[1])).toEqual(['trialing', 'paused', 'trialing']);
  });

  test('of one that is still to start is its start', () => {
    const later = past({ starts_on: '2026-09-01', plans: [{ plan_id: 'gold', from: '2026-09-01' }] });
    expect(shown(mrrPast(later))).toEqual(['2026-09-01 active gold 80']);
    expect(() => mrrPast(past({ plans: [] }))).toThrow('to a plan');
  });
});

describe('what is known from now on', () => {
  const state = (given: Partial<MrrState>): MrrState => ({
    status: 'active',
    plan_id: 'gold',
    since: '2026-03-05',
    starts_on: '2026-01-01',
    mrr: 50n,
    mrr_undiscounted: 80n,
    discount_ends_on: null,
    ...given,
  });

  test('begins with the start where that is to come, and an end with the day it took effect', () => {
    expect(shown(mrrSteps(state({ starts_on: '2026-04-01' })))).toEqual(['2026-04-01 active gold 50']);
    for (const status of ['canceled', 'expired'] as const)
      expect(shown(mrrSteps(state({ status, starts_on: '2026-04-01' })))).toEqual([`2026-03-05 ${status} gold 0`]);
  });

  test('is without the discount from the day on which that is over', () => {
    expect(shown(mrrSteps(state({ discount_ends_on: '2026-03-05' })))).toEqual(['2026-03-05 active gold 80']);
    expect(shown(mrrSteps(state({ discount_ends_on: '2026-03-06' })))).toEqual([
      '2026-03-05 active gold 50',
      '2026-03-06 active gold 80',
    ]);
  });

  test('takes the place of what was written from its first day on, and spans tile', () => {
    const anyStep = fc
      .record({
        day: fc.integer({ min: 0, max: 40 }),
        status: fc.constantFrom('active', 'paused', 'past_due'),
        plan_id: fc.constantFrom('gold', 'platinum'),
        mrr: fc.bigInt({ min: 0n, max: 2n }),
      })
      .map(({ day, ...step }): MrrStep => ({ ...step, from: addDays('2026-01-01', day) }));
    const history = fc.uniqueArray(anyStep, { minLength: 1, maxLength: 8, selector: ({ from }) => from });
    const inOrder = (steps: MrrStep[]) => steps.toSorted((left, right) => (left.from < right.from ? -1 : 1));
    const worth = (steps: readonly MrrStep[], day: string) => steps.findLast(({ from }) => from <= day);
    fc.assert(
      fc.property(history, history, (before, after) => {
        const [kept, steps] = [inOrder(before), inOrder(after)];
        const spans = replaceMrr(kept, steps);
        for (const [at, span] of spans.entries()) {
          expect(span.until).toBe(spans[at + 1]?.from ?? null);
          const { from: _, until: __, ...what } = span;
          expect(spans[at + 1]).not.toMatchObject(what);
        }
        for (let at = 0; at <= 41; at += 1) {
          const day = addDays('2026-01-01', at);
          const said = day < (steps[0]?.from ?? '') ? worth(kept, day) : worth(steps, day);
          expect(worth(spans, day)?.mrr).toBe(said?.mrr);
          expect(worth(spans, day)?.plan_id).toBe(said?.plan_id);
        }
      }),
      PROPERTY_RUNS,
    );
    expect(() => replaceMrr([], [])).toThrow('without a step');
  });
});
