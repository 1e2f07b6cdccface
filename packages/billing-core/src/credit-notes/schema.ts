import { z } from 'zod';
import { NewInvoiceItem, ServicePeriod } from '../invoices/schema.ts';
import { CurrencyCode } from '../money/currencies.ts';
import { Derivation } from '../money/derivation.ts';
import { WireAmount, WireAmountInput, WireQuantity, WireQuantityInput, WireUnitPrice } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import {
  CappedCount,
  ExternalId,
  exportFields,
  Id,
  Instant,
  Metadata,
  optionalText,
  pageFields,
  pageOf,
} from '../wire/index.ts';

const noteFields = {
  id: Id,
  external_id: z.string().nullable(),
  credit_note_number: z.string(),
  customer_id: Id,
  customer: z.object({ id: Id, name: z.string(), email: z.string() }),
  invoice_id: Id.nullable(),
  invoice: z
    .object({ id: Id, invoice_number: z.string() })
    .nullable()
    .describe('What it takes back; null where it stands alone.'),
  import_id: Id.nullable().describe('The file that it came in; null for those issued here.'),
  issue_date: LocalDateSchema,
  currency: z.string(),
  reason: z.string(),
  subtotal: WireAmount,
  discount: WireAmount,
  tax: WireAmount,
  total: WireAmount.describe('In the signs of an invoice: what was charged as 10 is taken back as 10.'),
  credited_total: WireAmount.describe('Total and cash rounding: the money that goes somewhere.'),
  amount_offset: WireAmount.describe('Off what the invoice owed.'),
  amount_refundable: WireAmount.describe('What the customer gets back, outside of this system for now.'),
  amount_account_credit: WireAmount.describe('Put on the account credit of the customer, for the next invoices.'),
  created_at: Instant,
};

/** A credit note in a list. */
export const CreditNoteSummary = z.object(noteFields).meta({ id: 'CreditNoteSummary' });
export type CreditNoteSummary = z.infer<typeof CreditNoteSummary>;

const itemFields = {
  invoice_position: z.number().int().nullable().describe('Of the item that it takes back, on the invoice.'),
  product_id: Id.nullable(),
  description: z.string(),
  quantity: WireQuantity.nullable().describe('null where money was credited and not units.'),
  unit_price: WireUnitPrice.nullable(),
  service_period: ServicePeriod.nullable().describe(
    'The days that are given back; null for one-off items, and for money of which nobody said for which days.',
  ),
  service_quantity: WireQuantity.nullable().describe(
    'How many were billed on these days, where a part of the days is given back and no units are.',
  ),
  amount: WireAmount.describe('Before discount and tax.'),
  discount: WireAmount,
  tax: WireAmount,
};

export const CreditNoteItem = z.object({ id: Id, ...itemFields });
export type CreditNoteItem = z.infer<typeof CreditNoteItem>;

export const CreditNote = z
  .object({
    ...noteFields,
    notes: z.string().nullable(),
    metadata: Metadata,
    items: z.array(CreditNoteItem),
    content_hash: z.string().describe('SHA-256 of what it says; proves that nothing was changed.'),
    derivation: Derivation.nullable().describe(
      'How its share of the invoice came about; null where it takes back none.',
    ),
  })
  .meta({ id: 'CreditNote' });
export type CreditNote = z.infer<typeof CreditNote>;

const CreditedInvoiceItem = z.strictObject({
  position: z.number().int().min(1).describe('Of the item on the invoice, from 1.'),
  quantity: WireQuantityInput.optional().describe('So many of its units, in proportion.'),
  amount: WireAmountInput.optional().describe('So much of its amount, before discount and tax.'),
  total: WireAmountInput.optional().describe('So much of what it cost in the end, discount off and tax on.'),
});

export const CreditDisposition = z.enum(['refund', 'account_credit']);
export type CreditDisposition = z.infer<typeof CreditDisposition>;

