import type { z } from 'zod';
import { Decimal } from '../money/index.ts';

/** Tiers ascend and only the last is open: otherwise a quantity would have no price, or two. Faults carry their path. */
export function checkTierBounds(tiers: { up_to: string | null }[], context: z.RefinementCtx): void {
  tiers.forEach((tier, index) => {
    const message = boundFault(tier.up_to, tiers[index - 1]?.up_to, index === tiers.length - 1);
    if (message !== null) context.addIssue({ code: 'custom', path: [index, 'up_to'], message });
  });
}

function boundFault(upTo: string | null, before: string | null | undefined, isLast: boolean): string | null {
  if (isLast) return upTo === null ? null : 'must be null on the last tier, so that every quantity has a price';
  if (upTo === null) return 'must be a quantity; only the last tier is open';
  if (before === null || before === undefined) return null;
  if (new Decimal(upTo).greaterThan(before)) return null;
  return `must be greater than the bound of the tier before it (${before})`;
}
