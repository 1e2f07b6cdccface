import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { decimalText, fromMinor, parseDecimal, sumDecimals } from '../money/index.ts';
import {
  applySpendLimits,
  CreateMeter,
  freeUnits,
  type GraduatedPricing,
  graduatedBreakdown,
  minimumTrueUp,
  NewPlanComponent,
  PercentagePricing,
  Pricing,
  type PricingInput,
  packageIncrement,
  paidTransactions,
  priceBuckets,
  priceCommitment,
  priceExactly,
  priceIncrement,
  rate,
  type VolumePricing,
  volumeTier,
} from './index.ts';

const HALF_UP = { mode: 'half_up' } as const;
const tiers = [
  { up_to: 10, unit_amount: 2, flat_amount: 5 },
  { up_to: 20, unit_amount: 1 },
  { up_to: null, unit_amount: '0.5', flat_amount: 3 },
];

describe('the tiers of a price', () => {
  const graduated = Pricing.parse({
    model: 'graduated',
    tiers,
    per_units: 2,
    round_up_to_units: 2,
  }) as GraduatedPricing;

  test('add up to the graduated price, each with its flat amount, mirrored below zero', () => {
    const shown = (quantity: string) =>
      graduatedBreakdown(graduated, quantity).map(({ tier, units, amount }) => `${tier}: ${units} ${amount}`);
    expect(shown('21')).toEqual(['1: 10 15', '2: 10 5', '3: 2 3.5']);
    expect(shown('-11')).toEqual(['1: -10 -15', '2: -2 -1']);
    expect(shown('0')).toEqual([]);
    const total = sumDecimals(graduatedBreakdown(graduated, '21').map(({ amount }) => amount));
    expect(total.equals(priceExactly(graduated, '21'))).toBe(true);
  });

  test('hold their upper bound, and volume pricing may choose by another quantity', () => {
    const volume = Pricing.parse({ model: 'volume', tiers, round_up_to_units: 5 }) as VolumePricing;
    expect(['0', '10', '11', '16', '20.5'].map((quantity) => volumeTier(volume, quantity))).toEqual([1, 1, 2, 2, 3]);
    expect([volumeTier(volume, '1', '30'), volumeTier(volume, '-11')]).toEqual([3, 2]);
    const chosen = { tier_selection_quantity: '30' };
    expect(rate(volume, '5', 'USD', HALF_UP, chosen).amount).toBe(550n);
    expect(rate(volume, '5', 'USD', HALF_UP, { ...chosen, explain: false }).amount).toBe(550n);
    expect(rate(volume, '0', 'USD', HALF_UP, chosen).amount).toBe(0n);
  });

  test('that end below the quantity are refused, not given away', () => {
    for (const model of ['graduated', 'volume'] as const) {
      const closed = { ...(Pricing.parse({ model, tiers }) as GraduatedPricing | VolumePricing) };
      closed.tiers = closed.tiers.slice(0, 2);
      for (const explain of [true, false]) {
        expect(codeOf(() => rate(closed, '20.1', 'USD', HALF_UP, { explain }))).toBe('invalid_pricing');
        expect(rate(closed, '20', 'USD', HALF_UP, { explain }).amount).toBe(model === 'graduated' ? 3500n : 2000n);
      }
    }
  });

  test('with more than twelve places are still exact', () => {
    const fine = { up_to: '0.0000000000001', unit_amount: '0.0000000000003', flat_amount: '0' };
    for (const tier of [fine, { ...fine, up_to: '1' }, { ...fine, up_to: '1', unit_amount: '1' }]) {
      const flat = tier.unit_amount === '1' ? '0.0000000000001' : '0';
      const open = { up_to: null, unit_amount: '1', flat_amount: flat };
      const pricing: Pricing = { model: 'graduated', tiers: [tier, open], per_units: '1', zero_quantity: 'zero' };
      for (const quantity of ['3', '0.00000000000005'])
        expect(rate(pricing, quantity, 'USD', { mode: 'up' }, { explain: false }).amount).toBe(
          rate(pricing, quantity, 'USD', { mode: 'up' }).amount,
        );
    }
    const odd: Pricing = { model: 'per_unit', unit_amount: '1', per_units: '0.0000000000001' };
    expect(rate(odd, '0.0000000000001', 'USD', HALF_UP, { explain: false }).amount).toBe(100n);
    const steps: Pricing = { ...odd, per_units: '1', round_up_to_units: '0.0000000000001' };
    expect(rate(steps, '1', 'USD', HALF_UP, { explain: false })).toMatchObject({ amount: 100n, unit_price: null });
  });
});

