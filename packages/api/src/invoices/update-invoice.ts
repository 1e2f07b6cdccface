import { BillingError } from '@revenue/billing-core/errors';
import type { Invoice, UpdateInvoice } from '@revenue/billing-core/invoices';
import { assertInvoiceDays, localDateAt } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { readDiscount } from './asked-discount.ts';
import { changeInvoiceStatus } from './change-invoice-status.ts';
import { completeItems } from './complete-items.ts';
import { editDraft } from './edit-draft.ts';
import { getInvoice } from './get-invoice.ts';

/**
 * Edits a draft, moves an invoice to another status, or both, in this order and in one transaction: where one is refused
 * neither happens. Fields that are left out stay; `items` replaces what was added by hand, and the lines of
 * subscriptions stay.
 *
 * @throws BillingError not_found, version_conflict, illegal_transition, invalid_date
 */
export async function updateInvoice(ctx: OperationContext, input: UpdateInvoice): Promise<Invoice> {
  const { id, version, status, void_reason, paid_on, payment_reference, ...changes } = input;
  if (status === undefined) refuseStrayDetails({ void_reason, paid_on, payment_reference });
  const edits = presentFields(changes);
  const edited = Object.keys(edits).length > 0;
  await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    if (edited) await applyEdits(sqlClientOf(tx), ctx, { id, version }, edits);
    if (status === undefined) return;
    // An edit has checked the version and raised it; a status change alone checks it itself.
    const seen = edited ? undefined : version;
    await changeInvoiceStatus(tx, ctx, { id, version: seen, status, void_reason, paid_on, payment_reference });
  });
  return getInvoice(ctx, { id });
}

type Edits = Omit<UpdateInvoice, 'id' | 'version' | 'status' | 'void_reason' | 'paid_on' | 'payment_reference'>;

async function applyEdits(
  client: SqlClient,
  ctx: OperationContext,
  target: { id: string; version?: number | undefined },
  edits: Edits,
): Promise<void> {
  const { items, percent_off, amount_off, ...fields } = edits;
  await editDraft(client, ctx, target, async (draft) => {
    const { due_date, ...head } = draft.head;
    assertInvoiceDays(fields, head.issue_date, localDateAt(ctx.clock.now(), 'UTC'));
    // New dates or terms move the due date along, unless it is given as well.
    const movesDue = fields.issue_date !== undefined || fields.payment_terms !== undefined;
    const saysDiscount = percent_off !== undefined || amount_off !== undefined;
    const discount = saysDiscount ? readDiscount({ percent_off, amount_off }, head.currency) : {};
    return {
      head: { ...head, ...(movesDue ? {} : { due_date }), ...presentFields(fields), ...discount },
      kept: items === undefined ? draft.items : draft.items.filter((item) => item.kind !== 'manual'),
      added: items === undefined ? [] : await completeItems(client, ctx.tenant_id, draft.setting, items),
    };
  });
}

function refuseStrayDetails(details: Partial<Record<string, string | undefined>>): void {
  const stray = Object.keys(details).find((key) => details[key] !== undefined);
  if (stray === undefined) return;
  throw new BillingError('validation_failed', `${stray} says something about a change of status, and there is none.`, {
    errors: [{ path: stray, message: 'goes with a status; yours is left out' }],
  });
}
