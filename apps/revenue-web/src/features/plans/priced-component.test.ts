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
const monthly = { currency: 'USD', interval: 'month', interval_count: 1 };

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
    const { lines, totals } = calculate(components, new Map([['tokens', '1500']]), monthly);
    expect(lines.map((line) => line.amount)).toEqual(['49.00', '125.00']);
    expect(totals).toEqual([{ interval: 'month', interval_count: 1, total: '174.00' }]);
  });

  it('keeps what is charged once out of what comes every month', () => {
    const components = [
      { ...component('fee', { model: 'flat', amount: '49' }), kind: 'recurring' },
      { ...component('set-up', { model: 'flat', amount: '250' }), kind: 'one_time', timing: 'advance' },
    ];
    const { totals, once } = calculate(components, new Map(), monthly);
    expect(totals).toEqual([{ interval: 'month', interval_count: 1, total: '49.00' }]);
    expect(once).toBe('250.00');
  });

  it('keeps what comes once a year apart from what comes every month', () => {
    const fee = { ...component('fee', { model: 'flat', amount: '10' }), kind: 'recurring', timing: 'advance' };
    const licence = { ...fee, id: 'licence', every: { interval: 'year', interval_count: 1 } };
    const { totals } = calculate([fee, licence], new Map(), monthly);
    expect(totals.map(({ interval, total }) => [interval, total])).toEqual([
      ['month', '10.00'],
      ['year', '10.00'],
    ]);
  });
});
