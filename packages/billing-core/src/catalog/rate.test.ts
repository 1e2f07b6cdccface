import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { Derivation, decimalText, fromMinor, ROUNDING_MODES } from '../money/index.ts';
import { Pricing, type PricingInput, priceExactly, rate } from './index.ts';

const HALF_UP = { mode: 'half_up' } as const;

function amountOf(pricing: PricingInput, quantity: string, currency = 'USD'): string {
  return fromMinor(rate(Pricing.parse(pricing), quantity, currency, HALF_UP).amount, currency);
}

const tokens: PricingInput = {
  model: 'graduated',
  per_units: 1000,
  tiers: [
    { up_to: 1_000_000, unit_amount: 0.5 },
    { up_to: null, unit_amount: '0.25', flat_amount: 10 },
  ],
};

describe('pricing models', () => {
  test('flat costs the same whatever the quantity', () => {
    expect(amountOf({ model: 'flat', amount: 49 }, '7')).toBe('49.00');
  });

  test('per unit may price more than one unit at a time', () => {
    expect(amountOf({ model: 'per_unit', unit_amount: '0.50', per_units: 1000 }, '2500')).toBe('1.25');
    const price = rate(
      Pricing.parse({ model: 'per_unit', unit_amount: '0.50', per_units: 1000 }),
      '2500',
      'USD',
      HALF_UP,
    );
    expect(price.unit_price).toBe('0.0005');
    const thirds = rate(Pricing.parse({ model: 'per_unit', unit_amount: '1', per_units: 3 }), '3', 'USD', HALF_UP);
    expect(thirds).toMatchObject({ amount: 100n, unit_price: null });
  });

  test('graduated prices every slice at its own tier, the bound included in the tier below', () => {
    expect(amountOf(tokens, '1000000')).toBe('500.00');
    expect(amountOf(tokens, '1000001')).toBe('510.00');
    expect(amountOf(tokens, '1100000')).toBe('535.00');
    expect(amountOf(tokens, '0')).toBe('0.00');
  });

  test('volume prices the whole quantity at one tier', () => {
    const pricing: PricingInput = { ...tokens, model: 'volume' };
    expect(amountOf(pricing, '1000000')).toBe('500.00');
    expect(amountOf(pricing, '1100000')).toBe('285.00');
  });

  test('a quantity of zero bears the first flat amount only when the pricing says so', () => {
    const tiers = [{ up_to: null, unit_amount: 1, flat_amount: 5 }];
    expect(amountOf({ model: 'graduated', tiers }, '0')).toBe('0.00');
    expect(amountOf({ model: 'graduated', tiers, zero_quantity: 'first_tier_flat' }, '0')).toBe('5.00');
    expect(amountOf({ model: 'volume', tiers, zero_quantity: 'first_tier_flat' }, '0')).toBe('5.00');
  });

  test('packages are charged whole', () => {
    const pricing: PricingInput = { model: 'package', package_size: 10, package_amount: 15, free_units: 5 };
    expect(amountOf(pricing, '5')).toBe('0.00');
    expect(amountOf(pricing, '16')).toBe('30.00');
    expect(amountOf({ ...pricing, round: 'down' }, '16')).toBe('15.00');
  });

  test('a percentage looks at each transaction', () => {
    const pricing = Pricing.parse({ model: 'percentage', rate_percent: '1.3', fixed_amount: 2 });
    const rated = rate(pricing, '800', 'USD', HALF_UP, { transactions: ['50', '100', '250', '400'] });
    expect(rated.amount).toBe(1840n);
    expect(codeOf(() => rate(pricing, '800', 'USD', HALF_UP))).toBe('invalid_pricing');
  });

  test('a graduated percentage works on a volume of money', () => {
    const pricing: PricingInput = {
      model: 'graduated_percentage',
      tiers: [
        { up_to: 10, rate_percent: 1, flat_amount: 200 },
        { up_to: null, rate_percent: 3, flat_amount: 400 },
      ],
    };
    expect(amountOf(pricing, '1')).toBe('200.01');
    expect(amountOf(pricing, '20')).toBe('600.40');
  });

  test('a negative quantity is the mirror of the positive one', () => {
    expect(amountOf(tokens, '-1100000')).toBe('-535.00');
    expect(amountOf({ model: 'package', package_size: 10, package_amount: 15 }, '-11')).toBe('-30.00');
  });

  test('a part of a period is charged from the exact price and rounded once', () => {
    const pricing = Pricing.parse({ model: 'flat', amount: 100 });
    const rated = rate(pricing, '1', 'USD', HALF_UP, { portion: { part: 16, whole: 30 } });
    expect(rated).toMatchObject({ amount: 5333n, unit_price: null });
    expect(reevaluate(rated.derivation ?? fail())).toBe('53.33');
  });

  test('the derivation can be left out', () => {
    expect(rate(Pricing.parse(tokens), '1', 'USD', HALF_UP, { explain: false }).derivation).toBeNull();
  });
});

