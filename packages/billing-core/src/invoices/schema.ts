import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { Derivation } from '../money/derivation.ts';
import {
  WireAmount,
  WireAmountInput,
  WireDecimal,
  WireQuantity,
  WireQuantityInput,
  WireUnitPrice,
  WireUnitPriceInput,
} from '../money/wire.ts';
import { LineTaxRate, TaxCategory, TaxPercent } from '../taxes/index.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { PaymentTerms } from '../time/payment-terms.ts';
import { ExternalId, exportFields, Id, Instant, Metadata, optionalText, pageFields, pageOf } from '../wire/index.ts';

export const INVOICE_STATUSES = ['draft', 'sent', 'paid', 'overdue', 'void', 'uncollectible'] as const;

export const InvoiceStatus = z
  .enum(INVOICE_STATUSES)
  .describe(
    'draft can be edited; sent is final and open; overdue is past its due date; paid, void and uncollectible end it.',
  );
export type InvoiceStatus = z.infer<typeof InvoiceStatus>;

export const ServicePeriod = z.object({
  start: LocalDateSchema,
  end: LocalDateSchema.describe('The first day that is no longer in it.'),
});

const taxFacts = {
  percent: WireDecimal.describe('19 is 19 %.'),
  name: z.string().nullable().describe('VAT, GST, State sales tax.'),
  category: TaxCategory.nullable(),
  reason_code: z.string().nullable().describe('Why there is no tax: a VATEX code.'),
  reason: z.string().nullable().describe('Why there is no tax, for a person.'),
  taxable: WireAmount.describe('What the tax is on: discount taken off, without tax.'),
  tax: WireAmount,
};

/** A row of the tax table: the taxes of all items of one name, category and percent. */
export const InvoiceTax = z.object(taxFacts);
export type InvoiceTax = z.infer<typeof InvoiceTax>;

/** The tax of one rate on one item; those of the items add up to the rows of the tax table. */
export const InvoiceItemTax = z.object({
  ...taxFacts,
  compound: z.boolean().describe('On the amount and the taxes before it.'),
});
export type InvoiceItemTax = z.infer<typeof InvoiceItemTax>;

/** What was asked to be taken off, as given: a percent, or an amount, or neither. */
const askedDiscount = {
  percent_off: WireDecimal.nullable(),
  amount_off: WireAmount.nullable(),
};

export const InvoiceItem = z.object({
  id: Id,
  kind: z.enum(['manual', 'recurring', 'usage', 'one_time']),
  product_id: Id.nullable(),
  subscription_item_id: Id.nullable(),
  description: z.string(),
  quantity: WireQuantity,
  unit_price: WireUnitPrice.nullable().describe('null where no single price applies, as with tiers.'),
  amount: WireAmount.describe('Before discount and tax, major units.'),
  ...askedDiscount,
  discount: WireAmount.describe('All that is taken off: its own discount and its share of that of the invoice.'),
  own_discount: WireAmount.describe('The part of `discount` that is its own.'),
  tax: WireAmount,
  tax_inclusive: z.boolean().describe('The amount contains its tax.'),
  taxes: z.array(InvoiceItemTax).describe('`tax` by rate; empty where nothing was said about tax.'),
  total: WireAmount.describe('Discount taken off, with tax.'),
  service_period: ServicePeriod.nullable().describe('The days that the item pays for; null for one-off items.'),
  released: z.boolean().describe('Of a void invoice: its period was billed again.'),
  derivation: Derivation.describe('How the amount came about, step by step.'),
});
export type InvoiceItem = z.infer<typeof InvoiceItem>;

const InvoiceReference = z.object({ id: Id, invoice_number: z.string() });
const InvoiceCustomer = z.object({
  id: Id,
  name: z.string(),
  company: z.string().nullable().describe('The firm, where the name is that of a person.'),
  email: z.string(),
});

const invoiceFields = {
  id: Id,
  external_id: z.string().nullable(),
  invoice_number: z.string(),
  customer_id: Id,
  customer: InvoiceCustomer,
  billing_run_id: Id.nullable(),
  import_id: Id.nullable().describe('The file that it came in, for invoices of the past.'),
  status: InvoiceStatus,
  issue_date: LocalDateSchema,
  due_date: LocalDateSchema,
  currency: z.string(),
  subtotal: WireAmount.describe('The sum of the items; with tax where their prices contain it.'),
  discount: WireAmount,
  tax: WireAmount,
  total: WireAmount.describe('Subtotal less discount, and the tax that the items do not contain.'),
  net_total: WireAmount.describe('Total less tax.'),
  amount_paid: WireAmount,
  amount_credited: WireAmount.describe('What credit notes took off what was due.'),
  amount_account_credit: WireAmount.describe('What account credit of the customer paid of it.'),
  amount_due: WireAmount,
  version: z.number().int().describe('Raised by every change; the ETag.'),
  created_at: Instant,
  updated_at: Instant,
  sent_at: Instant.nullable(),
};

