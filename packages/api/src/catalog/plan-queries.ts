import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma, Tx } from '@revenue/db/database';
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

/** Live subscriptions of each version of these plans, by the id of the version. */
export async function countByVersion(tx: Tx, tenant_id: string, planIds: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    SELECT pv.id::text, count(*)::int AS count
      FROM subscriptions s JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
     WHERE s.tenant_id = ${tenant_id}::uuid AND pv.plan_id = ANY(${planIds}::uuid[]) AND s.status = ANY(${LIVE_STATUSES})
     GROUP BY 1`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Live subscriptions of each of these plans, on whatever version. */
export async function countSubscriptions(tx: Tx, tenant_id: string, planIds: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ plan_id: string; count: number }[]>`
    SELECT pv.plan_id::text, count(*)::int AS count
      FROM subscriptions s JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
     WHERE s.tenant_id = ${tenant_id}::uuid AND pv.plan_id = ANY(${planIds}::uuid[]) AND s.status = ANY(${LIVE_STATUSES})
     GROUP BY 1`;
  return new Map(rows.map(({ plan_id, count }) => [plan_id, count]));
}
