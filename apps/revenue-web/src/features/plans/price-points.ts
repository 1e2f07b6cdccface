import { farQuantity } from './example-quantities.ts';
import { calculate, type PlanLength, type PricedComponent } from './priced-component.ts';

export type PricePoint = { quantity: string; amount: string };

const STEPS = 40;

/**
 * How the price of one component grows with its quantity, from nothing to well into the last tier: even steps, and both
 * sides of every bound, where prices jump.
 */
export function pricePoints(component: PricedComponent, length: PlanLength): PricePoint[] {
  const far = farQuantity(component.pricing, component.kind);
  const even = Array.from({ length: STEPS + 1 }, (_, at) => (far * at) / STEPS);
  const free = 'included_units' in component.pricing ? Number(component.pricing.included_units ?? 0) : 0;
  const bounds =
    'tiers' in component.pricing
      ? component.pricing.tiers.flatMap(({ up_to }) => (up_to === null ? [] : [Number(up_to) + free]))
      : [];
  const all = [...even.map(Math.round), ...bounds.flatMap((bound) => [bound, bound + 1])];
  const quantities = [...new Set(all)].filter((quantity) => quantity <= far).sort((one, other) => one - other);
  return quantities.map((quantity) => {
    const { lines } = calculate([component], new Map([[component.id, String(quantity)]]), length);
    return { quantity: String(quantity), amount: lines[0]?.amount ?? '0' };
  });
}
