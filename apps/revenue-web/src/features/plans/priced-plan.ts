import { type PlanVersion, Pricing } from '@revenue/billing-core/catalog';
import type { PricedComponent } from './priced-component.ts';

/** The components of a published version, with prices as the core computes with them. */
export function pricedPlan(version: Pick<PlanVersion, 'components'>): PricedComponent[] {
  return version.components.map(({ id, name, kind, timing, meter, pricing }) => ({
    id,
    name,
    kind,
    timing,
    unit: meter?.unit ?? null,
    pricing: Pricing.parse(pricing),
  }));
}
