/** What an invoice mail says. Money is bigint minor units of `currency`, days are ISO days, nothing is computed here. */
export type InvoiceMailData = {
  invoice_number: string;
  issue_date: string;
  due_date: string;
  currency: string;
  /** The reader's locale (BCP 47); it shapes figures and dates. */
  locale: string;
  seller: InvoiceMailSeller;
  buyer_name: string;
  items: InvoiceMailItem[];
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  total: bigint;
  amount_paid: bigint;
  /** What credit notes took off what is due. */
  amount_credited: bigint;
  amount_due: bigint;
  notes: string | null;
  /** Where the reader can see the invoice on the web; http or https. */
  hosted_url: string | null;
  /** Whether the PDF travels with the mail. */
  has_attachment: boolean;
};

export type InvoiceMailItem = { description: string; quantity: string; amount: bigint };

export type InvoiceMailSeller = {
  name: string;
  address_lines: string[];
  tax_id: string | null;
  email: string | null;
  bank: { account_holder: string; bank_name: string | null; iban: string; bic: string | null } | null;
  /** `#rrggbb` */
  brand_color: string | null;
};
