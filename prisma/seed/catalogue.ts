import { createMeter } from '../../packages/api/src/catalog/create-meter.ts';
import { createPlan } from '../../packages/api/src/catalog/create-plan.ts';
import { createPlanVersion } from '../../packages/api/src/catalog/create-plan-version.ts';
import { createProduct } from '../../packages/api/src/catalog/create-product.ts';
import { getPlan } from '../../packages/api/src/catalog/get-plan.ts';
import { updateProduct } from '../../packages/api/src/catalog/update-product.ts';
import type { OperationContext } from '../../packages/api/src/context.ts';
import {
  CreateMeter,
  CreatePlan,
  CreatePlanVersion,
  CreateProduct,
  UpdateProduct,
} from '../../packages/billing-core/src/catalog/index.ts';
import { ADD_ON, METERS, NEW_FEE, NEW_PRICES, PLANS, PRODUCTS } from './company.ts';
import { type Known, loadKnown } from './known.ts';

/** What the company sells. What is there already, from a seed that was cut off, stays. */
export async function fillCatalogue(ctx: OperationContext): Promise<void> {
  const known = await loadKnown(ctx);
  for (const product of PRODUCTS) {
    if (!known.products.has(product.external_id)) await createProduct(ctx, CreateProduct.parse(product));
  }
  for (const meter of METERS) if (!known.meters.has(meter.code)) await createMeter(ctx, CreateMeter.parse(meter));
  for (const plan of [...PLANS, ADD_ON]) if (!known.plans.has(plan.code)) await createPlan(ctx, CreatePlan.parse(plan));
}

/** New prices from today on; prices that are those already open no history. */
export async function raisePrices(ctx: OperationContext): Promise<void> {
  const { products } = await loadKnown(ctx);
  for (const [external_id, prices] of Object.entries(NEW_PRICES)) {
    await updateProduct(ctx, UpdateProduct.parse({ id: products.get(external_id), prices: [...prices] }));
  }
}

/** The next version of a plan, for who comes from now on. */
export async function raiseFee(ctx: OperationContext, { plans }: Known): Promise<void> {
  const id = plans.get(NEW_FEE.code);
  const plan = PLANS.find(({ code }) => code === NEW_FEE.code);
  if (id === undefined || plan === undefined || (await getPlan(ctx, { id })).versions.length > 1) return;
  const pricing = { model: 'flat', amount: NEW_FEE.amount };
  const components = plan.components.map((one) => (one.name === NEW_FEE.component ? { ...one, pricing } : one));
  await createPlanVersion(ctx, CreatePlanVersion.parse({ id, currency: plan.currency, components }));
}
