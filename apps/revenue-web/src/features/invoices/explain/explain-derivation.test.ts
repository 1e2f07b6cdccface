import { Pricing, rate } from '@revenue/billing-core/catalog';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../format/create-format.ts';
import { explainDerivation } from './explain-derivation.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });

function linesOf(pricing: unknown, quantity: string): string[] {
  const rated = rate(Pricing.parse(pricing), quantity, 'USD', { mode: 'half_up' });
  return explainDerivation(rated.derivation, format).map((row) => `${row.what} | ${row.how} | ${row.result}`);
}

describe('explainDerivation', () => {
  it('gives each tier one line with its part of the quantity and its price', () => {
    const tiers = [
      { up_to: 1000, unit_amount: '0.50' },
      { up_to: null, unit_amount: '0.3', flat_amount: '2' },
    ];
    expect(linesOf({ model: 'graduated', per_units: 1000, tiers }, '2500')).toEqual([
      'Quantity |  | 2,500',
      'Tier 1: the first 1,000 | 1,000 × $0.50 per 1,000 | $0.50',
      'Tier 2: above 1,000 | 1,500 × $0.30 per 1,000 | $0.45',
      'Tier 2: fixed fee |  | $2.00',
      'Sum of the tiers | $0.50 + $0.45 + $2.00 | $2.95',
      'Amount of this line |  | $2.95',
    ]);
  });

  it('tells of rounding only where digits were lost', () => {
    expect(linesOf({ model: 'per_unit', unit_amount: '0.005' }, '3')).toContain(
      'Rounded to 2 places, halves up | $0.015 | $0.02',
    );
    expect(linesOf({ model: 'per_unit', unit_amount: '0.50' }, '3').join()).not.toContain('Rounded');
  });

  it('says for which part of a period a fee is charged', () => {
    const pricing = Pricing.parse({ model: 'flat', amount: '30' });
    const rated = rate(pricing, '1', 'USD', { mode: 'half_up' }, { portion: { part: 10, whole: 30 } });
    expect(
      explainDerivation(rated.derivation, format).map((row) => `${row.what} | ${row.how} | ${row.result}`),
    ).toEqual([
      'Fixed fee for the period |  | $30.00',
      'Only a part of the period | $30.00 × 10 of 30 days | $10.00',
      'Amount of this line |  | $10.00',
    ]);
  });

  it('words packages, begun ones included', () => {
    expect(linesOf({ model: 'package', package_size: 10, package_amount: 15, free_units: 5 }, '16')).toEqual([
      'Quantity |  | 16',
      'Less 5 included | 16 − 5 | 11',
      'Packages, begun ones count | 11 in packages of 10 | 2',
      'Packages × price | 2 × $15.00 | $30.00',
      'Amount of this line |  | $30.00',
    ]);
  });
});
