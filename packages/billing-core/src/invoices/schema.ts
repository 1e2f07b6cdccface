import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { Derivation } from '../money/derivation.ts';
import { WireAmount, WireQuantity, WireQuantityInput, WireUnitPrice, WireUnitPriceInput } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { PaymentTerms } from '../time/payment-terms.ts';
import { ExternalId, Id, Instant, Metadata, optionalText, pageFields, pageOf } from '../wire/index.ts';

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

export const InvoiceItem = z.object({
  id: Id,
  kind: z.enum(['manual', 'recurring', 'usage']),
  product_id: Id.nullable(),
  subscription_item_id: Id.nullable(),
  description: z.string(),
  quantity: WireQuantity,
  unit_price: WireUnitPrice.nullable().describe('null where no single price applies, as with tiers.'),
  amount: WireAmount.describe('Before discount and tax, major units.'),
  discount: WireAmount,
  tax: WireAmount,
  service_period: ServicePeriod.nullable().describe('The days that the item pays for; null for one-off items.'),
  derivation: Derivation.describe('How the amount came about, step by step.'),
});
export type InvoiceItem = z.infer<typeof InvoiceItem>;

const InvoiceCustomer = z.object({ id: Id, name: z.string(), email: z.string() });

const invoiceFields = {
  id: Id,
  external_id: z.string().nullable(),
  invoice_number: z.string(),
  customer_id: Id,
  customer: InvoiceCustomer,
  billing_run_id: Id.nullable(),
  status: InvoiceStatus,
  issue_date: LocalDateSchema,
  due_date: LocalDateSchema,
  currency: z.string(),
  subtotal: WireAmount,
  discount: WireAmount,
  tax: WireAmount,
  total: WireAmount,
  amount_paid: WireAmount,
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

export const Invoice = z.object({
  ...invoiceFields,
  payment_terms: z.string(),
  notes: z.string().nullable(),
  terms: z.string().nullable(),
  purchase_order_number: z.string().nullable(),
  metadata: Metadata,
  items: z.array(InvoiceItem),
  payments: z.array(InvoicePayment),
  content_hash: z.string().nullable().describe('SHA-256 of the final content; null while it is a draft.'),
  finalized_at: Instant.nullable(),
  paid_at: Instant.nullable(),
  voided_at: Instant.nullable(),
  void_reason: z.string().nullable(),
});
export type Invoice = z.infer<typeof Invoice>;

export const NewInvoiceItem = z.strictObject({
  product_id: Id.nullable().optional().describe('Gives description and unit price where they are left out.'),
  description: z.string().trim().min(1).max(1000).optional(),
  quantity: WireQuantityInput.default('1'),
  unit_price: WireUnitPriceInput.optional(),
});
export type NewInvoiceItem = z.output<typeof NewInvoiceItem>;

const invoiceTexts = {
  notes: optionalText(4000),
  terms: optionalText(4000),
  purchase_order_number: optionalText(100),
};

const MAX_ITEMS = 500;
const items = z.array(NewInvoiceItem).max(MAX_ITEMS, `has more than ${MAX_ITEMS} items; split the invoice`);

export const CreateInvoice = z.strictObject({
  customer_id: Id,
  external_id: ExternalId.nullable().optional(),
  issue_date: LocalDateSchema.optional().describe('Today in the time zone of the customer unless given.'),
  due_date: LocalDateSchema.optional().describe('From the issue date and the payment terms unless given.'),
  payment_terms: PaymentTerms.optional().describe("The customer's unless given."),
  currency: CurrencyCode.optional().describe("The customer's unless given."),
  items: items.min(1, 'needs at least one item'),
  ...invoiceTexts,
  metadata: Metadata.optional(),
});
export type CreateInvoice = z.output<typeof CreateInvoice>;

/** Edits a draft, moves an invoice to another status, or both. What is left out stays. */
export const UpdateInvoice = z.strictObject({
  id: Id,
  version: z.number().int().optional().describe('Refused with version_conflict unless this is the current one.'),
  status: InvoiceStatus.optional(),
  issue_date: LocalDateSchema.optional(),
  due_date: LocalDateSchema.optional(),
  payment_terms: PaymentTerms.optional(),
  items: items.min(1, 'needs at least one item').optional().describe('Replaces all items that were added by hand.'),
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
});
export type UpdateInvoice = z.output<typeof UpdateInvoice>;

export const AddInvoiceItem = NewInvoiceItem.extend({ id: Id.describe('The invoice.') });
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
  currency: CurrencyCode.optional(),
  issued_from: LocalDateSchema.optional(),
  issued_to: LocalDateSchema.optional().describe('The last day that counts.'),
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Start of the invoice number, or part of the customer’s name.'),
  sort: z.enum(INVOICE_SORTS).default('-created_at'),
});
export type ListInvoices = z.output<typeof ListInvoices>;

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
});
export type InvoicePreview = z.infer<typeof InvoicePreview>;
