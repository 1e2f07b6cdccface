import { describe, expect, test } from 'vitest';
import { FIXED_ONE, ROUNDING_MODES } from '../money/index.ts';
import { priceByWholeNumbers, roundPrice } from './compiled-tiers.ts';
import { Pricing, type PricingInput, rate } from './index.ts';

const tiers = [
  { up_to: 10, unit_amount: '2.125', flat_amount: '5.5' },
  { up_to: '20.5', unit_amount: 1 },
  { up_to: null, unit_amount: '0.333', flat_amount: 3 },
];
const variants = [
  {},
  { zero_quantity: 'first_tier_flat' as const },
  { per_units: 3 },
  { round_up_to_units: 4 },
  { round_up_to_units: '2.5', per_units: 7, zero_quantity: 'first_tier_flat' as const },
];
const plain: PricingInput[] = [
  ...variants.flatMap((variant) => [
    { model: 'graduated' as const, tiers, ...variant },
    { model: 'volume' as const, tiers, ...variant },
  ]),
  { model: 'per_unit', unit_amount: '0.015' },
  { model: 'per_unit', unit_amount: '0.015', per_units: 3 },
  { model: 'per_unit', unit_amount: '0.5', per_units: 1000 },
  { model: 'per_unit', unit_amount: '0.015', round_up_to_units: 4 },
];
const quantities = ['0', '0.001', '9.999', '10', '10.001', '20.5', '20.501', '21', '-0', '-10', '-20.501', '1000000'];
const portions = [undefined, { part: 3, whole: 7 }, { part: 7, whole: 7 }, { part: 0, whole: 7 }];

/** What the fast path says, as text. */
function exactly(pricing: PricingInput, quantity: string, selection?: string): string | null {
  const price = priceByWholeNumbers(Pricing.parse(pricing), quantity, selection);
  if (price === null) return null;
  const thousandths = (price.dividend * 1000n) / price.divisor;
  return `${thousandths} ${price.unitPrice}`;
}

describe('whole numbers', () => {
  test('price every plain list as decimals do, in every mode, for every part', () => {
    for (const raw of plain) {
      const pricing = Pricing.parse(raw);
      for (const quantity of quantities) {
        expect(priceByWholeNumbers(pricing, quantity, undefined), JSON.stringify(raw)).not.toBeNull();
        for (const mode of ROUNDING_MODES) {
          for (const portion of portions) {
            const options = portion === undefined ? {} : { portion };
            const { derivation: _, ...explained } = rate(pricing, quantity, 'USD', { mode }, options);
            const { derivation: __, ...silent } = rate(
              pricing,
              quantity,
              'USD',
              { mode },
              { ...options, explain: false },
            );
            expect(silent, `${JSON.stringify(raw)} of ${quantity}, ${mode}`).toEqual(explained);
          }
        }
      }
    }
  });

  test('are exact: thousandths and the price of one unit', () => {
    const graduated: PricingInput = { model: 'graduated', tiers };
    expect(['0', '10', '12', '20.5', '21.5', '-12'].map((quantity) => exactly(graduated, quantity))).toEqual([
      '0 null',
      '26750 null',
      '28750 null',
      '37250 null',
      '40583 null',
      '-28750 null',
    ]);
    const volume: PricingInput = { model: 'volume', tiers };
    expect(['10', '10.1', '30', '0'].map((quantity) => exactly(volume, quantity))).toEqual([
      '26750 null',
      '10100 1',
      '12990 null',
      '0 2.125',
    ]);
    expect(exactly({ ...volume, zero_quantity: 'first_tier_flat' }, '0')).toBe('5500 null');
    expect(exactly(volume, '5', '15')).toBe('5000 1');
    expect(exactly({ model: 'per_unit', unit_amount: '0.5', per_units: 1000 }, '2500')).toBe('1250 0.0005');
    expect(exactly({ model: 'per_unit', unit_amount: 1, per_units: 3 }, '3')).toBe('1000 null');
    expect(exactly({ model: 'per_unit', unit_amount: 1, round_up_to_units: 4 }, '5')).toBe('8000 null');
  });

  test('leave to decimals what they cannot do: other models, limits, more than twelve places', () => {
    const perUnit: PricingInput = { model: 'per_unit', unit_amount: 1 };
    for (const limited of [
      { included_units: 1 },
      { commitment: { amount: 1 } },
      { minimum_amount: 1 },
      { maximum_amount: 1 },
    ]) {
      expect(exactly({ ...perUnit, ...limited }, '1'), JSON.stringify(limited)).toBeNull();
    }
    expect(exactly({ model: 'flat', amount: 1 }, '1')).toBeNull();
    expect(exactly({ model: 'package', package_size: 1, package_amount: 1 }, '1')).toBeNull();
    expect(exactly(perUnit, '0.0000000000001')).toBeNull();
    expect(exactly({ model: 'volume', tiers }, '1', '0.0000000000001')).toBeNull();

    const fine = '0.0000000000001';
    const open = { up_to: null, unit_amount: '1', flat_amount: '0' };
    const base = { model: 'graduated', per_units: '1', zero_quantity: 'zero' } as const;
    const lists: Pricing[] = [
      { ...base, tiers: [{ ...open, unit_amount: fine }] },
      { ...base, tiers: [{ ...open, flat_amount: fine }] },
      { ...base, tiers: [{ ...open, up_to: fine }, open] },
      { ...base, tiers: [{ ...open, up_to: '5' }] },
      { ...base, tiers: [open], per_units: fine },
      { ...base, tiers: [open], round_up_to_units: fine },
    ];
    for (const list of lists) expect(priceByWholeNumbers(list, '1', undefined), JSON.stringify(list)).toBeNull();
    expect(priceByWholeNumbers({ ...base, tiers: [open] }, '1', undefined)).toEqual({
      dividend: FIXED_ONE * FIXED_ONE,
      divisor: FIXED_ONE * FIXED_ONE,
      unitPrice: null,
    });
  });

  test('are rounded once, a part of the period multiplied in before', () => {
    const third = { dividend: 1n, divisor: 3n, unitPrice: null };
    expect(roundPrice(third, 2, undefined, 'half_up')).toBe(33n);
    expect(roundPrice(third, 2, { part: 3, whole: 1 }, 'down')).toBe(100n);
    expect(roundPrice(third, 0, { part: 1, whole: 2 }, 'up')).toBe(1n);
    expect(roundPrice(third, 2, { part: 5, whole: 5 }, 'half_up')).toBe(33n);
  });
});
