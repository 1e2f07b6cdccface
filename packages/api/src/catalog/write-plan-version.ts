import type { CreatePlan, NewPlanComponent } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma, Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { OperationContext } from '../context.ts';

type VersionTerms = Pick<CreatePlan, 'currency' | 'interval' | 'interval_count' | 'components'>;

/** Writes a version of a plan with its components, in the order given. From here on it never changes. */
export async function writePlanVersion(
  tx: Tx,
  ctx: OperationContext,
  plan: { id: string; version: number },
  terms: VersionTerms,
): Promise<void> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const { components, ...head } = terms;
  const meters = await findMeters(tx, tenant_id, components);
  await requireProducts(tx, tenant_id, components);
  const plan_version_id = newId(now);
  await tx.planVersion.create({
    data: { tenant_id, id: plan_version_id, plan_id: plan.id, version: plan.version, ...head, created_at: now },
  });
  await tx.planComponent.createMany({
    data: components.map((component, at) => ({
      tenant_id,
      id: newId(now),
      plan_version_id,
      position: at + 1,
      kind: component.kind,
      name: component.name,
      timing: component.timing,
      product_id: component.product_id ?? null,
      meter_id: component.kind === 'usage' ? (meters.get(component.meter) ?? null) : null,
      pricing: component.pricing as Prisma.InputJsonObject,
    })),
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Meters by what the plan calls them, code or id. */
async function findMeters(tx: Tx, tenant_id: string, components: NewPlanComponent[]): Promise<Map<string, string>> {
  const named = components.flatMap((component) => (component.kind === 'usage' ? [component.meter] : []));
  const rows = await tx.meter.findMany({
    where: {
      tenant_id,
      archived_at: null,
      OR: [{ code: { in: named } }, { id: { in: named.filter((name) => UUID.test(name)) } }],
    },
    select: { id: true, code: true },
  });
  const found = new Map(
    rows.flatMap(
      ({ id, code }) =>
        [
          [code, id],
          [id, id],
        ] as const,
    ),
  );
  const missing = components.findIndex((component) => component.kind === 'usage' && !found.has(component.meter));
  if (missing >= 0)
    throw unknown(`components[${missing}].meter`, 'is no meter in use; create it first or name another');
  return found;
}

async function requireProducts(tx: Tx, tenant_id: string, components: NewPlanComponent[]): Promise<void> {
  const named = components.flatMap(({ product_id }) => product_id ?? []);
  const rows = await tx.product.findMany({
    where: { tenant_id, deleted_at: null, id: { in: named } },
    select: { id: true },
  });
  const found = new Set(rows.map((row) => row.id));
  const missing = components.findIndex(({ product_id }) => product_id && !found.has(product_id));
  if (missing >= 0) throw unknown(`components[${missing}].product_id`, 'is no product');
}

function unknown(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });
}
