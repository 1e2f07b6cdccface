import type { Product } from '@revenue/billing-core/catalog';

export const emptyPrice = { currency: '', unit_amount: '', interval: 'month', interval_count: '1' };

export type PriceValues = typeof emptyPrice;

/** What the form holds: text for everything, '' for what is not set. */
export type ProductValues = {
  name: string;
  type: string;
  description: string;
  unit: string;
  external_id: string;
  prices: PriceValues[];
};

export function productValues(product: Product | null, currency: string): ProductValues {
  const prices = product?.prices.map((price) => ({
    currency: price.currency,
    unit_amount: String(price.unit_amount),
    interval: price.interval ?? 'month',
    interval_count: String(price.interval_count),
  }));
  return {
    name: product?.name ?? '',
    type: product?.type ?? 'recurring',
    description: product?.description ?? '',
    unit: product?.unit ?? '',
    external_id: product?.external_id ?? '',
    prices: prices?.length ? prices : [{ ...emptyPrice, currency }],
  };
}

/** Only recurring prices have an interval; the wire refuses one anywhere else. */
export function sentPrices(type: string, prices: readonly PriceValues[]) {
  return prices
    .filter((price) => price.unit_amount.trim() !== '')
    .map(({ currency, unit_amount, interval, interval_count }) =>
      type === 'recurring'
        ? { currency, unit_amount: unit_amount.trim(), interval, interval_count: Number(interval_count) }
        : { currency, unit_amount: unit_amount.trim() },
    );
}
