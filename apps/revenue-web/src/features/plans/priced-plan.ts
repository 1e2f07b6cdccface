import { type PlanComponent, Pricing } from '@revenue/billing-core/catalog';
import type { PricedComponent } from './priced-component.ts';

type Priced = Pick<PlanComponent, 'id' | 'name' | 'kind' | 'timing' | 'meter' | 'pricing'> &
  Partial<Pick<PlanComponent, 'interval' | 'interval_count'>>;

/** The components of a published version, with prices as the core computes with them. */
export function pricedPlan(version: { components: readonly Priced[] }): PricedComponent[] {
  return version.components.map(({ id, name, kind, timing, meter, pricing, interval, interval_count }) => ({
    id,
    name,
    kind,
    timing,
    unit: meter?.unit ?? null,
    pricing: Pricing.parse(pricing),
    ...(interval ? { every: { interval, interval_count: interval_count ?? 1 } } : {}),
  }));
}
