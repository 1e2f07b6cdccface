import { expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { DimensionalPricing, type DimensionedQuantity, rateByDimensions } from './index.ts';

const tiered = {
  model: 'graduated',
  tiers: [
    { up_to: 10, unit_amount: 1 },
    { up_to: null, unit_amount: '0.5' },
  ],
};
const prices = [
  { name: 'Large models in Europe', when: { region: ['de', 'fr'], model: ['large'] }, pricing: tiered },
  { name: 'Europe', when: { region: ['de', 'fr'] }, pricing: { model: 'per_unit', unit_amount: '0.333' } },
];
const otherwise = { model: 'per_unit', unit_amount: '3', minimum_amount: 10 };
const used = (quantity: string, properties: Record<string, string>): DimensionedQuantity => ({ quantity, properties });
const usage = [
  used('6', { region: 'de', model: 'large' }),
  used('1', { region: 'us' }),
  used('6', { region: 'fr', model: 'large' }),
  used('1', { region: 'fr', model: 'small' }),
];
const rated = (raw: unknown, list = usage) =>
  rateByDimensions(DimensionalPricing.parse(raw), list, 'USD', { mode: 'half_up' });

test('usage goes to the first price that fits its properties, summed before it is priced', () => {
  const { amount, lines, derivation } = rated({ prices, otherwise });
  expect(lines).toEqual([
    { name: 'Large models in Europe', quantity: '12', amount: 1100n },
    { name: 'Europe', quantity: '1', amount: 33n },
    { name: null, quantity: '1', amount: 1000n },
  ]);
  expect(amount).toBe(2133n);
  expect(reevaluate(derivation)).toBe('21.33');
});

test('usage that no price fits is refused unless there is a price for the rest', () => {
  expect(codeOf(() => rated({ prices }))).toBe('invalid_pricing');
  expect(rated({ prices }, usage.slice(0, 1)).amount).toBe(600n);
});

test('no usage costs nothing, whatever the minimum of a price that is not asked', () => {
  const { amount, lines, derivation } = rated({ prices, otherwise }, []);
  expect([amount, lines, reevaluate(derivation)]).toEqual([0n, [], '0']);
});

test('a price names at least one property, and a property that is missing fits nothing', () => {
  expect(DimensionalPricing.safeParse({ prices: [{ ...prices[0], when: {} }] }).success).toBe(false);
  expect(codeOf(() => rated({ prices: [prices[0]] }, [used('1', { region: 'de' })]))).toBe('invalid_pricing');
});
