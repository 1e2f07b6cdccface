import { BillingError } from '@revenue/billing-core/errors';
import type { UsageImport } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { toImportView } from './view.ts';

export async function getUsageImport(ctx: OperationContext, { id }: { id: string }): Promise<UsageImport> {
  const { tenant_id } = ctx;
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.usageImport.findUnique({ where: { tenant_id_id: { tenant_id, id } } }),
  );
  if (!row) throw new BillingError('not_found', `There is no import ${id} in this tenant.`);
  return toImportView(row);
}
