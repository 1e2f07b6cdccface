import type { ApiKey } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';
import { toApiKeyView } from './view.ts';

/** Ends a key for good. Revoking twice changes nothing. */
export async function revokeApiKey(ctx: OperationContext, input: { id: string }): Promise<ApiKey> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const key = await tx.apiKey.findFirst({ where: { tenant_id, id: input.id } });
    if (!key) throw new BillingError('not_found', `There is no API key ${input.id} in this tenant.`);
    if (key.revoked_at) return toApiKeyView(key);
    const row = await tx.apiKey.update({
      where: { tenant_id_id: { tenant_id, id: key.id } },
      data: { revoked_at: realClock(ctx).now() },
    });
    const [before, after] = [toApiKeyView(key), toApiKeyView(row)];
    await recordChange(tx, ctx, { type: 'api_key.revoked', object_type: 'api_key', object_id: key.id, before, after });
    return after;
  });
}
