import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { type CreditNoteMailData, creditNoteLetter } from '@revenue/emails/letters/credit-note';
import { renderMail } from '@revenue/emails/render-mail';
import type { OperationContext } from '../context.ts';
import { toCreditNoteDocument } from '../credit-notes/to-credit-note-document.ts';
import { type CreditNoteRow, creditNoteInclude } from '../credit-notes/view.ts';
import { readerOf } from '../documents/document-reader.ts';
import { hostedUrls } from '../invoices/hosted/load-link.ts';
import { type Parties, sellerInclude } from '../invoices/parties.ts';
import type { MailSettingsRow } from './load-mail-settings.ts';
import { type MailDraft, pdfName } from './queue-mails.ts';

export type CreditNoteWithParties = {
  note: CreditNoteRow;
  parties: Parties;
  /** Where the customer sees the invoice that it takes back; null where it stands alone. */
  hosted_url: string | null;
};

/** Credit notes with seller, buyers and the public links of their invoices, a fixed number of statements however many. */
export async function loadCreditNotes(
  tx: Tx,
  ctx: OperationContext,
  ids: readonly string[],
): Promise<CreditNoteWithParties[]> {
  if (ids.length === 0) return [];
  const { tenant_id } = ctx;
  const seller = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, include: sellerInclude });
  const notes = await tx.creditNote.findMany({
    where: { tenant_id, id: { in: [...ids] } },
    include: creditNoteInclude,
    orderBy: { id: 'asc' },
  });
  const buyers = [...new Set(notes.map(({ customer_id }) => customer_id))];
  const customers = await tx.customer.findMany({ where: { tenant_id, id: { in: buyers } } });
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const urls = await hostedUrls(
    tx,
    ctx,
    notes.flatMap(({ invoice_id }) => invoice_id ?? []),
  );
  return notes.flatMap((note) => {
    const customer = byId.get(note.customer_id);
    if (!customer) return [];
    return [{ note, parties: { seller, customer }, hosted_url: urls.get(note.invoice_id ?? '') ?? null }];
  });
}

/** A credit note as a mail tells of it: the figures and parties of its document. */
export function creditNoteMailData(
  { note, parties, hosted_url }: CreditNoteWithParties,
  settings: MailSettingsRow,
): CreditNoteMailData {
  const {
    buyer,
    credit,
    invoice_number: credit_note_number,
    ...document
  } = toCreditNoteDocument(note, parties, readerOf(parties.customer));
  return {
    ...document,
    credit_note_number,
    issue_date: fromDbDate(note.issue_date),
    buyer_name: buyer.contact_name ?? buyer.name,
    footer_note: settings.footer,
    has_attachment: true,
    hosted_url,
    invoice_number: credit?.of_invoice ?? null,
    reason: credit?.reason ?? null,
    offset: note.offset_amount,
    refund: note.refund_amount,
    account_credit: note.account_credit_amount,
  };
}

export async function draftCreditNoteMail(
  one: CreditNoteWithParties,
  settings: MailSettingsRow,
  idempotency_key: string,
): Promise<MailDraft> {
  return {
    template: 'credit_note',
    to_address: one.parties.customer.email,
    object_type: 'credit_note',
    object_id: one.note.id,
    attachment: pdfName(one.note.credit_note_number),
    idempotency_key,
    mail: await renderMail(creditNoteLetter(creditNoteMailData(one, settings))),
  };
}
