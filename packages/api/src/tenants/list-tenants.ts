import type { Metadata } from '@revenue/billing-core/wire';
import type { Services } from '../context.ts';

export type TenantHead = { id: string; slug: string; name: string; mode: string; metadata: Metadata };

/** The oldest tenants of this server, or the one with `slug`. For commands, the seed and settings: whoever runs the server. */
export async function listTenants(
  { db }: Pick<Services, 'db'>,
  { slug, limit = 20 }: { slug?: string; limit?: number } = {},
): Promise<TenantHead[]> {
  const rows = await db.withSystem('whoever runs the server names tenants by slug', (tx) =>
    tx.tenant.findMany({
      where: slug === undefined ? {} : { slug },
      select: { id: true, slug: true, name: true, mode: true, metadata: true },
      orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
      take: limit,
    }),
  );
  return rows.map((row) => ({ ...row, metadata: row.metadata as Metadata }));
}
