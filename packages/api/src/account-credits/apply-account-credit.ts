import { planCreditUse } from '@revenue/billing-core/account-credits';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { wireAmount } from '@revenue/billing-core/money';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { followInvoices } from '../subscriptions/lifecycle/follow-invoices.ts';
import { loadBalance } from './load-balance.ts';
import { writeEntries } from './write-entries.ts';

/** What is asked of an invoice that credit may pay. Minor units. */
export interface InvoiceToPay {
  id: string;
  invoice_number: string;
  customer_id: string;
  currency: string;
  status: string;
  total: bigint;
  issue_date: Date;
  due_date: Date;
  amount_due: bigint;
  amount_account_credit: bigint;
}

/** What credit would pay of an invoice as things stand; nothing of one that owes nothing. */
export async function planAccountCredit(
  client: SqlClient,
  { tenant_id }: OperationContext,
  invoice: InvoiceToPay,
  { lock }: { lock: boolean },
): Promise<bigint> {
  const { id, customer_id, currency, amount_due } = invoice;
  if (amount_due <= 0n) return 0n;
  const balance = await loadBalance(client, { tenant_id, customer_id, currency }, { lock });
  const days = { due_date: fromDbDate(invoice.due_date), issue_date: fromDbDate(invoice.issue_date) };
  const [use] = planCreditUse(balance, [{ id, ...days, amount_due }]);
  return use?.amount ?? 0n;
}

/**
 * Pays an invoice from the account credit of its customer, as far as it goes; wholly paid, it is paid. The caller has
 * locked the invoice, which is final. Two invoices of one customer wait for each other at the balance.
 *
 * @returns what was paid, in minor units
 */
export async function applyAccountCredit(
  client: SqlClient,
  ctx: OperationContext,
  invoice: InvoiceToPay,
): Promise<bigint> {
  const amount = await planAccountCredit(client, ctx, invoice, { lock: true });
  if (amount === 0n) return 0n;
  const { id, customer_id, currency } = invoice;
  await writeEntries(client, ctx, [{ customer_id, currency, kind: 'use', amount: -amount, invoice_id: id }]);
  await moveInvoice(client, ctx, invoice, amount);
  if (amount === invoice.amount_due) await followInvoices(client, ctx, [id]);
  return amount;
}

async function moveInvoice(
  client: SqlClient,
  ctx: OperationContext,
  invoice: InvoiceToPay,
  amount: bigint,
): Promise<void> {
  const { id, invoice_number, currency, total } = invoice;
  const amount_due = invoice.amount_due - amount;
  const amount_account_credit = invoice.amount_account_credit + amount;
  const status: InvoiceStatus = amount_due === 0n ? 'paid' : (invoice.status as InvoiceStatus);
  await client.query(
    `UPDATE invoices
        SET amount_account_credit = $3, amount_due = $4, status = $5, version = version + 1, updated_at = $6,
            paid_at = CASE WHEN $5 = 'paid' THEN $6::timestamptz ELSE paid_at END
      WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [ctx.tenant_id, id, amount_account_credit, amount_due, status, ctx.clock.now()],
  );
  const figures = (used: bigint, due: bigint) => ({
    amount_account_credit: wireAmount(used, currency),
    amount_due: wireAmount(due, currency),
  });
  const before = { status: invoice.status, ...figures(invoice.amount_account_credit, invoice.amount_due) };
  const after = { id, invoice_number, status, total: wireAmount(total, currency), currency };
  await writeChanges(client, ctx, [
    {
      type: status === 'paid' ? 'invoice.paid' : 'invoice.updated',
      object_type: 'invoice',
      object_id: id,
      before,
      after: { ...after, ...figures(amount_account_credit, amount_due) },
    },
  ]);
}
