import type { Role, SessionUser, TenantChoice } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import type { Services } from '../context.ts';

/**
 * The tenant a person means: what the trusted accounts say, else the memberships, else the default of a company of one
 * tenant. Among several the header x-tenant-id chooses; without it the oldest is taken.
 */
export async function chooseTenant(
  services: Services,
  user: SessionUser,
  requested: string | null,
): Promise<{ tenant_id: string; role: Role }> {
  const choices = await tenantsOf(services, user);
  const choice = requested ? choices.find((tenant) => tenant.id === requested) : choices[0];
  if (choice) return { tenant_id: choice.id, role: choice.role };
  if (requested) {
    throw new BillingError('tenant_not_yours', 'You do not belong to the tenant that x-tenant-id names.');
  }
  throw new BillingError(
    'no_tenant',
    `${user.email} belongs to no tenant yet; an owner can add this address, or run: pnpm revenue tenant:create.`,
  );
}

/** Every tenant a person may work for. Crosses tenants by nature, so the system role reads it. */
export async function tenantsOf(services: Services, user: SessionUser): Promise<TenantChoice[]> {
  const email = user.email.toLowerCase();
  return services.db.withSystem('which tenants a person belongs to', async (tx) => {
    const memberships = await tx.membership.findMany({
      where: { OR: [{ user_id: user.id }, { email }] },
      orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
    });
    const roles = new Map<string, Role>();
    // What the accounts themselves claim comes first and decides the role, where they name one.
    const claimed = user.tenant_id?.toLowerCase();
    const member = memberships.find((row) => row.tenant_id === claimed);
    if (claimed && UUID.test(claimed)) roles.set(claimed, user.role ?? (member?.role as Role | undefined) ?? 'viewer');
    for (const row of memberships) if (!roles.has(row.tenant_id)) roles.set(row.tenant_id, row.role as Role);
    if (roles.size === 0 && services.default_tenant) {
      roles.set(services.default_tenant.tenant_id, services.default_tenant.role);
    }
    const rows = await tx.tenant.findMany({
      where: { id: { in: [...roles.keys()] } },
      select: { id: true, slug: true, name: true, mode: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return [...roles].flatMap(([id, role]) => {
      const tenant = byId.get(id);
      return tenant ? [{ ...tenant, role }] : [];
    });
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
