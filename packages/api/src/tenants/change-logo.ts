import { createHash } from 'node:crypto';
import type { Tenant } from '@revenue/billing-core/tenants';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { loadTenantView } from './get-tenant.ts';

/**
 * Puts a picture at the head of documents that are drawn from now on: PNG, JPEG or SVG, drawn anew as PNG in a thread before
 * anything is kept. null takes it off.
 *
 * @throws BillingError invalid_logo
 */
export async function changeLogo(ctx: OperationContext, picture: Uint8Array | null): Promise<Tenant> {
  const { tenant_id } = ctx;
  const logo = picture && (await ctx.renderer.normalizeLogo(picture));
  const logo_hash = logo && createHash('sha256').update(logo.content).digest('hex');
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const before = await loadTenantView(tx, ctx);
    if (before.logo_hash === logo_hash) return before;
    if (logo && logo_hash) await keepLogo(tx, ctx, logo_hash, logo);
    await tx.tenant.update({ where: { id: tenant_id }, data: { logo_hash, updated_at: ctx.clock.now() } });
    const after = await loadTenantView(tx, ctx);
    await recordChange(tx, ctx, { type: 'tenant.updated', object_type: 'tenant', object_id: tenant_id, before, after });
    return after;
  });
}

type Picture = { content: Uint8Array; width: number; height: number };

async function keepLogo(tx: Tx, ctx: OperationContext, content_hash: string, logo: Picture): Promise<void> {
  const { tenant_id, clock } = ctx;
  const { content, width, height } = logo;
  const row = { tenant_id, content_hash, content: new Uint8Array(content), width, height, created_at: clock.now() };
  // A logo of before that comes back is there already.
  await tx.tenantLogo.createMany({ data: [row], skipDuplicates: true });
}
