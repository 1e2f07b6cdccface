import { describe, expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';
import { mapComponents } from './map-components.ts';
import type { PlanComponent } from './plan-schema.ts';

const fee = (id: string, amount: number, more: Partial<PlanComponent> = {}): PlanComponent => ({
  id,
  kind: 'recurring',
  name: 'Base',
  timing: 'advance',
  product_id: null,
  meter: null,
  interval: null,
  interval_count: null,
  pricing: { model: 'flat', amount },
  ...more,
});
const calls = (id: string, prices: number[]): PlanComponent =>
  fee(id, 0, {
    kind: 'usage',
    name: 'Calls',
    timing: 'arrear',
    meter: { id: 'm-calls', code: 'calls', name: 'Calls', unit: 'call' },
    pricing: {
      model: 'graduated',
      per_units: 1,
      zero_quantity: 'zero',
      tiers: prices.map((unit_amount, at) => ({
        up_to: at === prices.length - 1 ? null : (at + 1) * 100,
        unit_amount,
        flat_amount: 0,
      })),
    },
  });
const version = (...components: PlanComponent[]) => ({
  currency: 'USD',
  interval: 'month' as const,
  interval_count: 1,
  trial_days: 0,
  components,
});

describe('two versions', () => {
  test('differ in the tiers that were changed, added and taken away, each by its path', () => {
    const { components } = compareVersions(version(calls('a', [0.2, 0.1])), version(calls('b', [0.2, 0.15, 0.05])));
    expect(components[0]).toMatchObject({ state: 'changed', by: 'meter' });
    expect(components[0]?.changes).toEqual(
      [
        { field: 'pricing.tiers[1].up_to', before: null, after: 200 },
        { field: 'pricing.tiers[1].unit_amount', before: 0.1, after: 0.15 },
        { field: 'pricing.tiers[2].up_to', before: null, after: null },
        { field: 'pricing.tiers[2].unit_amount', before: null, after: 0.05 },
        { field: 'pricing.tiers[2].flat_amount', before: null, after: 0 },
      ].filter(({ before, after }) => before !== after),
    );
  });

  test('pair components whatever their order, and name what is new and what is gone', () => {
    const seat = fee('s', 5, { name: 'Seat', product_id: 'p-seat' });
    const renamed = fee('t', 6, { name: 'User', product_id: 'p-seat' });
    const from = version(fee('a', 20), seat, fee('x', 1, { name: 'Old' }));
    const to = version(renamed, fee('b', 20), calls('c', [1]));
    const { components } = compareVersions(from, to);
    expect(components.map(({ state, by, before, after }) => [state, by, before?.id, after?.id])).toEqual([
      ['changed', 'product', 's', 't'],
      ['same', 'name', 'a', 'b'],
      ['added', null, undefined, 'c'],
      ['removed', null, 'x', undefined],
    ]);
  });

  test('never take usage of another meter for the same, and no component twice', () => {
    const usage = (id: string, meter_id: string) => ({ id, kind: 'usage', name: 'Usage', product_id: null, meter_id });
    expect(mapComponents([usage('a', 'm-1'), usage('b', 'm-2')], [usage('c', 'm-2'), usage('d', 'm-3')])).toEqual([
      { from_id: 'a', to_id: null, by: null },
      { from_id: 'b', to_id: 'c', by: 'meter' },
    ]);
    const plain = (id: string, name = 'Fee') => ({ id, kind: 'recurring', name, product_id: null, meter_id: null });
    const guessed = mapComponents([plain('a', 'One'), plain('b', 'Two')], [plain('c', 'Three'), plain('d', 'Four')]);
    expect(guessed.map(({ to_id }) => to_id)).toEqual([null, null]);
    const twice = mapComponents([plain('a'), plain('b')], [plain('c')]);
    expect(twice.map(({ to_id }) => to_id)).toEqual(['c', null]);
  });

  test('that say the same differ in nothing', () => {
    const { terms, components } = compareVersions(version(fee('a', 20)), version(fee('b', 20)));
    expect([terms, components.map(({ state }) => state)]).toEqual([[], ['same']]);
  });
});
