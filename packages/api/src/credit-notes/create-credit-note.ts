import type { CreateCreditNote, CreditNote } from '@revenue/billing-core/credit-notes';
import { type InvoiceStatus, standingStatus } from '@revenue/billing-core/invoices';
import { wireAmount } from '@revenue/billing-core/money';
import type { LocalDate } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { grantAccountCredit } from '../account-credits/grant-account-credit.ts';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { allocateSeriesNumbers } from '../invoices/allocate-numbers.ts';
import type { InvoiceRow } from '../invoices/view.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { followInvoices } from '../subscriptions/lifecycle/follow-invoices.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { getCreditNote } from './get-credit-note.ts';
import { type CreditNoteDraft, insertCreditNotes } from './insert-credit-notes.ts';
import { type CreditedServices, planCreditNote } from './plan-credit-note.ts';

/**
 * Issues a credit note: it gets the next number of its series and is final at once. What it credits comes off what its
 * invoice owes first; the rest goes back to the customer, outside of this system, or to their account
 * credit. An invoice on which nothing is due any
 * more becomes paid. Two at once on one invoice wait for each other, so together they never exceed it.
 *
 * @throws BillingError as `planCreditNote`; duplicate for an external_id that is taken
 */
export async function createCreditNote(ctx: OperationContext, input: CreateCreditNote): Promise<CreditNote> {
  const taken = { external_id: `external_id "${input.external_id}" is that of another credit note.` };
  const id = await namingDuplicates(taken, () =>
    ctx.db.withTenant(ctx.tenant_id, (tx) => issueCreditNote(tx, ctx, input)),
  );
  return getCreditNote(ctx, { id });
}

/** The same in a transaction of somebody else's. */
export async function issueCreditNote(
  tx: Tx,
  ctx: OperationContext,
  input: CreateCreditNote,
  services?: CreditedServices,
): Promise<string> {
  const { draft, invoice, today } = await planCreditNote(tx, ctx, input, services);
  const client = sqlClientOf(tx);
  const [number] = await allocateSeriesNumbers(client, ctx.tenant_id, 'credit_note', [draft]);
  if (!number) throw new Error('a credit note got no number');
  const note = { id: newId(ctx.clock.now()), ...number, ...draft };
  await insertCreditNotes(client, ctx, [note], 'credit_note.issued');
  await grantAccountCredit(client, ctx, {
    ...{ customer_id: draft.customer_id, currency: draft.currency, amount: draft.account_credit_amount },
    ...{ source: 'credit_note', source_id: note.id },
  });
  if (invoice) await takeOffInvoice(tx, ctx, invoice, draft, today);
  return note.id;
}

async function takeOffInvoice(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  { offset_amount }: CreditNoteDraft,
  today: LocalDate,
): Promise<void> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const amount_credited = invoice.amount_credited + offset_amount;
  const amount_due = invoice.amount_due - offset_amount;
  const before = invoice.status as InvoiceStatus;
  const status = standingStatus({ status: before, due_date: fromDbDate(invoice.due_date), amount_due }, today);
  const becomesPaid = status === 'paid' && before !== 'paid';
  await tx.invoice.update({
    where: { tenant_id_id: { tenant_id, id: invoice.id } },
    data: {
      amount_credited,
      amount_due,
      status,
      ...(becomesPaid ? { paid_at: now } : {}),
      updated_at: now,
      version: { increment: 1 },
    },
  });
  const figures = (credited: bigint, due: bigint) => ({
    amount_credited: wireAmount(credited, invoice.currency),
    amount_due: wireAmount(due, invoice.currency),
  });
  const { id, invoice_number, currency } = invoice;
  await recordChange(tx, ctx, {
    type: becomesPaid ? 'invoice.paid' : 'invoice.updated',
    object_type: 'invoice',
    object_id: id,
    before: { status: before, ...figures(invoice.amount_credited, invoice.amount_due) },
    after: { id, invoice_number, status, currency, ...figures(amount_credited, amount_due) },
  });
  if (status !== before) await followInvoices(sqlClientOf(tx), ctx, [id]);
}
