import type { InvoiceImportPage, ListInvoiceImports } from '@revenue/billing-core/invoice-imports';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { toInvoiceImportView } from './view.ts';

/** Imported files, the newest first. */
export async function listInvoiceImports(
  ctx: OperationContext,
  { limit, cursor }: ListInvoiceImports,
): Promise<InvoiceImportPage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.invoiceImport.findMany({ where: { tenant_id, ...keyset.where }, orderBy: keyset.orderBy, take: limit + 1 }),
  );
  const page = cutPage(rows, limit, '-created_at');
  return { data: page.rows.map(toInvoiceImportView), next_cursor: page.next_cursor };
}
