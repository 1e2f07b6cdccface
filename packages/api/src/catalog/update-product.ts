import {
  changedPrices,
  type ProductDetail,
  ProductType,
  planPrices,
  type UpdateProduct,
} from '@revenue/billing-core/catalog';
import type { Tx } from '@revenue/db/database';
import { recordChanges } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { PRODUCT_DUPLICATES } from './create-product.ts';
import { loadProductDetail } from './get-product.ts';
import { nameOfSetter } from './name-of-setter.ts';
import { loadCurrentPrices, loadProduct, loadTenantCurrency } from './product-queries.ts';
import { mainPrice, toProductView } from './product-view.ts';
import { writePrices } from './write-prices.ts';

/**
 * Changes what is given and nothing else. A new price closes the one before it from now on, so what was billed keeps
 * its price and the history shows both.
 */
export async function updateProduct(ctx: OperationContext, input: UpdateProduct): Promise<ProductDetail> {
  const { tenant_id } = ctx;
  return namingDuplicates(PRODUCT_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => changeProduct(tx, ctx, input)),
  );
}

/** The same within a transaction that holds something else as well. */
export async function changeProduct(tx: Tx, ctx: OperationContext, input: UpdateProduct): Promise<ProductDetail> {
  const { tenant_id } = ctx;
  const { id, version, price, currency, interval, interval_count, prices, ...rest } = input;
  await lockRow(tx, 'products', tenant_id, id);
  const row = await loadProduct(tx, tenant_id, id);
  requireVersion('product', row.version, version);
  const current = await loadCurrentPrices(tx, tenant_id, id);
  const tenant_currency = await loadTenantCurrency(tx, tenant_id);
  const before = toProductView(row, current, tenant_currency);
  const main_currency = mainPrice(current, tenant_currency)?.currency ?? tenant_currency;
  const asked = { price, currency, interval, interval_count, prices };
  const changed = changedPrices(planPrices(ProductType.parse(row.type), asked, current, main_currency), current);
  const changes = presentFields(rest);
  if (changed.length === 0 && isSame(before, changes)) return loadProductDetail(tx, row);

  const now = ctx.clock.now();
  await writePrices(tx, { tenant_id, product_id: id }, changed, { now, by: nameOfSetter(ctx.actor) });
  const updated = await tx.product.update({
    where: { tenant_id_id: { tenant_id, id } },
    data: { ...changes, version: { increment: 1 }, updated_at: now },
  });
  const after = await loadProductDetail(tx, updated);
  const { price_history: _, ...view } = after;
  const object = { object_type: 'product', object_id: id };
  await recordChanges(tx, ctx, [
    { type: 'product.updated', ...object, before, after: view },
    ...changed.map((opened) => ({
      type: 'price.changed' as const,
      ...object,
      before: before.prices.find((known) => known.currency === opened.currency) ?? null,
      after: opened,
    })),
  ]);
  return after;
}

function isSame(before: object, changes: object): boolean {
  const known = before as Record<string, unknown>;
  return Object.entries(changes).every(([name, value]) => JSON.stringify(known[name]) === JSON.stringify(value));
}
