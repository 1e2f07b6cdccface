import type { ProductDetail } from '@revenue/billing-core/catalog';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { loadProduct, loadTenantCurrency } from './product-queries.ts';
import { type ProductRow, toPriceHistory, toProductView } from './product-view.ts';

/** One product with every price it has and had. */
export async function getProduct(ctx: OperationContext, input: { id: string }): Promise<ProductDetail> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await loadProduct(tx, tenant_id, input.id);
    return loadProductDetail(tx, row);
  });
}

export async function loadProductDetail(tx: Tx, row: ProductRow): Promise<ProductDetail> {
  const { tenant_id, id: product_id } = row;
  const history = await tx.price.findMany({
    where: { tenant_id, product_id },
    orderBy: [{ valid_from: 'desc' }, { id: 'desc' }],
  });
  const current = history.filter((price) => price.valid_to === null);
  const view = toProductView(row, current, await loadTenantCurrency(tx, tenant_id));
  return { ...view, price_history: toPriceHistory(history) };
}