const createFields = {
  invoice_id: Id.optional().describe('The invoice to credit; or name a customer.'),
  customer_id: Id.optional().describe('Whom to credit without an invoice.'),
  external_id: ExternalId.nullable().optional(),
  issue_date: LocalDateSchema.optional().describe('Today in the time zone of the customer unless given.'),
  reason: z.string().trim().min(1, 'is empty; say why').max(500).describe('Why; stands on the document.'),
  notes: optionalText(4000),
  invoice_items: z
    .array(CreditedInvoiceItem)
    .min(1, 'names no item; leave it out to credit everything that is left')
    .optional()
    .describe('With an invoice: whole items or parts of them. Without it and `total`: everything that is left.'),
  total: WireAmountInput.optional().describe('With an invoice: so much of its total, tax included, spread over it.'),
  currency: CurrencyCode.optional().describe("Without an invoice: the customer's unless given."),
  items: z
    .array(NewInvoiceItem)
    .min(1, 'needs at least one item')
    .max(500, 'has more than 500 items; split the credit note')
    .optional()
    .describe('Without an invoice: what is given back, with its taxes, as on an invoice.'),
  disposition: CreditDisposition.default('refund').describe(
    'Where goes what settles no debt of the invoice: back to the customer as far as it was paid and the rest to account credit, or all of it to account credit.',
  ),
  metadata: Metadata.optional(),
};

export const CreateCreditNote = z.strictObject(createFields).superRefine((input, context) => {
  const fault = (path: keyof typeof createFields, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if ((input.invoice_id === undefined) === (input.customer_id === undefined))
    return fault('invoice_id', 'give invoice_id or customer_id, one of them');
  if (input.invoice_id === undefined) {
    if (input.items === undefined) fault('items', 'is missing; without an invoice it says what is given back');
    if (input.invoice_items !== undefined) fault('invoice_items', 'needs an invoice_id');
    if (input.total !== undefined) fault('total', 'needs an invoice_id; without one the items give the total');
    return;
  }
  if (input.items !== undefined) fault('items', 'is for a credit note without an invoice; use invoice_items');
  if (input.currency !== undefined) fault('currency', 'is that of the invoice; leave it out');
  if (input.invoice_items !== undefined && input.total !== undefined)
    fault('total', 'and invoice_items exclude each other; give one of them');
  for (const [index, item] of (input.invoice_items ?? []).entries()) {
    const measures = [item.quantity, item.amount, item.total].filter((measure) => measure !== undefined);
    if (measures.length > 1)
      context.addIssue({
        code: 'custom',
        path: ['invoice_items', index],
        message: 'has more than one of quantity, amount and total; give one, or none for the whole item',
      });
  }
});
export type CreateCreditNote = z.output<typeof CreateCreditNote>;

/** What a credit note would come to, and what it would do. */
export const CreditNotePreview = z.object({
  issue_date: LocalDateSchema,
  currency: z.string(),
  items: z.array(z.object(itemFields)),
  subtotal: WireAmount,
  discount: WireAmount,
  tax: WireAmount,
  total: WireAmount,
  credited_total: WireAmount,
  amount_offset: WireAmount,
  amount_refundable: WireAmount,
  amount_account_credit: WireAmount,
});
export type CreditNotePreview = z.infer<typeof CreditNotePreview>;

/** What earlier credit notes have left of an invoice. */
export const Creditable = z.object({
  invoice_id: Id,
  invoice_number: z.string(),
  currency: z.string(),
  creditable: z.boolean().describe('Whether a credit note may be issued at all: the invoice is final and not void.'),
  total: WireAmount.describe('With tax.'),
  items: z.array(
    z.object({
      position: z.number().int(),
      description: z.string(),
      quantity: WireQuantity,
      amount: WireAmount.describe('Before discount and tax.'),
      total: WireAmount.describe('Discount off and tax on.'),
    }),
  ),
});
export type Creditable = z.infer<typeof Creditable>;

export const CREDIT_NOTE_SORTS = ['created_at', '-created_at', 'issue_date', '-issue_date'] as const;

export const ListCreditNotes = z.strictObject({
  ...pageFields,
  customer_id: Id.optional(),
  invoice_id: Id.optional(),
  currency: CurrencyCode.optional(),
  issued_from: LocalDateSchema.optional(),
  issued_to: LocalDateSchema.optional().describe('The last day that counts.'),
  q: z.string().trim().min(1).max(100).optional().describe('Start of the number, or part of the customer’s name.'),
  sort: z.enum(CREDIT_NOTE_SORTS).default('-created_at'),
});
export type ListCreditNotes = z.output<typeof ListCreditNotes>;
export type CreditNoteFilters = Omit<ListCreditNotes, 'limit' | 'cursor' | 'sort'>;

export const ExportCreditNotes = ListCreditNotes.omit({ limit: true, cursor: true }).extend(exportFields);

export const CreditNotePage = pageOf(CreditNoteSummary, { count: CappedCount });
export type CreditNotePage = z.infer<typeof CreditNotePage>;
