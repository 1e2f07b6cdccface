import type { PlannedPrice } from '@revenue/billing-core/catalog';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { PriceRow } from './product-view.ts';

/** Closes the open prices in the currencies of `planned` and opens the planned ones, all at one instant, in the name of `by`. */
export async function writePrices(
  tx: Tx,
  product: { tenant_id: string; product_id: string },
  planned: PlannedPrice[],
  { now, by }: { now: Date; by: string },
): Promise<PriceRow[]> {
  if (planned.length === 0) return [];
  const currencies = planned.map((price) => price.currency);
  await tx.price.updateMany({
    where: { ...product, currency: { in: currencies }, valid_to: null },
    data: { valid_to: now },
  });
  const rows = planned.map((price) => ({
    ...product,
    ...price,
    id: newId(now),
    valid_from: now,
    created_at: now,
    created_by: by,
  }));
  return tx.price.createManyAndReturn({ data: rows });
}
