import type { ListUsageImports, UsageImportPage } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { toImportView } from './view.ts';

const SORT = '-created_at';

/** Files of usage, the newest first. */
export async function listUsageImports(ctx: OperationContext, input: ListUsageImports): Promise<UsageImportPage> {
  const { tenant_id } = ctx;
  const { limit, cursor } = input;
  const keyset = keysetOf<'created_at'>(SORT, cursor, readInstantOrText);
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.usageImport.findMany({ where: { tenant_id, ...keyset.where }, orderBy: keyset.orderBy, take: limit + 1 }),
  );
  const page = cutPage<(typeof rows)[number], 'created_at'>(rows, limit, SORT);
  return { data: page.rows.map(toImportView), next_cursor: page.next_cursor };
}
