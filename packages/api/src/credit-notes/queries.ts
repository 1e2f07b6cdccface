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
  return { credits: [...credits, ...(await loadCreditLines(tx, tenant_id, invoice_id))], refunded };
}

/**
 * What lines of other invoices gave back of this one, for changes of subscriptions, as if credit notes had; less what credit
 * notes took back of those lines. On the invoice itself such a line is an item as every other.
 */
async function loadCreditLines(tx: Tx, tenant_id: string, invoice_id: string): Promise<EarlierCredit[]> {
  const rows = await tx.invoiceItem.findMany({
    where: { tenant_id, credits: { invoice_id }, invoice: { status: { not: 'void' }, id: { not: invoice_id } } },
    include: {
      credits: { select: { position: true, amount: true, discount_amount: true } },
      invoice: { select: { credit_notes: { select: { items: true } } } },
    },
  });
  return rows.flatMap(({ credits: of, position, amount, taxes, invoice: { credit_notes } }) => {
    const back = credit_notes
      .flatMap(({ items }) => items)
      .filter(({ invoice_position }) => invoice_position === position);
    const left = -amount + back.reduce((sum, item) => sum + item.amount, 0n);
    if (of === null || of.amount === of.discount_amount || left === 0n) return [];
    const before = roundQuotient(left * of.amount, of.amount - of.discount_amount, DEFAULT_ROUNDING.mode);
    const backTax = (at: number) =>
      back.reduce((sum, item) => sum + BigInt((item.taxes as { tax: string }[])[at]?.tax ?? 0), 0n);
    const item = { position: of.position, quantity: null, amount: before, discount_amount: before - left };
    const ofRates = itemTaxesFromJson(taxes).map(({ tax }, at) => ({ tax: -tax + backTax(at) }));
    return [{ cash_rounding: 0n, items: [{ ...item, taxes: ofRates }] }];
  });
}
