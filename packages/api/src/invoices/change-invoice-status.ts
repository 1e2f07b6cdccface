import { BillingError } from '@revenue/billing-core/errors';
import { assertTransition, type InvoiceStatus, isOverdue } from '@revenue/billing-core/invoices';
import { localDateAt } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { settleInvoice } from '../payments/settle-invoice.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { finalizeDraft } from './finalize-draft.ts';
import { lockInvoice } from './queries.ts';
import type { InvoiceRow } from './view.ts';

export interface StatusChange {
  id: string;
  version?: number | undefined;
  status: InvoiceStatus;
  void_reason?: string | undefined;
  paid_on?: string | undefined;
  payment_reference?: string | undefined;
}

/**
 * Moves an invoice along its legal transitions. `sent` makes a draft final (handed over by other means than mail), `paid`
 * records a bank transfer over what is due, `void` needs a reason and is refused once money came in.
 */
export async function changeInvoiceStatus(tx: Tx, ctx: OperationContext, change: StatusChange): Promise<void> {
  const invoice = await lockInvoice(tx, ctx.tenant_id, change.id);
  requireVersion('invoice', invoice.version, change.version);
  const from = invoice.status as InvoiceStatus;
  if (from === change.status) return;
  assertTransition(from, change.status);
  switch (change.status) {
    case 'sent':
      return from === 'draft' ? void (await finalizeDraft(tx, ctx, invoice)) : reopen(tx, ctx, invoice);
    case 'paid':
      return settleInvoice(tx, ctx, invoice, { received_on: change.paid_on, reference: change.payment_reference });
    case 'void':
      return voidInvoice(tx, ctx, invoice, change.void_reason);
    case 'overdue':
      return markOverdue(tx, ctx, invoice);
    case 'uncollectible':
      return setStatus(tx, ctx, invoice, { status: 'uncollectible' }, 'invoice.uncollectible');
    case 'draft':
      // No transition leads here.
      return;
  }
}

type StatusFields = { status: InvoiceStatus; voided_at?: Date; void_reason?: string };
type StatusEvent = 'invoice.voided' | 'invoice.overdue' | 'invoice.uncollectible' | 'invoice.updated';

async function setStatus(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  fields: StatusFields,
  type: StatusEvent,
): Promise<void> {
  const { tenant_id } = ctx;
  await tx.invoice.update({
    where: { tenant_id_id: { tenant_id, id: invoice.id } },
    data: { ...fields, updated_at: ctx.clock.now(), version: { increment: 1 } },
  });
  const { id, invoice_number, status } = invoice;
  await recordChange(tx, ctx, {
    type,
    object_type: 'invoice',
    object_id: id,
    before: { status },
    after: { id, invoice_number, ...fields },
  });
}

async function voidInvoice(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  reason: string | undefined,
): Promise<void> {
  if (reason === undefined) {
    throw new BillingError(
      'validation_failed',
      'Say why the invoice is void; its number stays and must be explained.',
      {
        errors: [{ path: 'void_reason', message: 'is missing' }],
      },
    );
  }
  if (invoice.amount_paid > 0n) {
    throw new BillingError(
      'illegal_transition',
      `Invoice ${invoice.invoice_number} has payments; refund them before voiding it.`,
    );
  }
  await setStatus(
    tx,
    ctx,
    invoice,
    { status: 'void', void_reason: reason, voided_at: ctx.clock.now() },
    'invoice.voided',
  );
}

async function markOverdue(tx: Tx, ctx: OperationContext, invoice: InvoiceRow): Promise<void> {
  if (!(await isPastDue(tx, ctx, invoice))) {
    const due = fromDbDate(invoice.due_date);
    throw new BillingError(
      'illegal_transition',
      `Invoice ${invoice.invoice_number} is due on ${due} and not overdue yet.`,
    );
  }
  await setStatus(tx, ctx, invoice, { status: 'overdue' }, 'invoice.overdue');
}

/** Back from overdue, as after a promise to pay: only while its due date is not over, or it would be overdue at once. */
async function reopen(tx: Tx, ctx: OperationContext, invoice: InvoiceRow): Promise<void> {
  if (await isPastDue(tx, ctx, invoice)) {
    throw new BillingError(
      'illegal_transition',
      `Invoice ${invoice.invoice_number} is past its due date, so it stays overdue.`,
    );
  }
  await setStatus(tx, ctx, invoice, { status: 'sent' }, 'invoice.updated');
}

async function isPastDue(tx: Tx, ctx: OperationContext, invoice: InvoiceRow): Promise<boolean> {
  const { tenant_id } = ctx;
  const { time_zone } = await tx.customer.findUniqueOrThrow({
    where: { tenant_id_id: { tenant_id, id: invoice.customer_id } },
    select: { time_zone: true },
  });
  const { amount_due, due_date } = invoice;
  return isOverdue(
    { status: 'sent', amount_due, due_date: fromDbDate(due_date) },
    localDateAt(ctx.clock.now(), time_zone),
  );
}
