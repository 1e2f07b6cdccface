import { formatAddress } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { documentWords, type Language, portionWords, taxReasonWords } from '@revenue/billing-core/languages';
import type { Derivation } from '@revenue/billing-core/money';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import { documentReader, type Reader } from '../documents/document-reader.ts';
import { type Parties, type PartySnapshot, snapshotSeller } from './parties.ts';
import { itemTaxesFromJson, taxTableFromJson } from './stored-tax.ts';
import type { InvoiceRow } from './view.ts';

/** Where paper is 8.5 by 11 inches. */
const LETTER_COUNTRIES = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE', 'GT', 'CR', 'PA', 'DO', 'PR', 'SV', 'NI']);

type Texts = Record<string, string | null>;

/**
 * The invoice as it is set in type. Seller and buyer are those of the moment it became final; a draft shows them as they
 * are now. Colour and logo are the look, not the content, and follow the settings.
 *
 * @param reader who it is written for, where not for whom it was issued to
 */
export function toInvoiceDocument(
  invoice: InvoiceRow,
  { seller, customer }: Parties,
  hosted_url: string | null,
  reader: Reader = documentReader(invoice.customer_snapshot as PartySnapshot | null, customer),
): InvoiceDocument {
  const { language, locale } = reader;
  const say = documentWords(language, locale);
  const detailsOf = (derivation: unknown) =>
    [portionWords(say, derivation as Derivation)].filter((words) => words !== null);
  const from = (invoice.seller_snapshot ?? snapshotSeller(seller, invoice.currency)) as Texts;
  const to = (invoice.customer_snapshot ?? customer) as Texts;
  return {
    kind: 'invoice',
    paper: paperOf(from),
    invoice_number: invoice.invoice_number,
    status: invoice.status as InvoiceStatus,
    issue_date: fromDbDate(invoice.issue_date),
    due_date: fromDbDate(invoice.due_date),
    paid_on: lastPayment(invoice),
    purchase_order_number: invoice.purchase_order_number,
    payment_terms: invoice.payment_terms,
    currency: invoice.currency,
    ...reader,
    seller: toSeller(from, seller, language),
    buyer: toBuyer(to, language),
    items: invoice.items.map((item) => ({
      description: item.description,
      details: detailsOf(item.derivation),
      quantity: item.quantity.toFixed(),
      unit_price: item.unit_price?.toFixed() ?? null,
      amount: item.amount,
      discount_amount: item.discount_amount,
      tax_percents: itemTaxesFromJson(item.taxes).map(({ rate }) => rate),
      service_start: item.service_start && fromDbDate(item.service_start),
      service_end: item.service_end && fromDbDate(item.service_end),
    })),
    taxes: toTaxRows(invoice.taxes, reader),
    subtotal: invoice.subtotal,
    discount_total: invoice.discount_total,
    tax_total: invoice.tax_total,
    tax_included: invoice.tax_included,
    total: invoice.total,
    amount_paid: invoice.amount_paid,
    amount_credited: invoice.amount_credited,
    amount_account_credit: invoice.amount_account_credit,
    amount_due: invoice.amount_due,
    payments: [],
    credit: null,
    notes: invoice.notes,
    terms: invoice.terms,
    hosted_url,
  };
}

/** Colour and logo follow the settings. */
export function toSeller(
  from: Texts,
  { brand_color, logo }: Parties['seller'],
  language: Language,
): InvoiceDocument['seller'] {
  return { ...sellerOf(from, language), brand_color, logo };
}

/** A seller as mails name it, which show no logo. */
export function sellerOf(seller: object, language: Language): Omit<InvoiceDocument['seller'], 'logo'> {
  const from = seller as Texts;
  return {
    name: from.legal_name ?? from.name ?? '',
    address_lines: addressLines(from, language),
    tax_id: from.tax_id ?? null,
    country: from.country ?? null,
    email: from.email ?? null,
    bank: bankOf(from),
    brand_color: from.brand_color ?? null,
  };
}

export function toBuyer(to: Texts, language: Language): InvoiceDocument['buyer'] {
  return {
    name: to.company ?? to.name ?? '',
    contact_name: to.company ? (to.name ?? null) : null,
    address_lines: addressLines(to, language),
    tax_id: to.tax_id ?? null,
    country: to.country ?? null,
    email: to.email ?? null,
  };
}

export function paperOf(from: Texts): InvoiceDocument['paper'] {
  return LETTER_COUNTRIES.has(from.country ?? '') ? 'LETTER' : 'A4';
}

/** The tax table as it was stored, and why there is no tax in the words of the reader. */
export function toTaxRows(taxes: unknown, { language, locale }: Reader): InvoiceDocument['taxes'] {
  const say = documentWords(language, locale);
  return taxTableFromJson(taxes).map(({ name, rate, reason, reason_code, category, taxable, tax }) => ({
    name: name ?? say('tax'),
    percent: rate,
    reason: taxReasonWords(say, locale, { reason, reason_code, category }),
    taxable_amount: taxable,
    amount: tax,
  }));
}

function lastPayment({ status, allocations }: InvoiceRow): string | null {
  if (status !== 'paid') return null;
  return allocations
    .map(({ payment }) => fromDbDate(payment.received_on))
    .reduce((last: string | null, day) => (last === null || day > last ? day : last), null);
}

function addressLines(party: Texts, language: Language): string[] {
  const { address_line1 = null, address_line2 = null, city = null, state = null, postal_code = null, country } = party;
  return formatAddress({ address_line1, address_line2, city, state, postal_code, country: country ?? '' }, language);
}

function bankOf(seller: Texts): InvoiceDocument['seller']['bank'] {
  const { bank_iban: iban = null, bank_account_number: account_number = null } = seller;
  if (iban === null && account_number === null) return null;
  return {
    account_holder: seller.bank_account_holder ?? seller.legal_name ?? seller.name ?? '',
    bank_name: seller.bank_name ?? null,
    // Documents of before there were accounts by currency do not say it.
    currency: seller.bank_currency ?? null,
    iban,
    account_number,
    routing_number: seller.bank_routing_number ?? null,
    bic: seller.bank_bic ?? null,
  };
}

/** The same invoice as a receipt for all that was paid on it. @throws BillingError invoice_not_paid */
export function toReceiptDocument(invoice: InvoiceRow, document: InvoiceDocument): InvoiceDocument {
  if (invoice.status !== 'paid') {
    throw new BillingError(
      'invoice_not_paid',
      `Invoice ${invoice.invoice_number} is ${invoice.status}: there is a receipt once it is paid in full.`,
    );
  }
  const payments = invoice.allocations.map(({ amount, payment }) => ({
    received_on: fromDbDate(payment.received_on),
    method: payment.method,
    reference: payment.reference,
    amount,
  }));
  payments.sort((left, right) => left.received_on.localeCompare(right.received_on));
  return { ...document, kind: 'receipt', payments, notes: null, terms: null };
}
