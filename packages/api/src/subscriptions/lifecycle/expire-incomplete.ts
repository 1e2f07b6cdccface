import { creditReason } from '@revenue/billing-core/credit-notes';
import { addDays, localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../../audit/record-change.ts';
import { dropFirstLines } from '../../billing-runs/load-waiting-lines.ts';
import type { OperationContext } from '../../context.ts';
import { issueCreditNote } from '../../credit-notes/create-credit-note.ts';
import { changeInvoiceStatus } from '../../invoices/change-invoice-status.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { dropScheduled } from '../drop-scheduled.ts';
import { recordMrr } from '../record-mrr.ts';
import { insertChange } from './lifecycle-outcome.ts';
import { loadRules } from './load-rules.ts';

/**
 * Expires a subscription whose first payment has not come within the days of grace from its start, and voids the invoice
 * that asked for it, or credits the rest of one that was credited in part. False where it is not time yet, or it was paid meanwhile.
 */
export async function expireIncomplete(ctx: OperationContext, id: string): Promise<boolean> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const client = sqlClientOf(tx);
    const { grace_days } = await loadRules(client, tenant_id);
    const invoices = await lockInvoices(tx, tenant_id, id);
    const row = await lockIncomplete(tx, tenant_id, id);
    const now = ctx.clock.now();
    if (!row) return false;
    const effective_on = localDateAt(now, row.time_zone);
    if (effective_on <= addDays(row.start, grace_days)) return false;
    if (invoices.some(({ amount_paid }) => amount_paid > 0n)) return false;
    // Before its invoices: one that owes nothing any more would make it active.
    await tx.subscription.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { status: 'expired', ended_at: now, next_billing_at: null, updated_at: now, version: { increment: 1 } },
    });
    await insertChange(client, ctx, row, {
      ...{ kind: 'cancel', status: 'applied', effective_on, effective_at: now, details: { reason: REASON } },
    });
    await recordChange(tx, ctx, {
      ...{ type: 'subscription.expired', object_type: 'subscription', object_id: id },
      ...{ before: { status: 'incomplete', reason: null }, after: { id, status: 'expired', reason: REASON } },
    });
    for (const invoice of invoices) await withdraw(tx, ctx, invoice);
    await dropScheduled(client, ctx, [id], { reason: REASON, ends: 'go' });
    await dropFirstLines(client, tenant_id, now, [id]);
    await recordMrr(client, ctx, [id]);
    return true;
  });
}

const REASON = 'the first payment did not come';

interface IncompleteRow {
  id: string;
  start: string;
  time_zone: string;
  plan_version_id: string;
  currency: string;
}

async function lockIncomplete(tx: Tx, tenant_id: string, id: string): Promise<IncompleteRow | undefined> {
  const [row] = await tx.$queryRaw<IncompleteRow[]>`
    SELECT s.id::text, GREATEST(s.start_date, (s.created_at AT TIME ZONE 'UTC')::date)::text AS start, s.time_zone,
           s.plan_version_id::text, v.currency
      FROM subscriptions s JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
     WHERE s.tenant_id = ${tenant_id}::uuid AND s.id = ${id}::uuid AND s.status = 'incomplete' FOR UPDATE OF s`;
  return row;
}

/** It asks for nothing any more: it becomes void, or, where it was credited in part, which an invoice never loses, the rest is. */
async function withdraw(tx: Tx, ctx: OperationContext, { id, amount_credited }: OpenInvoice): Promise<void> {
  const reason = creditReason({ why: 'unpaid' });
  if (amount_credited === 0n) return changeInvoiceStatus(tx, ctx, { id, status: 'void', void_reason: reason });
  await issueCreditNote(tx, ctx, { invoice_id: id, reason, disposition: 'account_credit' });
}

type OpenInvoice = { id: string; amount_paid: bigint; amount_credited: bigint };

/** Its open invoices before itself: a payment takes them in this order too. */
function lockInvoices(tx: Tx, tenant_id: string, id: string): Promise<OpenInvoice[]> {
  return tx.$queryRaw<OpenInvoice[]>`
    SELECT v.id::text, v.amount_paid, v.amount_credited FROM invoices v
     WHERE v.tenant_id = ${tenant_id}::uuid AND v.status IN ('draft', 'sent', 'overdue')
       AND EXISTS (SELECT 1 FROM invoice_items it JOIN subscription_items si ON si.tenant_id = it.tenant_id AND si.id = it.subscription_item_id
                    WHERE it.tenant_id = v.tenant_id AND it.invoice_id = v.id AND si.subscription_id = ${id}::uuid)
     ORDER BY v.id FOR UPDATE OF v`;
}
