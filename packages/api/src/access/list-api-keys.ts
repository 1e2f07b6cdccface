import type { ApiKey } from '@revenue/billing-core/access';
import type { OperationContext } from '../context.ts';
import { toApiKeyView } from './view.ts';

/** Every key of the tenant, newest first, revoked ones included: they tell whose work they were. */
export async function listApiKeys(ctx: OperationContext): Promise<{ data: ApiKey[] }> {
  const { tenant_id } = ctx;
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.apiKey.findMany({ where: { tenant_id }, orderBy: [{ created_at: 'desc' }, { id: 'desc' }], take: 500 }),
  );
  return { data: rows.map(toApiKeyView) };
}
