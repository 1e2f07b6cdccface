import { BillingError } from '@revenue/billing-core/errors';
import { wireAmount } from '@revenue/billing-core/money';
import { type LocalDate, laterDate, localDateAt } from '@revenue/billing-core/time';
import { fromDbDate, toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { recordChanges } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import type { InvoiceRow } from '../invoices/view.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { followInvoices } from '../subscriptions/lifecycle/follow-invoices.ts';

export interface Receipt {
  /** The civil day the money came in; today where the customer is unless given. */
  received_on?: string | undefined;
  reference?: string | undefined;
}

/**
 * Records a bank transfer over all that is due on an invoice and marks it paid. An invoice over nothing becomes paid
 * without a payment. The caller has locked the invoice and checked the transition.
 *
 * @throws BillingError validation_failed for a day of receipt that is to come
 */
export async function settleInvoice(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  receipt: Receipt,
): Promise<void> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const payment = invoice.amount_due > 0n ? await recordTransfer(tx, ctx, invoice, receipt) : null;
  await tx.invoice.update({
    where: { tenant_id_id: { tenant_id, id: invoice.id } },
    data: {
      status: 'paid',
      amount_paid: invoice.amount_paid + invoice.amount_due,
      amount_due: 0n,
      paid_at: now,
      updated_at: now,
      version: { increment: 1 },
    },
  });
  const { id, invoice_number, status, currency, total } = invoice;
  await recordChanges(tx, ctx, [
    ...(payment
      ? [
          {
            type: 'payment.succeeded' as const,
            object_type: 'payment',
            object_id: payment.id,
            after: toPaymentView(payment),
          },
        ]
      : []),
    {
      type: 'invoice.paid' as const,
      object_type: 'invoice',
      object_id: id,
      before: { status },
      after: { id, invoice_number, status: 'paid', total: wireAmount(total, currency), currency },
    },
  ]);
  await followInvoices(sqlClientOf(tx), ctx, [id]);
}

function toPaymentView(payment: Awaited<ReturnType<typeof recordTransfer>>) {
  const { tenant_id: _, amount, received_on, created_at, ...fields } = payment;
  return {
    ...fields,
    amount: wireAmount(amount, payment.currency),
    received_on: received_on && fromDbDate(received_on),
    created_at: created_at.toISOString(),
  };
}

async function recordTransfer(tx: Tx, ctx: OperationContext, invoice: InvoiceRow, receipt: Receipt) {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const received_on = await dayOfReceipt(tx, ctx, invoice, receipt.received_on);
  const payment = await tx.payment.create({
    data: {
      tenant_id,
      id: newId(now),
      customer_id: invoice.customer_id,
      method: 'bank_transfer',
      status: 'succeeded',
      currency: invoice.currency,
      amount: invoice.amount_due,
      received_on: toDbDate(received_on),
      reference: receipt.reference ?? null,
      created_at: now,
    },
  });
  await tx.paymentAllocation.create({
    data: {
      tenant_id,
      id: newId(now),
      payment_id: payment.id,
      invoice_id: invoice.id,
      amount: payment.amount,
      created_at: now,
    },
  });
  return payment;
}

/** The day given, or today where the customer is. Money that is to come is no payment yet, neither here nor there. */
async function dayOfReceipt(
  tx: Tx,
  { tenant_id, clock }: OperationContext,
  { customer_id }: InvoiceRow,
  given: LocalDate | undefined,
): Promise<LocalDate> {
  const select = { time_zone: true };
  const where = { tenant_id_id: { tenant_id, id: customer_id } };
  const customer = await tx.customer.findUniqueOrThrow({ where, select });
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select });
  const there = localDateAt(clock.now(), customer.time_zone);
  const today = laterDate(there, localDateAt(clock.now(), tenant.time_zone));
  if (given === undefined || given <= today) return given ?? there;
  const message = `${given} is to come; record the payment when the money is there`;
  throw new BillingError('validation_failed', `paid_on: ${message}.`, { errors: [{ path: 'paid_on', message }] });
}
