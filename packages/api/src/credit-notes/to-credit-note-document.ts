import { creditReasonWords, documentWords } from '@revenue/billing-core/languages';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import { documentReader, type Reader } from '../documents/document-reader.ts';
import type { Parties, PartySnapshot } from '../invoices/parties.ts';
import { itemTaxesFromJson } from '../invoices/stored-tax.ts';
import { paperOf, toBuyer, toSeller, toTaxRows } from '../invoices/to-invoice-document.ts';
import type { CreditNoteRow } from './view.ts';

/** The credit note as it is set in type, by the template of invoices and in their signs. It asks for no money. */
export function toCreditNoteDocument(
  note: CreditNoteRow,
  { seller, customer }: Parties,
  reader: Reader = documentReader(note.customer_snapshot as PartySnapshot, customer),
): InvoiceDocument {
  const from = note.seller_snapshot as PartySnapshot;
  const issue_date = fromDbDate(note.issue_date);
  const { currency, subtotal, discount_total, tax_total, tax_included, total } = note;
  return {
    ...{
      kind: 'credit_note',
      invoice_number: note.credit_note_number,
      status: 'sent',
      issue_date,
      due_date: issue_date,
    },
    ...{ paid_on: null, purchase_order_number: null, payment_terms: 'due_on_receipt', terms: null, hosted_url: null },
    paper: paperOf(from),
    ...reader,
    seller: toSeller(from, seller, reader.language),
    buyer: toBuyer(note.customer_snapshot as PartySnapshot, reader.language),
    items: note.items.map(toDocumentItem),
    taxes: toTaxRows(note.taxes, reader),
    ...{ currency, subtotal, discount_total, tax_total, tax_included, total },
    ...{ amount_paid: 0n, amount_credited: 0n, amount_account_credit: 0n, amount_due: 0n, payments: [] },
    credit: {
      of_invoice: note.invoice?.invoice_number ?? null,
      reason: creditReasonWords(documentWords(reader.language, reader.locale), reader, note.reason),
      credited: total + note.cash_rounding,
      offset: note.offset_amount,
      refund: note.refund_amount,
      account_credit: note.account_credit_amount,
    },
    notes: note.notes,
  };
}

function toDocumentItem(item: CreditNoteRow['items'][number]): InvoiceDocument['items'][number] {
  const { description, amount, discount_amount } = item;
  return {
    ...{ description, details: [], amount, discount_amount },
    service_start: item.service_start && fromDbDate(item.service_start),
    service_end: item.service_end && fromDbDate(item.service_end),
    quantity: (item.quantity ?? item.service_quantity)?.toFixed() ?? '',
    unit_price: item.unit_price?.toFixed() ?? null,
    tax_percents: itemTaxesFromJson(item.taxes).map(({ rate }) => rate),
  };
}
