import type { InvoiceChange } from '@revenue/billing-core/invoices';
import type { Tx } from '@revenue/db/database';
import type { InvoiceRow } from './view.ts';

/**
 * The change of a subscription that an invoice was made by; null for one of a billing run, of a file, or by hand. It is found
 * by the subscriptions of its lines, whose changes are few.
 */
export async function loadMakingChange(
  tx: Tx,
  tenantId: string,
  { id, billing_run_id, import_id, items }: InvoiceRow,
): Promise<InvoiceChange | null> {
  const lines = items.flatMap(({ subscription_item_id }) => subscription_item_id ?? []);
  if (billing_run_id !== null || import_id !== null || lines.length === 0) return null;
  const [change] = await tx.$queryRaw<InvoiceChange[]>`
    SELECT c.id::text, c.kind, c.effective_on::text, c.subscription_id::text, fp.name AS from_plan, tp.name AS to_plan
      FROM subscription_changes c
      LEFT JOIN plan_versions fv ON fv.tenant_id = c.tenant_id AND fv.id = c.from_plan_version_id
      LEFT JOIN plans fp ON fp.tenant_id = fv.tenant_id AND fp.id = fv.plan_id
      LEFT JOIN plan_versions tv ON tv.tenant_id = c.tenant_id AND tv.id = c.to_plan_version_id
      LEFT JOIN plans tp ON tp.tenant_id = tv.tenant_id AND tp.id = tv.plan_id
     WHERE c.tenant_id = ${tenantId}::uuid AND c.invoice_id = ${id}::uuid AND c.subscription_id IN (
             SELECT si.subscription_id FROM subscription_items si
              WHERE si.tenant_id = ${tenantId}::uuid AND si.id = ANY(${lines}::uuid[]))
     ORDER BY c.created_at, c.id LIMIT 1`;
  return change ?? null;
}
