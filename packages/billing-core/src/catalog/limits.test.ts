import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { fromMinor } from '../money/index.ts';
import { Pricing, type PricingInput, type RateOptions, rate, toPricingView } from './index.ts';

const perUnit = { model: 'per_unit', unit_amount: '2' } as const;

function costs(pricing: PricingInput, quantity: string, options: RateOptions & { explain?: true } = {}): string {
  const rated = rate(Pricing.parse(pricing), quantity, 'USD', { mode: 'half_up' }, options);
  expect(Number(reevaluate(rated.derivation))).toBe(Number(fromMinor(rated.amount, 'USD')));
  return fromMinor(rated.amount, 'USD');
}

describe('included units', () => {
  test('cost nothing, and tiers count from the unit after them', () => {
    const tiers = [
      { up_to: 10, unit_amount: 1 },
      { up_to: null, unit_amount: '0.5' },
    ];
    const pricing: PricingInput = { model: 'graduated', tiers, included_units: 100 };
    expect(['100', '110', '112', '30'].map((quantity) => costs(pricing, quantity))).toEqual([
      '0.00',
      '10.00',
      '11.00',
      '0.00',
    ]);
  });

  test('leave a line without a single unit price, since the quantity shown is not the one charged', () => {
    const price = (pricing: PricingInput) => rate(Pricing.parse(pricing), '7', 'USD', { mode: 'half_up' }).unit_price;
    expect(price({ ...perUnit, included_units: 5 })).toBeNull();
    expect(price({ ...perUnit, round_up_to_units: 5 })).toBeNull();
    expect(price({ model: 'volume', tiers: [{ up_to: null, unit_amount: 2 }], round_up_to_units: 5 })).toBeNull();
    expect(price(perUnit)).toBe('2');
  });
});

describe('a minimum and a maximum', () => {
  test('hold the price of a period from below and from above', () => {
    const pricing: PricingInput = { ...perUnit, minimum_amount: 20, maximum_amount: 30 };
    expect(['0', '10', '12', '15', '16'].map((quantity) => costs(pricing, quantity))).toEqual([
      '20.00',
      '20.00',
      '24.00',
      '30.00',
      '30.00',
    ]);
  });

  test('count for their part where usage was measured in a part of the period', () => {
    const pricing: PricingInput = { ...perUnit, minimum_amount: 31, maximum_amount: 62 };
    const half = { limit_portion: { part: 15, whole: 31 } };
    expect(costs(pricing, '1', half)).toBe('15.00');
    expect(costs(pricing, '20', half)).toBe('30.00');
    expect(costs(pricing, '20', { limit_portion: { part: 31, whole: 31 } })).toBe('40.00');
  });

  test('are exact in parts: the third of a limit times three is the limit', () => {
    const pricing = Pricing.parse({ ...perUnit, maximum_amount: '0.07' });
    const options = { limit_portion: { part: 1, whole: 3 }, portion: { part: 3, whole: 14 } };
    expect(rate(pricing, '2', 'KWD', { mode: 'down' }, options).amount).toBe(5n);
  });

  test('leave corrections alone, but give back no more than the maximum took', () => {
    const pricing: PricingInput = { ...perUnit, minimum_amount: 20, maximum_amount: 30 };
    expect(costs(pricing, '-1')).toBe('-2.00');
    expect(costs(pricing, '-100')).toBe('-30.00');
  });

  test('are charged once when a period is billed in slices', () => {
    const pricing: PricingInput = { ...perUnit, minimum_amount: 20, maximum_amount: 30 };
    expect(costs(pricing, '3', { previous_quantity: '4' })).toBe('0.00');
    expect(costs(pricing, '9', { previous_quantity: '4' })).toBe('6.00');
    expect(costs(pricing, '90', { previous_quantity: '4' })).toBe('10.00');
  });

  test('must leave room between them', () => {
    const faults = (pricing: unknown) =>
      Pricing.safeParse(pricing).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    expect(faults({ ...perUnit, minimum_amount: 31, maximum_amount: 30 })).toEqual([
      'minimum_amount must not be above maximum_amount (30)',
    ]);
    expect(faults({ ...perUnit, minimum_amount: 30, maximum_amount: 30 })).toBeUndefined();
    expect(faults({ ...perUnit, minimum_amount: 30, commitment: { amount: 10 } })).toEqual([
      'minimum_amount says the same as a commitment with true_up; give one of them',
    ]);
  });
});

describe('a commitment', () => {
  const commitment = { amount: 20, overage_factor: '1.5' };

  test('is paid in any case, and what goes over it at its factor', () => {
    const pricing: PricingInput = { ...perUnit, commitment };
    expect(['0', '10', '14'].map((quantity) => costs(pricing, quantity))).toEqual(['20.00', '20.00', '32.00']);
    expect(costs(pricing, '8', { limit_portion: { part: 1, whole: 2 } })).toBe('19.00');
  });

  test('without true-up asks only for what was used of it', () => {
    const pricing: PricingInput = { ...perUnit, commitment: { ...commitment, true_up: false } };
    expect(['0', '9', '10', '14'].map((quantity) => costs(pricing, quantity))).toEqual([
      '0.00',
      '18.00',
      '20.00',
      '32.00',
    ]);
  });

  test('is no matter for a correction', () => {
    expect(costs({ ...perUnit, commitment }, '-1')).toBe('-2.00');
  });
});

test('every limit goes to the wire and comes back as it was', () => {
  for (const raw of [
    { ...perUnit, included_units: 5, minimum_amount: '1.50', maximum_amount: 30 },
    { model: 'flat', amount: 5, commitment: { amount: 20 } },
    { model: 'package', package_size: 10, package_amount: 2, maximum_amount: 9 },
    { model: 'percentage', rate_percent: 3, minimum_amount: 1 },
    { model: 'graduated_percentage', tiers: [{ up_to: null, rate_percent: 1 }], minimum_amount: 1 },
    { model: 'volume', tiers: [{ up_to: null, unit_amount: 1 }], included_units: 3, maximum_amount: 1 },
  ]) {
    const pricing = Pricing.parse(raw);
    expect(Pricing.parse(toPricingView(pricing))).toEqual(pricing);
  }
});
