import type { Decimal, Explanation } from '../../money/index.ts';

/** What a pricing model is given. Quantities are zero or more here: `rate` mirrors negative ones. */
export type RatedUsage = {
  quantity: Decimal;
  /** The step that explained the quantity, where it is not the one measured: what is left above the included units. */
  quantityStep?: string;
  /** The single values behind the quantity, in order of time; percentage pricing looks at each. */
  transactions?: readonly Decimal[];
  /** Volume pricing may choose its tier by another quantity, when the billed one is prorated. */
  tierSelectionQuantity?: Decimal;
};

/** The exact amount in major units, not rounded, and the price of one unit where a single one applies. */
export type PricedUsage = { amount: Decimal; unitPrice: Decimal | null };

/** A pricing model: pure, and silent unless it is given an explanation to write to. */
export type PricingFunction<Model> = (
  pricing: Model,
  usage: RatedUsage,
  explanation: Explanation | null,
) => PricedUsage;
