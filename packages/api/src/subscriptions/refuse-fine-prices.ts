import { fineAmounts, type Pricing } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';

/** A price of its own is in the currency of the plan. @throws BillingError validation_failed for amounts finer than it */
export function refuseFinePrices(prices: readonly { pricing: Pricing | null }[], currency: string): void {
  for (const [at, { pricing }] of prices.entries()) {
    const [fine] = pricing === null ? [] : fineAmounts(pricing, currency);
    if (fine === undefined) continue;
    const path = `prices[${at}].pricing.${pathText(fine.path)}`;
    throw new BillingError('validation_failed', `${path} ${fine.message}.`, {
      errors: [{ path, message: fine.message }],
    });
  }
}

/** `tiers[0].flat_amount` */
function pathText(path: readonly (string | number)[]): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}
