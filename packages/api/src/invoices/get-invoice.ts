import type { Invoice } from '@revenue/billing-core/invoices';
import type { OperationContext } from '../context.ts';
import { loadMakingChange } from './load-making-change.ts';
import { loadInvoice } from './queries.ts';
import { toInvoiceView } from './view.ts';

/** One invoice with its items, how each amount came about, its payments, and the change of a subscription that made it. */
export async function getInvoice(ctx: OperationContext, { id }: { id: string }): Promise<Invoice> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await loadInvoice(tx, tenant_id, id);
    return { ...toInvoiceView(row), subscription_change: await loadMakingChange(tx, tenant_id, row) };
  });
}
