import { creditReason } from '@revenue/billing-core/credit-notes';
import type { Tx } from '@revenue/db/database';
import { loadWaitingLines } from '../billing-runs/load-waiting-lines.ts';
import type { OperationContext } from '../context.ts';
import { finalizeDraft } from '../invoices/finalize-draft.ts';
import { lockInvoice } from '../invoices/queries.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { writeCreditNotes } from '../subscriptions/write-credit-notes.ts';
import { dropWaitingLines } from '../subscriptions/write-waiting-lines.ts';

/**
 * What waits to be given back of an invoice of who paid for an account until now goes to them at once, by credit notes: the
 * next invoice is that of somebody else. Charges that wait are theirs who pay when they are billed.
 *
 * @param payers who pays for each account from now on
 */
export async function giveBackToFormerPayers(
  tx: Tx,
  ctx: OperationContext,
  payers: ReadonlyMap<string, string>,
): Promise<void> {
  const client = sqlClientOf(tx);
  const payer_ids = [...new Set(payers.values())];
  const waiting = await loadWaitingLines(client, ctx.tenant_id, { payer_ids, lock: true });
  const given = waiting.flatMap((line) => {
    const invoice = line.credited_origin?.invoice;
    const isOfAnother = invoice && payers.has(line.customer.id) && invoice.customer_id !== payers.get(line.customer.id);
    return isOfAnother ? [{ ...line, origin: line.credited_origin, waited: true, invoice }] : [];
  });
  const drafts = new Set(given.filter(({ invoice }) => invoice.status === 'draft').map(({ invoice }) => invoice.id));
  for (const id of drafts) await finalizeDraft(tx, ctx, await lockInvoice(tx, ctx.tenant_id, id));
  await dropWaitingLines(client, ctx, given);
  const credits = [...Map.groupBy(given, ({ invoice }) => invoice.id)].map(([invoice_id, lines]) => ({
    invoice_id,
    lines,
  }));
  await writeCreditNotes(tx, ctx, { credits }, { reason: creditReason({ why: 'other_payer' }) });
}