describe('percentages', () => {
  const priced = (fields: object, values: string[]) => {
    const pricing = PercentagePricing.parse({ model: 'percentage', rate_percent: 10, ...fields });
    const rated = rate(pricing, sumDecimals(values), 'USD', HALF_UP, { transactions: values });
    expect(reevaluate(rated.derivation)).toBe(decimalText(fromMinor(rated.amount, 'USD')));
    return fromMinor(rated.amount, 'USD');
  };

  test('charge nothing inside the free volume, and the rest of what is partly in it', () => {
    expect(priced({ fixed_amount: 1, free_amount: 30 }, ['10', '20', '50'])).toBe('6.00');
    expect(priced({ fixed_amount: 1, free_amount: 35 }, ['10', '20', '50'])).toBe('5.50');
    expect(priced({ fixed_amount: 1, free_transactions: 2 }, ['10', '20', '50'])).toBe('6.00');
    expect(priced({ free_transactions: 2, free_amount: 15 }, ['10', '20', '50'])).toBe('6.50');
    expect(priced({ free_transactions: 5 }, ['10', '20'])).toBe('0.00');
    // A free transaction of nothing stays free; one after the free ones pays its fixed amount.
    expect(priced({ fixed_amount: 1, free_transactions: 1 }, ['0', '0'])).toBe('1.00');
    expect(priced({}, [])).toBe('0.00');
  });

  test('are held per transaction, the fixed amount inside the limits', () => {
    const limits = { fixed_amount: 1, min_per_transaction: 3, max_per_transaction: 5 };
    expect(priced(limits, ['10', '30', '100'])).toBe('12.00');
    expect(priced({ min_per_transaction: 3 }, ['10'])).toBe('3.00');
    expect(priced({ max_per_transaction: 3 }, ['100'])).toBe('3.00');
  });

  test('without single values price one volume, and only where nothing is per transaction', () => {
    const whole = (fields: object, quantity = '80') =>
      rate(Pricing.parse({ model: 'percentage', rate_percent: 10, ...fields }), quantity, 'USD', HALF_UP).amount;
    expect(whole({})).toBe(800n);
    expect(whole({ free_amount: 30 })).toBe(500n);
    expect(whole({ fixed_amount: 1 }, '0')).toBe(0n);
    for (const field of ['free_transactions', 'min_per_transaction', 'max_per_transaction', 'fixed_amount'])
      expect(
        codeOf(() => whole({ [field]: 1 })),
        field,
      ).toBe('invalid_pricing');
  });

  test('cannot be billed in slices of a quantity', () => {
    const pricing = Pricing.parse({ model: 'percentage', rate_percent: 10 });
    expect(codeOf(() => rate(pricing, '5', 'USD', HALF_UP, { previous_quantity: '1' }))).toBe('invalid_pricing');
  });

  test('more transactions never cost less, and each derivation can be redone', () => {
    const cents = fc.nat(100_000).map((value) => (value / 100).toFixed(2));
    const optional = fc.option(cents, { nil: undefined });
    const fields = fc.record({
      rate_percent: cents,
      fixed_amount: cents,
      free_transactions: fc.option(fc.nat(3), { nil: undefined }),
      free_amount: optional,
      min_per_transaction: optional,
      max_per_transaction: optional,
    });
    fc.assert(
      fc.property(fields, fc.array(cents, { maxLength: 6 }), (raw, values) => {
        const defined = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
        const pricing = PercentagePricing.parse({ model: 'percentage', ...defined });
        const rated = rate(pricing, sumDecimals(values), 'USD', HALF_UP, { transactions: values });
        expect(reevaluate(rated.derivation)).toBe(decimalText(fromMinor(rated.amount, 'USD')));
        const paid = paidTransactions(pricing, values.map(parseDecimal));
        expect(paid.length).toBeLessThanOrEqual(values.length);
        for (const { value, paid: rest } of paid) expect(rest.greaterThanOrEqualTo(0) && rest.lte(value)).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('slices, buckets and free units', () => {
  const pricing = Pricing.parse({ model: 'package', package_size: 10, package_amount: 15, free_units: 3 });

  test('a slice adds what the whole costs more', () => {
    expect(priceIncrement(pricing, '3', '10').toFixed()).toBe('15');
    expect(priceIncrement(pricing, '4', '9').toFixed()).toBe('0');
    if (pricing.model === 'package') expect(packageIncrement(pricing, '4', '10').toFixed()).toBe('1');
    expect(priceBuckets(pricing, ['3', '4', '14']).toFixed()).toBe('45');
    expect(priceBuckets(pricing, []).toFixed()).toBe('0');
  });

  test('free units are used up once, in order of time', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(100), (free, before, now) => {
        const split = freeUnits(BigInt(free), BigInt(before), BigInt(now));
        const billable = Math.max(0, before + now - free);
        expect(split.billable_quantity.plus(split.discounted_quantity).toNumber()).toBe(now);
        expect(split.previous_billable_quantity.plus(split.billable_quantity).toNumber()).toBe(billable);
      }),
      PROPERTY_RUNS,
    );
  });

  test('spend is held between its limits on the last invoice of a period', () => {
    const amount = fc.nat(100_000).map((value) => (value / 100).toFixed(2));
    fc.assert(
      fc.property(amount, amount, amount, amount, fc.boolean(), (charges, before, least, more, last) => {
        const maximum = parseDecimal(least).plus(more);
        const input = { charges, previously_billed: before, minimum: least, maximum, last_in_period: last };
        const { total, maximum_spend_discount: over, minimum_spend_true_up: trueUp } = applySpendLimits(input);
        expect(total.equals(parseDecimal(charges).minus(over).plus(trueUp))).toBe(true);
        const period = total.plus(before);
        if (last) expect(period.greaterThanOrEqualTo(least)).toBe(true);
        if (parseDecimal(before).lte(maximum)) expect(period.lte(maximum)).toBe(true);
        if (!last) expect(trueUp.isZero()).toBe(true);
      }),
      PROPERTY_RUNS,
    );
    const discounted = applySpendLimits({
      charges: '10.01',
      percent_discount: '50',
      last_in_period: false,
      rounding: { scale: 2, mode: 'half_up' },
    });
    expect([discounted.percent_discount_amount.toFixed(), discounted.total.toFixed()]).toEqual(['5.01', '5']);
  });

  test('a true-up is what is missing, and nothing when enough was used', () => {
    expect(minimumTrueUp('10', '2').toFixed()).toBe('8');
    expect(minimumTrueUp('10', '12').toFixed()).toBe('0');
    expect(minimumTrueUp('10', '2', { part: 1, whole: 2 }).toFixed()).toBe('3');
    const commitment = { commitment_amount: '10', overage_factor: '2', true_up: false };
    expect(['9', '10', '11'].map((cost) => priceCommitment(cost, commitment).toFixed())).toEqual(['9', '10', '12']);
  });
});

describe('what a plan may hold', () => {
  test('a percentage is of the sum of a meter; what needs the single transactions is refused by its name', () => {
    const component = (pricing: PricingInput) =>
      NewPlanComponent.safeParse({ kind: 'usage', name: 'Payments', meter: 'payments', pricing });
    expect(component({ model: 'percentage', rate_percent: 1 }).success).toBe(true);
    for (const field of ['fixed_amount', 'min_per_transaction', 'max_per_transaction', 'free_transactions']) {
      const { error } = component({ model: 'percentage', rate_percent: 1, [field]: 2 });
      expect(error?.issues[0]?.path).toEqual(['pricing', field]);
    }
    expect(component({ model: 'per_unit', unit_amount: 1, minimum_amount: 5 }).success).toBe(true);
  });

  test('a meter names a property when it counts different values, and only then', () => {
    const meter = (fields: object) => CreateMeter.safeParse({ code: 'api', name: 'API', ...fields }).success;
    expect([
      meter({}),
      meter({ aggregation: 'unique_count', property: 'user' }),
      meter({ aggregation: 'unique_count' }),
      meter({ property: 'user' }),
      meter({ property: null }),
    ]).toEqual([true, true, false, false, true]);
  });
});
