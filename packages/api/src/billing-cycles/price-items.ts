import { type CycleItem, pricePerCycle } from '@revenue/billing-core/billing-cycles';
import { NewPlanComponent } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { wireDecimal } from '@revenue/billing-core/money';
import type { Interval } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';

export interface PricedItem {
  component: NewPlanComponent;
  quantity: string;
}

export interface PricingTerms {
  interval: Interval;
  interval_count: number;
  timing: 'advance' | 'arrear';
  currency: string;
}

type ProductRow = Awaited<ReturnType<typeof loadProducts>>[number];

/**
 * Items as fees of a period, priced from the catalogue where they name no price: a monthly price counts three times in a
 * quarter. All products in one read.
 *
 * @throws BillingError not_found, validation_failed where no price follows
 */
export async function priceItems(
  tx: Tx,
  tenant_id: string,
  items: readonly CycleItem[],
  terms: PricingTerms,
): Promise<PricedItem[]> {
  const ids = items.flatMap(({ product_id }) => product_id ?? []);
  const products = new Map((await loadProducts(tx, tenant_id, ids, terms.currency)).map((row) => [row.id, row]));
  return items.map((item, at) => {
    const path = `items[${at}]`;
    const product = item.product_id === undefined ? undefined : requireProduct(products, item.product_id, path);
    const name = item.description ?? product?.name;
    if (name === undefined) {
      throw fault(
        'validation_failed',
        `${path}.description`,
        'is missing; say it, or name a product',
        'An item needs a description.',
      );
    }
    const unit_amount = item.unit_price ?? priceOf(product, terms, path);
    const component = NewPlanComponent.parse({
      kind: 'recurring',
      name: name.slice(0, 200),
      timing: terms.timing,
      product_id: item.product_id ?? null,
      pricing: { model: 'per_unit', unit_amount },
    });
    return { component, quantity: item.quantity };
  });
}

function loadProducts(tx: Tx, tenant_id: string, ids: string[], currency: string) {
  return tx.product.findMany({
    where: { tenant_id, deleted_at: null, id: { in: ids } },
    include: { prices: { where: { currency, valid_to: null } } },
  });
}

const REMEDIES = {
  metered: 'is billed by what was used; subscribe the customer to a plan with its meter',
  one_time: 'is charged once; put it on an invoice, or leave product_id out and say description and unit_price',
} as const;

function requireProduct(products: Map<string, ProductRow>, id: string, path: string): ProductRow {
  const product = products.get(id);
  if (!product) throw fault('not_found', `${path}.product_id`, 'is unknown', `There is no product ${id}.`);
  if (product.type === 'recurring') return product;
  const remedy = REMEDIES[product.type as keyof typeof REMEDIES];
  throw fault('validation_failed', `${path}.product_id`, remedy, `"${product.name}" ${remedy}.`);
}

function priceOf(product: ProductRow | undefined, terms: PricingTerms, path: string): string {
  const { interval, interval_count, currency } = terms;
  if (product === undefined) {
    throw fault(
      'validation_failed',
      `${path}.unit_price`,
      'is missing; say it, or name a product',
      'An item needs a price.',
    );
  }
  const [price] = product.prices;
  if (!price?.interval) {
    const remedy = `"${product.name}" has no price in ${currency}; say unit_price, or add a price`;
    throw fault('validation_failed', `${path}.unit_price`, remedy, `${remedy}.`);
  }
  const own = { interval: price.interval as Interval, interval_count: price.interval_count };
  const unit_amount = pricePerCycle({ ...own, unit_amount: price.unit_amount.toFixed() }, { interval, interval_count });
  if (unit_amount !== null) return unit_amount;
  const costs = `${wireDecimal(price.unit_amount.toFixed())} ${currency} for ${own.interval_count} ${own.interval}`;
  const remedy = `does not follow: "${product.name}" costs ${costs}, and a period here is ${interval_count} ${interval}; say unit_price`;
  throw fault('validation_failed', `${path}.unit_price`, remedy, `The price ${remedy}.`);
}

function fault(code: 'not_found' | 'validation_failed', path: string, message: string, sentence: string): BillingError {
  return new BillingError(code, sentence, { errors: [{ path, message }] });
}
