import { BillingError } from '@revenue/billing-core/errors';
import type { OperationContext } from '../context.ts';

/** The logo of the tenant as it is now. @throws BillingError not_found */
export async function getLogo(ctx: OperationContext): Promise<Uint8Array> {
  const { tenant_id } = ctx;
  const { logo_hash } = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { logo_hash: true } }),
  );
  const logo = await loadLogo(ctx, logo_hash === null ? null : { content_hash: logo_hash });
  if (!logo) throw new BillingError('not_found', 'There is no logo; PUT /tenant/logo sets one.');
  return logo;
}

/** The pixels of a logo, as PNG. null where there is none. */
export async function loadLogo(
  ctx: OperationContext,
  logo: { content_hash: string } | null,
): Promise<Uint8Array | null> {
  if (logo === null) return null;
  const { tenant_id } = ctx;
  const { content_hash } = logo;
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.tenantLogo.findUnique({
      where: { tenant_id_content_hash: { tenant_id, content_hash } },
      select: { content: true },
    }),
  );
  return row && new Uint8Array(row.content);
}
