import { Pricing, type PricingView } from '@revenue/billing-core/catalog';

/** The one figure that a price of these models is; tiers are agreed in a plan of their own. */
const FIGURES = { flat: 'amount', per_unit: 'unit_amount', package: 'package_amount' } as const;

export const takesOwnPrice = ({ model }: { model: string }): boolean => model in FIGURES;

/** The same price with another figure. What is no price stays as it was typed, and is refused as that. */
export function ownPricing(pricing: PricingView, text: string): Pricing {
  const figure = FIGURES[pricing.model as keyof typeof FIGURES];
  const own = Pricing.safeParse({ ...pricing, [figure]: text });
  return own.success ? own.data : ({ ...pricing, [figure]: text } as unknown as Pricing);
}
