import {
  type ComparePlanVersions,
  compareVersions,
  type PlanComparison,
  type PlanVersion,
} from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { wireSum } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { LIVE_STATUSES } from '../subscriptions/live-statuses.ts';
import { countByVersion, loadPlan, loadVersions } from './plan-queries.ts';
import { toPlanVersionView } from './plan-view.ts';

/** What differs between two versions of a plan, and how many are on each, worth how much a month. */
export async function comparePlanVersions(ctx: OperationContext, input: ComparePlanVersions): Promise<PlanComparison> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await loadPlan(tx, tenant_id, input.id);
    const versions = (await loadVersions(tx, tenant_id, [input.id])).map(toPlanVersionView);
    const [from, to] = [pick(versions, 'from', input.from), pick(versions, 'to', input.to)];
    const worth = await worthByVersion(tx, tenant_id, [from.id, to.id]);
    const counts = await countByVersion(tx, tenant_id, [input.id]);
    const head = ({ components: _, ...version }: PlanVersion) => {
      const mrr = wireSum(worth.get(version.id) ?? 0n, version.currency);
      return { ...version, subscriptions: counts.get(version.id) ?? 0, mrr };
    };
    return { from: head(from), to: head(to), ...compareVersions(from, to) };
  });
}

function pick(versions: PlanVersion[], path: 'from' | 'to', number: number): PlanVersion {
  const version = versions.find((candidate) => candidate.version === number);
  if (version) return version;
  throw new BillingError('not_found', `The plan has no version ${number}.`, {
    errors: [{ path, message: `is no version of the plan; it has ${versions.map((one) => one.version).join(', ')}` }],
  });
}

/**
 * By the MRR that is written down: what reports say of these subscriptions today. It is of whole subscriptions, so an add-on
 * has none of its own.
 */
async function worthByVersion(tx: Tx, tenant_id: string, ids: string[]): Promise<Map<string, bigint>> {
  const rows = await tx.$queryRaw<{ id: string; mrr: bigint }[]>`
    SELECT s.plan_version_id::text AS id, COALESCE(sum(m.mrr), 0)::bigint AS mrr
      FROM subscriptions s
      LEFT JOIN mrr_spans m ON m.tenant_id = s.tenant_id AND m.subscription_id = s.id AND m.until_day IS NULL
     WHERE s.tenant_id = ${tenant_id}::uuid AND s.plan_version_id = ANY(${ids}::uuid[]) AND s.status = ANY(${LIVE_STATUSES})
     GROUP BY 1`;
  return new Map(rows.map(({ id, mrr }) => [id, mrr]));
}
