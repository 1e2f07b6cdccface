import type { OperationContext } from '../context.ts';

/**
 * Makes the sums that reports read anew from the documents of the tenant, and says how many there are. Triggers keep them in
 * step with every document; this is for documents that were put in past the triggers. Documents of any tenant that become
 * final meanwhile wait, so that none is counted twice or left out.
 */
export async function rebuildRevenueSums(ctx: OperationContext): Promise<{ sums: number }> {
  const sums = await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const { rows } = await client.query<{ sums: string }>('SELECT revenue_rebuild_sums($1::uuid) AS sums', [
      ctx.tenant_id,
    ]);
    return Number(rows[0]?.sums ?? 0);
  });
  ctx.log.info({ tenant_id: ctx.tenant_id, sums }, 'the sums of revenue were made anew');
  return { sums };
}
