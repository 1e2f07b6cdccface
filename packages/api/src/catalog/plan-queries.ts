import { BillingError } from '@revenue/billing-core/errors';
import { Prisma, type Tx } from '@revenue/db/database';
import { LIVE_STATUSES } from '../subscriptions/live-statuses.ts';
import { type PlanVersionRow, versionInclude } from './plan-view.ts';

export type PlanRow = Prisma.PlanGetPayload<object>;

/** @throws BillingError not_found, for the id of another tenant as well. */
export async function loadPlan(tx: Tx, tenant_id: string, id: string): Promise<PlanRow> {
  const row = await tx.plan.findFirst({ where: { tenant_id, id, deleted_at: null } });
  if (row) return row;
  throw new BillingError('not_found', `There is no plan ${id}.`);
}

/** All versions of these plans, newest first, a draft before all. */
export function loadVersions(tx: Tx, tenant_id: string, planIds: string[]): Promise<PlanVersionRow[]> {
  return tx.planVersion.findMany({
    where: { tenant_id, plan_id: { in: planIds } },
    orderBy: [{ plan_id: 'asc' }, { version: 'desc' }],
    include: versionInclude,
  });
}

/** The newest published version of each of these plans: what one can subscribe to. */
export function loadLatestVersions(tx: Tx, tenant_id: string, planIds: string[]): Promise<PlanVersionRow[]> {
  return tx.planVersion.findMany({
    where: { tenant_id, plan_id: { in: planIds }, published_at: { not: null } },
    orderBy: [{ plan_id: 'asc' }, { version: 'desc' }],
    distinct: ['plan_id'],
    include: versionInclude,
  });
}

/** The draft of each of these plans that has one. */
export function loadDrafts(tx: Tx, tenant_id: string, planIds: string[]): Promise<PlanVersionRow[]> {
  return tx.planVersion.findMany({
    where: { tenant_id, plan_id: { in: planIds }, published_at: null },
    include: versionInclude,
  });
}

/**
 * Live subscriptions of each version of these plans, each once: those that are on it, and of an add-on those that have it
 * beside their plan, told by the items that they hold now. Rows (plan_id, version_id, subscription_id).
 */
const liveHolders = (tenant_id: string, planIds: string[]) => Prisma.sql`
  SELECT v.plan_id, v.id AS version_id, s.id AS subscription_id
    FROM plan_versions v JOIN subscriptions s ON s.tenant_id = v.tenant_id AND s.plan_version_id = v.id
   WHERE v.tenant_id = ${tenant_id}::uuid AND v.plan_id = ANY(${planIds}::uuid[]) AND s.status = ANY(${LIVE_STATUSES})
   UNION
  SELECT v.plan_id, v.id, s.id
    FROM plans p
    JOIN plan_versions v ON v.tenant_id = p.tenant_id AND v.plan_id = p.id
    JOIN plan_components c ON c.tenant_id = v.tenant_id AND c.plan_version_id = v.id
    JOIN subscription_items i ON i.tenant_id = c.tenant_id AND i.plan_component_id = c.id AND i.state = 'current'
    JOIN subscriptions s ON s.tenant_id = i.tenant_id AND s.id = i.subscription_id
   WHERE p.tenant_id = ${tenant_id}::uuid AND p.id = ANY(${planIds}::uuid[]) AND p.kind = 'addon'
     AND s.status = ANY(${LIVE_STATUSES})`;

/** Live subscriptions of each version of these plans, by the id of the version. */
export async function countByVersion(tx: Tx, tenant_id: string, planIds: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    SELECT version_id::text AS id, count(*)::int AS count FROM (${liveHolders(tenant_id, planIds)}) held GROUP BY 1`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Live subscriptions of each of these plans, on whatever version. */
export async function countSubscriptions(tx: Tx, tenant_id: string, planIds: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ plan_id: string; count: number }[]>`
    SELECT plan_id::text, count(DISTINCT subscription_id)::int AS count
      FROM (${liveHolders(tenant_id, planIds)}) held GROUP BY 1`;
  return new Map(rows.map(({ plan_id, count }) => [plan_id, count]));
}
