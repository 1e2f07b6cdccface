import { assertStatusChange, type InvoiceStatus } from '@revenue/billing-core/invoices';
import { localDateAt } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { giveBackAccountCredit } from '../account-credits/give-back-account-credit.ts';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { settleInvoice } from '../payments/settle-invoice.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { followInvoices } from '../subscriptions/lifecycle/follow-invoices.ts';
import { finalizeDraft } from './finalize-draft.ts';
import { lockInvoice } from './queries.ts';
import { refuseCredited } from './refuse-credited.ts';
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
 * records a bank transfer over what is due, `void` needs a reason, gives account credit back and is refused once money came in.
 */
export async function changeInvoiceStatus(tx: Tx, ctx: OperationContext, change: StatusChange): Promise<void> {
  const invoice = await lockInvoice(tx, ctx.tenant_id, change.id);
  requireVersion('invoice', invoice.version, change.version);
  const from = invoice.status as InvoiceStatus;
  if (from === change.status) return;
  await assertAllowed(tx, ctx, invoice, change);
  switch (change.status) {
    case 'sent':
      return from === 'draft'
        ? void (await finalizeDraft(tx, ctx, invoice))
        : setStatus(tx, ctx, invoice, { status: 'sent' }, 'invoice.updated');
    case 'paid':
      return settleInvoice(tx, ctx, invoice, { received_on: change.paid_on, reference: change.payment_reference });
    case 'void':
      return voidInvoice(tx, ctx, invoice, change);
    case 'overdue':
      return setStatus(tx, ctx, invoice, { status: 'overdue' }, 'invoice.overdue');
    case 'uncollectible':
      return setStatus(tx, ctx, invoice, { status: 'uncollectible' }, 'invoice.uncollectible');
    case 'draft':
      // No transition leads here.
      return;
  }
}

async function voidInvoice(tx: Tx, ctx: OperationContext, invoice: InvoiceRow, change: StatusChange): Promise<void> {
  await refuseCredited(sqlClientOf(tx), ctx.tenant_id, invoice);
  await giveBackAccountCredit(sqlClientOf(tx), ctx, invoice.id);
  const amount_due = invoice.amount_due + invoice.amount_account_credit;
  const unpaid = invoice.amount_account_credit === 0n ? {} : { amount_account_credit: 0n, amount_due };
  await setStatus(tx, ctx, invoice, voided(ctx, change), 'invoice.voided', unpaid);
}

type StatusFields = { status: InvoiceStatus; voided_at?: Date; void_reason?: string };
type StatusEvent = 'invoice.voided' | 'invoice.overdue' | 'invoice.uncollectible' | 'invoice.updated';

async function setStatus(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  fields: StatusFields,
  type: StatusEvent,
  figures: { amount_account_credit?: bigint; amount_due?: bigint } = {},
): Promise<void> {
  const { tenant_id } = ctx;
  await tx.invoice.update({
    where: { tenant_id_id: { tenant_id, id: invoice.id } },
    data: { ...fields, ...figures, updated_at: ctx.clock.now(), version: { increment: 1 } },
  });
  const { id, invoice_number, status } = invoice;
  await recordChange(tx, ctx, {
    type,
    object_type: 'invoice',
    object_id: id,
    before: { status },
    after: { id, invoice_number, ...fields },
  });
  await followInvoices(sqlClientOf(tx), ctx, [id]);
}

function voided(ctx: OperationContext, { void_reason = '' }: StatusChange): StatusFields {
  return { status: 'void', void_reason, voided_at: ctx.clock.now() };
}

/** The rules are the core's; here are the facts they judge by. */
async function assertAllowed(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  { status: to, void_reason }: StatusChange,
): Promise<void> {
  const { tenant_id } = ctx;
  const { time_zone } = await tx.customer.findUniqueOrThrow({
    where: { tenant_id_id: { tenant_id, id: invoice.customer_id } },
    select: { time_zone: true },
  });
  const { invoice_number, currency, amount_due, amount_paid, amount_credited, items } = invoice;
  const standing = {
    invoice_number,
    currency,
    status: invoice.status as InvoiceStatus,
    due_date: fromDbDate(invoice.due_date),
    // To mark it paid records a payment over all that is due.
    amount_due: to === 'paid' ? 0n : amount_due,
    amount_paid,
    amount_credited,
    items: items.length,
  };
  assertStatusChange(standing, { to, today: localDateAt(ctx.clock.now(), time_zone), void_reason });
}
