import type { NewPlanComponent } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { Interval } from '@revenue/billing-core/time';
import type { Prisma, Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { OperationContext } from '../context.ts';

export type VersionTerms = {
  currency: string;
  interval: Interval;
  interval_count: number;
  trial_days?: number;
  components: NewPlanComponent[];
};

/**
 * Writes a version of a plan with its components, in the order given: published, never to change again, or as the draft
 * of the plan. Returns its id.
 */
export async function writePlanVersion(
  tx: Tx,
  ctx: OperationContext,
  plan: { id: string; version: number },
  terms: VersionTerms,
  { publish }: { publish: boolean } = { publish: true },
): Promise<string> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const { components, ...head } = terms;
  const id = newId(now);
  await tx.planVersion.create({
    data: { tenant_id, id, plan_id: plan.id, version: plan.version, ...head, created_at: now },
  });
  await writeComponents(tx, ctx, id, components);
  if (publish) await publishVersion(tx, ctx, id);
  return id;
}

/** From here on it never changes: the database holds it. */
export async function publishVersion(tx: Tx, ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  const data = { published_at: ctx.clock.now(), published_by: ctx.actor.name };
  await tx.planVersion.update({ where: { tenant_id_id: { tenant_id, id } }, data });
}

export async function writeComponents(
  tx: Tx,
  ctx: OperationContext,
  plan_version_id: string,
  components: NewPlanComponent[],
): Promise<void> {
  const { tenant_id } = ctx;
  const meters = await findMeters(tx, tenant_id, components);
  await requireProducts(tx, tenant_id, components);
  await tx.planComponent.createMany({
    data: components.map((component, at) => ({
      tenant_id,
      id: newId(ctx.clock.now()),
      plan_version_id,
      position: at + 1,
      kind: component.kind,
      name: component.name,
      timing: component.timing,
      product_id: component.product_id ?? null,
      meter_id: component.kind === 'usage' ? (meters.get(component.meter) ?? null) : null,
      ...ownInterval(component),
      pricing: component.pricing as Prisma.InputJsonObject,
    })),
  });
}

const ownInterval = ({ interval, interval_count }: NewPlanComponent) =>
  interval ? { interval, interval_count: interval_count ?? 1 } : { interval: null, interval_count: null };

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
