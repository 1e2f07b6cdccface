import type { PublicCatalogue, PublicPlan } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { Services } from '../../context.ts';
import { listTenants } from '../../tenants/list-tenants.ts';
import { loadLatestVersions } from '../plan-queries.ts';
import { type PlanVersionRow, toPlanVersionView } from '../plan-view.ts';

const MAX_PLANS = 200;

/**
 * The plans of a company that are marked public and open to new subscribers, with their newest published prices. A
 * company that has none and one that is not there look the same.
 *
 * @throws BillingError not_found
 */
export async function loadPublicCatalogue(services: Pick<Services, 'db'>, slug: string): Promise<PublicCatalogue> {
  const [tenant] = await listTenants(services, { slug, limit: 1 });
  const plans = tenant ? await loadPlans(services, tenant.id) : [];
  if (!tenant || plans.length === 0) throw new BillingError('not_found', `There is no public catalogue "${slug}".`);
  return { company: tenant.name, plans };
}

async function loadPlans({ db }: Pick<Services, 'db'>, tenant_id: string): Promise<PublicPlan[]> {
  return db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.plan.findMany({
      where: { tenant_id, public: true, active: true, private: false, deleted_at: null },
      orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
      take: MAX_PLANS,
    });
    const versions = await loadLatestVersions(
      tx,
      tenant_id,
      rows.map(({ id }) => id),
    );
    return rows.flatMap((plan) => {
      const version = versions.find(({ plan_id }) => plan_id === plan.id);
      return version ? [toPublicPlan(plan, version)] : [];
    });
  });
}

type PlanHead = { code: string; name: string; description: string | null; kind: string };

function toPublicPlan({ code, name, description, kind }: PlanHead, row: PlanVersionRow): PublicPlan {
  const { currency, interval, interval_count, trial_days, components } = toPlanVersionView(row);
  return {
    code,
    name,
    description,
    kind: kind as PublicPlan['kind'],
    currency,
    interval,
    interval_count,
    trial_days,
    components: components.map(({ id: _, product_id: __, meter, ...component }) => ({
      ...component,
      unit: meter?.unit ?? null,
    })),
  };
}
