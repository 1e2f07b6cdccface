import { describe, expect, test } from 'vitest';
import { runCase } from '../scripts/golden/run-cases.ts';

/** What is wrong with a case written in other words than the stored ones. */
function faultsOf(kind: string, input: object, expected: Record<string, unknown>): string[] {
  return runCase({ file: 'spelling.json', id: kind, kind, input, expected }).faults;
}

const tiers = [
  { up_to: '10', unit_amount: '2', flat_amount: '5' },
  { up_to: null, unit_amount: 1, flat_amount: null },
];
const events = [
  { id: 1, at: '2024-03-10T06:30:00Z', value: 5, properties: { size: 10 } },
  { id: 2, at: '2024-03-11T03:59:00Z', value: null },
];
const march = { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' };

describe('a golden case', () => {
  test('may write counts as text and amounts as JSON numbers', () => {
    const inputs: [kind: string, input: object, expected: Record<string, unknown>][] = [
      ['graduated', { tiers, quantity: 12, zero_quantity: 'zero' }, { amount: '27' }],
      ['percentage', { transactions: [100, '100'], rate_percent: 1.5, free_transactions: '1' }, { amount: '1.5' }],
      ['offset', { date: '2024-01-31', interval: 'month', interval_count: '1', periods: '1' }, { date: '2024-02-29' }],
      ['sum', { ...march, events }, { value: '5', event_count: '1' }],
      ['sum', { ...march, events, filters: { size: ['10'] } }, { value: '5' }],
      ['ltv', { mrr: 1000, customers: '20', churn_percent: 5, rounding: { scale: 2, mode: 'up' } }, { ltv: '1000' }],
    ];
    for (const [kind, input, expected] of inputs) expect(faultsOf(kind, input, expected), kind).toEqual([]);
  });

  test('may leave an option out, or say that it is null', () => {
    const segment = { segment_start: '2024-01-01', segment_end: '2024-01-02' };
    const january = { period_start: '2024-01-01', period_end: '2024-02-01' };
    const fraction = { basis: 'day_half_open', ...segment, ...january };
    expect(faultsOf('fraction', fraction, { fraction: '0.032258065' })).toEqual([]);
    expect(faultsOf('spend_limits', { charges: '5', maximum: null, last_in_period: true }, { total: '5' })).toEqual([]);
    expect(faultsOf('normalize_mrr', { items: [{ amount: '12', interval: 'year' }] }, { mrr: '1' })).toEqual([]);
    const sale = { amount: '10', from: 'USD', to: 'EUR', rate: '4', rate_direction: 'divide', mode: null };
    expect(faultsOf('convert', sale, { amount: '2.5' })).toEqual([]);
  });

  test('names a tax rate as it likes, and finds its tax under that name', () => {
    const lines = ['19', '19.0'].map((rate, id) => ({ id, amount: '1', tax_rates: [rate] }));
    const input = { currency_scale: 2, tax_rounding: 'per_rate', lines };
    expect(faultsOf('totals', input, { tax_by_rate: { '19': '0.38', '19.0': '0.38' } })).toEqual([]);
  });

  test('has every result rounded in the mode it names', () => {
    const rounding = { scale: 0, mode: 'half_floor' };
    expect(faultsOf('spend_limits', { charges: '2.5', last_in_period: true, rounding }, { total: '2' })).toEqual([]);
    const breakdown = [{ tier: 1, units: '1', amount: '7' }];
    const first = { tiers: [{ up_to: null, unit_amount: '2.5', flat_amount: '5' }], quantity: '1', rounding };
    expect(faultsOf('graduated', first, { amount: '7', breakdown })).toEqual([]);
  });

  test('of another kind, or with another result, is a fault', () => {
    expect(faultsOf('unheard_of', {}, {})).toEqual(['this kind is not supported']);
    expect(faultsOf('minor_units', { currency: 'JPY' }, { minor_units: 2 })).toHaveLength(1);
    expect(faultsOf('minor_units', { currency: 'ZZZ' }, { minor_units: 2 })[0]).toMatch(
      /^threw .*unknown_currency|ZZZ/,
    );
  });
});
