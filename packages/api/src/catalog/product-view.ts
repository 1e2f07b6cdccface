import { type Price, type PriceInHistory, type Product, ProductType } from '@revenue/billing-core/catalog';
import { wireDecimal } from '@revenue/billing-core/money';
import { Interval } from '@revenue/billing-core/time';
import type { Metadata } from '@revenue/billing-core/wire';
import type { Tx } from '@revenue/db/database';

export type ProductRow = NonNullable<Awaited<ReturnType<Tx['product']['findFirst']>>>;
export type PriceRow = NonNullable<Awaited<ReturnType<Tx['price']['findFirst']>>>;

export function toPriceView(row: PriceRow): Price {
  return {
    id: row.id,
    currency: row.currency,
    unit_amount: wireDecimal(row.unit_amount),
    interval: row.interval === null ? null : Interval.parse(row.interval),
    interval_count: row.interval_count,
    valid_from: row.valid_from.toISOString(),
    valid_to: row.valid_to?.toISOString() ?? null,
  };
}

/** `rows` newest first; each says what the price in its currency was before it. */
export function toPriceHistory(rows: readonly PriceRow[]): PriceInHistory[] {
  return rows.map((row, at) => {
    const previous = rows.slice(at + 1).find((older) => older.currency === row.currency);
    return {
      ...toPriceView(row),
      previous_unit_amount: previous ? wireDecimal(previous.unit_amount) : null,
      created_by: row.created_by,
    };
  });
}

/** `current` are the open prices of the product; the one in the tenant's currency is shown as its price. */
export function toProductView(row: ProductRow, current: PriceRow[], tenant_currency: string): Product {
  const prices = current.map(toPriceView).sort((a, b) => (a.currency < b.currency ? -1 : 1));
  const main = mainPrice(prices, tenant_currency);
  return {
    id: row.id,
    external_id: row.external_id,
    name: row.name,
    description: row.description,
    type: ProductType.parse(row.type),
    unit: row.unit,
    active: row.active,
    price: main?.unit_amount ?? null,
    currency: main?.currency ?? null,
    interval: main?.interval ?? null,
    interval_count: main?.interval_count ?? 1,
    prices,
    metadata: row.metadata as Metadata,
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** The price a product is known by: in the tenant's currency, else in the first one of the alphabet. */
export function mainPrice<P extends { currency: string }>(prices: P[], tenant_currency: string): P | undefined {
  return prices.find((price) => price.currency === tenant_currency) ?? prices[0];
}
