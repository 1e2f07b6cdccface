import type { OperationContext } from '../context.ts';
import { sendInvoice } from './send-invoice.ts';

/**
 * Sends those of these invoices that are still drafts, each for itself: what somebody has sent or voided meanwhile is
 * left alone, and one that cannot be sent keeps no other from it.
 *
 * @throws Error for those that could not be sent, once the others are: the job is then tried again
 */
export async function sendDrafts(ctx: OperationContext, invoiceIds: readonly string[]): Promise<void> {
  const { tenant_id } = ctx;
  const drafts = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.invoice.findMany({
      where: { tenant_id, id: { in: [...invoiceIds] }, status: 'draft' },
      select: { id: true },
      // Account credit pays what is due first.
      orderBy: [{ due_date: 'asc' }, { issue_date: 'asc' }, { id: 'asc' }],
    }),
  );
  const failures: Error[] = [];
  for (const { id } of drafts) {
    await sendInvoice(ctx, { id, only_draft: true }).catch((error: Error) => {
      ctx.log.warn({ err: error, invoice_id: id }, 'an invoice could not be sent by itself');
      failures.push(error);
    });
  }
  if (failures.length === 0) return;
  const [first] = failures;
  throw new Error(`${failures.length} of ${drafts.length} invoices could not be sent: ${first?.message}`);
}
