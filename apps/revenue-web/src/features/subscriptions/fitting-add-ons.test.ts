import type { Plan } from '@revenue/billing-core/catalog';
import { expect, it } from 'vitest';
import { fittingAddOns } from './fitting-add-ons.ts';

const addOn = (id: string, version: object, component: object = {}) =>
  ({
    id,
    kind: 'addon',
    latest_version: { currency: 'USD', interval: 'month', interval_count: 1, components: [component], ...version },
  }) as unknown as Plan;

it('offers the add-ons in the currency of a plan whose periods are a whole number of its own', () => {
  const all = [
    addOn('monthly', {}),
    addOn('yearly', { interval: 'year' }),
    addOn('euro', { currency: 'EUR' }),
    addOn('weekly', {}, { interval: 'week', interval_count: 1 }),
    { ...addOn('plan', {}), kind: 'plan' } as Plan,
  ];
  const offered = (interval: 'month' | 'year') =>
    fittingAddOns(all, { currency: 'USD', interval, interval_count: 1 }).map(({ id }) => id);
  expect(offered('month')).toEqual(['monthly', 'yearly']);
  expect(offered('year')).toEqual(['yearly']);
});
