import type { CurrentSession } from '@revenue/billing-core/access';
import type { OperationContext } from '../context.ts';
import { tenantsOf } from './choose-tenant.ts';

/** Who is asking, for which tenant, and which others they may switch to. */
export async function getCurrentSession(ctx: OperationContext): Promise<CurrentSession> {
  const { tenant_id, actor } = ctx;
  const tenant = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.tenant.findUniqueOrThrow({
      where: { id: tenant_id },
      select: { id: true, slug: true, name: true, mode: true, currency: true, time_zone: true, locale: true },
    }),
  );
  const { id, slug, name, mode } = tenant;
  const own = { id, slug, name, mode, role: actor.role };
  if (actor.type !== 'user') return { actor, tenant, tenants: [own] };
  const user = { id: actor.id, email: actor.email ?? '', name: actor.name, tenant_id: null, role: null };
  const others = (await tenantsOf(ctx, user)).filter((choice) => choice.id !== tenant_id);
  return { actor, tenant, tenants: [own, ...others] };
}
