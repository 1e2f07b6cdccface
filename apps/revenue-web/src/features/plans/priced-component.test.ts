import { Pricing } from '@revenue/billing-core/catalog';
import { describe, expect, it } from 'vitest';
import { calculate, type PricedComponent } from './priced-component.ts';

const component = (id: string, pricing: unknown): PricedComponent => ({
  id,
  name: id,
  kind: 'usage',
  unit: null,
  timing: 'arrear',
  pricing: Pricing.parse(pricing),
});

describe('calculate', () => {
  it('adds a fixed fee and tiers in whole minor units', () => {
    const tiers = [
      { up_to: 1000, unit_amount: '0.1' },
      { up_to: null, unit_amount: '0.05' },
    ];
    const components = [
      component('fee', { model: 'flat', amount: '49' }),
      component('tokens', { model: 'graduated', tiers }),
    ];
    const { lines, total } = calculate(components, new Map([['tokens', '1500']]), 'USD');
    expect(lines.map((line) => line.amount)).toEqual(['49.00', '125.00']);
    expect(total).toBe('174.00');
  });
});
