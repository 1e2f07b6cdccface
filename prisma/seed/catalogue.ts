import { createMeter } from '../../packages/api/src/catalog/create-meter.ts';
import { createPlan } from '../../packages/api/src/catalog/create-plan.ts';
import { createProduct } from '../../packages/api/src/catalog/create-product.ts';
import { updateProduct } from '../../packages/api/src/catalog/update-product.ts';
import type { OperationContext } from '../../packages/api/src/context.ts';
import {
  CreateMeter,
  CreatePlan,
  CreateProduct,
  UpdateProduct,
} from '../../packages/billing-core/src/catalog/index.ts';
import { METERS, NEW_PRICES, PLANS, PRODUCTS } from './company.ts';
import { loadKnown } from './known.ts';

/** What the company sells. What is there already, from a seed that was cut off, stays. */
export async function fillCatalogue(ctx: OperationContext): Promise<void> {
  const known = await loadKnown(ctx);
  for (const product of PRODUCTS) {
    if (!known.products.has(product.external_id)) await createProduct(ctx, CreateProduct.parse(product));
  }
  for (const meter of METERS) if (!known.meters.has(meter.code)) await createMeter(ctx, CreateMeter.parse(meter));
  for (const plan of PLANS) if (!known.plans.has(plan.code)) await createPlan(ctx, CreatePlan.parse(plan));
}

/** New prices from today on; prices that are those already open no history. */
export async function raisePrices(ctx: OperationContext): Promise<void> {
  const { products } = await loadKnown(ctx);
  for (const [external_id, prices] of Object.entries(NEW_PRICES)) {
    await updateProduct(ctx, UpdateProduct.parse({ id: products.get(external_id), prices: [...prices] }));
  }
}
