import { BillingError } from '@revenue/billing-core/errors';
import type { ItemToPrice, NewInvoiceItem } from '@revenue/billing-core/invoices';
import { lineTaxRates } from '@revenue/billing-core/taxes';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { presentFields } from '../present-fields.ts';
import { readDiscount } from './asked-discount.ts';
import type { AskedItem } from './compute-draft.ts';
import type { TaxParties } from './tax-parties.ts';

/** What items are completed for. */
export interface ItemSetting extends TaxParties {
  currency: string;
}

type ProductRow = { id: string; name: string; unit_amount: string | null };

/**
 * Fills in description and price from the products named, all of them in one read, and the taxes from what the tenant
 * charges and the customer bears.
 */
export async function completeItems(
  client: SqlClient,
  tenantId: string,
  setting: ItemSetting,
  items: readonly NewInvoiceItem[],
  path = 'items',
): Promise<AskedItem[]> {
  const wanted = [...new Set(items.flatMap((item) => item.product_id ?? []))];
  const products = await loadProducts(client, tenantId, setting.currency, wanted);
  return items.map((item, at) => ({
    item: completeItem(item, products, setting.currency, `${path}[${at}]`),
    ...readDiscount(item, setting.currency, `${path}[${at}].`),
    tax_rates: lineTaxRates(item.tax_rates?.map(presentFields), setting.seller, setting.customer),
  }));
}

function completeItem(
  item: NewInvoiceItem,
  products: Map<string, ProductRow>,
  currency: string,
  path: string,
): ItemToPrice {
  const product = item.product_id ? products.get(item.product_id) : undefined;
  if (item.product_id && !product) {
    throw fault('not_found', `${path}.product_id`, 'is unknown', `There is no product ${item.product_id}.`);
  }
  const description = item.description ?? product?.name;
  if (description === undefined) {
    throw fault(
      'validation_failed',
      `${path}.description`,
      'is missing; say it, or name a product',
      'An item needs a description.',
    );
  }
  const unit_price = item.unit_price ?? product?.unit_amount;
  if (unit_price === undefined || unit_price === null) {
    const remedy = product
      ? `"${product.name}" has no price in ${currency}; say unit_price, or add a price`
      : 'is missing; say it, or name a product';
    throw fault('validation_failed', `${path}.unit_price`, remedy, 'An item needs a unit price.');
  }
  return { product_id: item.product_id ?? null, description, quantity: item.quantity, unit_price };
}

async function loadProducts(
  client: SqlClient,
  tenantId: string,
  currency: string,
  ids: string[],
): Promise<Map<string, ProductRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query(
    `SELECT p.id, p.name, trim_scale(pr.unit_amount)::text AS unit_amount
       FROM products p
       LEFT JOIN prices pr ON pr.tenant_id = p.tenant_id AND pr.product_id = p.id AND pr.currency = $3 AND pr.valid_to IS NULL
      WHERE p.tenant_id = $1 AND p.id = ANY($2::uuid[]) AND p.deleted_at IS NULL`,
    [tenantId, ids, currency],
  );
  return new Map((rows as ProductRow[]).map((row) => [row.id, row]));
}

function fault(code: 'not_found' | 'validation_failed', path: string, message: string, sentence: string): BillingError {
  return new BillingError(code, sentence, { errors: [{ path, message }] });
}
