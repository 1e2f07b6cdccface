import type { TaxRate } from '@revenue/billing-core/taxes';
import type { StoredItemTax } from './stored-tax.ts';

/** The rate that an item was taxed with, for another that is taxed as it. */
export function toTaxRate({ rate, name, category, reason_code, reason, compound }: StoredItemTax): TaxRate {
  return {
    percent: rate,
    ...(name === null ? {} : { name }),
    ...(category === null ? {} : { category }),
    ...(reason_code === null ? {} : { reason_code }),
    ...(reason === null ? {} : { reason }),
    ...(compound ? { compound } : {}),
  };
}
