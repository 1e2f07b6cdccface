import type { EarlierCredit } from '@revenue/billing-core/credit-notes';
import { BillingError } from '@revenue/billing-core/errors';
import { DEFAULT_ROUNDING, roundQuotient } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import { itemTaxesFromJson } from '../invoices/stored-tax.ts';
import { type CreditNoteRow, creditNoteInclude } from './view.ts';

/** @throws BillingError not_found, for the id of another tenant as well. */
export async function loadCreditNote(tx: Tx, tenant_id: string, id: string): Promise<CreditNoteRow> {
  const row = await tx.creditNote.findUnique({
    where: { tenant_id_id: { tenant_id, id } },
    include: creditNoteInclude,
  });
  if (row) return row;
  throw new BillingError('not_found', `There is no credit note ${id}.`, {
    errors: [{ path: 'id', message: 'is unknown' }],
  });
}

/** What the credit notes of an invoice took back already. */
export interface EarlierNotes {
  credits: EarlierCredit[];
  /** Of what was paid, what goes back to the customer. Minor units. */
  refunded: bigint;
}

export async function loadEarlierNotes(tx: Tx, tenant_id: string, invoice_id: string): Promise<EarlierNotes> {
  const rows = await tx.creditNote.findMany({ where: { tenant_id, invoice_id }, include: { items: true } });
  const refunded = rows.reduce((sum, { refund_amount }) => sum + refund_amount, 0n);
  const credits = rows.map(({ cash_rounding, items }) => ({
    cash_rounding,
    items: items.map((item) => ({
      position: item.invoice_position ?? 0,
      quantity: item.quantity?.toFixed() ?? null,
      amount: item.amount,
      discount_amount: item.discount_amount,
      taxes: (item.taxes as { tax: string }[]).map(({ tax }) => ({ tax: BigInt(tax) })),
    })),
  }));
  const lines = await loadCreditLines(tx, tenant_id, invoice_id);
  const waiting = await loadWaitingCredits(tx, tenant_id, invoice_id);
  return { credits: [...credits, ...lines, ...waiting], refunded };
}

/**
 * What lines of other invoices gave back of this one, for changes of subscriptions, as if credit notes had; less what credit
 * notes took back of those lines. On the invoice itself such a line is an item as every other.
 */
async function loadCreditLines(tx: Tx, tenant_id: string, invoice_id: string): Promise<EarlierCredit[]> {
  const rows = await tx.invoiceItem.findMany({
    where: { tenant_id, credits: { invoice_id }, invoice: { status: { not: 'void' }, id: { not: invoice_id } } },
    include: {
      credits: { select: creditedFields },
      invoice: { select: { credit_notes: { select: { items: true } } } },
    },
  });
  return rows.flatMap(({ credits: of, position, amount, taxes, invoice: { credit_notes } }) => {
    const back = credit_notes
      .flatMap(({ items }) => items)
      .filter(({ invoice_position }) => invoice_position === position);
    const left = -amount + back.reduce((sum, item) => sum + item.amount, 0n);
    if (of === null || of.amount === of.discount_amount || left === 0n) return [];
    const backTax = (at: number) =>
      back.reduce((sum, item) => sum + BigInt((item.taxes as { tax: string }[])[at]?.tax ?? 0), 0n);
    return [creditOf(of, left, (at) => backTax(at) - (itemTaxesFromJson(taxes)[at]?.tax ?? 0n))];
  });
}

/**
 * What lines give back that still wait for the next invoice: it is promised, and nobody is given it twice. They are taxed as
 * what they give back of, so here they have their part of its tax.
 */
async function loadWaitingCredits(tx: Tx, tenant_id: string, invoice_id: string): Promise<EarlierCredit[]> {
  const origins = await tx.invoiceItem.findMany({
    where: { tenant_id, invoice_id },
    select: { id: true, ...creditedFields },
  });
  const byId = new Map(origins.map((origin) => [origin.id, origin]));
  const rows = await tx.pendingInvoiceItem.findMany({
    where: { tenant_id, status: 'waiting', credits_item_id: { in: [...byId.keys()] } },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ credits_item_id, amount, discount_amount }) => {
    const of = byId.get(credits_item_id ?? '');
    if (of === undefined || of.amount === of.discount_amount) return [];
    const left = discount_amount - amount;
    const rates = itemTaxesFromJson(of.taxes);
    const taxAt = (at: number) =>
      roundQuotient((rates[at]?.tax ?? 0n) * left, of.amount - of.discount_amount, DEFAULT_ROUNDING.mode);
    return [creditOf(of, left, taxAt)];
  });
}

const creditedFields = { position: true, amount: true, discount_amount: true, taxes: true } as const;

/** What is given back after the discount of the line, as a credit note has it: before that, and what it bears of it. */
function creditOf(
  of: { position: number; amount: bigint; discount_amount: bigint; taxes: unknown },
  left: bigint,
  taxAt: (rate: number) => bigint,
): EarlierCredit {
  const amount = roundQuotient(left * of.amount, of.amount - of.discount_amount, DEFAULT_ROUNDING.mode);
  const taxes = itemTaxesFromJson(of.taxes).map((_, at) => ({ tax: taxAt(at) }));
  const item = { position: of.position, quantity: null, amount, discount_amount: amount - left, taxes };
  return { cash_rounding: 0n, items: [item] };
}
