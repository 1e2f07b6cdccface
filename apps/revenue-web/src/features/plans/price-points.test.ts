import { Pricing } from '@revenue/billing-core/catalog';
import { expect, it } from 'vitest';
import { pricePoints } from './price-points.ts';

const monthly = { currency: 'USD', interval: 'month', interval_count: 1 };
const tiers = [
  { up_to: 10, unit_amount: '5' },
  { up_to: null, unit_amount: '1' },
];

it('shows both sides of a bound, where volume pricing jumps', () => {
  const pricing = Pricing.parse({ model: 'volume', tiers });
  const component = { id: 'seats', name: 'Seats', kind: 'recurring', unit: null, timing: 'advance', pricing };
  const points = pricePoints(component, monthly);
  const at = (quantity: string) => points.find((point) => point.quantity === quantity)?.amount;
  expect([points[0]?.quantity, at('10'), at('11')]).toEqual(['0', '50.00', '11.00']);
  expect(points.map(({ quantity }) => Number(quantity))).toEqual(
    points.map(({ quantity }) => Number(quantity)).toSorted((one, other) => one - other),
  );
});

it('counts the bounds of tiers from the units that are included', () => {
  const pricing = Pricing.parse({ model: 'graduated', tiers, included_units: 5 });
  const component = { id: 'calls', name: 'Calls', kind: 'usage', unit: null, timing: 'arrear', pricing };
  const quantities = pricePoints(component, monthly).map(({ quantity }) => quantity);
  expect(quantities).toContain('15');
  expect(quantities).toContain('16');
});
