import type { Language } from '@revenue/billing-core/languages';

/** Who writes, as every mail says it. */
export type MailSeller = {
  name: string;
  address_lines: string[];
  /** ISO 3166-1; it decides what the tax ID is called. */
  country: string | null;
  tax_id: string | null;
  email: string | null;
  bank: MailBankAccount | null;
  /** `#rrggbb` */
  brand_color: string | null;
};

/** Where an invoice is paid: an IBAN, or an account number where there is none. */
export type MailBankAccount = {
  account_holder: string;
  bank_name: string | null;
  currency: string | null;
  iban: string | null;
  account_number: string | null;
  routing_number: string | null;
  bic: string | null;
};

/** What every mail says besides its matter. */
export type Correspondence = {
  /** The language that it is written in. */
  language: Language;
  /** The reader's locale (BCP 47); it shapes figures and dates. */
  locale: string;
  seller: MailSeller;
  /** Whom it greets; null greets all, within a company. */
  buyer_name: string | null;
  /** The tenant's own words under every mail. */
  footer_note?: string | null;
};

/** What a mail about an invoice says. Money is bigint minor units of `currency`, days are ISO days, nothing is computed here. */
export type InvoiceMailData = Correspondence & {
  invoice_number: string;
  issue_date: string;
  due_date: string;
  currency: string;
  items: InvoiceMailItem[];
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  total: bigint;
  amount_paid: bigint;
  /** What credit notes took off what is due. */
  amount_credited: bigint;
  /** What account credit of the buyer paid. */
  amount_account_credit: bigint;
  amount_due: bigint;
  notes: string | null;
  /** Where the reader can see the invoice on the web; http or https. */
  hosted_url: string | null;
  /** Whether the PDF travels with the mail. */
  has_attachment: boolean;
};

export type InvoiceMailItem = {
  description: string;
  /** Empty where money was credited and not units. */
  quantity: string;
  amount: bigint;
  /** The days it pays for, half-open; null for one-off items. */
  service_start?: string | null;
  service_end?: string | null;
};
