import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { fromUnits } from '../money/index.ts';
import { INTERVALS, type Interval } from '../time/index.ts';
import {
  averageRevenuePerAccount,
  customerChurn,
  customerTimeline,
  lifetimeValue,
  monthOverlap,
  mrrMovement,
  mrrRates,
  normalizeMrr,
  type RecurringItem,
  retentionRates,
  sumMovements,
} from './index.ts';

const CENTS = { scale: 2, mode: 'half_up' } as const;
const texts = (record: object) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value === null ? null : value.toFixed()]));

describe('MRR', () => {
  const mrr = (amount: string, interval: Interval, interval_count = 1) =>
    normalizeMrr([{ amount, interval, interval_count }], CENTS).mrr.toFixed();

  test.each([
    ['month', 1, '1200'],
    ['month', 24, '50'],
    ['quarter', 1, '400'],
    ['quarter', 2, '200'],
    ['half_year', 1, '200'],
    ['half_year', 3, '66.67'],
    ['year', 1, '100'],
    ['year', 2, '50'],
    ['week', 1, '5200'],
    ['week', 2, '2600'],
    ['day', 1, '36500'],
    ['day', 90, '405.56'],
  ] as const)('of 1200 every %s, times %s, is %3$s', (interval, count, expected) => {
    expect(mrr('1200', interval, count)).toBe(expected);
  });

  test('adds exact quotients: three thirds are a whole, whatever the periods', () => {
    const third = { amount: '100', interval: 'month', interval_count: 3 } as const;
    expect(texts(normalizeMrr([third, third, third], { scale: 2, mode: 'down' }))).toEqual({ mrr: '100', arr: '1200' });
    const seventh = { amount: '10', interval: 'day', interval_count: 7 } as const;
    expect(texts(normalizeMrr([third, seventh], CENTS))).toEqual({ mrr: '76.79', arr: '921.43' });
  });

  test('counts every unit, and takes off what a lasting discount takes off a period', () => {
    const seats: RecurringItem = {
      amount: '15',
      quantity: '10.5',
      discount: '7.5',
      interval: 'quarter',
      interval_count: 1,
    };
    expect(texts(normalizeMrr([seats], CENTS))).toEqual({ mrr: '50', arr: '600' });
  });

  test('of nothing is nothing', () => {
    expect(texts(normalizeMrr([], CENTS))).toEqual({ mrr: '0', arr: '0' });
  });

  test('is refused for what is no period', () => {
    for (const count of [0, -1, 1.5, Number.NaN])
      expect(codeOf(() => mrr('1', 'month', count))).toBe('validation_failed');
    expect(codeOf(() => mrr('1', 'fortnight' as Interval))).toBe('validation_failed');
  });

  test('rounds once, on the exact sum, in every interval', () => {
    const perYear: Record<Interval, bigint> = {
      day: 365n,
      week: 52n,
      month: 12n,
      quarter: 4n,
      half_year: 2n,
      year: 1n,
    };
    const anyItem = fc.record({
      cents: fc.bigInt({ min: 0n, max: 10n ** 7n }),
      interval: fc.constantFrom(...INTERVALS),
      interval_count: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 5 }), (items) => {
        // Over one denominator, in bigints.
        const denominator = items.reduce((product, item) => product * BigInt(item.interval_count), 12n);
        const numerator = items.reduce(
          (sum, { cents, interval, interval_count }) =>
            sum + (cents * perYear[interval] * denominator) / (12n * BigInt(interval_count)),
          0n,
        );
        const words = items.map(({ cents, ...item }) => ({ ...item, amount: fromUnits(cents, 2) }));
        const floor = normalizeMrr(words, { scale: 2, mode: 'floor' }).mrr;
        expect(floor.toFixed()).toBe(fromUnits(numerator / denominator, 2).toFixed());
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('a movement', () => {
  test.each([
    ['0', '0', false, 'none', '0'],
    ['0.00', '10', false, 'new', '10'],
    ['0', '10', true, 'reactivation', '10'],
    ['10', '15.5', true, 'expansion', '5.5'],
    ['10', '15.5', false, 'expansion', '5.5'],
    ['15.5', '10', true, 'contraction', '5.5'],
    ['10', '0', true, 'churn', '10'],
    ['10', '10.00', true, 'none', '0'],
  ] as const)('from %s to %s (customer before: %s) is %s of %s', (before, after, was, type, amount) => {
    const movement = mrrMovement(before, after, was);
    expect([movement.type, movement.amount.toFixed()]).toEqual([type, amount]);
  });

  test('of many customers sums by type, and opening plus movements is closing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ mrr_before: fc.nat(99), mrr_after: fc.nat(99), was_customer_before: fc.boolean() })),
        (changes) => {
          const sums = sumMovements(
            changes.map(({ mrr_before, mrr_after, ...rest }) => ({
              ...rest,
              mrr_before: String(mrr_before),
              mrr_after: String(mrr_after),
            })),
          );
          const of = (type: keyof typeof sums) => sums[type].toNumber();
          const opening = changes.reduce((sum, { mrr_before }) => sum + mrr_before, 0);
          const net = of('new') + of('expansion') + of('reactivation') - of('contraction') - of('churn');
          expect(of('net_new')).toBe(net);
          expect(of('ending_mrr')).toBe(opening + net);
        },
      ),
      PROPERTY_RUNS,
    );
  });

  test('keeps new business and reactivation apart', () => {
    const changes = [
      { mrr_before: '0', mrr_after: '5', was_customer_before: null },
      { mrr_before: '0', mrr_after: '7', was_customer_before: true },
      { mrr_before: '9', mrr_after: '0' },
      { mrr_before: '9', mrr_after: '8' },
      { mrr_before: '8', mrr_after: '10.5' },
    ];
    expect(texts(sumMovements(changes))).toEqual({
      new: '5',
      expansion: '2.5',
      contraction: '1',
      churn: '9',
      reactivation: '7',
      net_new: '4.5',
      ending_mrr: '30.5',
    });
  });

  test('of one customer is told step by step, and a pause at nothing is no second birth', () => {
    const fee = (amount: string) => ({ amount, interval: 'month', interval_count: 1 }) as const;
    const steps = [[], [fee('0')], [fee('10')], [], [], [fee('10')], [fee('10'), fee('5')], [fee('5')]];
    expect(customerTimeline(steps, CENTS).map(({ type, amount }) => `${type} ${amount.toFixed()}`)).toEqual([
      'none 0',
      'none 0',
      'new 10',
      'churn 10',
      'none 0',
      'reactivation 10',
      'expansion 5',
      'contraction 10',
    ]);
  });

  test('rounds each subscription by itself', () => {
    const third = { amount: '100', interval: 'quarter', interval_count: 1 } as const;
    expect(customerTimeline([[third, third, third]], CENTS)[0]?.amount.toFixed()).toBe('99.99');
  });
});

describe('rates', () => {
  test('are what their formulas say', () => {
    const all = {
      starting_mrr: '1000',
      new: '40',
      expansion: '70',
      contraction: '30',
      churn: '50',
      reactivation: '10',
    };
    const rates = {
      gross_mrr_churn_rate: '8',
      net_mrr_churn_rate: '0',
      net_revenue_retention: '99',
      gross_revenue_retention: '92',
      quick_ratio: '1.5',
    };
    expect(texts(mrrRates(all, CENTS))).toEqual(rates);
    expect(texts(mrrRates({ ...all, retention_counts_reactivation: false }, CENTS))).toEqual(rates);
    const counted = mrrRates({ ...all, retention_counts_reactivation: true }, CENTS);
    expect(texts(counted)).toEqual({ ...rates, net_revenue_retention: '100' });
  });

  test('are null where they would divide by zero, and zero where nothing moved', () => {
    expect(texts(mrrRates({ starting_mrr: '0', new: '5', churn: '1' }, CENTS))).toEqual({
      gross_mrr_churn_rate: null,
      net_mrr_churn_rate: null,
      net_revenue_retention: null,
      gross_revenue_retention: null,
      quick_ratio: '5',
    });
    expect(texts(mrrRates({ starting_mrr: '5', churn: null, expansion: null }, CENTS))).toEqual({
      gross_mrr_churn_rate: '0',
      net_mrr_churn_rate: '0',
      net_revenue_retention: '100',
      gross_revenue_retention: '100',
      quick_ratio: null,
    });
  });

  test('of customers are of those at the start', () => {
    expect(customerChurn(1, 3, CENTS)?.toFixed()).toBe('33.33');
    expect(customerChurn(3, 3, CENTS)?.toFixed()).toBe('100');
    expect(customerChurn(0, 0, CENTS)).toBeNull();
  });
});

describe('retention of the customers of the opening', () => {
  test('leaves out who came later, and counts growth in one rate only', () => {
    const customers = [
      { mrr_before: '100', mrr_after: '130' },
      { mrr_before: '60', mrr_after: '20' },
      { mrr_before: '40', mrr_after: '0' },
      { mrr_before: '0', mrr_after: '500' },
    ];
    expect(texts(retentionRates(customers, CENTS))).toEqual({
      net_revenue_retention: '75',
      gross_revenue_retention: '60',
      customer_retention: '66.67',
      customer_churn: '33.33',
    });
  });

  test('is null of nobody', () => {
    const nobody = {
      net_revenue_retention: null,
      gross_revenue_retention: null,
      customer_retention: null,
      customer_churn: null,
    };
    expect(retentionRates([], CENTS)).toEqual(nobody);
    expect(retentionRates([{ mrr_before: '0', mrr_after: '5' }], CENTS)).toEqual(nobody);
  });

  test('is never more gross than net, nor above a hundred', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ before: fc.nat(99), after: fc.nat(99) }), { minLength: 1 }), (customers) => {
        const words = customers.map(({ before, after }) => ({ mrr_before: String(before), mrr_after: String(after) }));
        const rates = retentionRates(words, CENTS);
        if (rates.gross_revenue_retention === null || rates.net_revenue_retention === null) return;
        expect(rates.gross_revenue_retention.toNumber()).toBeLessThanOrEqual(rates.net_revenue_retention.toNumber());
        expect(rates.gross_revenue_retention.toNumber()).toBeLessThanOrEqual(100);
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('lifetime value', () => {
  test('is margin over churn, and the payback is cost over margin', () => {
    const input = { arpa: '50', gross_margin_percent: '80', churn_percent: '5', cac: '300' };
    expect(texts(lifetimeValue(input, CENTS))).toEqual({
      arpa: '50',
      ltv: '800',
      payback_months: '7.5',
      ltv_to_cac: '2.67',
    });
  });

  test('is computed from exact thirds: a tie is a tie', () => {
    // ARPA 1/3, of which 75 % is exactly 0.25.
    const input = { mrr: '1', customers: 3, gross_margin_percent: '75', churn_percent: '100', cac: '1' };
    expect(texts(lifetimeValue(input, { scale: 1, mode: 'half_up' }))).toEqual({
      arpa: '0.3',
      ltv: '0.3',
      payback_months: '4',
      ltv_to_cac: '0.3',
    });
  });

  test('is null without churn, and so is all that a missing figure leaves open', () => {
    expect(texts(lifetimeValue({ arpa: '50', churn_percent: '0', cac: '100' }, CENTS))).toEqual({
      arpa: '50',
      ltv: null,
      payback_months: '2',
      ltv_to_cac: null,
    });
    const nothing = { arpa: null, ltv: null, payback_months: null, ltv_to_cac: null };
    expect(lifetimeValue({ churn_percent: '5' }, CENTS)).toEqual(nothing);
    expect(lifetimeValue({ mrr: '100', churn_percent: '5' }, CENTS)).toEqual(nothing);
    expect(lifetimeValue({ customers: 5, churn_percent: '5' }, CENTS)).toEqual(nothing);
    expect(lifetimeValue({ mrr: '100', customers: 0, churn_percent: '5' }, CENTS)).toEqual(nothing);
    expect(lifetimeValue({ arpa: null, mrr: null, customers: null, churn_percent: '5', cac: null }, CENTS)).toEqual(
      nothing,
    );
    expect(texts(lifetimeValue({ arpa: '0', churn_percent: '5', cac: '0' }, CENTS))).toEqual({
      arpa: '0',
      ltv: '0',
      payback_months: null,
      ltv_to_cac: null,
    });
  });

  test('takes the given average before the computed one', () => {
    expect(lifetimeValue({ arpa: '7', mrr: '100', customers: 10, churn_percent: '5' }, CENTS).arpa?.toFixed()).toBe(
      '7',
    );
    expect(averageRevenuePerAccount('100', 3, CENTS)?.toFixed()).toBe('33.33');
    expect(averageRevenuePerAccount('100', 0, CENTS)).toBeNull();
  });
});

describe('the share of a period in a month', () => {
  const overlap = (start: string, end: string, month: string) =>
    monthOverlap(start, end, month, { scale: 4, mode: 'half_up' }).toFixed();

  test('is all, none, or the days of it', () => {
    expect(overlap('2024-02-29', '2024-02-29', '2024-02')).toBe('1');
    expect(overlap('2024-01-01', '2024-01-31', '2024-02')).toBe('0');
    expect(overlap('2024-03-01', '2024-03-31', '2024-02')).toBe('0');
    expect(overlap('2024-01-31', '2024-03-01', '2024-02')).toBe('0.9355');
  });

  test('of the months it touches adds up to all of it', () => {
    const day = { scale: 30, mode: 'half_even' } as const;
    const months = ['2024-01', '2024-02', '2024-03'];
    const shares = months.map((month) => monthOverlap('2024-01-20', '2024-03-19', month, day));
    expect(shares.reduce((sum, share) => sum.plus(share)).toFixed()).toBe('1');
  });

  test('needs a day', () => {
    expect(codeOf(() => overlap('2024-02-02', '2024-02-01', '2024-02'))).toBe('validation_failed');
    expect(codeOf(() => overlap('2024-02-05', '2024-02-01', '2024-02'))).toBe('validation_failed');
  });
});
