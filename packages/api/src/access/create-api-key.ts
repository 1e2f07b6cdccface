import { type CreateApiKey, type CreatedApiKey, roleIncludes } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';
import { generateApiKey } from './api-key-format.ts';
import { toApiKeyView } from './view.ts';

/** Makes a key and shows it this once. Nobody can make a key that may do more than they may themselves. */
export async function createApiKey(ctx: OperationContext, input: CreateApiKey): Promise<CreatedApiKey> {
  const { tenant_id } = ctx;
  if (!roleIncludes(ctx.actor.role, input.role)) {
    throw new BillingError('role_too_low', `Your role is ${ctx.actor.role}: you cannot make a key with ${input.role}.`);
  }
  const now = realClock(ctx).now();
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { id: true, mode: true } });
    const { secret, prefix, key_hash } = generateApiKey(tenant);
    const { name, role } = input;
    const created_by = `${ctx.actor.type}:${ctx.actor.id}`;
    const row = await tx.apiKey.create({
      data: { tenant_id, id: newId(now), name, prefix, key_hash, role, created_by, created_at: now },
    });
    const view = toApiKeyView(row);
    await recordChange(tx, ctx, { type: 'api_key.created', object_type: 'api_key', object_id: row.id, after: view });
    return { ...view, secret };
  });
}
