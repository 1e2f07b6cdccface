import type { OperationContext, Services } from '@revenue/api/context';
import { listTenants, type TenantHead } from '@revenue/api/tenants/list-tenants';
import { tenantContext } from '@revenue/api/tenants/tenant-clock';
import { UsageError } from './command.ts';

/** @throws UsageError that names the tenants there are */
export async function requireTenant(services: Services, slug: string): Promise<TenantHead> {
  const [tenant] = await listTenants(services, { slug });
  if (tenant) return tenant;
  const known = (await listTenants(services)).map((other) => other.slug);
  const there = known.length === 0 ? 'There is none yet; tenant:create makes one.' : `There are: ${known.join(', ')}.`;
  throw new UsageError(`There is no tenant with the slug "${slug}". ${there}`);
}

/** The right to act for a tenant, under the name of the command. */
export async function contextOf(services: Services, slug: string, command: string): Promise<OperationContext> {
  const { id } = await requireTenant(services, slug);
  return tenantContext(services, id, `cli ${command}`);
}
