import type { Services } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';
import { tenantContext } from '../tenants/tenant-clock.ts';
import { rebuildMrr } from './rebuild-mrr.ts';

/** For every tenant with subscriptions whose MRR was never recorded. */
export async function fillMrr(services: Services): Promise<void> {
  const tenants = await services.db.withSystem(
    'which tenants have subscriptions from before MRR was recorded',
    (tx) => tx.$queryRaw<{ tenant_id: string }[]>`
      SELECT DISTINCT s.tenant_id::text FROM subscriptions s
       WHERE NOT EXISTS (SELECT 1 FROM mrr_spans m WHERE m.tenant_id = s.tenant_id AND m.subscription_id = s.id)`,
  );
  const ids = tenants.map(({ tenant_id }) => tenant_id);
  await forEachTenant(services, ids, async (tenant_id) => {
    await rebuildMrr(await tenantContext(services, tenant_id, 'mrr.fill'), { missing: true });
  });
}