/** An invoice in a list. */
export const InvoiceSummary = z.object(invoiceFields);
export type InvoiceSummary = z.infer<typeof InvoiceSummary>;

export const InvoicePayment = z.object({
  id: Id,
  method: z.string(),
  amount: WireAmount,
  received_on: LocalDateSchema,
  reference: z.string().nullable(),
});

export const InvoiceCreditNote = z.object({
  id: Id,
  credit_note_number: z.string(),
  issue_date: LocalDateSchema,
  reason: z.string(),
  total: WireAmount,
  amount_offset: WireAmount.describe('Off what was due; the rest of it goes back to the customer.'),
});

/** The change of a subscription that an invoice was made by, with what there is to say of it. */
export const InvoiceChange = z.object({
  id: Id,
  kind: z.string().describe('plan_change, quantity, addon, price, migration, pause, resume, cancel or undo_cancel.'),
  effective_on: LocalDateSchema,
  subscription_id: Id,
  from_plan: z.string().nullable().describe('What the plan before it is called.'),
  to_plan: z.string().nullable(),
});
export type InvoiceChange = z.infer<typeof InvoiceChange>;

export const Invoice = z.object({
  ...invoiceFields,
  payment_terms: z.string(),
  notes: z.string().nullable(),
  terms: z.string().nullable(),
  purchase_order_number: z.string().nullable(),
  ...askedDiscount,
  prices_include_tax: z.boolean().describe('Prices of items contain their tax.'),
  taxes: z.array(InvoiceTax).describe('The tax table, one row for each rate.'),
  metadata: Metadata,
  items: z.array(InvoiceItem),
  payments: z.array(InvoicePayment),
  credit_notes: z.array(InvoiceCreditNote),
  content_hash: z.string().nullable().describe('SHA-256 of the final content; null while it is a draft.'),
  finalized_at: Instant.nullable(),
  paid_at: Instant.nullable(),
  voided_at: Instant.nullable(),
  void_reason: z.string().nullable(),
  billing_cycle_id: Id.nullable().describe('By whose rules it came about.'),
  subscription_change: InvoiceChange.nullable()
    .optional()
    .describe('The change of a subscription that made it; said where one invoice is asked for.'),
  replaces: InvoiceReference.nullable().describe('The void invoice whose periods it bills again.'),
  replaced_by: z.array(InvoiceReference).describe('Invoices that bill its periods again.'),
});
export type Invoice = z.infer<typeof Invoice>;

const notBelowZero = (text: string) => !text.startsWith('-');

const discountFields = {
  percent_off: TaxPercent.nullable().optional().describe('Discount in percent: 10 takes off 10 %.'),
  amount_off: WireAmountInput.refine(notBelowZero, 'must not be negative')
    .nullable()
    .optional()
    .describe('Discount in major units, instead of percent_off; takes off at most what there is.'),
};

type AskedDiscount = { percent_off?: string | null | undefined; amount_off?: string | null | undefined };
const hasOneDiscount = ({ percent_off, amount_off }: AskedDiscount) => !percent_off || !amount_off;
const TWO_DISCOUNTS = { path: ['amount_off'], message: 'cannot stand beside percent_off; choose one of them' };

const MAX_RATES = 5;

export const NewInvoiceItem = z
  .strictObject({
    product_id: Id.nullable().optional().describe('Gives description and unit price where they are left out.'),
    description: z.string().trim().min(1).max(1000).optional(),
    quantity: WireQuantityInput.default('1'),
    unit_price: WireUnitPriceInput.optional(),
    ...discountFields,
    tax_rates: z
      .array(LineTaxRate)
      .max(MAX_RATES, `has more than ${MAX_RATES} taxes`)
      .optional()
      .describe("The tenant's tax unless given; an empty list is no tax. A customer who is exempt pays none."),
  })
  .refine(hasOneDiscount, TWO_DISCOUNTS);
export type NewInvoiceItem = z.output<typeof NewInvoiceItem>;

const invoiceTexts = {
  notes: optionalText(4000),
  terms: optionalText(4000),
  purchase_order_number: optionalText(100),
};

const invoiceTerms = {
  ...discountFields,
  prices_include_tax: z
    .boolean()
    .optional()
    .describe("Prices of items contain their tax; the tenant's setting unless given."),
};

const MAX_ITEMS = 500;
const items = z.array(NewInvoiceItem).max(MAX_ITEMS, `has more than ${MAX_ITEMS} items; split the invoice`);

