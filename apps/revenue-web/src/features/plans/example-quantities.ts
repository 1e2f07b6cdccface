import type { Pricing } from '@revenue/billing-core/catalog';

/** The largest quantity that is worth looking at: well into the last tier, or a few packages. */
export function farQuantity(pricing: Pricing, kind: string): number {
  const included = 'included_units' in pricing ? Number(pricing.included_units ?? 0) : 0;
  if ('tiers' in pricing) {
    const bounds = pricing.tiers.map((tier) => Number(tier.up_to ?? 0));
    return included + Math.max(...bounds, 50) * 2;
  }
  if (pricing.model === 'package') return Number(pricing.free_units) + Number(pricing.package_size) * 10;
  if (pricing.model === 'percentage') return Number(pricing.free_amount ?? 0) + 10_000;
  return included + (kind === 'usage' ? 10_000 : 50);
}

/** Three quantities that show what a pricing is about: within the first tier, at its end or middle, and far beyond. */
export function exampleQuantities(pricing: Pricing, kind: string): string[] {
  const far = farQuantity(pricing, kind);
  const first = 'tiers' in pricing ? Number(pricing.tiers[0]?.up_to ?? far / 4) : far / 4;
  return [first / 2, first, far / 2 > first ? far / 2 : far].map((quantity) =>
    String(Math.max(1, Math.round(quantity))),
  );
}
