import type { Language } from '@revenue/billing-core/languages';

/**
 * Everything a printed invoice shows, decided before it gets here: the document computes no amount, it only sets them.
 * Money is bigint minor units of `currency`; quantities and unit prices are exact decimal strings in major units; days
 * are ISO days. Plain data, so that it can cross to a worker thread and be hashed.
 */
export type InvoiceDocument = {
  /** A receipt shows the payments instead of how to pay; a credit note shows in the signs of an invoice what it takes back. */
  kind: 'invoice' | 'receipt' | 'credit_note';
  /** What the seller's printer holds. */
  paper: 'A4' | 'LETTER';
  /** Its own number; of a receipt, that of its invoice. */
  invoice_number: string;
  status: InvoiceDocumentStatus;
  issue_date: string;
  due_date: string;
  /** The day the last payment arrived; printed in the stamp of a paid invoice. */
  paid_on: string | null;
  purchase_order_number: string | null;
  /** `due_on_receipt`, `net_<N>` or `end_of_month`. */
  payment_terms: string;
  currency: string;
  /** In which it is written; what people wrote themselves stays as it is. */
  language: Language;
  /** BCP 47; it shapes figures and dates. */
  locale: string;
  seller: InvoiceSeller;
  buyer: InvoiceBuyer;
  items: InvoiceDocumentItem[];
  /** One row per rate, in the order they should be read. */
  taxes: InvoiceDocumentTax[];
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  /** The part of `tax_total` that the lines contain: it is said, not added. */
  tax_included: bigint;
  total: bigint;
  amount_paid: bigint;
  /** What credit notes took off what is due. */
  amount_credited: bigint;
  /** What account credit of the buyer paid. */
  amount_account_credit: bigint;
  amount_due: bigint;
  /** What a receipt is for; empty on an invoice. */
  payments: InvoiceDocumentPayment[];
  /** Of a credit note only. */
  credit: InvoiceDocumentCredit | null;
  notes: string | null;
  terms: string | null;
  /** Where the buyer can see the invoice on the web. */
  hosted_url: string | null;
};

export type InvoiceDocumentStatus = 'draft' | 'sent' | 'paid' | 'overdue' | 'void' | 'uncollectible';

export type InvoiceSeller = {
  name: string;
  /** Already in the country's layout: see `formatAddress`. */
  address_lines: string[];
  /** ISO 3166-1; it decides what the tax ID is called. */
  country: string | null;
  tax_id: string | null;
  email: string | null;
  bank: InvoiceBankAccount | null;
  /** `#rrggbb`; a colour too pale to read is darkened for text. */
  brand_color: string | null;
  /** Its pixels travel beside the document, since they are part of it by their hash. */
  logo: { content_hash: string; width: number; height: number } | null;
};

export type InvoiceBankAccount = {
  account_holder: string;
  bank_name: string | null;
  /** What it is kept in; null where nobody wrote it down. */
  currency: string | null;
  /** Null where it has an account number instead. */
  iban: string | null;
  account_number: string | null;
  routing_number: string | null;
  bic: string | null;
};

export type InvoiceBuyer = {
  name: string;
  /** The person, where `name` is a company. */
  contact_name: string | null;
  address_lines: string[];
  country: string | null;
  tax_id: string | null;
  email: string | null;
};

export type InvoiceDocumentItem = {
  description: string;
  /** How the amount came about, one sentence a line (tiers, minimum, proration). */
  details: string[];
  /** Empty where money is credited and not units. */
  quantity: string;
  /** null where no single price applies, as with tiers. */
  unit_price: string | null;
  /** Before discount and tax. */
  amount: bigint;
  discount_amount: bigint;
  /** The rates of the line, exact decimals; empty where nothing is said about tax. */
  tax_percents: string[];
  service_start: string | null;
  /** Exclusive, as everywhere; the reader sees the last day inside. */
  service_end: string | null;
};

export type InvoiceDocumentPayment = {
  received_on: string;
  /** `bank_transfer` */
  method: string;
  reference: string | null;
  amount: bigint;
};

export type InvoiceDocumentCredit = {
  /** The invoice that is taken back; null where the credit note stands alone. */
  of_invoice: string | null;
  reason: string;
  /** The total, rounded to coins as its invoice was. */
  credited: bigint;
  /** Off what the invoice owed. */
  offset: bigint;
  /** To be paid back. */
  refund: bigint;
  /** Kept for the next invoices. */
  account_credit: bigint;
};

export type InvoiceDocumentTax = {
  /** "VAT" */
  name: string;
  /** An exact decimal: "19", "9.975". */
  percent: string;
  /** Why there is no tax. */
  reason: string | null;
  taxable_amount: bigint;
  amount: bigint;
};

/** Whether the reader is asked for money: something is due, and nobody has called it off. */
export function isPayable({ status, amount_due }: InvoiceDocument): boolean {
  return amount_due > 0n && status !== 'draft' && status !== 'void';
}