export const CreateInvoice = z
  .strictObject({
    customer_id: Id,
    external_id: ExternalId.nullable().optional(),
    issue_date: LocalDateSchema.optional().describe('Today in the time zone of the customer unless given.'),
    due_date: LocalDateSchema.optional().describe('From the issue date and the payment terms unless given.'),
    payment_terms: PaymentTerms.optional().describe("The customer's unless given."),
    currency: CurrencyCode.optional().describe("The customer's unless given."),
    items: items.min(1, 'needs at least one item'),
    ...invoiceTerms,
    ...invoiceTexts,
    metadata: Metadata.optional(),
  })
  .refine(hasOneDiscount, TWO_DISCOUNTS);
export type CreateInvoice = z.output<typeof CreateInvoice>;

/** Edits a draft, moves an invoice to another status, or both. What is left out stays. */
export const UpdateInvoice = z
  .strictObject({
    id: Id,
    version: z.number().int().optional().describe('Refused with version_conflict unless this is the current one.'),
    status: InvoiceStatus.optional(),
    issue_date: LocalDateSchema.optional(),
    due_date: LocalDateSchema.optional(),
    payment_terms: PaymentTerms.optional(),
    items: items.min(1, 'needs at least one item').optional().describe('Replaces all items that were added by hand.'),
    ...invoiceTerms,
    ...invoiceTexts,
    metadata: Metadata.optional(),
    void_reason: z.string().trim().min(1).max(500).optional().describe('Why; needed to void.'),
    paid_on: LocalDateSchema.optional().describe('With status paid: when the money came in; today unless given.'),
    payment_reference: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('With status paid: what the bank statement says.'),
  })
  .refine(hasOneDiscount, TWO_DISCOUNTS);
export type UpdateInvoice = z.output<typeof UpdateInvoice>;

export const SendInvoice = z.strictObject({
  id: Id,
  due_date: LocalDateSchema.optional().describe('Of a draft: when it is due instead; the draft says it unless given.'),
});
export type SendInvoice = z.output<typeof SendInvoice>;

/** By when an invoice is to be paid that is sent on some day: as its draft says, or with its terms counted from that day. */
export const DueOnSending = z.object({
  due_date: LocalDateSchema.describe('What the draft says.'),
  from_today: LocalDateSchema.nullable().describe(
    'With the payment terms counted from today, where the customer is; null where that is no later.',
  ),
  suggested: z
    .enum(['due_date', 'from_today'])
    .describe('A day that was chosen for the draft is kept; one that came from its terms begins with the sending.'),
});
export type DueOnSending = z.infer<typeof DueOnSending>;

export const AddInvoiceItem = NewInvoiceItem.safeExtend({ id: Id.describe('The invoice.') });
export type AddInvoiceItem = z.output<typeof AddInvoiceItem>;

export const RemoveInvoiceItem = z.strictObject({ id: Id.describe('The invoice.'), itemId: Id });
export type RemoveInvoiceItem = z.output<typeof RemoveInvoiceItem>;

export const INVOICE_SORTS = [
  'created_at',
  '-created_at',
  'issue_date',
  '-issue_date',
  'due_date',
  '-due_date',
] as const;

export const ListInvoices = z.strictObject({
  ...pageFields,
  status: InvoiceStatus.optional(),
  customer_id: Id.optional(),
  billing_run_id: Id.optional(),
  subscription_id: Id.optional().describe('Those with a line of this subscription.'),
  currency: CurrencyCode.optional(),
  issued_from: LocalDateSchema.optional(),
  issued_to: LocalDateSchema.optional().describe('The last day that counts.'),
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Start of the invoice number, or part of the customer’s name or company.'),
  sort: z.enum(INVOICE_SORTS).default('-created_at'),
});
export type ListInvoices = z.output<typeof ListInvoices>;

/** What a list of invoices is narrowed by, whatever is done with those that match. */
export const InvoiceFilters = ListInvoices.omit({ limit: true, cursor: true, sort: true });
export type InvoiceFilters = z.output<typeof InvoiceFilters>;

export const ExportInvoices = ListInvoices.omit({ limit: true, cursor: true }).extend(exportFields);

export const InvoicePage = pageOf(InvoiceSummary);
export type InvoicePage = z.infer<typeof InvoicePage>;

/** What the status tabs show: how many, and how much in each currency. */
export const InvoiceStatusSums = z.object({
  data: z.array(
    z.object({
      status: InvoiceStatus,
      count: z.number().int(),
      currency: z.string(),
      total: WireAmount,
      amount_due: WireAmount,
    }),
  ),
});
export type InvoiceStatusSums = z.infer<typeof InvoiceStatusSums>;

export const PreviewInvoice = CreateInvoice;
export const InvoicePreview = z.object({
  issue_date: LocalDateSchema,
  due_date: LocalDateSchema,
  currency: z.string(),
  items: z.array(InvoiceItem.omit({ id: true })),
  subtotal: WireAmount,
  discount: WireAmount,
  tax: WireAmount,
  total: WireAmount,
  net_total: WireAmount,
  prices_include_tax: z.boolean(),
  taxes: z.array(InvoiceTax),
});
export type InvoicePreview = z.infer<typeof InvoicePreview>;
