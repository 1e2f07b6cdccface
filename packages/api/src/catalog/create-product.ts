import { type CreateProduct, type ProductDetail, planPrices } from '@revenue/billing-core/catalog';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { nameOfSetter } from './name-of-setter.ts';
import { loadTenantCurrency } from './product-queries.ts';
import { toPriceHistory, toProductView } from './product-view.ts';
import { writePrices } from './write-prices.ts';

export const PRODUCT_DUPLICATES = { external_id: 'There is a product with this external_id already.' };

export async function createProduct(ctx: OperationContext, input: CreateProduct): Promise<ProductDetail> {
  const { tenant_id } = ctx;
  const { price, currency, interval, interval_count, prices, ...fields } = input;
  const now = ctx.clock.now();
  return namingDuplicates(PRODUCT_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      const tenant_currency = await loadTenantCurrency(tx, tenant_id);
      const asked = { price, currency, interval, interval_count, prices };
      const planned = planPrices(input.type, asked, [], tenant_currency);
      const id = newId(now);
      const stamps = { created_at: now, updated_at: now };
      const row = await tx.product.create({ data: { ...presentFields(fields), tenant_id, id, ...stamps } });
      const opened = await writePrices(tx, { tenant_id, product_id: id }, planned, {
        now,
        by: nameOfSetter(ctx.actor),
      });
      const view = toProductView(row, opened, tenant_currency);
      await recordChange(tx, ctx, { type: 'product.created', object_type: 'product', object_id: id, after: view });
      return { ...view, price_history: toPriceHistory(opened) };
    }),
  );
}
