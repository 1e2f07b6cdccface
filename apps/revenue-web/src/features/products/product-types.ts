import type { ProductType } from '@revenue/billing-core/catalog';

/** How each kind of product is sold, in words. */
export const productTypes: Record<ProductType, { label: string; explained: string }> = {
  one_time: { label: 'Once', explained: 'Sold once, such as a set-up fee.' },
  recurring: { label: 'Recurring', explained: 'Billed every interval, such as a licence.' },
  metered: { label: 'Metered', explained: 'Billed by what was used, such as tokens.' },
};