function fail(): never {
  throw new Error('a derivation is missing');
}

describe('the pricing schema', () => {
  test('tiers ascend and only the last is open; faults carry their path', () => {
    const faults = (tiers: unknown[]) => {
      const result = Pricing.safeParse({ model: 'graduated', tiers });
      return result.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    };
    expect(faults([{ up_to: 10, unit_amount: 1 }])).toEqual([
      'tiers.0.up_to: must be null on the last tier, so that every quantity has a price',
    ]);
    expect(
      faults([
        { up_to: null, unit_amount: 1 },
        { up_to: null, unit_amount: 1 },
      ]),
    ).toEqual(['tiers.0.up_to: must be a quantity; only the last tier is open']);
    const notAscending = [10, 10, null].map((up_to) => ({ up_to, unit_amount: 1 }));
    expect(faults(notAscending)).toEqual(['tiers.1.up_to: must be greater than the bound of the tier before it (10)']);
    expect(faults([])).toHaveLength(1);
    expect(faults([{ up_to: null, unit_amount: -1 }])).toEqual(['tiers.0.unit_amount: must not be negative']);
  });

  test('numbers and texts are the same price, stored as text', () => {
    expect(Pricing.parse(tokens)).toEqual({
      model: 'graduated',
      per_units: '1000',
      zero_quantity: 'zero',
      tiers: [
        { up_to: '1000000', unit_amount: '0.5', flat_amount: '0' },
        { up_to: null, unit_amount: '0.25', flat_amount: '10' },
      ],
    });
    expect(Pricing.parse(Pricing.parse(tokens))).toEqual(Pricing.parse(tokens));
  });
});

const cents = fc.integer({ min: 0, max: 5000 }).map((value) => (value / 100).toFixed(2));
const tierList = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 0, maxLength: 4 }).chain((bounds) =>
  fc
    .array(fc.record({ unit_amount: cents, flat_amount: cents }), {
      minLength: bounds.length + 1,
      maxLength: bounds.length + 1,
    })
    .map((prices) => {
      const ascending = [...bounds].sort((left, right) => left - right);
      return prices.map((price, index) => ({ ...price, up_to: ascending[index]?.toString() ?? null }));
    }),
);
const zeroQuantity = fc.constantFrom('zero' as const, 'first_tier_flat' as const);
const perUnits = fc.constantFrom('1', '3', '1000');

const anyPricing = fc.oneof(
  fc.record({ model: fc.constant('flat' as const), amount: cents }),
  fc.record({ model: fc.constant('per_unit' as const), unit_amount: cents, per_units: perUnits }),
  fc.record({
    model: fc.constantFrom('graduated' as const, 'volume' as const),
    tiers: tierList,
    per_units: perUnits,
    zero_quantity: zeroQuantity,
  }),
  fc.record({
    model: fc.constantFrom('graduated' as const),
    tiers: tierList,
    round_up_to_units: fc.constantFrom('7', '2.5'),
    zero_quantity: zeroQuantity,
  }),
  fc.record({
    model: fc.constant('package' as const),
    package_size: fc.constantFrom('1', '7', '0.3'),
    package_amount: cents,
    free_units: fc.constantFrom('0', '5'),
    round: fc.constantFrom('up' as const, 'down' as const),
  }),
  fc.record({
    model: fc.constant('graduated_percentage' as const),
    zero_quantity: zeroQuantity,
    tiers: tierList.map((tiers) => tiers.map(({ unit_amount, ...tier }) => ({ ...tier, rate_percent: unit_amount }))),
  }),
);
const limits = fc
  .record(
    {
      minimum_amount: cents,
      maximum_amount: cents,
      commitment: fc.record({
        amount: cents,
        overage_factor: fc.constantFrom('1', '1.5', '0.3'),
        true_up: fc.boolean(),
      }),
    },
    { requiredKeys: [] },
  )
  .filter(({ minimum_amount: least, maximum_amount: most, commitment }) =>
    least === undefined ? true : commitment === undefined && Number(least) <= Number(most ?? least),
  );
