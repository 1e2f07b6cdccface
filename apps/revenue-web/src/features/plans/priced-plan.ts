import { type PlanComponent, Pricing } from '@revenue/billing-core/catalog';
import type { PricedComponent } from './priced-component.ts';

type Priced = Pick<PlanComponent, 'id' | 'name' | 'kind' | 'timing' | 'meter' | 'pricing'>;

/** The components of a published version, with prices as the core computes with them. */
export function pricedPlan(version: { components: readonly Priced[] }): PricedComponent[] {
  return version.components.map(({ id, name, kind, timing, meter, pricing }) => ({
    id,
    name,
    kind,
    timing,
    unit: meter?.unit ?? null,
    pricing: Pricing.parse(pricing),
  }));
}
