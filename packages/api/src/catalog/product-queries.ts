import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import type { PriceRow, ProductRow } from './product-view.ts';

/** The live product, or 404. */
export async function loadProduct(tx: Tx, tenant_id: string, id: string): Promise<ProductRow> {
  const row = await tx.product.findFirst({ where: { tenant_id, id, deleted_at: null } });
  if (!row) throw new BillingError('not_found', `There is no product ${id} in this tenant.`);
  return row;
}

/** The open prices of a product, one in each currency. */
export function loadCurrentPrices(tx: Tx, tenant_id: string, product_id: string): Promise<PriceRow[]> {
  return tx.price.findMany({ where: { tenant_id, product_id, valid_to: null }, orderBy: { currency: 'asc' } });
}

export async function loadTenantCurrency(tx: Tx, tenant_id: string): Promise<string> {
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { currency: true } });
  return tenant.currency;
}