const limitedPricing = fc.oneof(
  anyPricing,
  fc.record({ pricing: anyPricing, limits }).map((both) => ({ ...both.pricing, ...both.limits })),
);
const quantity = fc.integer({ min: -80_000, max: 80_000 }).map((value) => (value / 1000).toFixed(3));
const portion = fc
  .integer({ min: 1, max: 31 })
  .chain((whole) => fc.record({ part: fc.integer({ min: 0, max: whole }), whole: fc.constant(whole) }));

describe('properties of rating', () => {
  test('every derivation, redone by an independent interpreter, gives the amount', () => {
    fc.assert(
      fc.property(
        limitedPricing,
        quantity,
        portion,
        fc.constantFrom(...ROUNDING_MODES),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (raw, amount, part, mode, currency) => {
          const options = { portion: part, limit_portion: { part: 1, whole: 3 } };
          const rated = rate(Pricing.parse(raw), amount, currency, { mode }, options);
          const derivation = Derivation.parse(rated.derivation);
          expect(Number(reevaluate(derivation))).toBe(Number(fromMinor(rated.amount, currency)));
          expect(reevaluate(derivation)).toBe(derivation.steps.at(-1)?.result);
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('without its derivation a line costs the same', () => {
    fc.assert(
      fc.property(
        limitedPricing,
        quantity,
        portion,
        fc.constantFrom(...ROUNDING_MODES),
        fc.constantFrom('USD', 'JPY', 'CLF'),
        fc.option(quantity.filter((text) => !text.startsWith('-'))),
        (raw, amount, part, mode, currency, selection) => {
          const options = { portion: part, ...(selection === null ? {} : { tier_selection_quantity: selection }) };
          const pricing = Pricing.parse(raw);
          const { derivation: _, ...explained } = rate(pricing, amount, currency, { mode }, options);
          const { derivation, ...silent } = rate(pricing, amount, currency, { mode }, { ...options, explain: false });
          expect(silent).toEqual(explained);
          expect(derivation).toBeNull();
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('slices billed one by one add up to what they cost together, and explain themselves', () => {
    fc.assert(
      fc.property(
        limitedPricing,
        fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...ROUNDING_MODES),
        (raw, slices, mode) => {
          const pricing = Pricing.parse(raw);
          const text = (thousandths: number) => (thousandths / 1000).toFixed(3);
          let before = 0;
          let billed = rate(pricing, '0', 'USD', { mode }).amount;
          for (const slice of slices) {
            const rated = rate(pricing, text(slice), 'USD', { mode }, { previous_quantity: text(before) });
            expect(reevaluate(rated.derivation)).toBe(decimalText(fromMinor(rated.amount, 'USD')));
            const silent = { previous_quantity: text(before), explain: false };
            expect(rate(pricing, text(slice), 'USD', { mode }, silent)).toEqual({ ...rated, derivation: null });
            billed += rated.amount;
            before += slice;
          }
          expect(billed).toBe(rate(pricing, text(before), 'USD', { mode }).amount);
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('graduated is what a loop over single units adds up to', () => {
    fc.assert(
      fc.property(tierList, fc.integer({ min: 0, max: 80 }), (tiers, units) => {
        let cents = 0n;
        const entered = new Set<number>();
        for (let unit = 1; unit <= units; unit += 1) {
          const index = tiers.findIndex((tier) => tier.up_to === null || unit <= Number(tier.up_to));
          const tier = tiers[index] ?? fail();
          cents += BigInt(tier.unit_amount.replace('.', ''));
          if (!entered.has(index)) cents += BigInt(tier.flat_amount.replace('.', ''));
          entered.add(index);
        }
        const pricing = Pricing.parse({ model: 'graduated', tiers });
        expect(rate(pricing, String(units), 'USD', HALF_UP).amount).toBe(cents);
      }),
      PROPERTY_RUNS,
    );
  });

  test('more costs at least as much, except where volume pricing rewards it', () => {
    fc.assert(
      fc.property(limitedPricing, quantity, quantity, (raw, one, other) => {
        const pricing = Pricing.parse(raw);
        if (pricing.model === 'volume') return;
        const [less, more] = Number(one) <= Number(other) ? [one, other] : [other, one];
        // Below zero prices are mirrored: the flat fee of the first tier at zero would jump there.
        if (Number(less) < 0) return;
        expect(priceExactly(pricing, less).lessThanOrEqualTo(priceExactly(pricing, more))).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });
});
